#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs files of the real kernel, unchanged, in kalloc-run, and again with a bug put in.

    kernel-code.py --kalloc-run PROGRAM TEST.c

The test says in comments what it needs:
    KERNEL: files that are compiled with it, as they are; headers among them are put beside
    HEADERS: names NAME of include/linux/NAME.h that belong to these files; all others are ours
    PLANT: file | text | other text; the first is replaced by the second
    FINDS: the rule id that must be reported then; without it, anything
Without the plant nothing may be reported, whichever allocation fails.
"""
import argparse
import fcntl
import os
import re
import subprocess
import sys
import tarfile
import tempfile

ARCHIVE = "/usr/src/linux-source-6.12.tar.xz"
TOP = "linux-source-6.12/"


def cache():
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.environ.get("HOME", "/tmp"), ".cache")
    return os.path.join(base, "gfpcheck", "kernelcode-6.12")


def all_wanted(folder):
    """What any test of the folder wants: reading the archive takes long, once is enough."""
    names = set()
    for name in sorted(os.listdir(folder)):
        if name.endswith(".c"):
            kernel, headers = fields(os.path.join(folder, name))[:2]
            names.update(kernel + headers)
    return names


def fields(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()

    def field(name):
        m = re.search(r"^// %s:[ \t]*(.*)$" % name, text, re.M)
        return m.group(1).strip() if m else None
    kernel = (field("KERNEL") or "").split()
    headers = ["include/linux/%s.h" % h for h in (field("HEADERS") or "").split()]
    plant = field("PLANT")
    return kernel, headers, [p.strip() for p in plant.split("|")] if plant and plant.count("|") == 2 else None, field("FINDS")


def extract(wanted):
    """Makes sure that the files are in the cache, and gives its folder."""
    root = cache()
    os.makedirs(root, exist_ok=True)
    with open(os.path.join(root, ".lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        missing = {n for n in wanted if not os.path.exists(os.path.join(root, n))}
        if missing:
            with tarfile.open(ARCHIVE) as tar:
                for member in tar:
                    name = member.name.removeprefix(TOP)
                    if name in missing and member.isfile():
                        target = os.path.join(root, name)
                        os.makedirs(os.path.dirname(target), exist_ok=True)
                        with tar.extractfile(member) as source, open(target + ".new", "wb") as out:
                            out.write(source.read())
                        os.rename(target + ".new", target)
                        missing.discard(name)
                        if not missing:
                            break
        if missing:
            sys.exit("not in %s: %s" % (ARCHIVE, ", ".join(sorted(missing))))
    return root


def run(program, test, folder, kernel):
    # Only what belongs to these files; every other header is ours.
    argv = [program, test, *[os.path.join(folder, k) for k in kernel if k.endswith(".c")], "-I", os.path.join(folder, "include"),
            "-I", os.path.join(os.path.dirname(test), "Inputs"), "-D", "KALLOC_KERNEL_MEMPOOL", "--max-paths", "120"]
    return subprocess.run(argv, capture_output=True, text=True, stdin=subprocess.DEVNULL)


def copy(root, folder, names, plant=None):
    for name in names:
        with open(os.path.join(root, name), encoding="utf-8") as f:
            text = f.read()
        if plant and plant[0] == name:
            if plant[1] not in text:
                sys.exit("%s does not have the text '%s'" % (name, plant[1]))
            text = text.replace(plant[1], plant[2])
        target = os.path.join(folder, name)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "w", encoding="utf-8") as f:
            f.write(text)
    os.makedirs(os.path.join(folder, "include"), exist_ok=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kalloc-run", required=True)
    parser.add_argument("test")
    args = parser.parse_args()
    kernel, headers, plant, rule = fields(args.test)
    if not kernel or not plant:
        sys.exit("%s: needs KERNEL: and PLANT:" % args.test)
    root = extract(all_wanted(os.path.dirname(args.test)))
    with tempfile.TemporaryDirectory() as folder:
        copy(root, folder, kernel + headers)
        clean = run(args.kalloc_run, args.test, folder, kernel)
        print(clean.stdout + clean.stderr)
        if clean.returncode != 0:
            sys.exit("the unchanged code is not clean (status %d)" % clean.returncode)
        if " 0 failing allocations" in clean.stdout:
            sys.exit("no allocation was made to fail")
    with tempfile.TemporaryDirectory() as folder:
        copy(root, folder, kernel + headers, plant)
        planted = run(args.kalloc_run, args.test, folder, kernel)
        print(planted.stdout + planted.stderr)
        if planted.returncode != 1 or (rule and "[%s]" % rule not in planted.stdout):
            sys.exit("the planted bug was not found (status %d)" % planted.returncode)


if __name__ == "__main__":
    main()
