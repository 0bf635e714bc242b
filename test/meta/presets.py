# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %t
"""The presets dev, asan, unity and gcc configure."""
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import repository  # noqa: E402

PRESETS = ("dev", "asan", "release", "unity", "gcc")


def main():
    problems, checked = [], 0
    for preset in PRESETS:
        folder = "%s.%s" % (sys.argv[1], preset)
        shutil.rmtree(folder, ignore_errors=True)
        done = subprocess.run(["cmake", "--preset", preset, "-B", folder], cwd=repository.ROOT,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)
        checked += 1
        if done.returncode:
            problems.append("cmake --preset %s: %s" % (preset, done.stderr[-2000:]))
        elif not os.path.exists(os.path.join(folder, "build.ninja")):
            problems.append("cmake --preset %s wrote no build.ninja" % preset)
        shutil.rmtree(folder, ignore_errors=True)
    repository.finish(problems, checked, "presets")


if __name__ == "__main__":
    main()
