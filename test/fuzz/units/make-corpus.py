#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""make-corpus.py GFPCHECK: makes corpus/ anew from test files, when the form of units has changed."""
import json
import os
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))
test = os.path.dirname(os.path.dirname(here))
sys.path.insert(0, os.path.join(test, "tools"))
import sealed  # noqa: E402

include = os.path.join(test, "Inputs", "include")
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
    with tempfile.TemporaryDirectory() as folder:
        for source in SOURCES:
            path = os.path.join(test, "link", "Inputs", source)
            flags = ["-std=gnu11", "-nostdinc", "-fno-builtin", "-D__KERNEL__", "-I" + include, "-include",
                     "linux/kconfig.h"]
            with open(os.path.join(folder, "compile_commands.json"), "w") as f:
                json.dump([{"directory": os.path.dirname(path), "file": os.path.basename(path),
                            "arguments": ["cc", *flags, "-c", os.path.basename(path)]}], f)
            out = os.path.join(folder, "x.gfpsum")
            subprocess.run([gfpcheck, "summarize", "-p", folder, "-o", out], check=True)
            name = source.replace("/", "-").replace(".c", ".unit")
            with open(os.path.join(corpus, name), "wb") as f:
                f.write(unit(out))


main(sys.argv[1])
