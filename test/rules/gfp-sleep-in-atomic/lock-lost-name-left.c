// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The callee leaves two locks of its caller's, one by a way that cannot be said
// to the caller (the pointer is cleared before), and then takes another one.
// What is taken is no lock of the kind whose name was lost.
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct body {
	spinlock_t i_lock;
};

struct name {
	spinlock_t d_lock;
	struct body *body;
	struct name *parent;
};

static struct name *name_kill(struct name *n)
{
	struct body *body = n->body;
	struct name *parent;

	n->body = NULL;
	spin_unlock(&n->d_lock);
	spin_unlock(&body->i_lock);
	cond_resched();
	parent = n->parent;
	spin_lock(&parent->d_lock);
	return parent;
}

void left_ok(struct name *n)
{
	spin_lock(&n->body->i_lock);
	spin_lock(&n->d_lock);
	n = name_kill(n);
	spin_unlock(&n->d_lock);
	cond_resched();
}

void taken_bad(struct name *n)
{
	spin_lock(&n->body->i_lock);
	spin_lock(&n->d_lock);
	n = name_kill(n);
	cond_resched(); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&n->d_lock);
}

void others_ok(struct name *n)
{
	struct name *parent = n->parent;

	spin_lock(&n->body->i_lock);
	spin_lock(&n->d_lock);
	parent = name_kill(n);
	spin_lock(&parent->body->i_lock);
	parent = name_kill(parent);
	spin_unlock(&parent->d_lock);
	cond_resched();
}
