# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s
"""No kernel function is named by a string in C++: knowledge lives in rules/."""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import repository  # noqa: E402

NAME = re.compile(r"(?:^|[\s{,\[])(?:-\s*)?(?:name|function|symbol):\s*\"?([A-Za-z_]\w*)")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)


def api_names():
    """Every function and macro that a rule is about."""
    names = set()
    for path in repository.files("rules/api/", (".yaml",)):
        names.update(NAME.findall(repository.read(path)))
    # Words that are kernel functions and plain English too say nothing in a string.
    return {n for n in names if "_" in n or len(n) > 8}


def main():
    names = api_names()
    if len(names) < 1000:
        sys.exit("only %d names found in rules/api/: has the format changed?" % len(names))
    problems, checked = [], 0
    for path in repository.files("checker/", (".cpp", ".h", ".def")):
        text = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), repository.read(path))
        text = re.sub(r"^\s*#\s*include.*$", "", text, flags=re.M)
        checked += 1
        for m in LITERAL.finditer(text):
            for word in re.findall(r"[A-Za-z_]\w*", m.group(1)):
                if word in names:
                    problems.append('%s:%d: "%s" names %s' % (path, text.count("\n", 0, m.start()) + 1, m.group(1), word))
    repository.finish(problems, checked, "files of checker/")


if __name__ == "__main__":
    main()
