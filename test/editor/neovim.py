# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: neovim
# RUN: %python %s --gfpcheck %gfpcheck --server %clangd --include %inputs/include --page %root/docs/editors/neovim.md --file %root/docs/examples/module/blink_log.c --finding gfp-sleep-in-atomic
"""Neovim, set up as the page says, shows a finding of an example driver, fixes it, and sees it come and go.

With --database the file is one of a recorded kernel: it is opened in place, and a function with a mistake is added to the
buffer, which is never written.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import frontends  # noqa: E402
import marks  # noqa: E402

SESSION = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs", "session.lua")


def code_block(page, language):
    """The first block of that language in the page."""
    with open(page, encoding="utf-8") as f:
        block = re.search(r"^( *)```%s\n(.*?)^\1```" % language, f.read(), re.S | re.M)
    if not block:
        sys.exit("%s: no %s block" % (page, language))
    return block.group(2)


def marked_line(path, rule):
    return next(line for marked, line in sorted(marks.MarkedFile(path).expected()) if marked == rule)


def run(argv, **more):
    done = subprocess.run(argv, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=400, **more)
    return done.returncode, done.stdout + done.stderr


def set_up_example(args, folder):
    """A copy of the example with a database; (tree, database, file)."""
    # What people call their folders.
    tree = os.path.join(folder, "a 'quoted' \"tree\"")
    os.mkdir(tree)
    file = shutil.copy(args.file, tree)
    frontends.write_database(tree, file, args.include, "clang-19")
    return tree, tree, file


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("gfpcheck", "server", "include", "page", "file", "finding"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--database", help="of the recorded tree that --file is in")
    parser.add_argument("--tree", help="the source of it; .clangd goes there and is removed again")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if args.database:
            tree, database, file, line = args.tree, args.database, args.file, 0
        else:
            tree, database, file = set_up_example(args, folder)
            line = marked_line(args.file, args.finding)
        status, text = run([args.gfpcheck, "init-editor", "-p", database, tree])
        print(text)
        if status:
            sys.exit("init-editor: exit status %d" % status)
        os.symlink(args.server, os.path.join(folder, "gfpcheck-clangd"))
        config = os.path.join(folder, "init.lua")
        with open(config, "w", encoding="utf-8") as f:
            f.write(code_block(args.page, "lua"))
        environment = dict(os.environ, PATH=folder + ":" + os.environ["PATH"], XDG_STATE_HOME=folder, XDG_CACHE_HOME=folder,
                           XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder, FINDING_RULE=args.finding, FINDING_LINE=str(line))
        try:
            status, text = run(["nvim", "--headless", "-n", "-u", config, "-c", "luafile " + SESSION, file], cwd=tree, env=environment)
        finally:
            os.remove(os.path.join(tree, ".clangd"))
        print(text)
        if status or "ok" not in text.split():
            sys.exit("neovim: exit status %d" % status)


if __name__ == "__main__":
    main()
