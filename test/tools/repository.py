# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the tests about the code base share: its files, and a way to report."""
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def files(under="", suffixes=()):
    """Paths, relative to the root, of all files that are or will be tracked."""
    listed = subprocess.run(["git", "-c", "safe.directory=*", "-C", ROOT, "ls-files", "-co", "--exclude-standard", "-z"],
                            capture_output=True, text=True)
    if listed.returncode == 0:
        names = listed.stdout.split("\0")
    else:
        names = walk()
    wanted = tuple(suffixes)
    return sorted({n for n in names if n and n.startswith(under) and (not wanted or n.endswith(wanted))
                   and os.path.isfile(os.path.join(ROOT, n))})


def walk():
    """For a source package without git."""
    for folder, below, names in os.walk(ROOT):
        below[:] = [b for b in below if not b.startswith(("build", ".git", ".cache", "__pycache__"))]
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), ROOT)


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as f:
        return f.read()


def finish(problems, checked, what):
    """Prints the problems and ends the test; a test that looked at nothing fails."""
    for problem in problems:
        print(problem)
    if not checked:
        sys.exit("nothing to check: %s" % what)
    if problems:
        sys.exit("%d problems in %d %s" % (len(problems), checked, what))
    print("%d %s" % (checked, what))
