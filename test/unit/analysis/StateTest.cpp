// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "analysis/State.h"
#include "gtest/gtest.h"

namespace gfpcheck::analysis {
namespace {

using facts::ExprId;
using facts::ExprTable;
using model::ContextKind;

class StateTest : public ::testing::Test {
protected:
  ExprTable Exprs;
  ExprId Dev = Exprs.var(0), Queue = Exprs.var(1);
  ExprId DevLock = Exprs.field(Exprs.deref(Dev), 10, 20);
  ExprId OtherDevLock = Exprs.field(Exprs.deref(Queue), 10, 20);
  ExprId TxLock = Exprs.field(Exprs.deref(Dev), 11, 20);
  State S;

  void enter(ContextKind K, ExprId Lock = 0) { S.enter({K, Lock, {}}, Exprs); }
};

TEST_F(StateTest, UnlockRemovesItsOwnLock) {
  enter(ContextKind::Spin, DevLock);
  enter(ContextKind::Spin, TxLock);
  S.leave(ContextKind::Spin, DevLock, false, Exprs);
  ASSERT_EQ(S.Context.size(), 1u);
  EXPECT_EQ(S.Context[0].Lock, TxLock);
  EXPECT_TRUE(S.GivenUp.empty());
}

TEST_F(StateTest, UnlockThroughAnotherNameOfTheDevice) {
  enter(ContextKind::Spin, DevLock);
  S.leave(ContextKind::Spin, OtherDevLock, false, Exprs);
  EXPECT_TRUE(S.Context.empty());
}

TEST_F(StateTest, UnlockOfAnotherFieldIsTheCallersLock) {
  enter(ContextKind::Spin, DevLock);
  S.leave(ContextKind::Spin, TxLock, false, Exprs);
  EXPECT_EQ(S.Context.size(), 1u);
  ASSERT_EQ(S.GivenUp.size(), 1u);
  EXPECT_EQ(S.GivenUp[0].Lock, TxLock);
}

TEST_F(StateTest, RetakingTheCallersLockRestoresIt) {
  S.leave(ContextKind::Spin, DevLock, false, Exprs);
  enter(ContextKind::Spin, DevLock);
  EXPECT_TRUE(S.Context.empty());
  EXPECT_TRUE(S.GivenUp.empty());
}

TEST_F(StateTest, EnablingInterruptsEndsAllNesting) {
  enter(ContextKind::Irq);
  enter(ContextKind::Irq);
  S.leave(ContextKind::Irq, 0, /*Absolute=*/true, Exprs);
  EXPECT_TRUE(S.Context.empty());
  enter(ContextKind::Bh);
  enter(ContextKind::Bh);
  S.leave(ContextKind::Bh, 0, /*Absolute=*/false, Exprs);
  EXPECT_EQ(S.Context.size(), 1u);
}

TEST_F(StateTest, WritingAVariableForgetsWhatItLedTo) {
  ExprId Flag = Exprs.field(Exprs.deref(Dev), 12, 20);
  S.set(Flag, Value::constant(1));
  S.set(Queue, Value::nonZero());
  S.kill(Dev, Exprs);
  EXPECT_FALSE(S.get(Flag).isConstant());
  EXPECT_TRUE(S.get(Queue).isNonZero());
}

TEST_F(StateTest, WritingAFieldForgetsItOnAnyObject) {
  ExprId Mine = Exprs.field(Exprs.deref(Dev), 12, 20);
  ExprId Theirs = Exprs.field(Exprs.deref(Queue), 12, 20);
  ExprId Unrelated = Exprs.field(Exprs.deref(Queue), 13, 20);
  S.set(Theirs, Value::constant(1));
  S.set(Unrelated, Value::constant(2));
  S.kill(Mine, Exprs);
  EXPECT_FALSE(S.get(Theirs).isConstant());
  EXPECT_TRUE(S.get(Unrelated).isConstant());
}

TEST_F(StateTest, AnAliasKeepsWhatWasLearntThroughIt) {
  ExprId Field = Exprs.field(Exprs.deref(Dev), 12, 20);
  Value Alias;
  Alias.Same = Field;
  S.set(Queue, Alias);
  S.set(Field, Value::nonZero());
  S.kill(Field, Exprs);
  EXPECT_TRUE(S.get(Queue).isNonZero());
  EXPECT_EQ(S.get(Queue).Same, 0u);
}

TEST_F(StateTest, ATruthValueKeepsWhatWasLearntOfItsMemory) {
  ExprId Field = Exprs.field(Exprs.deref(Dev), 12, 20);
  Value Alias; // Queue = dev->f != 0;
  Alias.Same = Exprs.binary(facts::Op::Ne, Field, Exprs.constant(0));
  S.set(Queue, Alias);
  S.set(Field, Value::zero());
  S.kill(Field, Exprs);
  EXPECT_TRUE(S.get(Queue).isZero());
}

TEST_F(StateTest, CheckingAnAllocationTellsAllItsNames) {
  Value Fresh;
  Fresh.Site = 1;
  S.Open.push_back({1, false, 0});
  S.set(Dev, Fresh);
  S.set(Queue, Fresh);
  S.closeSite(1, Value::nonZero());
  EXPECT_TRUE(S.Open.empty());
  EXPECT_TRUE(S.get(Dev).isNonZero());
  EXPECT_TRUE(S.get(Queue).isNonZero());
}

TEST_F(StateTest, JoinIsMonotone) {
  State A, B;
  A.set(Dev, Value::constant(1));
  A.set(Queue, Value::constant(7));
  B.set(Dev, Value::constant(3));
  EXPECT_TRUE(A.joinValues(B, false, Exprs));
  EXPECT_EQ(A.get(Dev).Hi, 3);
  EXPECT_EQ(A.find(Queue), nullptr) << "only one path knows it";
  EXPECT_FALSE(A.joinValues(B, false, Exprs)) << "nothing new the second time";
}

TEST_F(StateTest, JoinOfDifferentSitesForgetsThem) {
  State A, B;
  Value Fresh;
  Fresh.Site = 1;
  A.Open.push_back({1, false, 0});
  A.set(Dev, Fresh);
  B.set(Dev, Value::zero());
  EXPECT_TRUE(A.joinAll(B, Exprs));
  EXPECT_TRUE(A.Open.empty());
  EXPECT_EQ(A.get(Dev).Site, 0u);
}

} // namespace
} // namespace gfpcheck::analysis
