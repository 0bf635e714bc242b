# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# REQUIRES: emacs
# RUN: %python %s --gfpcheck %gfpcheck --server %clangd --include %inputs/include --page %root/docs/editors/emacs.md --file %root/docs/examples/module/blink_log.c --finding gfp-sleep-in-atomic
"""Emacs with Eglot, set up as the page says, shows a finding of an example driver, fixes it, and sees it come and go."""
import argparse
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import neovim  # noqa: E402

SESSION = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Inputs", "session.el")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("gfpcheck", "server", "include", "page", "file", "finding"):
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tree, database, file = neovim.set_up_example(args, folder)
        status, text = neovim.run([args.gfpcheck, "init-editor", "-p", database, tree])
        if status:
            sys.exit("init-editor: exit status %d\n%s" % (status, text))
        os.symlink(args.server, os.path.join(folder, "gfpcheck-clangd"))
        config = os.path.join(folder, "init.el")
        with open(config, "w", encoding="utf-8") as f:
            f.write(neovim.code_block(args.page, "elisp"))
        line = neovim.marked_line(args.file, args.finding)
        environment = dict(os.environ, PATH=folder + ":" + os.environ["PATH"], HOME=folder, XDG_CONFIG_HOME=folder,
                           FINDING_RULE=args.finding, FINDING_LINE=str(line), SESSION_FILE=file)
        status, text = neovim.run(["emacs", "-q", "--batch", "-f", "package-initialize", "-l", config, "-l", SESSION,
                                   "--eval", '(session-run (getenv "SESSION_FILE"))'], cwd=tree, env=environment)
        print(text)
        if status or "ok" not in text.split():
            sys.exit("emacs: exit status %d" % status)


if __name__ == "__main__":
    main()
