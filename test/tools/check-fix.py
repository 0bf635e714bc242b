#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Applies the fixes of a file to a copy and compares the result.

The expected text is in FILE.fixed beside FILE. The result must compile, and what was fixed must
not be reported again. A file without FILE.fixed must be left as it is.
"""
import argparse
import difflib
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import frontends  # noqa: E402


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def compiles(clang, include, path):
    done = subprocess.run([clang, *frontends.kernel_flags(include), "-fsyntax-only", "-w", path],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr


def rule_of(path):
    """test/rules/RULE/fix/NAME.c"""
    return os.path.basename(os.path.dirname(os.path.dirname(path)))


def check(args):
    rule = rule_of(args.file)
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, os.path.basename(args.file))
        shutil.copy(args.file, copy)
        frontends.write_database(folder, copy, args.include, args.clang)
        status, stdout, stderr = frontends.run([args.gfpcheck, "check", "-p", folder, "--checks=" + rule, "--fix", copy])
        if status not in (0, 1):
            return ["exit status %d\n%s%s" % (status, stdout, stderr)]
        after = read(copy)
        expected = read(args.file + ".fixed" if os.path.exists(args.file + ".fixed") else args.file)
        wrong = list(difflib.unified_diff(expected.split("\n"), after.split("\n"), "expected", "fixed", lineterm=""))
        if (errors := compiles(args.clang, args.include, copy)):
            wrong.append("the result does not compile:\n" + errors)
        again = frontends.gfpcheck(args.gfpcheck, copy, args.include, args.clang, ["--checks=" + rule])
        if os.path.exists(args.file + ".fixed") and (again.findings or again.trouble):
            wrong.append("still reported after the fix: %s %s" % (sorted(again.findings), again.trouble))
        if not os.path.exists(args.file + ".fixed") and not again.findings:
            wrong.append("nothing is reported, so nothing is tested")
        return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gfpcheck", required=True)
    parser.add_argument("--clang", default="clang-19")
    parser.add_argument("--include", required=True)
    parser.add_argument("file")
    args = parser.parse_args()
    args.file = os.path.abspath(args.file)
    wrong = check(args)
    print("\n".join(wrong))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
