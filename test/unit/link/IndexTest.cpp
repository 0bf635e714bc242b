// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The program index: equal programs give equal bytes, an argument decides
// which calls are on the way, and no bytes whatever do more harm than an error.
#include "UnitFixture.h"
#include "link/Why.h"
#include <random>

using namespace gfpcheck;

namespace {

constexpr const char *Callee = R"(facts 1
file "callee.c"
main_file 1
function middle {
  at 1:1:1 to 1:9:1
  is main
  returns void
  params 1
  scope in 0
  param how: u32 size 4 align 4 @1:1:10
  b0:
    branch @1:2:6
    if how goto b1
    unless how goto b2
  b1:
    $0 call never_locked() @1:3:3
    goto b2
  b2:
    $1 call always() @1:4:2
    $2 return @1:5:1
    exit
}
)";

constexpr size_t HashAt = 8, HashedFrom = 16;

class IndexOfProgram : public UnitFixture {
protected:
  const std::string Caller =
      factsOf("caller.c") +
      factsOfCalls("locked", {"spin_lock(lock)", "middle(0)",
                              "spin_unlock(lock)"}) +
      factsOfCalls("plain", {"middle(1)"});

  std::string pack(llvm::ArrayRef<std::string> Files) {
    link::Program P;
    for (const std::string &Text : Files)
      EXPECT_FALSE(bool(P.add(record(Text))));
    P.index();
    checks::EngineOptions Opts;
    link::Linker L(P, *Rules, Opts);
    L.propagate();
    return link::packIndex(L, *Rules,
                           Rules->bug("gfp-sleep-in-atomic")->Forbidden);
  }

  static std::unique_ptr<link::Index> open(llvm::StringRef Bytes) {
    auto I = link::Index::read(
        llvm::MemoryBuffer::getMemBufferCopy(Bytes, "test"), "test");
    if (I)
      return std::move(*I);
    EXPECT_FALSE(llvm::toString(I.takeError()).empty());
    return nullptr;
  }

  static std::string sealed(std::string Bytes) {
    return UnitFixture::sealed(std::move(Bytes), HashAt, HashedFrom);
  }

  /// Asks everything there is to ask, of whatever bytes.
  static bool survives(llvm::StringRef Bytes) {
    auto I = open(Bytes);
    if (!I)
      return false;
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    link::WhyTeller Tell{*I, [](llvm::StringRef F) { return F.str(); }};
    for (uint32_t F = 0; F < I->size() && F < 20; ++F) {
      for (const char *To : {"", "always"}) {
        auto A = link::answer(*I, {I->name(F).str(), "", To});
        if (!A) {
          llvm::consumeError(A.takeError());
          continue;
        }
        Tell.text(*A, OS);
        Tell.json(*A, OS);
        Tell.dot(*A, OS);
      }
    }
    return true;
  }

  static std::vector<unsigned> kinds(const link::Index &I, const char *Name) {
    std::vector<unsigned> Out;
    for (const link::ContextWitness &W :
         llvm::cantFail(link::answer(I, {Name, "", ""})).Contexts)
      Out.push_back(W.Kind);
    return Out;
  }
};

TEST_F(IndexOfProgram, EqualProgramsGiveEqualBytes) {
  std::string One = pack({Caller, Callee});
  EXPECT_EQ(One, pack({Caller, Callee}));
  EXPECT_EQ(One, pack({Callee, Caller}));
}

TEST_F(IndexOfProgram, ArgumentsDecideWhichContextsArrive) {
  auto I = open(pack({Caller, Callee}));
  ASSERT_TRUE(I);
  const unsigned Spin = unsigned(model::ContextKind::Spin);
  EXPECT_EQ(kinds(*I, "middle"),
            (std::vector<unsigned>{Spin, link::EntryUnknown}));
  EXPECT_EQ(kinds(*I, "always"),
            (std::vector<unsigned>{Spin, link::EntryUnknown}));
  EXPECT_EQ(kinds(*I, "never_locked"),
            (std::vector<unsigned>{link::EntryUnknown}));
}

TEST_F(IndexOfProgram, ChainsAreToldOutermostFirst) {
  auto I = open(pack({Caller, Callee}));
  ASSERT_TRUE(I);
  auto A = llvm::cantFail(link::answer(*I, {"always", "locked", ""}));
  ASSERT_TRUE(A.Way.has_value());
  ASSERT_EQ(A.Way->Steps.size(), 2u);
  EXPECT_EQ(I->name(A.Way->Steps[0].Caller), "locked");
  EXPECT_EQ(A.Way->Steps[0].Where.Line, 3u);
  EXPECT_EQ(I->file(A.Way->Steps[1].Where.File), "callee.c");
  ASSERT_EQ(A.Way->Held.size(), 1u);
  EXPECT_EQ(A.Way->Held[0].second->Lock, "*lock");
}

