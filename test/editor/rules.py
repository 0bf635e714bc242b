# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s --server %clangd --include %inputs/include %root/test/rules
"""The editor server finds in every rule test what the command line finds: what is marked there, and nothing else.

All files go to one server, so that it would show if one left something behind for the next.
"""
import argparse
import glob
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import frontends  # noqa: E402
import lsp  # noqa: E402
import marks  # noqa: E402


def problems(server, path, marked):
    diagnostics = server.check(path)
    server.close(path)
    found, expected = lsp.ours(diagnostics), marked.expected()
    for rule, line in sorted(expected - found):
        yield "%d: missing: %s" % (line, rule)
    for rule, line in sorted(found - expected):
        yield "%d: unexpected: %s" % (line, rule)
    for rule, line in sorted(marked.expected_steps() - lsp.steps(diagnostics, path)):
        yield "%d: not in the related notes: %s" % (line, rule)
    for d in diagnostics:
        if d["severity"] == 1 and not lsp.is_ours(d):
            yield "%d: %s" % (d["range"]["start"]["line"] + 1, d["message"])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True)
    parser.add_argument("--include", required=True)
    parser.add_argument("folder")
    args = parser.parse_args()
    checked, failed = 0, 0
    with tempfile.TemporaryDirectory() as folder:
        lsp.write_config(folder, Add=[*frontends.kernel_flags(args.include), "-w"])
        with lsp.Server(args.server, config=folder, folder=folder) as server:
            for path in sorted(glob.glob(os.path.join(args.folder, "*", "*.c"))):
                marked = marks.MarkedFile(path)
                if marked.options:  # They are for the command line.
                    continue
                checked += 1
                for problem in problems(server, path, marked):
                    failed += 1
                    print("%s:%s" % (os.path.relpath(path), problem))
    print("%d files, %d problems" % (checked, failed))
    sys.exit(1 if failed or not checked else 0)


if __name__ == "__main__":
    main()
