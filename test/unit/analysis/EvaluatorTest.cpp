// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analysis/Evaluator.h"
#include "gtest/gtest.h"

namespace gfpcheck::analysis {
namespace {

using facts::ExprId;
using facts::ExprTable;
using facts::Op;
using facts::TypeInfo;
using facts::TypeKind;

class EvaluatorTest : public ::testing::Test {
protected:
  ExprTable Exprs;
  Evaluator Eval{Exprs};
  State S;
  TypeInfo Pointer{TypeKind::Pointer, false, 0, 0};
  TypeInfo Int{TypeKind::Int, true, 32, 0};
  ExprId P = Exprs.var(0, Pointer), Q = Exprs.var(1, Pointer);
  ExprId N = Exprs.var(2, Int), Flag = Exprs.var(3, Int);

  void assign(ExprId To, ExprId From) {
    ExprId C = Eval.canonical(S, From);
    Eval.assign(S, To, C, Eval.valueOfCanonical(S, C));
  }
  bool assume(ExprId E, bool Sense) { return Eval.assume(S, E, Sense, {}); }
};

TEST_F(EvaluatorTest, TestThroughACopyTellsTheOriginal) {
  assign(Q, P);
  ASSERT_TRUE(assume(Q, true));
  EXPECT_TRUE(Eval.value(S, P).isNonZero());
  EXPECT_FALSE(assume(P, false)) << "the other branch cannot be taken";
}

TEST_F(EvaluatorTest, WarnOnRemembersWhatItAsked) {
  // int ret = !!(!p); if (ret) ...
  ExprId NotNot = Exprs.unary(Op::Not, Exprs.unary(Op::Not, Exprs.unary(Op::Not, P)));
  assign(N, NotNot);
  State Taken = S;
  ASSERT_TRUE(Eval.assume(Taken, N, true, {}));
  EXPECT_TRUE(Eval.value(Taken, P).isZero());
  ASSERT_TRUE(assume(N, false));
  EXPECT_TRUE(Eval.value(S, P).isNonZero());
}

TEST_F(EvaluatorTest, SameConditionTwiceIsCorrelated) {
  ExprId Cond = Exprs.binary(Op::And, Flag, Exprs.constant(6, Int), Int);
  ASSERT_TRUE(assume(Cond, true));
  EXPECT_FALSE(assume(Cond, false));
}

TEST_F(EvaluatorTest, AClearBitStaysClearUntilWritten) {
  ExprId Bit = Exprs.binary(Op::And, Flag, Exprs.constant(4, Int), Int);
  ASSERT_TRUE(assume(Bit, false));
  EXPECT_TRUE(Eval.value(S, Bit).isZero());
  assign(Flag, N);
  EXPECT_FALSE(Eval.value(S, Bit).isZero());
}

TEST_F(EvaluatorTest, IncrementIsNotEqualToItself) {
  assign(N, Exprs.constant(1, Int));
  assign(N, Exprs.binary(Op::Add, N, Exprs.constant(1, Int), Int));
  EXPECT_TRUE(Eval.value(S, N).isConstant());
  EXPECT_EQ(Eval.value(S, N).Lo, 2);
  S.erase(N);
  assign(N, Exprs.binary(Op::Add, N, Exprs.constant(1, Int), Int));
  EXPECT_EQ(S.get(N).Same, 0u);
}

TEST_F(EvaluatorTest, AddressOfAVariableIsNotNull) {
  assign(P, Exprs.addrOf(N, Pointer));
  EXPECT_FALSE(assume(P, false));
  EXPECT_EQ(Eval.place(S, Exprs.deref(P, Int)), N);
}

TEST_F(EvaluatorTest, ErrorRangeLeavesNoZero) {
  ExprId Negative = Exprs.binary(Op::Lt, N, Exprs.constant(0, Int), Int);
  ASSERT_TRUE(assume(Negative, true));
  EXPECT_FALSE(assume(N, false));
}

TEST_F(EvaluatorTest, NegatedConjunctionWithAKnownHalf) {
  ExprId Both = Exprs.binary(Op::LAnd, P, Q, Int);
  ASSERT_TRUE(assume(P, true));
  ASSERT_TRUE(assume(Both, false));
  EXPECT_TRUE(Eval.value(S, Q).isZero());
}

TEST_F(EvaluatorTest, CheckOfAnAllocationClosesIt) {
  Value Fresh;
  Fresh.Site = 1;
  S.Open.push_back({1, false, 0});
  ExprId Temp = Exprs.temp(5, Pointer);
  S.set(Temp, Fresh);
  assign(P, Temp);
  assign(Q, P);
  State Failed = S;
  ASSERT_TRUE(Eval.assume(Failed, Q, false, {}));
  EXPECT_TRUE(Failed.Open.empty());
  EXPECT_TRUE(Eval.value(Failed, P).isZero());
  ASSERT_TRUE(assume(Exprs.binary(Op::Eq, Q, Exprs.constant(0, Pointer), Int),
                     false));
  EXPECT_TRUE(S.Open.empty());
  EXPECT_TRUE(Eval.value(S, P).isNonZero());
}

} // namespace
} // namespace gfpcheck::analysis
