#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""validate-sarif.py FILE...: checks SARIF logs against the published schema.

The schema is that of the npm package @microsoft/jest-sarif. It is taken from $GFPCHECK_SARIF_SCHEMA or from
the user's cache, and fetched with npm if it is in neither.
"""
import json
import os
import subprocess
import sys
import tarfile
import tempfile

import jsonschema  # Debian: python3-jsonschema

PACKAGE = "@microsoft/jest-sarif@1.0.0-beta.0"
MEMBER = "package/lib/schemas/sarif-2.1.0-rtm.5.json"


def cached():
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(cache, "gfpcheck", os.path.basename(MEMBER))


def fetch(path):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        archive, = os.listdir(folder)
        with tarfile.open(os.path.join(folder, archive)) as tar:
            text = tar.extractfile(MEMBER).read()
    with open(path + ".%d" % os.getpid(), "wb") as f:
        f.write(text)
    os.replace(f.name, path)


def schema():
    path = os.environ.get("GFPCHECK_SARIF_SCHEMA") or cached()
    if not os.path.exists(path):
        fetch(path)
    with open(path) as f:
        return json.load(f)


validator = jsonschema.Draft7Validator(schema())
bad = False
for name in sys.argv[1:]:
    with open(name) as f:
        log = json.load(f)
    for error in validator.iter_errors(log):
        bad = True
        print("%s: %s: %s" % (name, "/".join(map(str, error.absolute_path)), error.message[:300]))
sys.exit(bad)
