/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The simulated processor, for the functions behind include/linux/ and for programs that drive
 * it themselves: contexts, waiting, things that run later, and choices. C.
 */
#ifndef KALLOC_SIM_H
#define KALLOC_SIM_H

#ifdef __cplusplus
extern "C" {
#endif

/* In the order of context/Sections.def. */
enum kalloc_section {
	KALLOC_PREEMPT_OFF,
	KALLOC_BH_OFF,
	KALLOC_IRQ_OFF,
	KALLOC_SOFTIRQ,
	KALLOC_HARDIRQ,
	KALLOC_NMI,
	KALLOC_RCU,
	KALLOC_RCU_BH,
	KALLOC_RCU_SCHED,
	KALLOC_SPIN,
	KALLOC_RAW_SPIN,
	KALLOC_RWLOCK_READ,
	KALLOC_RWLOCK_WRITE,
	KALLOC_BIT_SPIN,
	KALLOC_SEQ_WRITE,
	KALLOC_LOCAL_LOCK,
	KALLOC_NON_BLOCK,
	KALLOC_PAGEFAULT_OFF,
	KALLOC_SRCU,
	KALLOC_MUTEX,
	KALLOC_RWSEM_READ,
	KALLOC_RWSEM_WRITE,
	KALLOC_SEMAPHORE,
	KALLOC_NOFS,
	KALLOC_NOIO,
	KALLOC_NORECLAIM,
};

enum kalloc_runs_in { KALLOC_IN_HARDIRQ, KALLOC_IN_SOFTIRQ, KALLOC_IN_TASK };

typedef void (*kalloc_function)(void *argument);

/* A section begins or ends. Name and api are literals, caller a return address in the program. */
void kalloc_enter(int section, const void *object, const char *name, const void *lock_class,
		  const char *api, const void *caller);
void kalloc_leave(int section, const void *object, const char *name, const char *api, const void *caller);
/* Is the caller inside of such a section? Any object when object is null. */
int kalloc_inside(int section, const void *object);
/* An operation that may sleep, and one with gfp flags that allow it. */
void kalloc_might_sleep(const char *api, const void *caller);
void kalloc_might_alloc(const char *api, unsigned int gfp, const void *caller);

unsigned int kalloc_preempt_count(void);
int kalloc_irqs_disabled(void);
unsigned int kalloc_rcu_depth(void);
/* Locks that block are judged and behave as on PREEMPT_RT. */
int kalloc_is_rt(void);

/* Names the function of the API that the program called, while others are called by it.
 * True when it was the outermost: then kalloc_api_end() must follow. */
int kalloc_api_begin(const char *api, const void *caller);
void kalloc_api_end(void);

/* See sched/Cpu.h. */
void kalloc_wait(const char *api);
void kalloc_kick(void);
void kalloc_sleep_ns(unsigned long long ns);
unsigned long long kalloc_now_ns(void);
void kalloc_post(enum kalloc_runs_in where, const void *key, unsigned long long due_ns,
		 kalloc_function fn, void *argument, const char *name);
int kalloc_cancel(const void *key);
int kalloc_pending(const void *key);
int kalloc_running(const void *key);
unsigned long long kalloc_start_task(const char *name, kalloc_function fn, void *argument);
int kalloc_task_ended(unsigned long long number);
unsigned long long kalloc_current_task(void);
void kalloc_run_until_idle(void);
void kalloc_run_in(enum kalloc_runs_in where, kalloc_function fn, void *argument, const char *name);
int kalloc_is_threaded(void);
/* As kalloc_run_in, as an NMI. */
void kalloc_run_in_nmi(kalloc_function fn, void *argument, const char *name);

/* What is between the two is reclaim: locks that it takes must not be held over a request for memory
 * that may enter it. */
void kalloc_reclaim_begin(unsigned int gfp);
void kalloc_reclaim_end(void);

/* Ends the path: BUG(), a deadlock. */
void kalloc_end_path(const char *why) __attribute__((noreturn));

/* Starts the processor anew; the oracle must be installed. Stack is its size in bytes. */
void kalloc_sim_reset(unsigned long long seed, unsigned long stack, int threads);
/* Runs fn as a task on a kernel stack. False when it could not go on. */
int kalloc_run_task(const char *name, kalloc_function fn, void *argument);
unsigned long kalloc_high_water(void);

/* One of 0..n-1: kalloc-run takes every one in turn; elsewhere it is drawn by the seed. */
int choose(int n);
/* Who answers choose(); null for the seed. */
void kalloc_set_chooser(int (*chooser)(int n));

#ifdef __cplusplus
}
#endif

#endif
