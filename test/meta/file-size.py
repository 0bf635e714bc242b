# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s
"""No file that people edit has more than 800 lines."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import repository  # noqa: E402

LIMIT = 800
# Knowledge is long and is looked things up in, not read; generated rules are not edited.
NOT_CODE = ("rules/", "LICENSE", "test/linux/")


def main():
    problems, checked = [], 0
    for path in repository.files():
        if path.startswith(NOT_CODE) or path.endswith((".png", ".svg", ".jsonl", ".sarif", ".unit", ".image")):
            continue
        checked += 1
        lines = repository.read(path).count("\n")
        if lines > LIMIT:
            problems.append("%s: %d lines; the limit is %d" % (path, lines, LIMIT))
    repository.finish(problems, checked, "files")


if __name__ == "__main__":
    main()
