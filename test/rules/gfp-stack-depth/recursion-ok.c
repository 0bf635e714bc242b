// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A recursion counts for one turn: how many there are is not known.
void use(void *a, void *b);

void odd_ok(int n);

void even_ok(int n)
{
	char a[1000], b[1000];

	use(a, b);
	if (n)
		odd_ok(n - 1);
}

void odd_ok(int n)
{
	char a[1000], b[1000];

	use(a, b);
	if (n)
		even_ok(n - 1);
}

void itself_ok(int n)
{
	char a[1000], b[1000];

	use(a, b);
	if (n)
		itself_ok(n - 1);
}
