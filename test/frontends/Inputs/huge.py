#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""huge.py FILE: a generated C file of 5 MB: a table, long lines, many functions, one bug at its end."""
import sys

with open(sys.argv[1], "w") as out:
    out.write("#include <linux/slab.h>\n#include <linux/spinlock.h>\n")
    out.write("static const unsigned char table[] = {")
    for i in range(600_000):
        out.write("%d,%s" % (i % 256, "" if i % 100_000 else "\n"))
    out.write("};\nint lookup(unsigned i) { return table[i % sizeof(table)]; }\n")
    for i in range(20_000):
        out.write("static inline int generated_%d(int *state, int value)\n"
                  "{\n\tif (value > %d && state)\n\t\t*state += value;\n\treturn state ? *state : lookup(%d);\n}\n" % (i, i, i))
    out.write("void *take_bad(spinlock_t *lock)\n{\n\tvoid *p;\n\n\tspin_lock(lock);\n"
              "\tp = kmalloc(16, GFP_KERNEL);\n\tspin_unlock(lock);\n\treturn p;\n}\n")
