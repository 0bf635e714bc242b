#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""make-corpus.py GFPCHECK: makes corpus/ anew from test files, when the form of units has changed."""
import json
import os
import shutil
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
test = os.path.dirname(os.path.dirname(here))
sys.path.insert(0, os.path.join(test, "tools"))
import sealed  # noqa: E402

# Units have the names of files in them: those of a copy, not of this machine.
COPY = "/tmp/gfpcheck-corpus"
include = os.path.join(COPY, "include")
SOURCES = ("argument-decides/user.c", "deep-chain/top.c", "ops-table/core.c", "ops-table/slow.c", "own-ops/pci.c",
           "passed-function/each.c", "passed-function/user.c", "registered-callback/user.c",
           "recursion-across/one.c", "stack-across/upper.c", "why/driver.c")


def unit(path):
    """What is left of a summary behind its head and its JSON."""
    with open(path, "rb") as f:
        content = sealed.opened(f.read())
    for _ in range(2):
        _, content = sealed.split(content)
    return content


def main(gfpcheck):
    corpus = os.path.join(here, "corpus")
    os.makedirs(corpus, exist_ok=True)
    for old in os.listdir(corpus):
        os.remove(os.path.join(corpus, old))
    os.mkdir(COPY)
    try:
        shutil.copytree(os.path.join(test, "Inputs", "include"), include)
        shutil.copytree(os.path.join(test, "link", "Inputs"), os.path.join(COPY, "link"))
        for source in SOURCES:
            path = os.path.join(COPY, "link", source)
            flags = ["-std=gnu11", "-nostdinc", "-fno-builtin", "-D__KERNEL__", "-I" + include, "-include",
                     "linux/kconfig.h"]
            with open(os.path.join(COPY, "compile_commands.json"), "w") as f:
                json.dump([{"directory": os.path.dirname(path), "file": os.path.basename(path),
                            "arguments": ["cc", *flags, "-c", os.path.basename(path)]}], f)
            out = os.path.join(COPY, "x.gfpsum")
            subprocess.run([gfpcheck, "summarize", "-p", COPY, "-o", out], check=True)
            name = source.replace("/", "-").replace(".c", ".unit")
            with open(os.path.join(corpus, name), "wb") as f:
                f.write(unit(out))
    finally:
        shutil.rmtree(COPY)


main(sys.argv[1])
