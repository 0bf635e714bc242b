# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s
"""Every file says its licence in its first lines."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import repository  # noqa: E402

LINE = "SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception"
# The licence itself, formats without comments, and inputs whose bytes are the test.
WITHOUT = ("LICENSE", ".gitignore", ".json", ".jsonl", ".md", ".clang-format", ".clang-tidy", ".sarif", ".fixed")
INPUTS = ("test/schema/", "test/facts/", "test/fuzz/", "test/linux/expected/")


def main():
    problems, checked = [], 0
    for path in repository.files():
        if path.endswith(WITHOUT) or path.startswith(INPUTS) or "/Inputs/" in path.removeprefix("test/Inputs/include"):
            continue
        checked += 1
        if LINE not in "\n".join(repository.read(path).split("\n", 5)[:5]):
            problems.append("%s: no line '%s'" % (path, LINE))
    repository.finish(problems, checked, "files")


if __name__ == "__main__":
    main()
