# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s --gfpcheck %gfpcheck --include %inputs/include
"""Only what a change brings is told, in a real git repository: the working tree, what is staged, commits, a mail."""
import argparse
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import frontends  # noqa: E402

START = """#include <linux/slab.h>
#include <linux/spinlock.h>
#include "flags.h"
"""


def function(name, flags):
    return """
void *%s(spinlock_t *lock);
void *%s(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = kmalloc(16, %s);
	spin_unlock(lock);
	return p;
}
""" % (name, name, flags)


OLD_BUG = function("old_bug", "GFP_KERNEL")
NEW_BUG = function("new_bug", "GFP_KERNEL")
FINE = function("fine", "SOME_FLAGS")


class Repository:
    def __init__(self, args, folder):
        self.args, self.folder, self.failed = args, folder, 0
        self.environment = dict(os.environ, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull,
                                **{"GIT_%s_%s" % (who, what): "A Developer" if what == "NAME" else "a@example.org"
                                   for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")})
        os.makedirs(os.path.join(folder, "drivers"))
        self.git("init", "-q")

    def git(self, *words):
        done = subprocess.run(["git", *words], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w", encoding="utf-8") as f:
            f.write(text)

    def commit(self, subject):
        self.git("add", "-A", ".")
        self.git("commit", "-qm", subject)

    def state(self):
        """Everything that diff-check has to leave as it is."""
        objects = sorted(name for _, _, names in os.walk(os.path.join(self.folder, ".git", "objects")) for name in names)
        return self.git("status", "--porcelain"), self.git("ls-files", "-s"), self.git("rev-parse", "HEAD"), objects

    def check(self, what, status, wanted, *words, mail="", folder=""):
        """Runs diff-check; `wanted` are the functions that new findings are in."""
        before = self.state()
        done = subprocess.run([self.args.gfpcheck, "diff-check", "-p", self.folder, *words], input=mail, text=True,
                              cwd=os.path.join(self.folder, folder), env=self.environment, capture_output=True)
        found = {line.split(" in ")[1].rstrip("()") for line in done.stdout.splitlines() if "[gfp-" in line and " in " in line}
        for name, got, expected in (("status", done.returncode, status), ("functions", found, wanted), ("state", self.state(), before)):
            if got != expected:
                self.failed += 1
                print("%s: %s: got %s, wanted %s\n%s%s" % (what, name, got, expected, done.stdout, done.stderr))
        if any(len(line) > 76 for line in done.stdout.splitlines() if "--terse" not in words):
            self.failed += 1
            print("%s: too wide for a mail:\n%s" % (what, done.stdout))
        return done.stdout, done.stderr

    def expect(self, what, text, part, there=True):
        if (part in text) != there:
            self.failed += 1
            print("%s: '%s' is %s in: %s" % (what, part, "not" if there else "", text))


def working_tree(r):
    r.write("drivers/lamp.c", START + "/* more\n   lines */" + OLD_BUG + FINE)
    text, _ = r.check("lines that move bring nothing", 0, set())
    r.expect("the count", text, "0 new findings in 1 changed C file")
    r.write("drivers/lamp.c", START + NEW_BUG + OLD_BUG + FINE)
    text, _ = r.check("a new bug", 1, {"new_bug"})
    r.expect("its place", text, "drivers/lamp.c:11: error [gfp-sleep-in-atomic] in new_bug()")
    r.expect("its trace", text, "    drivers/lamp.c:10: 'spin_lock' begins the context")
    r.check("from a folder below", 1, {"new_bug"}, folder="drivers")
    r.check("advice of the status", 0, {"new_bug"}, "--fail-on=never")
    r.check("other rules", 0, set(), "--checks=gfp-large-stack")
    text, _ = r.check("nothing is staged", 0, set(), "--cached")
    r.expect("the count of staged files", text, "0 changed C files")
    r.git("add", "-A", ".")
    r.write("drivers/lamp.c", START + FINE)
    r.check("staged, and corrected since", 1, {"new_bug"}, "--cached")
    text, _ = r.check("corrected in the working tree", 0, set())
    r.expect("what is gone", text, "; 1 is gone")
    r.git("reset", "-q", "--hard")


def headers(r):
    r.write("drivers/flags.h", "#define SOME_FLAGS GFP_KERNEL\n")
    r.write("drivers/lamp.c", START + "/* uses another header */" + OLD_BUG + FINE)
    r.check("a header that makes it a bug", 1, {"fine"})
    r.commit("change the header")
    r.git("revert", "--no-edit", "HEAD")
    r.check("the same between commits, with other text in the tree", 1, {"fine"}, "HEAD~2..HEAD~1")
    r.check("and back", 0, set(), "HEAD~1..HEAD")


def commits_and_mails(r):
    r.write("drivers/lamp.c", START + NEW_BUG + OLD_BUG + FINE)
    r.commit("lamp: add a function")
    r.git("mv", "drivers/lamp.c", "drivers/light.c")
    r.write("drivers/light.c", START + NEW_BUG + OLD_BUG + FINE + function("newer_bug", "GFP_KERNEL"))
    r.check("a file with another name that is changed, too", 1, {"newer_bug"})
    r.git("checkout", "-q", "drivers/light.c")
    r.commit("rename it")
    r.check("a file with another name", 0, set(), "HEAD~..HEAD")
    r.git("reset", "-q", "--hard", "HEAD~")
    r.write("drivers/light.c", START + NEW_BUG)
    r.commit("a new file")
    r.check("a new file", 1, {"new_bug"}, "HEAD~..HEAD")
    mail = r.git("format-patch", "-1", "--stdout", "HEAD~")
    text, _ = r.check("a mail", 1, {"new_bug"}, "--patch", mail=mail)
    r.expect("which file", text, "drivers/lamp.c:11")
    text, _ = r.check("for b4", 1, set(), "--patch", "--terse", mail=mail)
    r.expect("b4 looks for that word", text, "drivers/lamp.c:11: ERROR: 'kmalloc' with GFP_KERNEL may sleep")
    r.expect("and nothing else", text, "new finding", there=False)
    unknown = mail.replace("index ", "index 0123456", 1)
    _, text = r.check("a mail about something else", 2, set(), "--patch", mail=unknown)
    r.expect("why", text, "the repository has to have the files that the patch was made from")
    r.check("no mail at all", 2, set(), "--patch", mail="hello\n")


def trouble(r):
    _, text = r.check("no such revision", 2, set(), "no-such-thing")
    r.expect("which", text, "no-such-thing")
    _, text = r.check("an option in place of a revision", 2, set(), "--", "--output=here")
    r.expect("no file was written", str(os.listdir(r.folder)), "here", there=False)
    r.write("drivers/lamp.c", START + NEW_BUG + "int broken(")
    _, text = r.check("it does not compile", 2, set())
    r.expect("why", text, "not checked: drivers/lamp.c: ")
    r.git("checkout", "-q", "drivers/lamp.c")
    r.write("drivers/foreign.c", "int foreign;\n")
    r.git("add", "-A", ".")
    _, text = r.check("a file of no build", 0, set())
    r.expect("which", text, "not checked: drivers/foreign.c has no command in this build")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gfpcheck", required=True)
    parser.add_argument("--include", required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as outer:
        r = Repository(args, os.path.join(outer, "a tree"))
        files = [os.path.join(r.folder, "drivers", name) for name in ("lamp.c", "light.c")]
        r.write("compile_commands.json", json.dumps([
            {"directory": r.folder, "file": file, "arguments": ["gcc", *frontends.kernel_flags(args.include), "-c", file]}
            for file in files]))
        r.write(".gitignore", "compile_commands.json\n")
        r.write("drivers/flags.h", "#define SOME_FLAGS GFP_ATOMIC\n")
        r.write("drivers/lamp.c", START + OLD_BUG + FINE)
        r.commit("begin")
        for part in (working_tree, headers, commits_and_mails, trouble):
            part(r)
        done = subprocess.run([args.gfpcheck, "diff-check", "-p", r.folder], cwd=outer, env=r.environment, capture_output=True, text=True)
        r.expect("outside of any repository", done.stderr, "not a git repository")
        if done.returncode != 2:
            sys.exit("outside of any repository: status %d" % done.returncode)
    sys.exit(1 if r.failed else 0)


if __name__ == "__main__":
    main()
