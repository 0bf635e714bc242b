// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %print-findings %s | %FileCheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.}}
//
// The use is in a callee: the finding stands at the call, the trace leads to both ends.
#include <linux/slab.h>

struct pkt {
	int type;
	int len;
};

static void pkt_init(struct pkt *p)
{
	p->len = 0;
}

struct pkt *start(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	pkt_init(p);
	return p;
}
// CHECK:callee.c:21:2: error: 'p', the result of 'kmalloc', is passed to 'pkt_init', which uses it, without a check for NULL [gfp-unchecked-alloc]
// CHECK-NEXT:callee.c:14:2: note: it is followed here
// CHECK-NEXT:callee.c:21:2: note: 'pkt_init' is called by 'start'
// CHECK-NEXT:callee.c:19:18: note: 'kmalloc' may return NULL
