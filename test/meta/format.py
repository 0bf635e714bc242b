# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %clang-format
"""checker/ and the C++ of allocator/ are formatted as clang-format-19 would."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import repository  # noqa: E402


def main():
    # What is C for kernel code looks like kernel code.
    kernel_style = ("allocator/include/", "allocator/kernel/")
    files = [f for root in ("checker/", "allocator/") for f in repository.files(root, (".cpp", ".h"))
             if not f.startswith(kernel_style)]
    problems = []
    for path in files:
        done = subprocess.run([sys.argv[1], "--style=file:" + os.path.join(repository.ROOT, ".clang-format"), "--dry-run", "--Werror",
                               os.path.join(repository.ROOT, path)], capture_output=True, text=True)
        if done.returncode:
            problems.append("%s: not formatted: %s" % (path, (done.stderr.split("\n") or [""])[0]))
    repository.finish(problems, len(files), "files")


if __name__ == "__main__":
    main()
