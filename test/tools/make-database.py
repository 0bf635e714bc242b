#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes a compile_commands.json for C files that use the small kernel headers."""
import argparse
import json
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import frontends  # noqa: E402

INCLUDE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Inputs", "include")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", required=True)
    parser.add_argument("--compiler", default="clang-19")
    parser.add_argument("files", nargs="+")
    args = parser.parse_args()
    entries = []
    for file in map(os.path.abspath, args.files):
        entries.append({"directory": os.path.dirname(file), "file": file, "output": file + ".o",
                        "arguments": [args.compiler, *frontends.kernel_flags(INCLUDE), "-c", "-o", file + ".o", file]})
    with open(args.output, "w", encoding="utf-8") as f:
        json.dump(entries, f, indent=1)


if __name__ == "__main__":
    main()
