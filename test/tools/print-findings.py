#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints what gfpcheck says of a C file, as text, for FileCheck."""
import argparse
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import frontends  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gfpcheck", required=True)
    parser.add_argument("--clang", default="clang-19")
    parser.add_argument("--include", required=True)
    parser.add_argument("file")
    parser.add_argument("options", nargs="*", help="more options for gfpcheck, after --")
    args = parser.parse_args()
    path = os.path.abspath(args.file)
    include = os.path.abspath(args.include)
    os.chdir(os.path.dirname(path))
    with tempfile.TemporaryDirectory() as folder:
        frontends.write_database(folder, path, include, args.clang)
        status, stdout, stderr = frontends.run([args.gfpcheck, "check", "-p", folder, *args.options, path])
    sys.stdout.write(stdout)
    if status not in (0, 1):
        sys.exit("exit status %d\n%s" % (status, stderr))


if __name__ == "__main__":
    main()
