#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""foreign-sarif.py FOLDER: reports as another program writes them, foreign-old.sarif, -new and -none."""
import json
import os
import sys


def result(fingerprint, line, text="first line\nsecond line\x1b[2J"):
    out = {"rule": {"id": "other-rule"}, "message": {"text": text},
           "locations": [{"physicalLocation": {"artifactLocation": {"uri": "src/a%20b.c", "uriBaseId": "%ROOT%"},
                                               "region": {"startLine": line}}}]}
    if fingerprint:
        out["partialFingerprints"] = {"lineHash/v1": fingerprint}
    return out


def write(name, *results):
    log = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "other"}}, "results": list(results)}]}
    with open(os.path.join(sys.argv[1], "foreign-%s.sarif" % name), "w", encoding="utf-8-sig") as f:
        json.dump(log, f)


PASSED = dict(result(None, 1), kind="pass")
write("old", result("a", 1), result("b", 2), PASSED)
write("new", result("b", 5), result("c", 7), dict(result("x", 9), baselineState="absent"))
write("none", result(None, 1))
