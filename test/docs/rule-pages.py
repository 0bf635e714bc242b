# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s --gfpcheck %gfpcheck --clang %clang19 --include %inputs/include
"""The examples in docs/rules/ compile, and gfpcheck says of them what the page says.

A block '```c bad' must be reported for the rule of its page, and only for that; a block '```c ok'
must not be reported for anything.
"""
import argparse
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import frontends  # noqa: E402
import repository  # noqa: E402

BLOCK = re.compile(r"^```c (bad|ok)\n(.*?)^```$", re.M | re.S)


def judge(args, rule, kind, code):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "example.c")
        with open(path, "w", encoding="utf-8") as f:
            f.write(code)
        report = frontends.gfpcheck(args.gfpcheck, path, args.include, args.clang)
    if report.trouble:
        return report.trouble
    found = {r for r, _ in report.findings}
    if kind == "ok" and found:
        return "reported although it is right: %s" % sorted(report.findings)
    if kind == "bad" and found != {rule}:
        return "should be reported for %s, is for %s" % (rule, sorted(found) or "nothing")
    return ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gfpcheck", required=True)
    parser.add_argument("--clang", required=True)
    parser.add_argument("--include", required=True)
    args = parser.parse_args()
    problems, checked = [], 0
    for page in repository.files("docs/rules/", (".md",)):
        rule = os.path.basename(page).removesuffix(".md")
        blocks = BLOCK.findall(repository.read(page))
        if rule.startswith("gfp-") and {kind for kind, _ in blocks} != {"bad", "ok"}:
            problems.append("%s: needs at least one '```c bad' and one '```c ok'" % page)
        for number, (kind, code) in enumerate(blocks, 1):
            checked += 1
            if (what := judge(args, rule, kind, code)):
                problems.append("%s: example %d (%s): %s" % (page, number, kind, what))
    repository.finish(problems, checked, "examples")


if __name__ == "__main__":
    main()
