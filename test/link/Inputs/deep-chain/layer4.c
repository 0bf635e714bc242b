// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int layer5(int x);

int layer4(int x)
{
	return layer5(x + 1);
}
