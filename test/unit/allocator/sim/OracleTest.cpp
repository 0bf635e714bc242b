// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a violation says, and the state that it is made of.
#include "context/Context.h"
#include "oracle/Oracle.h"
#include "policy/RuleTables.h"

#include "kalloc/slab.h"
#include "kalloc-rules/gfp-6.12.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace kalloc;
using testing::HasSubstr;

namespace {

struct OracleTest : testing::Test {
  void SetUp() override { oracle::install({}); }
  void TearDown() override { oracle::uninstall(); }
};

TEST(Context, CountsAsTheKernelDoes) {
  ThreadContext C;
  C.enter(SectionKind::Spin, &C, "lock", nullptr, {});
  EXPECT_EQ(C.PreemptCount, 1u);
  C.enter(SectionKind::BhOff, nullptr, nullptr, nullptr, {});
  EXPECT_EQ(C.PreemptCount, 0x201u);
  C.enter(SectionKind::Softirq, nullptr, nullptr, nullptr, {});
  EXPECT_TRUE(C.inServingSoftirq());
  C.enter(SectionKind::Hardirq, nullptr, nullptr, nullptr, {});
  EXPECT_EQ(C.PreemptCount, 0x10301u);
  EXPECT_FALSE(C.inTask());
  C.enter(SectionKind::Nmi, nullptr, nullptr, nullptr, {});
  EXPECT_EQ(C.PreemptCount, 0x120301u);
}

TEST(Context, EndsInAnyOrder) {
  ThreadContext C;
  int A = 0, B = 0;
  C.enter(SectionKind::Spin, &A, "a", nullptr, {});
  C.enter(SectionKind::Spin, &B, "b", nullptr, {});
  EXPECT_TRUE(C.leave(SectionKind::Spin, &A));
  EXPECT_FALSE(C.leave(SectionKind::Spin, &A));
  EXPECT_EQ(C.forbiddingSleep()->Object, &B);
  EXPECT_TRUE(C.leave(SectionKind::Spin, &B));
  EXPECT_EQ(C.forbiddingSleep(), nullptr);
  EXPECT_EQ(C.PreemptCount, 0u);
}

TEST(Context, InterruptsStayOffUntilTheLastSectionEnds) {
  ThreadContext C;
  C.enter(SectionKind::IrqOff, nullptr, nullptr, nullptr, {});
  C.enter(SectionKind::IrqOff, nullptr, nullptr, nullptr, {});
  C.leave(SectionKind::IrqOff, nullptr);
  EXPECT_TRUE(C.IrqsOff);
  C.leave(SectionKind::IrqOff, nullptr);
  EXPECT_FALSE(C.IrqsOff);
}

TEST(Context, SurvivesAProgramThatNeverStopsNesting) {
  ThreadContext C;
  for (unsigned I = 0; I < 1000; ++I)
    C.enter(SectionKind::Mutex, &C, nullptr, nullptr, {});
  EXPECT_EQ(C.numSections(), ThreadContext::MaxSections);
}

// The rules decide what forbids to sleep; the sections repeat it for speed.
TEST(Context, ForbidsWhatTheRulesForbid) {
  unsigned Compared = 0;
  for (const rules::ContextRow &Row : rules::contexts()) {
    for (unsigned K = 0; K <= unsigned(SectionKind::NoReclaim); ++K) {
      if (std::string_view(sectionName(SectionKind(K))) != Row.Id)
        continue;
      ++Compared;
      EXPECT_EQ(forbidsSleep(SectionKind(K)), Row.ForbidsSleep) << Row.Id;
    }
  }
  EXPECT_GE(Compared, 17u);
}

TEST_F(OracleTest, SaysWhatWhyAndWhereItBegan) {
  int Lock = 0;
  oracle::enter(SectionKind::Spin, &Lock, "dev->lock", nullptr, {"spin_lock", __builtin_return_address(0)});
  kfree(kmalloc(16, GFP_KERNEL | __GFP_ZERO));
  oracle::leave(SectionKind::Spin, &Lock, "dev->lock", {"spin_unlock", nullptr});
  ASSERT_EQ(oracle::count(), 1u);
  const Violation &V = oracle::get(0);
  EXPECT_STREQ(V.Message,
               "'kmalloc' with GFP_KERNEL | __GFP_ZERO may sleep while spinlock 'dev->lock' is held");
  EXPECT_EQ(V.PreemptCount, 1u);
  ASSERT_EQ(V.NumNotes, 1u);
  EXPECT_STREQ(V.Notes[0].Text, "spinlock 'dev->lock' began in 'spin_lock' here");
  EXPECT_GT(V.Stack.NumFrames, 0u);
}

TEST_F(OracleTest, PrintsAsTheKernelLogs) {
  oracle::Options Options;
  Options.Report = oracle::Mode::Print;
  oracle::install(Options);
  testing::internal::CaptureStderr();
  oracle::enter(SectionKind::Hardirq, nullptr, nullptr, nullptr, {"irq handler", nullptr});
  kfree(kmalloc(16, GFP_KERNEL));
  oracle::leave(SectionKind::Hardirq, nullptr, nullptr, {});
  const std::string Log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(Log, HasSubstr("BUG: sleeping function called from invalid context at"));
  EXPECT_THAT(Log, HasSubstr("'kmalloc' with GFP_KERNEL may sleep in hard interrupt context [gfp-sleep-in-atomic]"));
  EXPECT_THAT(Log, HasSubstr("in_atomic(): 1, irqs_disabled(): 1, non_block: 0, preempt_count: 10000"));
  EXPECT_THAT(Log, HasSubstr("Call trace:"));
}

TEST_F(OracleTest, AbortsInThatMode) {
  EXPECT_DEATH(
      {
        oracle::Options Options;
        Options.Report = oracle::Mode::Abort;
        oracle::install(Options);
        void *Memory = kmalloc(8, GFP_KERNEL);
        kfree(Memory);
        kfree(Memory);
      },
      "gfp-double-free");
}

TEST_F(OracleTest, LeavesNothingBehindWhenOff) {
  oracle::uninstall();
  oracle::clear();
  ThreadContext::current().enter(SectionKind::Spin, nullptr, nullptr, nullptr, {});
  kfree(kmalloc(8, GFP_KERNEL));
  ThreadContext::current().leave(SectionKind::Spin, nullptr);
  EXPECT_EQ(oracle::count(), 0u);
}

TEST_F(OracleTest, ScopesTakeFlagsFromTheReclaimMap) {
  int Lock = 0;
  oracle::reclaimEnter(GFP_KERNEL);
  oracle::enter(SectionKind::Mutex, &Lock, "lock", nullptr, {});
  oracle::leave(SectionKind::Mutex, &Lock, "lock", {});
  oracle::reclaimLeave();
  oracle::enter(SectionKind::NoFs, nullptr, nullptr, nullptr, {});
  oracle::enter(SectionKind::NoIo, nullptr, nullptr, nullptr, {});
  oracle::enter(SectionKind::Mutex, &Lock, "lock", nullptr, {});
  kfree(kmalloc(8, GFP_KERNEL));
  EXPECT_EQ(oracle::count(), 0u);
  oracle::leave(SectionKind::Mutex, &Lock, "lock", {});
  oracle::leave(SectionKind::NoIo, nullptr, nullptr, {});
  oracle::leave(SectionKind::NoFs, nullptr, nullptr, {});
}

TEST_F(OracleTest, SpeaksOfLockClassesNotOfLocks) {
  int A = 0, B = 0, Class = 0;
  oracle::enter(SectionKind::Mutex, &A, "a", &Class, {});
  kfree(kmalloc(8, GFP_KERNEL));
  oracle::leave(SectionKind::Mutex, &A, "a", {});
  oracle::reclaimEnter(GFP_KERNEL);
  oracle::enter(SectionKind::Mutex, &B, "b", &Class, {});
  oracle::leave(SectionKind::Mutex, &B, "b", {});
  oracle::reclaimLeave();
  ASSERT_EQ(oracle::count(), 1u);
  EXPECT_EQ(oracle::get(0).Kind, ViolationKind::ReclaimFs);
}

} // namespace
