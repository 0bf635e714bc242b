#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""kernel-needs.py FOLDER CLANG: stand-ins for what a kernel's build wants installed, but the tiny one does not use.

FOLDER/bin has the programs and FOLDER/include the headers, so that tests do not depend on the machine.
"""
import os
import shutil
import sys

folder, clang = sys.argv[1:]
programs = os.path.join(folder, "bin")
os.makedirs(programs)
os.makedirs(os.path.join(folder, "include", "openssl"))
for name in ("gelf.h", "openssl/opensslv.h"):
    open(os.path.join(folder, "include", name), "w").close()
for name in ("flex", "bison", "bc", "xz", "ld.lld-19", "llvm-ar-19", "llvm-nm-19", "llvm-objcopy-19"):
    path = os.path.join(programs, name)
    with open(path, "w") as f:
        f.write("#!/bin/sh\n")
    os.chmod(path, 0o755)
os.symlink(clang, os.path.join(programs, "clang-19"))
for name in ("make", "perl", "python3", "sh", "cat", "echo", "mkdir", "sed", "nm", "grep", "printf"):
    os.symlink(shutil.which(name), os.path.join(programs, name))
