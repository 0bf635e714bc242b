# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s --gfpcheck %gfpcheck --clang %clang19 --include %inputs/include %t
"""What gfpcheck says begins in lower case, ends without a full stop and quotes code in pairs.

Looks at the messages, the steps of the traces and the descriptions of the fixes for all rule
tests and examples, and at the message templates of the rules.
"""
import argparse
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import frontends  # noqa: E402
import repository  # noqa: E402


def judge(text):
    if not text.strip():
        return "is empty"
    if re.match(r"[A-Z](?![A-Z_0-9]|\w*_)", text):
        return "begins with a capital"
    if text.endswith((".", "!", " ")):
        return "ends in '%s'" % text[-1]
    if len(re.findall(r"(?<!\w)'|'(?!\w)", text)) % 2:
        return "has an unpaired quote"
    return ""


def texts(sarif):
    """Every text that a user reads in the results of a run."""
    for run in sarif["runs"]:
        for result in run.get("results", []):
            yield result["message"]["text"]
            steps = [s["location"] for f in result.get("codeFlows", []) for t in f["threadFlows"] for s in t["locations"]]
            for step in steps + result.get("relatedLocations", []):
                if "message" in step:
                    yield step["message"]["text"]
            for fix in result.get("fixes", []):
                yield fix["description"]["text"]


def run_all(args):
    os.makedirs(args.folder, exist_ok=True)
    files = repository.files("test/rules/", (".c",)) + repository.files("docs/examples/", (".c",))
    entries = []
    for file in (os.path.join(repository.ROOT, f) for f in files):
        entries.append({"directory": os.path.dirname(file), "file": file,
                        "arguments": [args.clang, *frontends.kernel_flags(args.include), "-c", "-o", "x.o", file]})
    with open(os.path.join(args.folder, "compile_commands.json"), "w", encoding="utf-8") as f:
        json.dump(entries, f)
    out = os.path.join(args.folder, "out.sarif")
    status, _, stderr = frontends.run([args.gfpcheck, "check", "-p", args.folder, "--format=sarif", "-o", out,
                                       "--min-confidence=low"], timeout=600)
    if status != 1:
        sys.exit("exit status %d\n%s" % (status, stderr))
    with open(out, encoding="utf-8") as f:
        return json.load(f)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gfpcheck", required=True)
    parser.add_argument("--clang", required=True)
    parser.add_argument("--include", required=True)
    parser.add_argument("folder")
    problems, checked = [], 0
    for path in repository.files("rules/bugs/", (".yaml",)):
        for text in re.findall(r"^\s*message:\s*\"?(.*?)\"?\s*$", repository.read(path), re.M):
            checked += 1
            if (what := judge(text)):
                problems.append('%s: "%s" %s' % (path, text, what))
    for text in sorted(set(texts(run_all(parser.parse_args())))):
        checked += 1
        if (what := judge(text)):
            problems.append('"%s" %s' % (text, what))
    repository.finish(problems, checked, "messages")


if __name__ == "__main__":
    main()
