// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Units that are well-formed and made to do harm: expressions that are deep or
// that are a tree of astronomic size, and content that is much from little.
#include "UnitFixture.h"
#include "summary/UnitIo.h"
#include "support/Archive.h"

using namespace gfpcheck;
using facts::ExprId;

namespace {

constexpr const char *Caller = R"(facts 1
file "caller.c"
main_file 1
function caller {
  at 1:1:1 to 1:9:1
  is main
  returns void
  params 3
  scope in 0
  param lock: ptr{spinlock} size 8 align 8 @1:1:10
  param wait: u32 number 1 size 4 align 4 @1:1:20
  param fn: ptr number 2 size 8 align 8 @1:1:30
  b0:
    $0 call spin_lock(lock) @1:2:2
    $1 call callee(wait) @1:3:2
    $2 call through fn (wait) @1:4:2
    $3 return @1:5:1
    exit
}
)";

constexpr const char *Callee = R"(facts 1
file "callee.c"
main_file 1
function callee {
  at 1:1:1 to 1:9:1
  is main
  returns void
  params 1
  scope in 0
  param wait: u32 size 4 align 4 @1:1:10
  b0:
    branch @1:2:6
    if wait goto b1
    unless wait goto b2
  b1:
    $0 call might_sleep() @1:3:3
    goto b2
  b2:
    $1 return @1:4:1
    exit
}
)";

class HostileUnit : public UnitFixture {
protected:
  /// The caller with something else as the argument of its open calls, and as
  /// what it calls through.
  std::string
  callerWith(llvm::function_ref<ExprId(facts::ExprTable &, ExprId)> Make) {
    support::StringPool Strings;
    facts::ExprTable Portable;
    std::vector<std::string> Files{""};
    llvm::StringMap<uint32_t> FileIndex;
    FileIndex[""] = 0;
    summary::Unit U = llvm::cantFail(summary::unpack(
        record(Caller), {Strings, Portable, Files, FileIndex}));
    facts::FunctionFacts &F = U.Functions.front().Frame.Facts;
    for (facts::CallInfo &C : F.Calls) {
      EXPECT_FALSE(C.Args.empty());
      ExprId Bad = Make(F.Exprs, C.Args.front());
      C.Args.front() = Bad;
      if (C.Through)
        C.Through = Bad;
    }
    return summary::pack(U, Portable, Files, Strings);
  }

  size_t linkedWithCallee(llvm::StringRef Bytes) {
    link::Program P;
    EXPECT_FALSE(bool(P.add(Bytes)));
    EXPECT_FALSE(bool(P.add(record(Callee))));
    return linked(P).size();
  }
};

constexpr facts::TypeInfo U32 = {facts::TypeKind::Int, false, 32, 0};

TEST_F(HostileUnit, AsItIsTheCallIsFound) {
  EXPECT_EQ(linkedWithCallee(callerWith([](facts::ExprTable &, ExprId E) { return E; })),
            1u);
}

TEST_F(HostileUnit, DeepExpressionsAreCutOff) {
  linkedWithCallee(callerWith([](facts::ExprTable &Exprs, ExprId E) {
    ExprId Param = E;
    for (int I = 0; I != 500'000; ++I)
      E = Exprs.binary(facts::Op::Add, E, Param, U32);
    return E;
  }));
}

TEST_F(HostileUnit, ExpressionsThatAreATreeOfAstronomicSizeAreCutOff) {
  linkedWithCallee(callerWith([](facts::ExprTable &Exprs, ExprId E) {
    for (int I = 0; I != 60; ++I)
      E = Exprs.binary(facts::Op::Add, E, E, U32);
    return E;
  }));
}

/// A unit of functions that are nineteen zeros each.
std::string manyFunctions(uint64_t Said, size_t Bytes) {
  std::string Text(1, '\0'), Body;
  support::TextTable Texts;
  support::ArchiveWriter Ar(Texts, Body);
  Ar.number(1); // One file,
  Ar.number(0); // whose name is nothing.
  Ar.number(1); // The expression that is unknown.
  Body += std::string(11, '\0');
  Ar.number(Said);
  Body += std::string(Bytes, '\0');
  std::string Head = "gfpunit";
  Head += char('0' + summary::UnitFormat);
  Head.resize(24);
  llvm::support::endian::write64le(Head.data() + 16, Text.size());
  return Head + Text + Body;
}

TEST_F(HostileUnit, CountsAreNotBelieved) {
  link::Program P;
  EXPECT_FALSE(bool(P.add(sealed(manyFunctions(10, 190), 8, 24))));
  for (uint64_t Said : {uint64_t(9), uint64_t(11), uint64_t(100'000'000),
                        uint64_t(1) << 63, ~uint64_t(0)}) {
    llvm::Error E = P.add(sealed(manyFunctions(Said, 190), 8, 24));
    EXPECT_TRUE(bool(E)) << Said;
    llvm::consumeError(std::move(E));
  }
}

TEST(ArchiveReader, MemoryHasAnEnd) {
  support::ArchiveReader Ar("", "x");
  Ar.charge(support::ArchiveReader::MaxMemory - 1);
  EXPECT_TRUE(Ar.ok());
  Ar.charge(2);
  EXPECT_FALSE(Ar.ok());
}

} // namespace
