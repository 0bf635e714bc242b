// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Frames that are small enough each, and too much together.
void use(void *a, void *b);

void end(void *p)
{
	char a[1000], b[1000];

	use(a, b);
}

#define LAYER(name, next)			\
	void name(void *p)			\
	{					\
		char one[900], two[900];		\
						\
		use(one, two);			\
		next(p);			\
	}

LAYER(g, end)
LAYER(f, g)
LAYER(e, f)
LAYER(d, e)
LAYER(c, d)
LAYER(b, c)

void small_enough_ok(void *p)
{
	b(p);
}

LAYER(deep, b)

void largest_bad(void *p) /* bug: gfp-stack-depth */
{
	char a[1000], c[1020];

	use(a, c);
	deep(p); /* via: gfp-stack-depth */
}

void entry_bad(void *p)
{
	largest_bad(p); /* via: gfp-stack-depth */
}
