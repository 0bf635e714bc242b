#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""nested.py FOLDER: chain.c, an else-if chain of 12,000 parts, and sum.c, an expression of 50,000 terms."""
import os
import sys

with open(os.path.join(sys.argv[1], "chain.c"), "w") as out:
    out.write("int g(int);\nint chain(int x)\n{\n\tif (x == 0)\n\t\treturn g(0);\n")
    for i in range(1, 12_000):
        out.write("\telse if (x == %d)\n\t\treturn g(%d);\n" % (i, i))
    out.write("\treturn 0;\n}\n")
with open(os.path.join(sys.argv[1], "sum.c"), "w") as out:
    out.write("int sum(int x)\n{\n\treturn x" + " + x" * 50_000 + ";\n}\n")
