# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Damages every entry of a store, each in another way."""
import os
import sys

folder = sys.argv[1]
for number, name in enumerate(sorted(n for n in os.listdir(folder) if n.startswith("llvmcache-"))):
    path = os.path.join(folder, name)
    with open(path, "rb") as f:
        data = f.read()
    kind = number % 7
    os.remove(path)
    if kind == 0:  # cut off in the middle
        data = data[:len(data) // 2]
    elif kind == 1:  # a bit
        data = data[:-1] + bytes([data[-1] ^ 16])
    elif kind == 2:  # a length that lies
        data = data[:16] + b"\xff" * 8 + data[24:]
    elif kind == 3:  # nothing
        data = b""
    elif kind == 4:  # not a file
        os.mkdir(path)
        continue
    elif kind == 5:  # a link to something else
        os.symlink("/etc/passwd", path)
        continue
    elif kind == 6:  # a link to itself
        os.symlink(path, path)
        continue
    with open(path, "wb") as f:
        f.write(data)
