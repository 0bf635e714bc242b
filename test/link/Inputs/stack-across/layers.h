/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
void use(void *a, void *b);
void lower(void *p);
void upper(void *p);

#define LAYER(name, next)			\
	void name(void *p)			\
	{					\
		char a[1000], b[1000];		\
						\
		use(a, b);			\
		next;				\
	}
