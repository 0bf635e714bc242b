// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The buffer is two structures down.
#include <linux/kernel.h>

struct frame {
	u8 payload[1100];
};

struct message {
	int kind;
	struct {
		struct frame frame;
	} body;
};

void use(void *p);

void nested_bad(void)
{
	struct message m; /* bug: gfp-large-stack */

	use(&m);
}

void nested_ok(struct message *m)
{
	struct frame *f = &m->body.frame;

	use(f);
}
