#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks the files of a folder as one program and compares what is found with the marks in them (marks.py).

Every marked bug must need the whole program: with --no-link none may be reported. The answer must be the same for
any order of files and any number of workers."""
import argparse
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import frontends  # noqa: E402
import marks  # noqa: E402


def write_database(folder, files, include, clang):
    entries = [{"directory": os.path.dirname(f), "file": f, "output": f + ".o",
                "arguments": [clang, *frontends.kernel_flags(include), "-c", "-o", f + ".o", f]} for f in files]
    with open(os.path.join(folder, "compile_commands.json"), "w", encoding="utf-8") as f:
        json.dump(entries, f)


def findings(gfpcheck, database, options):
    status, stdout, stderr = frontends.run([gfpcheck, "check", "-p", database, "--format=json", *options])
    if status not in (0, 1):
        sys.exit("exit status %d\n%s" % (status, stderr))
    return json.loads(stdout)["findings"]


def place(folder, where):
    return os.path.relpath(os.path.abspath(where["file"]), folder), where["line"]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gfpcheck", required=True)
    parser.add_argument("--clang", default="clang-19")
    parser.add_argument("--include", required=True)
    parser.add_argument("folder")
    args = parser.parse_args()
    folder = os.path.abspath(args.folder)
    files = sorted(os.path.join(folder, f) for f in os.listdir(folder) if f.endswith(".c"))
    wrong, wanted, steps = [], set(), set()
    options = []
    for path in files:
        name = os.path.basename(path)
        marked = marks.MarkedFile(path)
        options += marked.options
        wrong += ["%s: %s" % (name, w) for w in marked.inconsistencies() if "no function is called" not in w]
        wanted |= {(rule, name, line) for rule, line in marked.expected()}
        steps |= {(rule, name, line) for rule, line in marked.expected_steps()}
    args.include = os.path.abspath(args.include)
    os.chdir(folder)
    with tempfile.TemporaryDirectory() as database:
        write_database(database, files, args.include, args.clang)
        linked = findings(args.gfpcheck, database, ["-j1", *options])
        alone = findings(args.gfpcheck, database, ["--no-link", *options])
        write_database(database, files[::-1], args.include, args.clang)
        turned = findings(args.gfpcheck, database, ["-j3", *options])
    key = lambda f: json.dumps(f, sort_keys=True)
    if sorted(map(key, linked)) != sorted(map(key, turned)):
        wrong.append("the findings depend on the order of the files or the number of workers")
    found = {(f["rule"], *place(folder, f["where"])) for f in linked}
    traced = {(f["rule"], *place(folder, t["where"])) for f in linked for t in f["trace"]}
    wrong += ["%s:%d: %s is not reported" % (f, l, r) for r, f, l in sorted(wanted - found)]
    wrong += ["%s:%d: %s is reported" % (f, l, r) for r, f, l in sorted(found - wanted)]
    wrong += ["%s:%d: not in the trace of a %s" % (f, l, r) for r, f, l in sorted(steps - traced)]
    wrong += ["%s:%d: %s is found without linking" % (*place(folder, f["where"]), f["rule"]) for f in alone]
    for w in wrong:
        print(w)
    print("%d marked, %d reported" % (len(wanted), len(found)))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
