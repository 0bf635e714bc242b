// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// kref_put() calls the release function in the caller's context.
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct conn {
	struct kref ref;
};

static DEFINE_MUTEX(conns_mutex);

static void FN_conn_release_bad(struct kref *ref)
{
	mutex_lock(&conns_mutex); /* missed: gfp-sleep-in-atomic */
	mutex_unlock(&conns_mutex);
	kfree(container_of(ref, struct conn, ref));
}

static void conn_release_light(struct kref *ref)
{
	kfree(container_of(ref, struct conn, ref));
}

void FN_release_function_bad(struct conn *c, spinlock_t *lock)
{
	spin_lock(lock);
	kref_put(&c->ref, FN_conn_release_bad); /* missed: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void release_function_ok(struct conn *c, spinlock_t *lock)
{
	spin_lock(lock);
	kref_put(&c->ref, conn_release_light);
	spin_unlock(lock);
	kref_put(&c->ref, FN_conn_release_bad);
}
