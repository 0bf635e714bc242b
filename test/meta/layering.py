# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s
"""Every folder of checker/ includes only itself and folders of lower layers, and clang/ only where that is allowed.

The same table is in docs/architecture.md; CMake stops a link that goes up, this test stops an include.
"""
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import repository  # noqa: E402

LAYERS = {"support": 0, "model": 1, "ruleio": 2, "findings": 2, "facts": 2, "analysis": 3, "summary": 4, "checks": 5,
          "link": 6, "report": 6, "extract": 6, "driver": 7, "frontends/cli": 8, "frontends/plugin": 8,
          "frontends/tidy": 8, "frontends/clangd": 8, "rulec": 8}
MAY_SEE_CLANG = ("extract", "driver", "frontends/", "rulec")
# Front ends see only these; nobody below ruleio's users needs YAML.
FRONT_END_SEES = {"driver", "findings", "report", "support", "model", "ruleio", "facts"}

INCLUDE = re.compile(r'^\s*#\s*include\s+[<"]([^>"]+)[>"]', re.M)


def folder_of(path):
    """'frontends/cli' for checker/frontends/cli/Check.cpp, 'facts' for facts/Facts.h."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] == "frontends" else parts[0]


def included_folder(name):
    folder = folder_of(name)
    return folder if folder in LAYERS and "/" in name else None


def judge(path, folder, name):
    if name.startswith(("clang/", "clang-tidy/", "clang-tools-extra/", "clang-c/")):
        return "" if folder.startswith(MAY_SEE_CLANG) else "includes %s; only %s may" % (name, ", ".join(MAY_SEE_CLANG))
    other = included_folder(name)
    if other is None or other == folder:
        return ""
    if LAYERS[other] >= LAYERS[folder]:
        return "includes %s: %s (layer %d) is not below %s (layer %d)" % (name, other, LAYERS[other], folder, LAYERS[folder])
    if folder.startswith("frontends/") and other not in FRONT_END_SEES:
        return "includes %s: a front end may only see %s" % (name, ", ".join(sorted(FRONT_END_SEES)))
    return ""


def declared_layers():
    """(folder, layer) of each gfpcheck_add_library in the CMake files."""
    for path in repository.files("checker/", ("CMakeLists.txt",)):
        folder = os.path.dirname(path).removeprefix("checker").strip("/")
        for m in re.finditer(r"gfpcheck_add_library\(\s*(\w+)\s+LAYER\s+(\d+)", repository.read(path)):
            yield path, folder, m.group(1), int(m.group(2))


def main():
    problems, checked = [], 0
    for path in repository.files("checker/", (".h", ".cpp", ".c", ".def")):
        folder = folder_of(path.removeprefix("checker/"))
        if folder not in LAYERS:
            problems.append("%s: the folder is not in the table of layers" % path)
            continue
        checked += 1
        for name in INCLUDE.findall(repository.read(path)):
            if (what := judge(path, folder, name)):
                problems.append("%s: %s" % (path, what))
    for path, folder, target, layer in declared_layers():
        if folder in LAYERS and target != "gfpcheckRules" and LAYERS[folder] != layer:
            problems.append("%s: %s says layer %d, the table says %d" % (path, target, layer, LAYERS[folder]))
    repository.finish(problems, checked, "files of checker/")


if __name__ == "__main__":
    main()
