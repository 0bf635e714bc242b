#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares what every front end reports on a C file with the marks in it, by rule id and line.

All front ends given must report the same set, so this is the parity test as well.
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import frontends  # noqa: E402
import marks  # noqa: E402


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gfpcheck", help="the command line tool")
    parser.add_argument("--plugin", help="gfpcheck-plugin.so")
    parser.add_argument("--tidy", help="gfpcheck-tidy.so")
    parser.add_argument("--clang", default="clang-19")
    parser.add_argument("--clang-tidy", default="clang-tidy-19")
    parser.add_argument("--include", required=True, help="the folder of the small kernel headers")
    parser.add_argument("--only", action="append", help="compare only these rule ids")
    parser.add_argument("--no-lint", action="store_true", help="names of functions need not end in _bad or _ok")
    parser.add_argument("file")
    args = parser.parse_args()
    args.file = os.path.abspath(args.file)
    return args


def reports(args, options):
    """(name, report) of each front end that was given."""
    if args.gfpcheck:
        yield "gfpcheck", frontends.gfpcheck(args.gfpcheck, args.file, args.include, args.clang, options)
    if args.plugin and not options:
        yield "plugin", frontends.plugin(args.plugin, args.file, args.include, args.clang)
    if args.tidy and not options:
        yield "clang-tidy", frontends.tidy(args.tidy, args.file, args.include, args.clang_tidy)


def differences(marked, found, steps):
    expected = marked.expected()
    for rule, line in sorted(marked.expected_steps() - steps, key=lambda x: (x[1], x[0])):
        yield line, "not in the trace: %s" % rule
    for rule, line in sorted(expected - found, key=lambda x: (x[1], x[0])):
        known = (rule, line) in marked.known_false()
        yield line, ("no longer wrongly reported: %s (drop the mark, rename the function)" if known else "missing: %s") % rule
    for rule, line in sorted(found - expected, key=lambda x: (x[1], x[0])):
        known = (rule, line) in marked.known_missed()
        yield line, ("now found: %s (make the mark a bug, rename the function)" if known else "unexpected: %s") % rule


def main():
    args = parse_arguments()
    marked = marks.MarkedFile(args.file)
    shown = os.path.relpath(args.file)
    failed, ran = False, 0
    for wrong in [] if args.no_lint else marked.inconsistencies():
        failed = True
        print("%s:%s" % (shown, wrong))
    for name, report in reports(args, marked.options):
        ran += 1
        found = {f for f in report.findings if not args.only or f[0] in args.only}
        if report.trouble:
            failed = True
            print("%s: %s: %s" % (shown, name, report.trouble))
        for line, what in differences(marked, found, report.steps):
            failed = True
            print("%s:%d: %s: %s" % (shown, line, name, what))
    if not ran:
        sys.exit("check-marks: no front end given")
    sys.exit(failed)


if __name__ == "__main__":
    main()
