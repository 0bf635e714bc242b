#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""two-states.py FOLDER: FOLDER/old and FOLDER/new, a program before and after a change.

Each function says what becomes of its finding. "same" is in two files, so its fingerprint is there twice."""
import os
import sys

START = "#include <linux/slab.h>\n#include <linux/spinlock.h>\n"


def function(name, *sizes, flags="GFP_KERNEL", comment=""):
    calls = "".join("%s\tkfree(kmalloc(%d, %s));\n" % (comment, size, flags) for size in sizes)
    return "\nvoid %s(spinlock_t *lock);\nvoid %s(spinlock_t *lock)\n{\n\tspin_lock(lock);\n%s\tspin_unlock(lock);\n}\n" % (
        name, name, calls)


def same(flags="GFP_KERNEL"):
    return function("same", 8, flags=flags).replace("void same", "static void __attribute__((used)) same")


COMMENT = "\t/* gfpcheck: ignore gfp-sleep-in-atomic %s */\n"
FILES = {
    "old/lib/one.c": START + function("stays", 16) + function("goes", 16) + same(),
    "new/lib/one.c": "/* moved\n   down */\n" + START + function("comes", 16) + function("stays", 16) + same("GFP_ATOMIC"),
    "old/lib/two.c": START + same() + function("first_goes", 16, 32) + function("silenced", 8),
    "new/lib/two.c": START + same() + function("first_goes", 32) + function("silenced", 8, comment=COMMENT % "it is known"),
    "old/three.c": START + function("speaks", 8, comment=COMMENT % "for now") + function("silent", 8, comment=COMMENT % "so"),
    "new/three.c": START + function("speaks", 8) + function("silent", 8, comment=COMMENT % "so") +
    function("born_silent", 8, comment=COMMENT % "from the start"),
}
for name, text in FILES.items():
    path = os.path.join(sys.argv[1], name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w") as f:
        f.write(text)
