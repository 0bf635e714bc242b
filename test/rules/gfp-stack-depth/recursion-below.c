// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A recursion at the end of a chain that is too deep already.
void use(void *a, void *b);

void itself(int n)
{
	char a[300];

	use(a, a);
	if (n)
		itself(n - 1);
}

#define LAYER(name, next)			\
	void name(int n)			\
	{					\
		char a[1000], b[1000];		\
						\
		use(a, b);			\
		next(n);			\
	}

LAYER(h, itself)
LAYER(g, h)
LAYER(f, g)
LAYER(e, f)
LAYER(d, e)
LAYER(c, d)
LAYER(b, c)

void start_bad(int n) /* bug: gfp-stack-depth */
{
	char a[1020], c[1020];

	use(a, c);
	b(n);
}
