// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
int layer4(int x);

int layer3(int x)
{
	return layer4(x + 1);
}
