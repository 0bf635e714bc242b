#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""extremes.py FOLDER: functions that no person has written, one a file, each with a small one that has a bug after it."""
import os
import sys

HEAD = "#include <linux/slab.h>\n#include <linux/spinlock.h>\nint f(int);\nstruct s { int a[100000]; };\n"
BUG = ("void *take_bad(spinlock_t *lock)\n{\n\tvoid *p;\n\n\tspin_lock(lock);\n"
       "\tp = kmalloc(16, GFP_KERNEL);\n\tspin_unlock(lock);\n\treturn p;\n}\n")


def lines(text, count):
    return "".join(text % {"i": i} for i in range(count))


FUNCTIONS = {
    "blocks.c": "int big(int x)\n{\n" + lines("\tif (x == %(i)d)\n\t\tx = f(x);\n", 50_000) + "\treturn x;\n}\n",
    "assignments.c": "void big(struct s *s)\n{\n" + lines("\ts->a[%(i)d] = %(i)d;\n", 50_000) + "}\n",
    "locals.c": "int big(int x)\n{\n" + lines("\tint v%(i)d = x + %(i)d;\n\tif (v%(i)d > 3)\n\t\tx = f(x);\n", 40_000)
                + "\treturn x;\n}\n",
    "cases.c": "int big(int x)\n{\n\tswitch (x) {\n" + lines("\tcase %(i)d:\n\t\treturn f(%(i)d);\n", 30_000)
               + "\t}\n\treturn 0;\n}\n",
    "locks.c": "int big(spinlock_t *l, int x)\n{\n"
               + lines("\tif (x & %(i)d)\n\t\tspin_lock(l + %(i)d);\n", 3_000) + "\treturn x;\n}\n",
}

for name, function in FUNCTIONS.items():
    with open(os.path.join(sys.argv[1], name), "w") as out:
        out.write(HEAD + function + BUG)
