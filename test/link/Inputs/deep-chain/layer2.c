// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int layer3(int x);

int layer2(int x)
{
	return layer3(x + 1);
}
