# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The marks in a rule test: which lines must be reported, and which answers are known to be wrong.

    bug: ID      a true mistake that must be reported on this line: that of the operation itself
    via: ID      a line that must be in the trace of what is reported: the way to the operation
    missed: ID   a true mistake that is not reported today (in a function FN_*_bad)
    false: ID    correct code that is reported today (in a function FP_*_ok)

A mark stands in a block comment on its line; several ids are separated by commas. A line
`// OPTIONS: ...` gives gfpcheck more options.
"""
import collections
import re

Mark = collections.namedtuple("Mark", "kind rule line function")

MARK = re.compile(r"/\*\s*(bug|via|missed|false):\s*([a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s*\*/")
OPTIONS = re.compile(r"^// OPTIONS:\s*(.*)$")
FUNCTION = re.compile(r"^(?:[A-Za-z_][\w\s*]*?[\s*])?([A-Za-z_]\w*)\(")


class MarkedFile:
    def __init__(self, path):
        self.path = path
        self.options = []
        self.marks = []
        self.functions = []
        with open(path, encoding="utf-8") as f:
            self._read(f.read().split("\n"))

    def _read(self, lines):
        name, inside, function = None, False, None
        for number, line in enumerate(lines, 1):
            if (m := OPTIONS.match(line)):
                self.options += m.group(1).split()
            if not inside and (m := FUNCTION.match(line)):
                name = m.group(1)
            if line.startswith("{") and name:
                inside, function = True, name
                self.functions.append(name)
            for m in MARK.finditer(line):
                for rule in m.group(2).split(","):
                    self.marks.append(Mark(m.group(1), rule.strip(), number, function or name))
            if line.startswith("}"):
                inside, function, name = False, None, None

    def expected(self):
        """(rule, line) of everything that must be reported today."""
        return {(m.rule, m.line) for m in self.marks if m.kind in ("bug", "false")}

    def expected_steps(self):
        """(rule, line) of everything that must be in a trace."""
        return {(m.rule, m.line) for m in self.marks if m.kind == "via"}

    def known_missed(self):
        return {(m.rule, m.line) for m in self.marks if m.kind == "missed"}

    def known_false(self):
        return {(m.rule, m.line) for m in self.marks if m.kind == "false"}

    def inconsistencies(self):
        """Marks and function names that do not say the same."""
        wrong = []
        # An operation may stand in a helper that is called in several ways, some of them right.
        wants = {"bug": r"^(?!FN_|FP_)(?!\w+_ok$)\w+$", "via": r"^(?!FN_|FP_)\w+_bad$",
                 "missed": r"^FN_\w+_bad$", "false": r"^FP_\w+_ok$"}
        for m in self.marks:
            if m.function is None:
                wrong.append("%d: a mark outside a function" % m.line)
            elif not re.match(wants[m.kind], m.function):
                wrong.append("%d: '%s:' does not belong in a function called '%s'" % (m.line, m.kind, m.function))
        marked = {m.function for m in self.marks}
        for name in self.functions:
            if re.search(r"_bad$|^FP_\w+_ok$", name) and name not in marked:
                wrong.append("'%s' has no marked line" % name)
        if not any(re.search(r"_(bad|ok)$", f) for f in self.functions):
            wrong.append("no function is called *_bad or *_ok")
        return wrong
