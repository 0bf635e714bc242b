#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""sarif-parts.py FILE: the parts of a SARIF log that viewers use, one a line."""
import json
import sys

with open(sys.argv[1]) as f:
    run, = json.load(f)["runs"]


def at(location):
    region = location["physicalLocation"]["region"]
    return "%d:%d" % (region["startLine"], region["startColumn"])


rules = run["tool"]["driver"]["rules"]
for result in run["results"]:
    rule = rules[result["ruleIndex"]]
    assert rule["id"] == result["ruleId"]
    print("rule", rule["id"], rule["name"], rule["defaultConfiguration"]["level"],
          "help" if rule["help"]["text"] else "", "helpUri" if "://" in rule["helpUri"] else "")
    location, = result["locations"]
    print("result", result["ruleId"], result["level"], at(location), "in",
          location["logicalLocations"][0]["name"], "fingerprint", len(*result["partialFingerprints"].values()))
    artifact = location["physicalLocation"]["artifactLocation"]
    assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]
    for flow in result.get("codeFlows", []):
        print("flow", " -> ".join(at(step["location"]) for step in flow["threadFlows"][0]["locations"]))
    print("related", " ".join(map(at, result.get("relatedLocations", []))))
    for fix in result.get("fixes", []):
        for replacement in fix["artifactChanges"][0]["replacements"]:
            gone = replacement["deletedRegion"]
            print("fix %d:%d-%d:%d %s" % (gone["startLine"], gone["startColumn"], gone["endLine"], gone["endColumn"],
                                          replacement["insertedContent"]["text"]))
invocation, = run["invocations"]
print("invocation", invocation["executionSuccessful"], invocation["exitCode"],
      "failures", len(invocation["toolExecutionNotifications"]),
      "notices", len(invocation["toolConfigurationNotifications"]))
