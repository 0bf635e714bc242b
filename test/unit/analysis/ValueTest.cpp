// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analysis/Value.h"
#include "gtest/gtest.h"

namespace gfpcheck::analysis {
namespace {

using facts::Op;

Value between(int64_t Lo, int64_t Hi) {
  Value V;
  V.Lo = Lo;
  V.Hi = Hi;
  return V;
}

TEST(Value, JoinKeepsWhatBothKnow) {
  Value V = join(Value::constant(0xcc0), Value::constant(0x820));
  EXPECT_EQ(V.Lo, 0x820);
  EXPECT_EQ(V.Hi, 0xcc0);
  EXPECT_EQ(V.One, 0x800u) << "the bit that both masks have";
  EXPECT_TRUE(V.Zero & 0x100) << "a bit that neither has";
  EXPECT_FALSE((V.One | V.Zero) & 0x400) << "a bit that one of them has";
  EXPECT_TRUE(V.isNonZero());
}

TEST(Value, MeetFindsContradictions) {
  Value Null = Value::zero();
  EXPECT_FALSE(meet(Null, Value::nonZero()));
  Value Positive = between(1, 10);
  EXPECT_FALSE(meet(Positive, between(-5, 0)));
  EXPECT_EQ(Positive, between(1, 10)) << "a contradiction leaves it as it was";
  Value Flag = Value::constant(4), Clear;
  Clear.Zero = 4;
  EXPECT_FALSE(meet(Flag, Clear));
}

TEST(Value, MeetTrimsZeroFromTheEnds) {
  Value V = between(0, 1);
  ASSERT_TRUE(meet(V, Value::nonZero()));
  EXPECT_TRUE(V.isConstant());
  EXPECT_EQ(V.Lo, 1);
}

TEST(Value, MasksAreReadBitByBit) {
  Value Unknown;
  Value V = apply(Op::Or, Unknown, Value::constant(0x400));
  EXPECT_EQ(V.One, 0x400u);
  V = apply(Op::And, V, Value::constant(~int64_t(0x400)));
  EXPECT_TRUE(V.Zero & 0x400);
  EXPECT_FALSE(V.One & 0x400);
  V = apply(Op::And, Unknown, Value::constant(0));
  EXPECT_TRUE(V.isZero());
}

TEST(Value, ComparisonsOfIntervals) {
  EXPECT_TRUE(apply(Op::Lt, between(-22, -1), Value::zero()).isNonZero());
  EXPECT_TRUE(apply(Op::Ge, between(-22, -1), Value::zero()).isZero());
  Value V = apply(Op::Lt, between(-1, 1), Value::zero());
  EXPECT_FALSE(V.isZero() || V.isNonZero());
}

TEST(Value, NullIsNoErrorPointer) {
  // IS_ERR_VALUE: (unsigned long)p >= (unsigned long)-4095
  Value Null = Value::zero(), Limit = Value::constant(-4095);
  EXPECT_TRUE(apply(Op::Ge, Null, Limit, /*Unsigned=*/true).isZero());
  EXPECT_TRUE(
      apply(Op::Ge, Value::constant(-12), Limit, true).isNonZero());
  EXPECT_TRUE(apply(Op::Ge, Null, Limit, /*Unsigned=*/false).isNonZero());
}

TEST(Value, DivisionByZeroIsNotFolded) {
  EXPECT_TRUE(apply(Op::Div, Value::constant(1), Value::zero()).isTop());
  EXPECT_TRUE(
      apply(Op::Shl, Value::constant(1), Value::constant(64)).isTop());
}

} // namespace
} // namespace gfpcheck::analysis
