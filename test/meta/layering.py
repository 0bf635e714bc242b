# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s
"""Every folder includes only itself and folders of lower layers, and clang/ only where that is allowed.

The same tables are in docs/architecture.md; CMake stops a link that goes up, this test stops an include. The allocator
has layers of its own; it sees neither the checker nor LLVM.
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

ALLOCATOR = {"platform": 0, "core": 1, "policy": 2, "context": 2, "oracle": 3, "buddy": 4, "slab": 5, "vmalloc": 5,
             "inject": 5, "reclaim": 6, "api": 7, "sched": 8, "kernel": 9, "run": 10}

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


def judge_allocator(folder, name):
    if name.startswith(("clang", "llvm")):
        return "includes %s: the allocator has no LLVM" % name
    other = name.split("/")[0]
    if "/" in name and other in LAYERS:
        return "includes %s of the checker" % name
    if "/" not in name or other == folder or other not in ALLOCATOR:
        return ""
    if ALLOCATOR[other] >= ALLOCATOR[folder]:
        return "includes %s: %s (layer %d) is not below %s (layer %d)" % (name, other, ALLOCATOR[other], folder,
                                                                          ALLOCATOR[folder])
    return ""


def allocator_problems():
    """What is wrong in allocator/, and how many files that were."""
    problems, checked = [], 0
    for path in repository.files("allocator/", (".h", ".cpp", ".c", ".def")):
        folder = path.split("/")[1]
        if folder == "include":
            continue
        checked += 1
        if folder not in ALLOCATOR:
            problems.append("%s: the folder is not in the table of layers" % path)
            continue
        for name in INCLUDE.findall(repository.read(path)):
            if (what := judge_allocator(folder, name)):
                problems.append("%s: %s" % (path, what))
    for path, folder, target, layer in declared_layers("allocator", "kalloc"):
        if ALLOCATOR.get(folder) != layer:
            problems.append("%s: %s says layer %d, the table says %s" % (path, target, layer, ALLOCATOR.get(folder)))
    return problems, checked


def declared_layers(root="checker", prefix="gfpcheck"):
    """(folder, layer) of each library that is added in the CMake files."""
    for path in repository.files(root + "/", ("CMakeLists.txt",)):
        folder = os.path.dirname(path).removeprefix(root).strip("/")
        for m in re.finditer(prefix + r"_add_library\(\s*(\w+)\s+LAYER\s+(\d+)", repository.read(path)):
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
    more, also = allocator_problems()
    repository.finish(problems + more, checked + also, "files of checker/ and allocator/")


if __name__ == "__main__":
    main()
