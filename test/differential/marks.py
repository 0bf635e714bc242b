#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s --kalloc-run %kalloc-run
# REQUIRES: kalloc-run
"""Compares what the checker says of the rule tests with what happens when they run, by rule id and line.

What the checker says stands in the tests as marks. Each file is run by kalloc-run with arguments made up for its
functions. What happens at run time without a mark is a disagreement, and fails; so does it when fewer of the marked
lines are confirmed than before. A mark that was not confirmed was not reached: made-up arguments do not lead everywhere.
"""
import argparse
import concurrent.futures
import glob
import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RULES = ("gfp-sleep-in-atomic", "gfp-unchecked-alloc")
MARK = re.compile(r"\b(bug|missed|false|via): (gfp-[a-z-]+)")
# Of the marked lines, at least so many are confirmed.
CONFIRMED = 305
# What is known to differ, as FILE:RULE with the reason.
KNOWN = {
    # The checker tells the call that hands NULL on, a run the access in the callee.
    "gfp-unchecked-alloc/use-in-callee.c:gfp-unchecked-alloc",
    "gfp-unchecked-alloc/check-in-callee.c:gfp-unchecked-alloc",
    "gfp-unchecked-alloc/use-in-callee-memset.c:gfp-unchecked-alloc",
    "gfp-unchecked-alloc/check-in-callee.c:gfp-unchecked-alloc",
}


def marks(path):
    bugs, steps = set(), set()
    with open(path, encoding="utf-8") as f:
        for number, line in enumerate(f, 1):
            for kind, rule in MARK.findall(line):
                (steps if kind == "via" else bugs).add((rule, number))
    return bugs, steps


def run(program, path):
    done = subprocess.run([program, path, "--format", "json", "--max-paths", "60", "--seconds", "5"],
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        return None
    here = os.path.realpath(path)
    return {(v["rule"], v["line"]) for v in json.loads(done.stdout)["violations"]
            if v["rule"] in RULES and os.path.realpath(v["file"]) == here}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--kalloc-run", required=True)
    program = parser.parse_args().kalloc_run
    files = [f for rule in RULES for f in sorted(glob.glob(os.path.join(ROOT, "test/rules", rule, "*.c")))]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda f: run(program, f), files))
    marked = confirmed = ran = 0
    problems = []
    for path, found in zip(files, results):
        name = os.path.relpath(path, os.path.join(ROOT, "test/rules"))
        if found is None:
            continue
        ran += 1
        bugs, steps = marks(path)
        bugs = {b for b in bugs if b[0] in RULES}
        marked += len(bugs)
        confirmed += len(bugs & found)
        for rule, line in sorted(found - bugs - steps):
            if "%s:%s" % (name, rule) not in KNOWN:
                problems.append("%s:%d: happens, and is not marked: %s" % (name, line, rule))
    print("%d of %d files run, %d of %d marked lines confirmed, %d disagreements"
          % (ran, len(files), confirmed, marked, len(problems)))
    print("\n".join(problems))
    if problems or confirmed < CONFIRMED:
        sys.exit(1)


if __name__ == "__main__":
    main()
