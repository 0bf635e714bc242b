// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The cases of a switch share.
#include <linux/kernel.h>

void use(void *p);

void switch_share_ok(int cmd)
{
	switch (cmd) {
	case 0: {
		char a[1000];

		use(a);
		break;
	}
	case 1: {
		char b[1000];

		use(b);
		break;
	}
	default: {
		char c[1000];

		use(c);
	}
	}
}

void switch_body_bad(int cmd) /* bug: gfp-large-stack */
{
	char all[1000];

	use(all);
	switch (cmd) {
	case 0: {
		char a[600];

		use(a);
		break;
	}
	case 1: {
		char b[1020];
		long extra[20];

		use(b);
		use(extra);
		break;
	}
	}
}
