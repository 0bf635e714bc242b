#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""edit-json.py IN OUT PATH [VALUE]: OUT is IN with VALUE, as JSON, in place of what is at PATH (runs:0:results), or
without it."""
import json
import sys

source, target, path = sys.argv[1:4]
with open(source, encoding="utf-8") as f:
    root = json.load(f)
*outer, last = [int(key) if key.isdigit() else key for key in path.split(":")]
where = root
for step in outer:
    where = where[step]
if len(sys.argv) > 4:
    where[last] = json.loads(sys.argv[4])
else:
    del where[last]
with open(target, "w", encoding="utf-8") as f:
    json.dump(root, f)
