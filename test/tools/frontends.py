# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs one front end over one C file and gives back what it found."""
import collections
import json
import os
import re
import subprocess
import tempfile

Report = collections.namedtuple("Report", "findings trouble")  # {(rule, line)}, text or ""

DIAGNOSTIC = re.compile(r"^(.*?):(\d+):\d+: (?:fatal )?(?:error|warning|remark|note): (.*?) \[(gfp-[a-z-]+)[^\]]*\]$")
COMPILER_ERROR = re.compile(r"^.*?:\d+:\d+: (?:fatal )?error: (?!.*\[gfp-)|^error: (?!.*\[gfp-)", re.M)


def kernel_flags(include):
    """How a rule test is compiled: as kernel code against the small headers."""
    return ["-std=gnu11", "-nostdinc", "-fno-builtin", "-fno-strict-aliasing", "-D__KERNEL__",
            "-I" + include, "-include", "linux/kconfig.h"]


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


def sarif_pairs(sarif):
    for one in sarif["runs"]:
        for result in one.get("results", []):
            if result.get("suppressions"):
                continue
            place = result["locations"][0]["physicalLocation"]
            uri = place["artifactLocation"]["uri"]
            base = place["artifactLocation"].get("uriBaseId")
            if base:
                uri = one["originalUriBaseIds"][base]["uri"] + uri
            yield uri.removeprefix("file://"), result["ruleId"], place["region"]["startLine"]


def gfpcheck(program, path, include, clang, options=()):
    """The command line tool, through a compilation database and SARIF."""
    with tempfile.TemporaryDirectory() as folder:
        write_database(folder, path, include, clang)
        out = os.path.join(folder, "out.sarif")
        status, stdout, stderr = run([program, "check", "-p", folder, "--format=sarif", "-o", out, *options, path])
        if status not in (0, 1):
            return Report(set(), "exit status %d\n%s%s" % (status, stdout, stderr))
        try:
            with open(out) as f:
                sarif = json.load(f)
        except (OSError, ValueError) as why:
            return Report(set(), "no SARIF: %s\n%s" % (why, stderr))
    found, trouble = collect(path, [(f if os.path.isabs(f) else os.path.join(os.getcwd(), f), r, n)
                                    for f, r, n in sarif_pairs(sarif)])
    if not trouble and (status == 1) != bool(found):
        trouble = "exit status %d with %d findings" % (status, len(found))
    return Report(found, trouble)


def from_text(path, text):
    pairs = [(m.group(1), m.group(4), int(m.group(2))) for m in map(DIAGNOSTIC.match, text.split("\n")) if m]
    found, trouble = collect(path, pairs)
    errors = [line for line in text.split("\n") if COMPILER_ERROR.match(line)]
    return Report(found, "\n".join(filter(None, [trouble, *errors])))


def plugin(module, path, include, clang):
    status, stdout, stderr = run([clang, "-fplugin=" + module, *kernel_flags(include), "-fsyntax-only",
                                  "-fno-color-diagnostics", "-w", path])
    report = from_text(path, stdout + stderr)
    if status < 0 or (status and not report.findings and not report.trouble):
        return Report(report.findings, "exit status %d\n%s" % (status, stderr))
    return report


def tidy(module, path, include, clang_tidy):
    status, stdout, stderr = run([clang_tidy, "-load=" + module, "-checks=-*,gfp-*", "--quiet", path, "--",
                                  *kernel_flags(include), "-w"])
    report = from_text(path, stdout)
    if status < 0 or (status and not report.findings and not report.trouble):
        return Report(report.findings, "exit status %d\n%s%s" % (status, stdout, stderr))
    return report
