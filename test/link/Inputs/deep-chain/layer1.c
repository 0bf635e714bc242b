// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int layer2(int x);

int layer1(int x)
{
	return layer2(x + 1);
}
