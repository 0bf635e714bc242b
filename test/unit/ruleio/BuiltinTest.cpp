// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The rules that are compiled in: there are enough of them, the well-known ones
// say what everybody knows, and they cost nothing.
#include "ruleio/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"
#include <ctime>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <limits>

using namespace gfpcheck;
using model::Api;
using model::CallbackRule;
using model::ContextEffect;
using model::ContextKind;
using model::When;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace {

class Builtin : public ::testing::Test {
protected:
  ruleio::RuleSetPtr Rules = llvm::cantFail(ruleio::loadBuiltin());

  const Api &api(llvm::StringRef Name) {
    static const Api None;
    const Api *A = Rules->byName(Name);
    EXPECT_NE(A, nullptr) << Name.str();
    return A ? *A : None;
  }
  size_t count(llvm::function_ref<bool(const Api &)> Wanted) {
    size_t N = 0;
    for (size_t I = 0; I != Rules->apiCount(); ++I)
      N += Wanted(Rules->api(I));
    return N;
  }
};

TEST_F(Builtin, ThereAreEnough) {
  EXPECT_GE(count([](const Api &A) { return A.Alloc || !A.Frees.empty(); }),
            1500u);
  EXPECT_GE(count([](const Api &A) {
              return A.KnownSleep && A.Sleeps.What != When::Kind::Never;
            }),
            1500u);
  size_t Forbidding = 0;
  for (size_t I = 0; I != Rules->callbackCount(); ++I)
    Forbidding +=
        Rules->callback(I).MaySleep == CallbackRule::Sleep::No;
  EXPECT_GE(Forbidding, 500u);
}

TEST_F(Builtin, EveryEntryHasASource) {
  EXPECT_EQ(count([](const Api &A) { return A.Source.empty(); }), 0u);
  for (size_t I = 0; I != Rules->callbackCount(); ++I)
    EXPECT_FALSE(Rules->callback(I).Source.empty());
}

TEST_F(Builtin, LoadsInLessThanTenMilliseconds) {
  // Time of this process only, and the best of ten: others may be busy.
  std::clock_t Best = std::numeric_limits<std::clock_t>::max();
  for (int I = 0; I != 10; ++I) {
    std::clock_t Start = std::clock();
    auto Again = llvm::cantFail(ruleio::loadBuiltin());
    EXPECT_FALSE(Again->bySymbol("kmalloc").empty());
    Best = std::min(Best, std::clock() - Start);
  }
  EXPECT_LT(double(Best) * 1000 / CLOCKS_PER_SEC, 10.0);
}

TEST_F(Builtin, Kmalloc) {
  const Api &A = api("kmalloc");
  ASSERT_TRUE(A.Alloc);
  EXPECT_EQ(A.Alloc->Gfp.Index, 2);
  EXPECT_EQ(A.Alloc->Fails, model::FailsWith::Null);
  EXPECT_TRUE(A.Alloc->NoFailFlag);
  EXPECT_THAT(A.Alloc->FreedBy, Contains("kfree"));
  EXPECT_EQ(A.Sleeps.What, When::Kind::IfGfpBlocks);
  EXPECT_THAT(A.Symbols, ElementsAre("kmalloc_noprof"));
}

TEST_F(Builtin, TheMaskIsWhereTheCalledFunctionHasIt) {
  for (const Api *A : Rules->bySymbol("__kvmalloc_node_noprof")) {
    ASSERT_TRUE(A->Alloc) << A->Name;
    EXPECT_EQ(A->Alloc->Gfp.Index, 3) << A->Name;
    EXPECT_TRUE(A->Alloc->NoFailFlag) << A->Name;
  }
  for (const Api *A : Rules->bySymbol("pcpu_alloc_noprof"))
    EXPECT_EQ(A->Alloc->Gfp.Index, 4) << A->Name;
}

TEST_F(Builtin, BlockingMempoolsCannotFail) {
  const Api &A = api("mempool_alloc_noprof");
  ASSERT_TRUE(A.Alloc);
  EXPECT_EQ(A.Alloc->CannotFail.What, When::Kind::IfGfpBlocks);
}

TEST_F(Builtin, SpinningLocksAreListedInFull) {
  auto Kinds = [&](llvm::StringRef Name) {
    const Api &A = api(Name);
    EXPECT_EQ(A.Context.size(), 1u) << Name.str();
    return A.Context.empty() ? std::vector<ContextKind>() : A.Context[0].Kinds;
  };
  EXPECT_THAT(Kinds("spin_lock"), ElementsAre(ContextKind::Spin));
  EXPECT_THAT(Kinds("spin_lock_bh"),
              ElementsAre(ContextKind::Spin, ContextKind::Bh));
  EXPECT_THAT(Kinds("spin_lock_irqsave"),
              ElementsAre(ContextKind::Spin, ContextKind::Irq));
  EXPECT_THAT(Kinds("_raw_spin_lock_irqsave"),
              ElementsAre(ContextKind::RawSpin, ContextKind::Irq));
  EXPECT_THAT(Kinds("mutex_lock"), ElementsAre(ContextKind::Mutex));
  EXPECT_THAT(Kinds("rcu_read_lock"), ElementsAre(ContextKind::Rcu));
  EXPECT_TRUE(api("spin_lock_irq").Context[0].Absolute);
  EXPECT_FALSE(api("spin_lock_irqsave").Context[0].Absolute);
}

TEST_F(Builtin, Trylocks) {
  EXPECT_EQ(api("spin_trylock").Context[0].What, ContextEffect::Op::Try);
  EXPECT_TRUE(api("spin_trylock").Context[0].SuccessNonZero);
  EXPECT_FALSE(api("down_trylock").Context[0].SuccessNonZero);
  EXPECT_FALSE(api("mutex_lock_interruptible").Context[0].SuccessNonZero);
  EXPECT_EQ(api("mutex_lock_interruptible").Sleeps.What, When::Kind::Always);
  EXPECT_EQ(api("mutex_trylock").Sleeps.What, When::Kind::Never);
  EXPECT_EQ(api("refcount_dec_and_lock").Context[0].Object.Index, 2);
}

TEST_F(Builtin, Guards) {
  const Api &In = api("class_spinlock_irqsave_constructor");
  EXPECT_EQ(In.Context[0].What, ContextEffect::Op::Enter);
  const Api &Out = api("class_spinlock_irqsave_destructor");
  EXPECT_EQ(Out.Context[0].What, ContextEffect::Op::Leave);
  EXPECT_FALSE(Out.Context[0].Object.valid());
}

TEST_F(Builtin, WhatNeverSleepsSaysSo) {
  for (llvm::StringRef Name :
       {"kfree", "kfree_skb", "complete", "wake_up", "schedule_work", "udelay",
        "module_put", "fput", "spin_lock", "mutex_unlock", "printk", "dev_err",
        "mod_timer", "call_rcu", "usb_unlink_urb"}) {
    EXPECT_TRUE(api(Name).KnownSleep) << Name.str();
    EXPECT_EQ(api(Name).Sleeps.What, When::Kind::Never) << Name.str();
  }
}

TEST_F(Builtin, WhatSleepsSaysSo) {
  for (llvm::StringRef Name :
       {"msleep", "mutex_lock", "might_sleep", "wait_event", "synchronize_rcu",
        "cancel_work_sync", "free_irq", "usb_kill_urb", "wait_for_completion",
        "copy_from_user", "vmalloc", "request_firmware", "cond_resched"})
    EXPECT_EQ(api(Name).Sleeps.What, When::Kind::Always) << Name.str();
  EXPECT_EQ(api("might_sleep_if").Sleeps.What, When::Kind::IfNonZero);
}

TEST_F(Builtin, VfreePutsItsWorkOffInInterrupts) {
  EXPECT_TRUE(api("vfree").SleepNotIn & model::maskOf(ContextKind::Softirq));
  EXPECT_FALSE(api("vfree").SleepNotIn & model::maskOf(ContextKind::Spin));
}

TEST_F(Builtin, MaskPredicatesAreLeftToTheirText) {
  EXPECT_EQ(Rules->byName("gfpflags_allow_blocking"), nullptr);
}

TEST_F(Builtin, Callbacks) {
  auto Forbids = [&](llvm::ArrayRef<const CallbackRule *> L) {
    return !L.empty() && L[0]->MaySleep == CallbackRule::Sleep::No;
  };
  EXPECT_TRUE(Forbids(Rules->callbackArgs("request_irq")));
  EXPECT_TRUE(Forbids(Rules->callbackArgs("init_timer_key")));
  EXPECT_TRUE(Forbids(Rules->callbackArgs("call_rcu")));
  EXPECT_TRUE(Forbids(Rules->callbackArgs("tasklet_setup")));
  EXPECT_TRUE(Forbids(Rules->callbackArgs("usb_fill_bulk_urb")));
  EXPECT_TRUE(Forbids(Rules->callbackSlot("hrtimer", "function")));
  EXPECT_TRUE(Forbids(Rules->callbackSlot("net_device_ops", "ndo_start_xmit")));
  EXPECT_TRUE(Forbids(Rules->callbackSlot("uart_ops", "start_tx")));
  auto Threaded = Rules->callbackArgs("request_threaded_irq");
  ASSERT_EQ(Threaded.size(), 2u);
  EXPECT_EQ(Threaded[0]->MaySleep, CallbackRule::Sleep::No);
  EXPECT_EQ(Threaded[1]->MaySleep, CallbackRule::Sleep::Yes);
  EXPECT_EQ(Rules->callbackSlot("snd_soc_dai_ops", "trigger")[0]->MaySleep,
            CallbackRule::Sleep::Conditional);
}

TEST_F(Builtin, BugRules) {
  const model::BugRule *Sleep = Rules->bug("gfp-sleep-in-atomic");
  ASSERT_NE(Sleep, nullptr);
  EXPECT_TRUE(Sleep->Forbidden & model::maskOf(ContextKind::Rcu));
  EXPECT_FALSE(Sleep->Forbidden & model::maskOf(ContextKind::Srcu));
  EXPECT_FALSE(Sleep->Forbidden & model::maskOf(ContextKind::Mutex));
  const model::BugRule *Stack = Rules->bug("gfp-large-stack");
  ASSERT_NE(Stack, nullptr);
  EXPECT_THAT(Stack->Limits,
              ElementsAre(std::pair<std::string, int64_t>("variable-bytes", 1024),
                          std::pair<std::string, int64_t>("frame-bytes", 2048)));
  EXPECT_EQ(Rules->bug("gfp-no-such-rule"), nullptr);
}

/// A folder that goes away with the test.
class Overlay : public Builtin {
protected:
  void SetUp() override {
    ASSERT_FALSE(llvm::sys::fs::createUniqueDirectory("gfpcheck-rules", Dir));
  }
  void TearDown() override { llvm::sys::fs::remove_directories(Dir); }
  void write(llvm::StringRef Name, llvm::StringRef Text) {
    llvm::SmallString<128> Path = Dir;
    llvm::sys::path::append(Path, Name);
    std::error_code EC;
    llvm::raw_fd_ostream OS(Path, EC);
    ASSERT_FALSE(EC);
    OS << Text;
  }
  llvm::SmallString<128> Dir;
};

TEST_F(Overlay, AddsAndReplaces) {
  write("mine.yaml",
        "apis:\n"
        "  - {name: my_alloc, args: 1, alloc: {family: kmalloc, gfp: 1},"
        " sleeps: {if-gfp-blocks: 1}, source: mine.c}\n"
        "  - {name: msleep, sleeps: never, source: mine.c}\n"
        "  - {name: kfree, refine: true, derefs: 1}\n");
  auto Mine = ruleio::loadWithOverlay(Dir);
  ASSERT_TRUE(bool(Mine)) << llvm::toString(Mine.takeError());
  EXPECT_EQ((*Mine)->apiCount(), Rules->apiCount() + 1);
  EXPECT_THAT((*Mine)->byName("my_alloc")->Alloc->FreedBy, Contains("kfree"));
  EXPECT_EQ((*Mine)->byName("msleep")->Sleeps.What, When::Kind::Never);
  EXPECT_EQ((*Mine)->byName("kfree")->Derefs.size(), 1u);
  EXPECT_EQ((*Mine)->byName("kfree")->Frees.size(), 1u);
  EXPECT_NE((*Mine)->digest(), Rules->digest());
}

TEST_F(Overlay, NothingChangedIsTheSameRules) {
  write("empty.yaml", "families:\n  - {name: my-family}\n");
  auto Mine = llvm::cantFail(ruleio::loadWithOverlay(Dir));
  EXPECT_EQ(Mine->apiCount(), Rules->apiCount());
  EXPECT_EQ(Mine->callbackCount(), Rules->callbackCount());
}

TEST_F(Overlay, TellsAllMistakesOfAllFiles) {
  write("a.yaml", "apis:\n  - {name: f, source: s}\n");
  write("b.yaml", "apis:\n  - {name: g, sleeps: alway, source: s}\n");
  auto Mine = ruleio::loadWithOverlay(Dir);
  ASSERT_FALSE(bool(Mine));
  std::string E = llvm::toString(Mine.takeError());
  EXPECT_THAT(E, HasSubstr("a.yaml:2:6: error: the entry 'f' says nothing"));
  EXPECT_THAT(E, HasSubstr("b.yaml:2:23: error: unknown condition 'alway'; did "
                           "you mean 'always'?"));
}

TEST_F(Overlay, AFolderWithoutRulesIsAnError) {
  auto Mine = ruleio::loadWithOverlay(Dir);
  ASSERT_FALSE(bool(Mine));
  EXPECT_THAT(llvm::toString(Mine.takeError()), HasSubstr("no *.yaml file"));
  llvm::sys::path::append(Dir, "none");
  Mine = ruleio::loadWithOverlay(Dir);
  ASSERT_FALSE(bool(Mine));
  EXPECT_THAT(llvm::toString(Mine.takeError()),
              HasSubstr("cannot read the folder"));
  llvm::sys::path::remove_filename(Dir);
}

} // namespace
