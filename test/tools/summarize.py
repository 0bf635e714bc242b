#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Adds up what scripts/test left in its results folder; the last line is 'N passed, N failed'."""
import glob
import json
import os
import re
import sys


def load(path):
    """The JSON of a file, or None: a program that crashed leaves it empty."""
    try:
        with open(path, encoding="utf-8") as f:
            return json.load(f)
    except (OSError, ValueError):
        return None


def from_gtest(path):
    """(passed, names of the failed) of one unit test program."""
    name = os.path.basename(path).removesuffix(".gtest.json")
    result = load(path)
    if result is None:
        return 0, [name + " ended without a result"]
    passed, failed = 0, []
    for suite in result.get("testsuites", []):
        for test in suite.get("testsuite", []):
            if test.get("failures"):
                failed.append("%s: %s.%s" % (name, suite["name"], test["name"]))
            elif test.get("result") == "COMPLETED":
                passed += 1
    if not passed and not failed:
        failed.append(name + " has no tests")
    return passed, failed


def from_lit(path):
    result = load(path)
    if result is None:
        return 0, ["lit ended without a result"]
    passed, failed = 0, []
    for test in result["tests"]:
        if test["code"] in ("PASS", "XFAIL", "FLAKYPASS"):
            passed += 1
        elif test["code"] not in ("UNSUPPORTED", "EXCLUDED", "SKIPPED"):
            failed.append("%s: %s" % (test["code"], test["name"]))
    if not passed and not failed:
        failed.append("lit found no tests")
    return passed, failed


def from_linux(folder):
    """Lines 'PASS: name' and 'FAIL: name', and the exit status."""
    with open(os.path.join(folder, "linux.log"), encoding="utf-8", errors="replace") as f:
        log = f.read()
    with open(os.path.join(folder, "linux.status"), encoding="utf-8") as f:
        status = f.read().strip()
    passed = len(re.findall(r"^PASS: ", log, re.M))
    failed = ["linux: " + name for name in re.findall(r"^FAIL: (.*)$", log, re.M)]
    if status != "0" and not failed:
        failed.append("test/linux/smoke: exit status " + status)
    return passed, failed


def main():
    folder = sys.argv[1]
    parts = [from_gtest(p) for p in sorted(glob.glob(os.path.join(folder, "*.gtest.json")))]
    parts.append(from_lit(os.path.join(folder, "lit.json")))
    if os.path.exists(os.path.join(folder, "linux.status")):
        parts.append(from_linux(folder))
    passed = sum(p for p, _ in parts)
    failed = [name for _, names in parts for name in names]
    for name in failed:
        print("failed: " + name)
    print("%d passed, %d failed" % (passed, len(failed)))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
