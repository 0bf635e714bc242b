#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""database.py FOLDER FILE... [-- FLAG...]: writes FOLDER/compile_commands.json.

The first flag is the compiler if it does not begin with '-'.
"""
import json
import os
import sys

arguments = sys.argv[1:]
flags = []
if "--" in arguments:
    at = arguments.index("--")
    arguments, flags = arguments[:at], arguments[at + 1:]
folder, files = os.path.abspath(arguments[0]), arguments[1:]
compiler = flags.pop(0) if flags and not flags[0].startswith("-") else "cc"

entries = [{"directory": folder, "file": name, "output": name + ".o",
            "arguments": [compiler, *flags, "-c", "-o", name + ".o", name]} for name in files]
with open(os.path.join(folder, "compile_commands.json"), "w") as out:
    json.dump(entries, out, indent=1)
