#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""list-database.py FOLDER: the files of FOLDER/compile_commands.json, in its order."""
import json
import os
import sys

with open(os.path.join(sys.argv[1], "compile_commands.json")) as f:
    for entry in json.load(f):
        print(os.path.normpath(os.path.join(entry["directory"], entry["file"])))
