#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""bad-sarif.py GFPCHECK GOOD FOLDER: in GOOD, takes out or replaces one part after the other. Each time gfpcheck diff
has to refuse the file, with its name and the place, or to go on as if the part had its default."""
import copy
import json
import os
import subprocess
import sys

gfpcheck, good, folder = sys.argv[1:]
with open(good, encoding="utf-8") as f:
    GOOD = json.load(f)

# Without these nothing can be said.
NEEDED = {"$.version", "$.runs", "$.runs[0].tool", "$.runs[0].tool.driver", "$.runs[0].tool.driver.name", "$.runs[0].results",
          "$.runs[0].results[0].ruleId", "$.runs[0].results[0].message", "$.runs[0].results[0].message.text",
          "$.runs[0].results[0].partialFingerprints", "$.runs[0].results[0].partialFingerprints.gfpcheckFinding/v1",
          "$.runs[0].results[0].codeFlows[0].threadFlows", "$.runs[0].results[0].codeFlows[0].threadFlows[0].locations"}
# These are read, so they have to be what SARIF says.
READ = NEEDED | {"$.runs[0].results[0]" + part for part in (
    ".level", ".locations", ".locations[0]", ".locations[0].physicalLocation", ".locations[0].logicalLocations",
    ".locations[0].logicalLocations[0].name", ".locations[0].physicalLocation.artifactLocation",
    ".locations[0].physicalLocation.artifactLocation.uri", ".locations[0].physicalLocation.region",
    ".locations[0].physicalLocation.region.startLine", ".locations[0].physicalLocation.region.startColumn",
    ".locations[0].physicalLocation.region.snippet", ".codeFlows", ".codeFlows[0]", ".fixes", ".fixes[0]", ".suppressions",
    ".properties")} | {"$.runs[0].invocations", "$.runs[0].invocations[0].toolExecutionNotifications",
                       "$.runs[0].tool.driver.version", "$.runs[0].tool.driver.properties"}


def needed(path):
    return path in NEEDED or path.endswith((".message.text", ".description.text"))


def places(value, at="$", keys=()):
    """(path as in messages, keys) of every part."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        here = at + ("[%d]" % key if isinstance(key, int) else "." + key)
        yield here, (*keys, key)
        yield from places(child, here, (*keys, key))


def changed(keys, new):
    root = copy.deepcopy(GOOD)
    where = root
    for key in keys[:-1]:
        where = where[key]
    if new is None:
        del where[keys[-1]]
    else:
        where[keys[-1]] = new[0]
    return root


def judge(path, what, root):
    name = os.path.join(folder, "bad.sarif")
    with open(name, "w", encoding="utf-8") as f:
        json.dump(root, f)
    done = subprocess.run([gfpcheck, "diff", good, name], capture_output=True, text=True)
    refused = done.returncode == 2 and done.stderr.startswith("error: cannot use '%s' as SARIF: " % name)
    if refused and " $" not in done.stderr:
        return "%s: %s: no place is said: %s" % (path, what, done.stderr)
    if done.returncode not in (0, 1, 2) or (done.returncode == 2 and not refused):
        return "%s: %s: status %d: %s" % (path, what, done.returncode, done.stderr)
    if what == "left out" and needed(path) and not refused:
        return "%s: %s: not refused" % (path, what)
    if what == "of another type" and path in READ and not refused:
        return "%s: %s: not refused" % (path, what)
    if what == "left out" and not needed(path) and refused:
        return "%s: %s: refused: %s" % (path, what, done.stderr)
    if refused and path in READ and path.split(".gfpcheckFinding")[0] not in done.stderr:
        return "%s: %s: another place is said: %s" % (path, what, done.stderr)
    return ""


def main():
    seen, problems = set(), []
    for path, keys in places(GOOD):
        if ".driver.rules" in path or ".relatedLocations" in path or ".artifacts[" in path:
            continue
        seen.add(path)
        old = GOOD
        for key in keys:
            old = old[key]
        other = [True] if isinstance(old, str) else ["text"]
        problems.append(judge(path, "of another type", changed(keys, other)))
        problems.append(judge(path, "left out", changed(keys, None)) if isinstance(keys[-1], str) else "")
    place = ("runs", 0, "results", 0, "locations", 0, "physicalLocation")
    for keys, value in ((("version",), "1.0.0"), ((*place, "region", "startLine"), 0), ((*place, "region", "startLine"), -1),
                        ((*place, "region", "startLine"), 2 ** 32), ((*place, "region", "startColumn"), 1.5),
                        ((*place, "artifactLocation", "uri"), "%zz"), ((*place, "artifactLocation", "uri"), ""),
                        (("runs", 0, "results", 0, "level"), "fatal")):
        root = changed(keys, [value])
        if not judge("$", "left out", root).startswith("$: left out: refused: "):
            problems.append("%s = %r is not refused" % (keys, value))
    missing = [path for path in READ if path not in seen]
    problems += ["%s is not in the report" % path for path in missing]
    problems = [p for p in problems if p]
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
