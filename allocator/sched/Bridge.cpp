// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// kalloc/sim.h and kalloc/oracle.h: the same for C.
#include "api/Call.h"
#include "kalloc/oracle.h"
#include "kalloc/sim.h"
#include "oracle/Oracle.h"
#include "sched/Cpu.h"

using namespace kalloc;

#define SAME(C, KIND) static_assert(int(C) == int(SectionKind::KIND))
SAME(KALLOC_PREEMPT_OFF, PreemptOff);
SAME(KALLOC_RCU, Rcu);
SAME(KALLOC_SPIN, Spin);
SAME(KALLOC_LOCAL_LOCK, LocalLock);
SAME(KALLOC_MUTEX, Mutex);
SAME(KALLOC_NORECLAIM, NoReclaim);
#undef SAME

namespace {
int (*Chooser)(int) = nullptr;
} // namespace

void kalloc_enter(int section, const void *object, const char *name,
                  const void *lock_class, const char *api, const void *caller) {
  oracle::enter(SectionKind(section), object, name, lock_class, {api, caller});
}

void kalloc_leave(int section, const void *object, const char *name,
                  const char *api, const void *caller) {
  oracle::leave(SectionKind(section), object, name, {api, caller});
}

int kalloc_inside(int section, const void *object) {
  const ThreadContext &Context = ThreadContext::current();
  for (unsigned I = 0; I < Context.numSections(); ++I) {
    const Section &S = Context.section(I);
    if (S.Kind == SectionKind(section) && (!object || S.Object == object))
      return 1;
  }
  return 0;
}

void kalloc_might_sleep(const char *api, const void *caller) {
  if (oracle::installed())
    oracle::mightSleep(api, 0, caller, "");
}

void kalloc_might_alloc(const char *api, unsigned int gfp, const void *caller) {
  if (oracle::installed() && oracle::blocks(gfp))
    oracle::mightSleep(api, gfp, caller, "");
}

unsigned int kalloc_preempt_count(void) {
  return ThreadContext::current().PreemptCount;
}
int kalloc_irqs_disabled(void) {
  return ThreadContext::current().IrqsOff ||
         ThreadContext::current().inHardirq();
}
unsigned int kalloc_rcu_depth(void) {
  return ThreadContext::current().RcuDepth;
}
int kalloc_is_rt(void) { return oracle::options().Rt; }

int kalloc_api_begin(const char *api, const void *caller) {
  if (ApiScope::outermost(nullptr, nullptr).Api)
    return 0;
  ApiScope::exchange({api, caller});
  return 1;
}

void kalloc_api_end(void) { ApiScope::exchange({}); }

void kalloc_wait(const char *api) { sched::wait(api); }
void kalloc_kick(void) { sched::kick(); }
void kalloc_sleep_ns(unsigned long long ns) { sched::sleepNs(ns); }
unsigned long long kalloc_now_ns(void) { return sched::nowNs(); }

void kalloc_post(enum kalloc_runs_in where, const void *key,
                 unsigned long long due_ns, kalloc_function fn, void *argument,
                 const char *name) {
  sched::post(sched::RunsIn(where), key, due_ns, fn, argument, name);
}

int kalloc_cancel(const void *key) { return sched::cancel(key); }
int kalloc_pending(const void *key) { return sched::pending(key); }
int kalloc_running(const void *key) { return sched::running(key); }

unsigned long long kalloc_start_task(const char *name, kalloc_function fn,
                                     void *argument) {
  return sched::startTask(name, fn, argument);
}

int kalloc_task_ended(unsigned long long number) {
  return sched::taskEnded(number);
}
unsigned long long kalloc_current_task(void) { return sched::currentTask(); }
void kalloc_run_until_idle(void) { sched::runUntilIdle(); }
int kalloc_is_threaded(void) { return sched::threads(); }

void kalloc_run_in(enum kalloc_runs_in where, kalloc_function fn,
                   void *argument, const char *name) {
  sched::runIn(sched::RunsIn(where), fn, argument, name);
}

void kalloc_run_in_nmi(kalloc_function fn, void *argument, const char *name) {
  ThreadContext::current().enter(SectionKind::Nmi, argument, nullptr, nullptr,
                                 {name, nullptr});
  const oracle::Balance Before = oracle::balance();
  fn(argument);
  oracle::checkBalance(Before, name);
  ThreadContext::current().leave(SectionKind::Nmi, argument);
}

void kalloc_end_path(const char *why) { oracle::stop(why); }

void kalloc_sim_reset(unsigned long long seed, unsigned long stack,
                      int threads) {
  sched::Settings S;
  S.Seed = seed;
  S.StackSize = stack;
  S.StackReserve = 0;
  S.Threads = threads != 0;
  sched::reset(S);
}

int kalloc_run_task(const char *name, kalloc_function fn, void *argument) {
  return sched::runTask(name, fn, argument);
}

unsigned long kalloc_high_water(void) { return sched::lastHighWater(); }

int choose(int n) {
  if (n <= 1)
    return 0;
  return Chooser ? Chooser(n) : int(sched::draw(uint64_t(n)));
}

void kalloc_set_chooser(int (*chooser)(int)) { Chooser = chooser; }

void kalloc_oracle_on(enum kalloc_oracle_mode mode, unsigned int flags) {
  oracle::Options Opts;
  Opts.Report = oracle::Mode(mode);
  Opts.Objects = flags & KALLOC_GUARD_PAGES ? oracle::Memory::Guarded
                                            : oracle::Memory::Checked;
  Opts.Rt = flags & KALLOC_PREEMPT_RT;
  oracle::setRelease(api::releaseQuarantined);
  oracle::install(Opts);
}

void kalloc_reclaim_begin(unsigned int gfp) { oracle::reclaimEnter(gfp); }
void kalloc_reclaim_end(void) { oracle::reclaimLeave(); }

void kalloc_oracle_off(void) { oracle::uninstall(); }
size_t kalloc_violations(void) { return oracle::count(); }

namespace {
const Violation *violation(size_t Index) {
  return Index < std::min<size_t>(oracle::count(), 1024) ? &oracle::get(Index)
                                                         : nullptr;
}
} // namespace

const char *kalloc_violation_name(size_t index) {
  const Violation *V = violation(index);
  return V ? violationName(V->Kind) : nullptr;
}

const char *kalloc_violation_rule(size_t index) {
  const Violation *V = violation(index);
  return V ? violationRule(V->Kind) : nullptr;
}

const char *kalloc_violation_message(size_t index) {
  const Violation *V = violation(index);
  return V ? V->Message : nullptr;
}

unsigned long long kalloc_scope_begin(void) { return oracle::leakScope(); }
size_t kalloc_scope_leaks(unsigned long long scope) {
  return oracle::reportLeaks(scope);
}
