# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s
"""Every rule has a file in rules/bugs/, a page with the fixed headings and a folder of tests, under one name."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import repository  # noqa: E402

HEADINGS = ["What it reports", "Why it matters", "Example", "How it is decided", "Known false answers",
            "How to suppress", "References"]


def names(under, suffix):
    return {os.path.basename(p).removesuffix(suffix) for p in repository.files(under, (suffix,))
            if os.path.dirname(p) == under.rstrip("/")}


def main():
    rules = names("rules/bugs/", ".yaml")
    pages = names("docs/rules/", ".md") - {"index"}
    tests = {p.split("/")[2] for p in repository.files("test/rules/", (".c",))}
    problems = []
    for rule in sorted(rules | pages | tests):
        for where, have in (("rules/bugs/%s.yaml", rules), ("docs/rules/%s.md", pages), ("test/rules/%s/", tests)):
            if rule not in have:
                problems.append("%s: there is no %s" % (rule, where % rule))
    for rule in sorted(rules):
        text = repository.read("rules/bugs/%s.yaml" % rule)
        if not re.search(r"^\s*(?:- )?id:\s*%s\s*$" % re.escape(rule), text, re.M):
            problems.append("rules/bugs/%s.yaml: its id is not '%s'" % (rule, rule))
    for page in sorted(pages):
        found = re.findall(r"^## (.*)$", repository.read("docs/rules/%s.md" % page), re.M)
        if found != HEADINGS:
            problems.append("docs/rules/%s.md: the headings are %s, not %s" % (page, found, HEADINGS))
    repository.finish(problems, len(rules), "rules")


if __name__ == "__main__":
    main()
