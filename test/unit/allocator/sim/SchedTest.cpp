// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The simulated processor.
#include "context/Context.h"
#include "oracle/Oracle.h"
#include "sched/Cpu.h"

#include <atomic>
#include <gtest/gtest.h>
#include <string>

using namespace kalloc;

namespace {

std::string Log;
bool Flag = false;

struct SchedTest : testing::Test {
  void SetUp() override {
    Log.clear();
    Flag = false;
    oracle::install({});
    sched::reset({});
  }
  void TearDown() override {
    sched::reset({});
    oracle::uninstall();
  }
};

void say(void *Text) { Log += static_cast<const char *>(Text); }
void *text(const char *Text) { return const_cast<char *>(Text); }

void postAt(sched::RunsIn Where, uint64_t Ns, const char *Text) {
  sched::post(Where, Text, Ns, say, text(Text), "event");
}

TEST_F(SchedTest, RunsEventsInTheOrderOfTime) {
  postAt(sched::RunsIn::Softirq, 300, "c");
  postAt(sched::RunsIn::Hardirq, 100, "a");
  postAt(sched::RunsIn::Task, 200, "b");
  sched::runUntilIdle();
  EXPECT_EQ(Log, "abc");
  EXPECT_EQ(sched::nowNs(), 300u);
}

TEST_F(SchedTest, DrawsTheOrderFromTheSeed) {
  const auto Order = [](uint64_t Seed) {
    sched::Settings S;
    S.Seed = Seed;
    sched::reset(S);
    Log.clear();
    for (const char *T : {"a", "b", "c", "d", "e"})
      postAt(sched::RunsIn::Task, 0, T);
    sched::runUntilIdle();
    return Log;
  };
  EXPECT_EQ(Order(7), Order(7));
  std::string First = Order(1);
  bool Differs = false;
  for (uint64_t Seed = 2; Seed < 20; ++Seed)
    Differs |= Order(Seed) != First;
  EXPECT_TRUE(Differs);
}

TEST_F(SchedTest, TellsItsContexts) {
  sched::runIn(
      sched::RunsIn::Hardirq,
      [](void *) {
        EXPECT_TRUE(ThreadContext::current().inHardirq());
        sched::runIn(
            sched::RunsIn::Softirq, [](void *) { EXPECT_TRUE(ThreadContext::current().inServingSoftirq()); },
            nullptr, "softirq");
      },
      nullptr, "irq");
  EXPECT_EQ(ThreadContext::current().PreemptCount, 0u);
}

TEST_F(SchedTest, HoldsInterruptsBackWhileTheyAreOff) {
  ASSERT_TRUE(sched::runTask(
      "task",
      [](void *) {
        postAt(sched::RunsIn::Hardirq, 0, "irq");
        ThreadContext &C = ThreadContext::current();
        C.enter(SectionKind::IrqOff, nullptr, nullptr, nullptr, {});
        sched::sleepNs(1000);
        EXPECT_EQ(Log, "");
        C.leave(SectionKind::IrqOff, nullptr);
        sched::sleepNs(1000);
        EXPECT_EQ(Log, "irq");
      },
      nullptr));
}

TEST_F(SchedTest, LetsTasksTakeTurns) {
  ASSERT_TRUE(sched::runTask(
      "waiter",
      [](void *) {
        sched::startTask(
            "setter",
            [](void *) {
              sched::sleepNs(5000);
              Flag = true;
              sched::kick();
            },
            nullptr);
        while (!Flag)
          sched::wait("test");
        Log = "done";
      },
      nullptr));
  EXPECT_EQ(Log, "done");
  EXPECT_EQ(sched::nowNs(), 5000u);
}

TEST_F(SchedTest, EndsATaskThatWaitsForNobody) {
  EXPECT_FALSE(sched::runTask(
      "waiter",
      [](void *) {
        while (!Flag)
          sched::wait("test");
      },
      nullptr));
  EXPECT_STREQ(oracle::lastCrash(), "the program waits for ever");
}

TEST_F(SchedTest, LeavesATaskAloneThatWaitsBesides) {
  ASSERT_TRUE(sched::runTask(
      "main",
      [](void *) {
        sched::startTask(
            "server",
            [](void *) {
              while (!Flag)
                sched::wait("test");
            },
            nullptr);
      },
      nullptr));
  sched::runUntilIdle();
  EXPECT_EQ(oracle::count(), 0u);
}

TEST_F(SchedTest, EndsWhatReArmsItself) {
  static unsigned Times;
  Times = 0;
  static void (*Tick)(void *) = [](void *) {
    ++Times;
    sched::post(sched::RunsIn::Softirq, &Times, sched::nowNs() + 10, Tick, nullptr, "timer");
  };
  sched::post(sched::RunsIn::Softirq, &Times, 0, Tick, nullptr, "timer");
  sched::runUntilIdle();
  EXPECT_EQ(Times, sched::Settings().MaxSteps);
}

TEST_F(SchedTest, CancelsWhatWaits) {
  postAt(sched::RunsIn::Softirq, 100, "x");
  const char *Key = "y";
  sched::post(sched::RunsIn::Softirq, Key, 100, say, text("y"), "event");
  EXPECT_TRUE(sched::pending(Key));
  EXPECT_TRUE(sched::cancel(Key));
  EXPECT_FALSE(sched::cancel(Key));
  sched::runUntilIdle();
  EXPECT_EQ(Log, "x");
}

TEST_F(SchedTest, MeasuresTheStack) {
  ASSERT_TRUE(sched::runTask(
      "task",
      [](void *) {
        char Frame[3000];
        asm volatile("" : : "r"(Frame) : "memory");
        sched::functionEntered(Frame, reinterpret_cast<const void *>(say));
      },
      nullptr));
  EXPECT_GE(sched::lastHighWater(), 3000u);
  EXPECT_LT(sched::lastHighWater(), 6000u);
  EXPECT_EQ(sched::lastDeepest(), reinterpret_cast<const void *>(say));
}

TEST_F(SchedTest, RunsOnThreadsIfAsked) {
  sched::Settings S;
  S.Threads = true;
  sched::reset(S);
  static std::atomic<int> Ran;
  Ran = 0;
  static int Keys[32];
  for (int &Key : Keys)
    sched::post(sched::RunsIn::Task, &Key, 0, [](void *) { ++Ran; }, nullptr, "work");
  sched::post(
      sched::RunsIn::Hardirq, &Ran, 0, [](void *) { Ran += ThreadContext::current().inHardirq() ? 100 : 0; },
      nullptr, "irq");
  const uint64_t Number = sched::startTask("thread", [](void *) { Ran += 1000; }, nullptr);
  sched::runUntilIdle();
  EXPECT_EQ(Ran, 1132);
  EXPECT_TRUE(sched::taskEnded(Number));
}

} // namespace
