// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Images of linked programs: a link that goes on from one tells what a link
// from nothing tells, looks only at what has changed, and no bytes whatever do
// more harm than an error.
#include "UnitFixture.h"
#include "findings/FindingJson.h"
#include "link/Image.h"
#include "link/ImagePools.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/LEB128.h"
#include <random>

using namespace gfpcheck;

namespace {

class Image : public UnitFixture {
protected:
  static std::string caller(llvm::StringRef Callee) {
    return lockedCaller(("caller_" + Callee).str(), Callee);
  }
  static std::string callee(llvm::StringRef Name, llvm::StringRef Calls) {
    return factsOf(Name + ".c") + factsOfCalls(Name, {(Calls + "()").str()});
  }

  struct Result {
    std::string Findings;
    size_t Computed = 0, Judged = 0;
    link::ImageBytes Bytes;
  };

  Result link(link::Program &P, std::unique_ptr<link::FormerLink> Former) {
    P.index();
    checks::EngineOptions Opts;
    link::Linker L(P, *Rules, Opts, std::move(Former));
    L.propagate();
    findings::FindingList Sink;
    L.judge(Sink);
    Result Out;
    for (const findings::Finding &F : Sink.All)
      Out.Findings += llvm::formatv("{0}\n", findings::toJSON(F));
    Out.Computed = L.computed();
    Out.Judged = L.judged();
    Out.Bytes = link::packImage(L);
    return Out;
  }

  Result linkAll(llvm::ArrayRef<std::string> Units) {
    link::Program P;
    for (size_t I = 0; I != Units.size(); ++I)
      EXPECT_FALSE(bool(P.add(Units[I], uint32_t(I))));
    return link(P, nullptr);
  }

  /// Units with those of Keep from the image.
  Result goOn(link::ImageBytes Bytes, llvm::ArrayRef<std::string> Units,
              llvm::ArrayRef<bool> Keep) {
    link::Program P;
    auto Former = link::readImage(P, std::move(Bytes));
    if (!Former) {
      ADD_FAILURE() << llvm::toString(Former.takeError());
      return {};
    }
    link::keepUnits(P, **Former, Keep);
    for (size_t I = 0; I != Units.size(); ++I)
      if (!Keep[I])
        EXPECT_FALSE(bool(P.add(Units[I], uint32_t(I))));
    return link(P, std::move(*Former));
  }

  static std::string checksum(llvm::StringRef Bytes) {
    std::string Out;
    llvm::raw_string_ostream OS(Out);
    llvm::encodeULEB128(llvm::xxh3_64bits(llvm::ArrayRef(
                            Bytes.bytes_begin(), Bytes.bytes_end())),
                        OS);
    return Out;
  }

  /// An image that lies and has counted: the body ends with the checksum of its
  /// only part.
  static link::ImageBytes resealed(link::ImageBytes Bytes,
                                   llvm::StringRef PartBefore) {
    Bytes.Body.resize(Bytes.Body.size() - checksum(PartBefore).size());
    Bytes.Body = sealed(Bytes.Body + checksum(Bytes.Parts[0]), 0, 8);
    return Bytes;
  }

  /// Must not crash, whatever it says.
  bool survives(link::ImageBytes Bytes) {
    link::Program P;
    auto Former = link::readImage(P, std::move(Bytes));
    if (!Former) {
      EXPECT_FALSE(llvm::toString(Former.takeError()).empty());
      return false;
    }
    link::keepUnits(P, **Former, {true, true, true, true});
    link(P, std::move(*Former));
    return true;
  }

