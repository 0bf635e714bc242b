#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""with-needs.py FOLDER PROGRAM...: runs the program with nothing installed but what kernel-needs.py made."""
import os
import sys

folder = sys.argv[1]
environment = {"PATH": os.path.join(folder, "bin"), "CPATH": os.path.join(folder, "include")}
os.execve(sys.argv[2], sys.argv[2:], environment)
