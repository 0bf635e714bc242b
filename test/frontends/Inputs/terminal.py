#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""terminal.py PROGRAM...: runs the program with a terminal as standard error, and prints what it wrote there."""
import os
import pty
import subprocess
import sys

ours, theirs = pty.openpty()
run = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=theirs)
os.close(theirs)
text = b""
while True:
    try:
        part = os.read(ours, 4096)
    except OSError:  # How the end of a terminal is told.
        break
    if not part:
        break
    text += part
run.wait()
print(text.decode().replace("\r", "\n"))