  std::vector<std::string> Units = {
      record(caller("sleeps")), record(callee("sleeps", "might_sleep")),
      record(caller("spins")), record(callee("spins", "cpu_relax"))};
};

TEST_F(Image, NothingChangedIsTakenAsItWas) {
  Result Before = linkAll(Units);
  EXPECT_NE(Before.Findings, "");
  EXPECT_EQ(Before.Judged, 4u);
  Result After = goOn(Before.Bytes, Units, {true, true, true, true});
  EXPECT_EQ(After.Findings, Before.Findings);
  EXPECT_EQ(After.Computed, 0u);
  EXPECT_EQ(After.Judged, 0u);
}

TEST_F(Image, AnEditIsJudgedWithItsCallersAndNobodyElse) {
  Result Before = linkAll(Units);
  Units[3] = record(callee("spins", "might_sleep"));
  Result After = goOn(Before.Bytes, Units, {true, true, true, false});
  EXPECT_EQ(After.Findings, linkAll(Units).Findings);
  EXPECT_NE(After.Findings, Before.Findings);
  EXPECT_EQ(After.Judged, 2u);
}

TEST_F(Image, WhatWasFoundIsGoneWhenItsReasonIs) {
  Result Before = linkAll(Units);
  Units[1] = record(callee("sleeps", "cpu_relax"));
  Result After = goOn(Before.Bytes, Units, {true, false, true, true});
  EXPECT_EQ(After.Findings, "");
}

TEST_F(Image, AnImageOfAnImageIsAsGood) {
  Result Before = linkAll(Units);
  Units[3] = record(callee("spins", "might_sleep"));
  Result Between = goOn(Before.Bytes, Units, {true, true, true, false});
  Units[1] = record(callee("sleeps", "cpu_relax"));
  Result After = goOn(Between.Bytes, Units, {true, false, true, true});
  EXPECT_EQ(After.Findings, linkAll(Units).Findings);
  EXPECT_EQ(After.Judged, 2u);
}

/// Pools go on with the numbers that they had.
TEST(ImagePools, GoOnWhereTheyWere) {
  support::StringPool Strings;
  facts::ExprTable Exprs;
  std::vector<std::string> Names;
  for (int I = 0; I != 300; ++I)
    Names.push_back("name" + std::to_string(I * I));
  for (const std::string &Name : Names)
    Exprs.deref(Exprs.func(Strings.intern(Name)));
  facts::ExprId Unknown = Exprs.unknown();
  auto Bytes = std::make_shared<const std::string>(
      link::packPools(Strings, Exprs));

  support::StringPool Again;
  facts::ExprTable AgainExprs;
  ASSERT_TRUE(link::readPools(*Bytes, Bytes, Again, AgainExprs));
  Bytes.reset(); // They hold on to it.
  ASSERT_EQ(Again.size(), Strings.size());
  ASSERT_EQ(AgainExprs.size(), Exprs.size());
  EXPECT_EQ(Again.intern(""), 0u);
  EXPECT_EQ(Again.lookup("no such name"), 0u);
  for (const std::string &Name : Names) {
    support::StringId Id = Strings.lookup(Name);
    EXPECT_EQ(Again.lookup(Name), Id);
    EXPECT_EQ(Again.intern(Name), Id);
    EXPECT_EQ(Again.str(Id), Name);
    EXPECT_EQ(AgainExprs.deref(AgainExprs.func(Id)),
              Exprs.deref(Exprs.func(Id)));
  }
  EXPECT_GT(AgainExprs.unknown(), Unknown);
  support::StringId New = Again.intern("new");
  EXPECT_EQ(New, Strings.size());
  EXPECT_EQ(Again.intern("new"), New);
  EXPECT_EQ(Again.str(New), "new");
  facts::ExprId NewExpr = AgainExprs.func(New);
  EXPECT_EQ(AgainExprs.func(New), NewExpr);
  EXPECT_EQ(AgainExprs[NewExpr].Name, New);
  AgainExprs.compact();
  EXPECT_EQ(AgainExprs.func(New), NewExpr);
  EXPECT_EQ(AgainExprs.func(1), Exprs.func(1));
}

TEST_F(Image, NoPrefixIsTaken) {
  link::ImageBytes Bytes = linkAll(Units).Bytes;
  ASSERT_TRUE(survives(Bytes));
  for (size_t Length = 0; Length != Bytes.Body.size(); ++Length) {
    link::ImageBytes Bad = Bytes;
    Bad.Body.resize(Length);
    EXPECT_FALSE(survives(Bad)) << Length;
    Bad.Body = sealed(Bad.Body, 0, 8);
    survives(Bad);
  }
  for (size_t Length = 0; Length != Bytes.Parts[0].size(); ++Length) {
    link::ImageBytes Bad = Bytes;
    Bad.Parts[0].resize(Length);
    EXPECT_FALSE(survives(Bad)) << Length;
  }
}

TEST_F(Image, NoFlippedBitIsTaken) {
  link::ImageBytes Bytes = linkAll(Units).Bytes;
  for (size_t Bit = 0; Bit != Bytes.Body.size() * 8; ++Bit) {
    link::ImageBytes Bad = Bytes;
    Bad.Body[Bit / 8] ^= char(1 << Bit % 8);
    EXPECT_FALSE(survives(Bad)) << "bit " << Bit;
    Bad.Body = sealed(Bad.Body, 0, 8);
    survives(Bad);
  }
}

TEST_F(Image, LyingNumbersDoNoHarm) {
  link::ImageBytes Bytes = linkAll(Units).Bytes;
  ASSERT_EQ(Bytes.Parts.size(), 1u);
  unsigned Taken = 0;
  std::mt19937 Random(20);
  for (unsigned I = 0; I != 3000; ++I) {
    link::ImageBytes Bad = Bytes;
    size_t Numbers = Bad.Body.size() - checksum(Bad.Parts[0]).size();
    for (unsigned N = Random() % 4 + 1; N; --N)
      if (Random() % 2)
        Bad.Parts[0][Random() % Bad.Parts[0].size()] = char(Random());
      else
        Bad.Body[32 + Random() % (Numbers - 32)] = char(Random());
    Taken += survives(resealed(Bad, Bytes.Parts[0]));
  }
  EXPECT_GT(Taken, 100u); // Else nothing was tried but the reader.
}

} // namespace
