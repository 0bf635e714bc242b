# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# All suites that lit runs: rules, schema, extract, facts, link, frontends, meta.
# The site file beside the build says where the programs are.
import os
import shutil
import sys

import lit.formats

config.name = "gfpcheck"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".test", ".yaml", ".facts"]
config.excludes = ["Inputs", "unit", "tools", "linux", "fuzz", "bench", "CMakeLists.txt"]
config.test_source_root = os.path.join(config.gfpcheck_root, "test")
config.test_exec_root = os.path.join(config.gfpcheck_build, "test")

includes = os.path.join(config.test_source_root, "Inputs", "include")
tools = os.path.join(config.test_source_root, "tools")


def program(name):
    return os.path.join(config.llvm_bin, name)


def use(name, path, feature=None):
    """Makes %name stand for path; tests that need it can say REQUIRES."""
    missing = "gfpcheck-tests:-%s-was-not-built" % name
    config.substitutions.append(("%" + name + r"(?![\w-])", path or missing))
    if path:
        config.available_features.add(feature or name)


# How a rule test is compiled: as kernel code, against the small headers.
kernel_flags = ("-std=gnu11 -nostdinc -fno-builtin -fno-strict-aliasing -D__KERNEL__ "
                "-I%s -include linux/kconfig.h" % includes)

# Longest first: lit replaces the first that matches.
use("gfpcheck-facts", config.facts)
use("gfpcheck", config.gfpcheck)
use("rulec", config.rulec)
use("kernel-code", config.kalloc_run and " ".join(
    [sys.executable, os.path.join(tools, "kernel-code.py"), "--kalloc-run", config.kalloc_run]))
use("kalloc-run", config.kalloc_run)
if os.path.exists("/usr/src/linux-source-6.12.tar.xz"):
    config.available_features.add("linux-source")
else:
    lit_config.note("linux-source-6.12 is not installed: test/kernelcode is skipped")
use("clang-tidy19", program("clang-tidy"))
use("clang19", program("clang"))
use("clang-format", program("clang-format"))
use("FileCheck", program("FileCheck"))
use("plugin", config.plugin)
use("tidy", config.tidy)
use("clangd", config.clangd)
use("python", sys.executable)
use("inputs", os.path.join(config.test_source_root, "Inputs"))
use("kernel-flags", kernel_flags)
use("root", config.gfpcheck_root)
use("build", config.gfpcheck_build)

check_marks = [sys.executable, os.path.join(tools, "check-marks.py"),
               "--clang", program("clang"), "--clang-tidy", program("clang-tidy"),
               "--include", includes, "--gfpcheck", config.gfpcheck or "missing"]
if config.plugin:
    check_marks += ["--plugin", config.plugin]
if config.tidy:
    check_marks += ["--tidy", config.tidy]
use("check-marks", " ".join(check_marks))
use("check-program", " ".join([sys.executable, os.path.join(tools, "check-program.py"), "--clang", program("clang"),
                               "--include", includes, "--gfpcheck", config.gfpcheck or "missing"]))
use("check-fix", " ".join([sys.executable, os.path.join(tools, "check-fix.py"),
                           "--clang", program("clang"), "--include", includes,
                           "--gfpcheck", config.gfpcheck or "missing"]))

use("print-findings", " ".join([sys.executable, os.path.join(tools, "print-findings.py"),
                                "--clang", program("clang"), "--include", includes,
                                "--gfpcheck", config.gfpcheck or "missing"]))

for editor, name in (("nvim", "neovim"), ("emacs", "emacs")):
    if shutil.which(editor):
        config.available_features.add(name)
if config.sanitizers:
    config.available_features.add("sanitizers")
config.environment["PATH"] = os.pathsep.join([config.llvm_bin, os.environ.get("PATH", "")])
# A test sees what is done, not what was done before.
config.environment["GFPCHECK_CACHE_DIR"] = ""
for name in ("HOME", "TMPDIR", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
