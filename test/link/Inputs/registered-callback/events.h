// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
struct device_node;
struct source {
	void (*handler)(void *data);
	void *data;
};
void source_register(struct source *s, void (*handler)(void *data), void *data);
