#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""copies.py N FILE FOLDER: FOLDER/f0.c to FOLDER/f<N-1>.c, each FILE with a function of its own name."""
import os
import sys

count, source, folder = int(sys.argv[1]), sys.argv[2], sys.argv[3]
with open(source) as f:
    text = f.read()
for i in range(count):
    with open(os.path.join(folder, "f%d.c" % i), "w") as out:
        out.write(text.replace("take_bad", "take_%d_bad" % i))