TEST_F(IndexOfProgram, ArgumentsDecideWhichChainsThereAre) {
  auto I = open(pack({Caller, Callee}));
  ASSERT_TRUE(I);
  auto Steps = [&](const char *From, const char *To) {
    auto A = llvm::cantFail(link::answer(*I, {To, From, ""}));
    return A.Way ? int(A.Way->Steps.size()) : -1;
  };
  EXPECT_EQ(Steps("plain", "never_locked"), 2);
  EXPECT_EQ(Steps("locked", "never_locked"), -1);
  EXPECT_EQ(Steps("locked", "always"), 2);
  EXPECT_EQ(Steps("always", "locked"), -1) << "calls lead down";
  EXPECT_EQ(Steps("middle", "middle"), -1) << "a chain has a call";
}

/// A long way round is told where the short one is barred.
TEST_F(IndexOfProgram, ChainsGoRoundWhatArgumentsBar) {
  auto I = open(pack({factsOf("d.c") +
                          factsOfCalls("top", {"middle(0)", "one(lock)"}) +
                          factsOfCalls("one", {"two(lock)"}) +
                          factsOfCalls("two", {"middle(1)"}),
                      Callee}));
  ASSERT_TRUE(I);
  auto A = llvm::cantFail(link::answer(*I, {"never_locked", "top", ""}));
  ASSERT_TRUE(A.Way.has_value());
  ASSERT_EQ(A.Way->Steps.size(), 4u);
  EXPECT_EQ(I->name(A.Way->Steps[2].Caller), "two");
}

TEST_F(IndexOfProgram, WaysBeginWhereTheContextDoes) {
  auto I = open(pack({Caller, Callee}));
  ASSERT_TRUE(I);
  auto A = llvm::cantFail(link::answer(*I, {"always", "", ""}));
  ASSERT_EQ(A.Contexts.size(), 2u);
  const link::ContextWitness &Spin = A.Contexts[0];
  EXPECT_EQ(I->name(Spin.Function), "locked");
  ASSERT_TRUE(Spin.Begin);
  EXPECT_EQ(Spin.Begin->Api, "spin_lock");
  ASSERT_EQ(Spin.Steps.size(), 2u);
  EXPECT_EQ(I->name(Spin.Steps[0].Callee), "middle");
  EXPECT_EQ(I->name(A.Contexts[1].Function), "plain");
  EXPECT_FALSE(A.Contexts[1].Begin);
}

/// What is called after the caller's lock was let go is entered as its caller's
/// caller was.
TEST_F(IndexOfProgram, GivenUpLocksAreNotHeldBelow) {
  auto I = open(pack({factsOf("c.c") +
                      factsOfCalls("locks", {"spin_lock(lock)", "lets_go(lock)"}) +
                      factsOfCalls("lets_go", {"held()", "spin_unlock(lock)",
                                               "free()", "spin_lock(lock)",
                                               "again()"})}));
  ASSERT_TRUE(I);
  const unsigned Spin = unsigned(model::ContextKind::Spin);
  EXPECT_EQ(kinds(*I, "held"), (std::vector<unsigned>{Spin}));
  EXPECT_EQ(kinds(*I, "free"), (std::vector<unsigned>{link::EntryUnknown}));
  EXPECT_EQ(kinds(*I, "again"), (std::vector<unsigned>{Spin}));
}

TEST_F(IndexOfProgram, NoPrefixIsTaken) {
  std::string Bytes = pack({Caller, Callee});
  ASSERT_TRUE(survives(Bytes));
  for (size_t Length = 0; Length != Bytes.size(); ++Length) {
    EXPECT_FALSE(survives(llvm::StringRef(Bytes).take_front(Length))) << Length;
    EXPECT_FALSE(survives(sealed(Bytes.substr(0, Length)))) << Length;
  }
}

TEST_F(IndexOfProgram, NoFlippedBitIsTaken) {
  std::string Bytes = pack({Caller, Callee});
  for (size_t Bit = 0; Bit != Bytes.size() * 8; ++Bit) {
    std::string Bad = Bytes;
    Bad[Bit / 8] ^= char(1 << Bit % 8);
    EXPECT_FALSE(survives(Bad)) << "bit " << Bit;
    survives(sealed(Bad)); // Whoever made it can count.
  }
}

TEST_F(IndexOfProgram, LyingNumbersDoNoHarm) {
  std::string Bytes = pack({Caller, Callee});
  std::mt19937 Random(4);
  for (unsigned Round = 0; Round != 3000; ++Round) {
    std::string Bad = Bytes;
    for (unsigned N = Random() % 4 + 1; N; --N)
      Bad[HashedFrom + Random() % (Bad.size() - HashedFrom)] = char(Random());
    survives(sealed(Bad));
  }
}

} // namespace
