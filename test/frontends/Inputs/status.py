#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""status.py N PROGRAM...: runs the program; succeeds if its exit status is exactly N."""
import subprocess
import sys

status = subprocess.run(sys.argv[2:], check=False).returncode
if status != int(sys.argv[1]):
    sys.exit("status.py: exit status %d, expected %s" % (status, sys.argv[1]))
