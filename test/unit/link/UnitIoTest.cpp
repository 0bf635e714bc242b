// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Units as bytes: what is read is what was written, equal input gives equal
// bytes, and no bytes whatever do more harm than an error.
#include "UnitFixture.h"
#include <random>

using namespace gfpcheck;

namespace {

class UnitIo : public UnitFixture {
protected:
  const std::string Caller = lockedCaller("caller", "callee");

  static std::string sealed(std::string Bytes) {
    return UnitFixture::sealed(std::move(Bytes), 8, 24);
  }

  /// True if the program takes the bytes; then linking must survive them.
  bool links(llvm::StringRef Bytes) {
    link::Program P;
    if (llvm::Error E = P.add(Bytes)) {
      EXPECT_FALSE(llvm::toString(std::move(E)).empty());
      return false;
    }
    linked(P);
    return true;
  }
};

TEST_F(UnitIo, EqualFactsGiveEqualBytes) {
  std::string One = record(Caller);
  EXPECT_FALSE(One.empty());
  EXPECT_EQ(One, record(Caller));
}

TEST_F(UnitIo, KeepsTheOpenCallAndItsContext) {
  link::Program P;
  ASSERT_FALSE(bool(P.add(record(Caller))));
  P.index();
  ASSERT_EQ(P.functionCount(), 1u);
  const summary::OpenFrame Frame = P.frame(0);
  ASSERT_EQ(Frame.Calls.size(), 1u);
  ASSERT_EQ(Frame.Calls[0].Ways.size(), 1u);
  const auto &Context = Frame.Calls[0].Ways[0].Context;
  ASSERT_FALSE(Context.empty());
  EXPECT_EQ(P.strings().str(Context[0].Since.Api), "spin_lock");
  EXPECT_EQ(P.files()[Frame.Facts.Events[Frame.Calls[0].Event].Where.File],
            "caller.c");
}

TEST_F(UnitIo, NoPrefixIsTaken) {
  std::string Bytes = record(Caller);
  ASSERT_TRUE(links(Bytes));
  for (size_t Length = 0; Length != Bytes.size(); ++Length) {
    EXPECT_FALSE(links(llvm::StringRef(Bytes).take_front(Length))) << Length;
    links(sealed(Bytes.substr(0, Length)));
  }
}

TEST_F(UnitIo, NoFlippedBitIsTaken) {
  std::string Bytes = record(Caller);
  for (size_t Bit = 0; Bit != Bytes.size() * 8; ++Bit) {
    std::string Bad = Bytes;
    Bad[Bit / 8] ^= char(1 << Bit % 8);
    bool Taken = links(Bad);
    EXPECT_FALSE(Taken) << "bit " << Bit;
    links(sealed(Bad)); // Whoever made it can count.
  }
}

TEST_F(UnitIo, LyingNumbersDoNoHarm) {
  std::string Bytes = record(Caller);
  std::mt19937 Random(20);
  for (unsigned I = 0; I != 3000; ++I) {
    std::string Bad = Bytes;
    for (unsigned N = Random() % 4 + 1; N; --N)
      Bad[24 + Random() % (Bad.size() - 24)] = char(Random());
    links(sealed(Bad));
  }
}

} // namespace
