#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""make-corpus.py GFPCHECK: makes the corpora of units and images anew from test files, when a form has changed."""
import glob
import json
import os
import shutil
import subprocess
import sys

here = os.path.dirname(os.path.abspath(__file__))
test = os.path.dirname(here)
sys.path.insert(0, os.path.join(test, "tools"))
import sealed  # noqa: E402

# Units have the names of files in them: those of a copy, not of this machine.
COPY = "/tmp/gfpcheck-corpus"
include = os.path.join(COPY, "include")
SOURCES = ("argument-decides/user.c", "deep-chain/top.c", "ops-table/core.c", "ops-table/slow.c", "own-ops/pci.c",
           "passed-function/each.c", "passed-function/user.c", "registered-callback/user.c",
           "recursion-across/one.c", "stack-across/upper.c", "why/driver.c")
FLAGS = ("-std=gnu11", "-nostdinc", "-fno-builtin", "-D__KERNEL__", "-I" + include, "-include", "linux/kconfig.h")


def write_database(sources):
    entries = []
    for source in sources:
        path = os.path.join(COPY, "link", source)
        name = os.path.basename(path)
        entries.append({"directory": os.path.dirname(path), "file": name, "arguments": ["cc", *FLAGS, "-c", name]})
    with open(os.path.join(COPY, "compile_commands.json"), "w") as f:
        json.dump(entries, f)


def unit(gfpcheck, source):
    """What is left of a summary behind its head, its JSON and what it can teach."""
    write_database([source])
    out = os.path.join(COPY, "x.gfpsum")
    subprocess.run([gfpcheck, "summarize", "-p", COPY, "-o", out], check=True)
    with open(out, "rb") as f:
        content = sealed.opened(f.read())
    for _ in range(3):
        _, content = sealed.split(content)
    return content


def leb128(n):
    out = bytearray()
    while n > 0x7F:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    return bytes(out) + bytes([n])


def image(gfpcheck, folder):
    """Of all files of a folder, as images/Fuzzer.cpp wants it."""
    write_database(sorted(os.path.relpath(path, os.path.join(COPY, "link"))
                          for path in glob.glob(os.path.join(COPY, "link", folder, "*.c"))))
    store = os.path.join(COPY, "store")
    subprocess.run([gfpcheck, "check", "-p", COPY, "--cache", store, "--fail-on=never"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    content = []
    for number in ("0", "1"):
        (path,) = glob.glob(os.path.join(store, "**", "*-" + number + ".image"), recursive=True)
        with open(path, "rb") as f:
            content.append(f.read()[sealed.HEADER:])
    shutil.rmtree(store)
    body, part = content
    body = body.removesuffix(leb128(sealed.checksum(part)))
    return sealed.joined(body, part)


def fill(kind, made):
    corpus = os.path.join(here, kind, "corpus")
    os.makedirs(corpus, exist_ok=True)
    for old in os.listdir(corpus):
        os.remove(os.path.join(corpus, old))
    for name, content in made.items():
        with open(os.path.join(corpus, name), "wb") as f:
            f.write(content)


def main(gfpcheck):
    os.mkdir(COPY)
    try:
        shutil.copytree(os.path.join(test, "Inputs", "include"), include)
        shutil.copytree(os.path.join(test, "link", "Inputs"), os.path.join(COPY, "link"))
        fill("units", {source.replace("/", "-").replace(".c", ".unit"): unit(gfpcheck, source) for source in SOURCES})
        fill("images", {folder + ".image": image(gfpcheck, folder)
                        for folder in sorted({os.path.dirname(source) for source in SOURCES})})
    finally:
        shutil.rmtree(COPY)


main(sys.argv[1])
