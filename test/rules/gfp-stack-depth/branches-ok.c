// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Of two ways down the deeper counts, not their sum.
void use(void *a, void *b);

#define LAYER(name, next)			\
	void name(void *p)			\
	{					\
		char a[1000], b[1000];		\
						\
		use(a, b);			\
		next;				\
	}

LAYER(left5, (void)p)
LAYER(left4, left5(p))
LAYER(left3, left4(p))
LAYER(left2, left3(p))
LAYER(left1, left2(p))
LAYER(right5, (void)p)
LAYER(right4, right5(p))
LAYER(right3, right4(p))
LAYER(right2, right3(p))
LAYER(right1, right2(p))

void both_ok(void *p)
{
	left1(p);
	right1(p);
}
