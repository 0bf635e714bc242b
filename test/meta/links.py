# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s
"""Links between the pages, and from pages to files and headings, lead somewhere."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import repository  # noqa: E402

LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)|!\[[^\]\n]*\]\(([^)\s]+)\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)


def anchors(path):
    """The anchors that a Markdown page offers, as GitHub makes them."""
    for title in re.findall(r"^#+ (.*)$", CODE.sub(lambda m: m.group().replace("`", ""), repository.read(path)), re.M):
        yield re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


def judge(path, target):
    if re.match(r"[a-z]+:", target):
        return ""
    file, _, anchor = target.partition("#")
    full = os.path.normpath(os.path.join(os.path.dirname(path), file)) if file else path
    if not os.path.exists(os.path.join(repository.ROOT, full)):
        return "%s: '%s' leads nowhere" % (path, target)
    if anchor and full.endswith(".md") and anchor not in anchors(full):
        return "%s: '%s' has no such heading" % (path, target)
    return ""


def main():
    problems, checked = [], 0
    for path in repository.files("", (".md",)):
        for m in LINK.finditer(CODE.sub("", repository.read(path))):
            checked += 1
            if (what := judge(path, m.group(1) or m.group(2))):
                problems.append(what)
    repository.finish(problems, checked, "links")


if __name__ == "__main__":
    main()
