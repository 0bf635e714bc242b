# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %clang19 %inputs/include
"""Every C file of the rule tests and of docs/examples compiles without a warning, and so does each header alone."""
import concurrent.futures
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import frontends  # noqa: E402
import repository  # noqa: E402

WARNINGS = ["-Wall", "-Wextra", "-Werror", "-Wno-unused-parameter", "-Wno-unused-but-set-variable",
            "-Wno-unused-function", "-Wno-unused-variable", "-Wno-sign-compare", "-Wno-missing-field-initializers",
            "-Wno-frame-larger-than"]


def compile_one(path):
    argv = [sys.argv[1], *frontends.kernel_flags(sys.argv[2]), *WARNINGS, "-fsyntax-only", "-x", "c",
            os.path.join(repository.ROOT, path)]
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr


def main():
    paths = (repository.files("test/rules/", (".c", ".c.fixed")) + repository.files("docs/examples/", (".c",))
             + repository.files("test/Inputs/include/", (".h",)))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        problems = [p for p in pool.map(compile_one, paths) if p]
    repository.finish(problems, len(paths), "files")


if __name__ == "__main__":
    main()
