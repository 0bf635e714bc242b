// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// REQUIRES: kalloc-run
// RUN: not %kalloc-run --stack 4096 %s | %FileCheck %s
// RUN: %kalloc-run --stack 8192 %s
//
// A kernel stack has an end; what the program itself uses of it counts.
static int deep(int n)
{
	volatile char frame[1000];

	frame[n] = n;
	return n ? deep(n - 1) + frame[n] : 0;
}

int main(void)
{
	deep(4);
	return 0;
}
// CHECK: stack.c:{{[0-9]+}}: the kernel stack is exhausted: {{[0-9]+}} of 4096 bytes [gfp-stack-depth]
// CHECK: bytes of stack in 'deep'
