// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
struct part {
	int busy;
	void *buffer;
};
void part_reset(struct part *p);
int part_peek(struct part *p);
