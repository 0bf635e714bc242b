// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
struct widget;
struct widget_ops {
	int (*read)(struct widget *w, int reg);
	int (*probe)(struct widget *w);
};
struct widget {
	const struct widget_ops *ops;
	int value;
};
extern const struct widget_ops slow_ops;
