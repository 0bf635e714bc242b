# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs one front end over one C file and gives back what it found."""
import collections
import json
import os
import re
import subprocess
import tempfile

# {(rule, line)} reported; {(rule, line)} of the steps of all traces; what went wrong, or "".
Report = collections.namedtuple("Report", "findings steps trouble")

DIAGNOSTIC = re.compile(r"^(.*?):(\d+):\d+: (?:fatal )?(?:error|warning|remark): (.*?) \[(gfp-[a-z-]+)[^\]]*\]$")
NOTE = re.compile(r"^(.*?):(\d+):\d+: note: ")
COMPILER_ERROR = re.compile(r"^.*?:\d+:\d+: (?:fatal )?error: (?!.*\[gfp-)|^error: (?!.*\[gfp-)", re.M)


def kernel_flags(include):
    """How a rule test is compiled: as kernel code against the small headers."""
    return ["-std=gnu11", "-nostdinc", "-fno-builtin", "-fno-strict-aliasing", "-D__KERNEL__",
            "-I" + os.path.abspath(include), "-include", "linux/kconfig.h"]


def run(argv, timeout=120):
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          errors="replace", timeout=timeout)
    return done.returncode, done.stdout, done.stderr


def collect(path, pairs):
    """pairs of (file, rule, line): those of `path`; others are named as trouble."""
    real = os.path.realpath(path)
    found, elsewhere = set(), []
    for file, rule, line in pairs:
        if os.path.realpath(file) == real:
            found.add((rule, line))
        else:
            elsewhere.append("%s reported at %s:%d" % (rule, file, line))
    return found, "\n".join(elsewhere)


def write_database(folder, path, include, compiler):
    entry = {"directory": os.path.dirname(path), "file": path, "output": "test.o",
             "arguments": [compiler, *kernel_flags(include), "-c", "-o", "test.o", path]}
    with open(os.path.join(folder, "compile_commands.json"), "w") as f:
        json.dump([entry], f)


def sarif_places(one, locations):
    """(file, line) of each location of a run."""
    for location in locations:
        place = location["physicalLocation"]
        uri = place["artifactLocation"]["uri"]
        base = place["artifactLocation"].get("uriBaseId")
        if base:
            uri = one["originalUriBaseIds"][base]["uri"] + uri
        yield os.path.join(os.getcwd(), uri.removeprefix("file://")), place["region"]["startLine"]


def sarif_results(sarif):
    """(rule, places, places of the trace) of each result that is not suppressed."""
    for one in sarif["runs"]:
        for result in one.get("results", []):
            if result.get("suppressions"):
                continue
            steps = [step["location"] for flow in result.get("codeFlows", []) for thread in flow["threadFlows"]
                     for step in thread["locations"]]
            yield (result["ruleId"], list(sarif_places(one, result["locations"][:1])),
                   list(sarif_places(one, steps + result.get("relatedLocations", []))))


def gfpcheck(program, path, include, clang, options=()):
    """The command line tool, through a compilation database and SARIF."""
    with tempfile.TemporaryDirectory() as folder:
        write_database(folder, path, include, clang)
        out = os.path.join(folder, "out.sarif")
        status, stdout, stderr = run([program, "check", "-p", folder, "--format=sarif", "-o", out, *options, path])
        if status not in (0, 1):
            return Report(set(), set(), "exit status %d\n%s%s" % (status, stdout, stderr))
        try:
            with open(out) as f:
                results = list(sarif_results(json.load(f)))
        except (OSError, ValueError) as why:
            return Report(set(), set(), "no SARIF: %s\n%s" % (why, stderr))
    found, trouble = collect(path, [(f, rule, n) for rule, places, _ in results for f, n in places])
    steps, _ = collect(path, [(f, rule, n) for rule, _, places in results for f, n in places])
    if not trouble and (status == 1) != bool(found):
        trouble = "exit status %d with %d findings" % (status, len(found))
    return Report(found, steps, trouble)


def from_text(path, text):
    """What a compiler-like text says: diagnostics, each followed by its notes."""
    pairs, notes, rule = [], [], None
    for line in text.split("\n"):
        if (m := DIAGNOSTIC.match(line)):
            rule = m.group(4)
            pairs.append((m.group(1), rule, int(m.group(2))))
        elif rule and (m := NOTE.match(line)):
            notes.append((m.group(1), rule, int(m.group(2))))
    found, trouble = collect(path, pairs)
    errors = [line for line in text.split("\n") if COMPILER_ERROR.match(line)]
    return Report(found, collect(path, notes)[0], "\n".join(filter(None, [trouble, *errors])))


def plugin(module, path, include, clang):
    status, stdout, stderr = run([clang, "-fplugin=" + module, *kernel_flags(include), "-fsyntax-only",
                                  "-fno-color-diagnostics", "-w", path])
    report = from_text(path, stdout + stderr)
    if status < 0 or (status and not report.findings and not report.trouble):
        return Report(report.findings, report.steps, "exit status %d\n%s" % (status, stderr))
    return report


def tidy(module, path, include, clang_tidy):
    status, stdout, stderr = run([clang_tidy, "-load=" + module, "-checks=-*,gfp-*", "--quiet", path, "--",
                                  *kernel_flags(include), "-w"])
    report = from_text(path, stdout)
    if status < 0 or (status and not report.findings and not report.trouble):
        return Report(report.findings, report.steps, "exit status %d\n%s%s" % (status, stdout, stderr))
    return report
