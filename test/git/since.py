# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s --gfpcheck %gfpcheck --include %inputs/include
"""check --since sees the whole program at two times, in a real git repository, and tells what came in between: in the
files that changed, in those that include them, and in callers elsewhere."""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import frontends  # noqa: E402

START = """#include <linux/slab.h>
#include <linux/spinlock.h>
#include "part.h"
"""

# Calls what is in other files, under a lock.
CALLER = START + """
void caller(spinlock_t *lock);
void caller(spinlock_t *lock)
{
	spin_lock(lock);
	part_work();
	spin_unlock(lock);
}
"""
HEADER = "void part_work(void);\n#define PART_FLAGS GFP_ATOMIC\n"


def work(flags):
    return START + "\nvoid part_work(void)\n{\n\tkfree(kmalloc(8, %s));\n}\n" % flags


def bug(name, flags="GFP_KERNEL", before=""):
    return """
void %s(spinlock_t *lock);
void %s(spinlock_t *lock)
{
	spin_lock(lock);
%s	kfree(kmalloc(16, %s));
	spin_unlock(lock);
}
""" % (name, name, before, flags)


class Repository:
    def __init__(self, args, folder):
        self.args, self.folder, self.failed = args, folder, 0
        self.cache = folder + ".cache"
        self.environment = dict(os.environ, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull,
                                **{"GIT_%s_%s" % (who, what): "A Developer" if what == "NAME" else "a@example.org"
                                   for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")})
        os.makedirs(folder)
        self.git("init", "-q")

    def git(self, *words):
        done = subprocess.run(["git", *words], cwd=self.folder, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as f:
            f.write(text)

    def database(self, *names, folder=None):
        folder = folder or self.folder
        self.write("compile_commands.json", json.dumps([
            {"directory": folder, "file": os.path.join(folder, name),
             "arguments": ["gcc", *frontends.kernel_flags(self.args.include), "-I" + os.path.join(folder, "late"),
                           "-c", os.path.join(folder, name)]}
            for name in names]))

    def start(self):
        """The first commit again: nothing else in the repository, or in the cache."""
        self.git("checkout", "-qf", "begin")
        self.git("clean", "-qfd")
        shutil.rmtree(self.cache, ignore_errors=True)
        self.database("caller.c", "part.c", "other.c")

    def complain(self, what, text):
        self.failed += 1
        print("%s: %s" % (what, text))

    def check(self, what, status, wanted, *words, since="begin", folder=""):
        """Runs check --since with and without kept results; `wanted` are the places, as FILE:FUNCTION, of what is told."""
        answers = []
        for cache in (["--no-cache"], ["--cache", self.cache], ["--cache", self.cache]):
            before = self.git("status", "--porcelain"), self.git("ls-files", "-s")
            done = subprocess.run([self.args.gfpcheck, "check", "--since=" + since, "-p", self.folder, "--format=json", *cache,
                                   *words], cwd=os.path.join(self.folder, folder), env=self.environment, capture_output=True,
                                  text=True)
            found = []
            if done.stdout:
                found = sorted(os.path.basename(f["where"]["file"]) + ":" + f["function"]
                               for f in json.loads(done.stdout)["findings"])
            after = self.git("status", "--porcelain"), self.git("ls-files", "-s")
            for name, got, expected in (("status", done.returncode, status), ("findings", found, sorted(wanted)),
                                        ("state", after, before)):
                if got != expected:
                    self.complain(what, "%s with %s: got %s, wanted %s\n%s%s" % (name, cache, got, expected, done.stdout,
                                                                                 done.stderr))
            answers.append((done.stdout, done.stderr))
        if len({out for out, _ in answers}) != 1:
            self.complain(what, "kept results change the answer")
        return answers[-1]

    def expect(self, what, text, part, there=True):
        if (part in text) != there:
            self.complain(what, "'%s' is %s in: %s" % (part, "not" if there else "", text))


def whole_program(r):
    r.start()
    _, text = r.check("nothing has changed", 0, [])
    r.expect("the count", text, "0 introduced, 0 fixed, 1 unchanged since 'begin' in 3 files")
    r.write("part.c", work("GFP_KERNEL"))
    r.check("a callee that begins to sleep", 1, ["caller.c:caller"])
    r.check("each file by itself", 0, [], "--no-link")
    r.check("the caller alone", 0, [], r.path("caller.c"))
    r.check("from a folder below", 1, ["caller.c:caller"], folder="late")
    r.check("advice of the status", 0, ["caller.c:caller"], "--fail-on=never")
    r.git("commit", "-qam", "sleep")
    r.check("between commit and working tree", 1, ["caller.c:caller"], since="HEAD~")
    r.check("what was there already", 0, [], since="HEAD")
    r.write("part.c", work("GFP_ATOMIC"))
    _, text = r.check("corrected", 0, [], since="HEAD")
    r.expect("what went", text, "0 introduced, 1 fixed, 1 unchanged since 'HEAD'")


def headers(r):
    r.start()
    r.write("part.h", HEADER.replace("GFP_ATOMIC", "GFP_KERNEL"))
    r.check("a header that makes it a bug in a file that includes it", 1, ["other.c:uses_flags"])
    r.start()
    r.write("early/part.h", HEADER)
    r.write("other.c", "/* moved\n * down */\n" + r.git("show", "begin:other.c"))
    r.check("lines that move bring nothing", 0, [])


def headers_that_come_and_go(r):
    """A header in the way of another one changes what files include that did not change themselves."""
    r.start()
    user = START + "#include <flags.h>\n" + bug("with_flags", "LATE_FLAGS")
    r.write("other.c", user)
    r.write("late/flags.h", "#define LATE_FLAGS GFP_ATOMIC\n")
    r.git("add", "-A", ".")
    r.git("commit", "-qm", "flags")
    r.database("caller.c", "part.c", "other.c")
    commands = json.loads(open(r.path("compile_commands.json"), encoding="utf-8").read())
    for command in commands:
        command["arguments"].insert(1, "-I" + r.path("early"))
    r.write("compile_commands.json", json.dumps(commands))
    r.write("early/flags.h", "#define LATE_FLAGS GFP_KERNEL\n")
    r.git("add", "-A", ".")
    r.check("a header that was not there", 1, ["other.c:with_flags"], since="HEAD")
    r.git("commit", "-qm", "in the way")
    r.write("late/flags.h", "#define LATE_FLAGS GFP_KERNEL\n")
    r.write("early/flags.h", "#define LATE_FLAGS GFP_ATOMIC\n")
    r.git("commit", "-qam", "the other way round")
    shutil.rmtree(r.cache, ignore_errors=True)
    os.remove(r.path("early/flags.h"))
    r.check("a header that is no longer there", 1, ["other.c:with_flags"], since="HEAD")


def files_that_come_and_go(r):
    r.start()
    r.write("added.c", START + bug("in_added"))
    r.database("caller.c", "part.c", "other.c", "added.c")
    r.check("a file that git does not know", 1, ["added.c:in_added"])
    r.git("add", "added.c")
    r.check("a file that was added", 1, ["added.c:in_added"])
    r.git("commit", "-qm", "add")
    r.git("mv", "added.c", "renamed.c")
    r.database("caller.c", "part.c", "other.c", "renamed.c")
    r.check("a file that was renamed", 0, [], since="HEAD")
    r.write("renamed.c", START + bug("in_added") + bug("more"))
    r.check("and changed", 1, ["renamed.c:more"], since="HEAD")
    r.start()
    r.write("part.c", work("GFP_KERNEL"))
    r.git("commit", "-qam", "sleep")
    r.git("rm", "-q", "part.c")
    r.write("other.c", r.git("show", "begin:other.c") + work("GFP_KERNEL"))
    r.check("a function of a file that was removed, and is still in the database", 0, [], since="HEAD")
    r.database("caller.c", "other.c")
    r.check("a function of a file that was removed", 0, [], since="HEAD")
    r.write("other.c", r.git("show", "begin:other.c") + work("PART_FLAGS"))
    r.database("caller.c", "other.c")
    _, text = r.check("the finding went with the file", 0, [], since="HEAD")
    r.expect("one is gone", text, "0 introduced, 1 fixed, 1 unchanged")


def suppressions(r):
    r.start()
    r.write("other.c", r.git("show", "begin:other.c") +
            bug("quiet", before="\t/* gfpcheck: ignore gfp-sleep-in-atomic it is known */\n"))
    r.check("new and suppressed", 0, [])
    r.git("commit", "-qam", "quiet")
    r.write("other.c", r.git("show", "begin:other.c") + bug("quiet"))
    r.check("no longer suppressed", 1, ["other.c:quiet"], since="HEAD")
    r.start()
    r.write("part.c", work("GFP_KERNEL"))
    r.write("caller.c", CALLER.replace("\tpart_work", "\t/* gfpcheck: ignore gfp-sleep-in-atomic so */\n\tpart_work"))
    r.git("commit", "-qam", "quiet")
    r.write("caller.c", CALLER)
    r.check("nor is one that linking finds", 1, ["caller.c:caller"], since="HEAD")


def names(r):
    """The database knows the tree by a link to it."""
    r.start()
    link = r.folder + ".link"
    os.symlink(r.folder, link)
    r.database("caller.c", "part.c", "other.c", folder=link)
    r.write("part.c", work("GFP_KERNEL"))
    r.check("through a link", 1, ["caller.c:caller"])
    r.write("part.h", HEADER.replace("GFP_ATOMIC", "GFP_KERNEL"))
    r.check("headers through a link", 1, ["caller.c:caller", "other.c:uses_flags"])
    os.remove(link)


def formats(r):
    r.start()
    r.write("part.c", work("GFP_KERNEL"))
    report = r.path("report")
    base = [r.args.gfpcheck, "check", "--since=begin", "-p", r.folder, "--no-cache"]
    done = subprocess.run([*base], cwd=r.folder, env=r.environment, capture_output=True, text=True)
    r.expect("text", done.stdout, "caller.c:9:2: warning: ")
    r.expect("the trace", done.stdout, "part.c:7:8: note: ")
    r.expect("the one that was there", done.stdout, "other.c", there=False)
    r.expect("the count", done.stderr, "1 introduced (1 warning), 0 fixed, 1 unchanged since 'begin' in 3 files")
    subprocess.run([*base, "--format=sarif", "-o", report], cwd=r.folder, env=r.environment, capture_output=True)
    with open(report, encoding="utf-8") as f:
        states = [result["baselineState"] for result in json.load(f)["runs"][0]["results"]]
    if states != ["new"]:
        r.complain("SARIF", states)
    full = subprocess.run([*base, "-o", "/dev/full"], cwd=r.folder, env=r.environment, capture_output=True, text=True)
    r.expect("a full disk", full.stderr, "cannot write '/dev/full': No space left on device")
    if full.returncode != 2:
        r.complain("a full disk", full.returncode)


def only_what_changed(r):
    r.start()
    r.check("once", 0, [])
    r.write("part.c", work("GFP_KERNEL"))
    r.check("again", 1, ["caller.c:caller"])
    stats = r.path("stats")
    r.write("caller.c", CALLER + "/* more */\n")
    subprocess.run([r.args.gfpcheck, "check", "--since=begin", "-p", r.folder, "--cache", r.cache, "--stats", stats],
                   cwd=r.folder, env=r.environment, capture_output=True)
    with open(stats, encoding="utf-8") as f:
        seconds = {os.path.basename(row["file"]): row["cpuSeconds"] for row in json.load(f)}
    if not seconds["caller.c"] or seconds["part.c"] or seconds["other.c"]:
        r.complain("only the changed file is checked again", seconds)
    # At the commit all of them are known. So they are for the second time if what they include has not been seen.
    shutil.rmtree(r.cache, ignore_errors=True)
    r.write("caller.c", CALLER)
    r.write("part.h", HEADER + "/* more */\n")
    for known in (0, 3):
        done = subprocess.run([r.args.gfpcheck, "check", "--since=begin", "-p", r.folder, "--cache", r.cache, "-v"],
                              cwd=r.folder, env=r.environment, capture_output=True, text=True)
        r.expect("results of the commit are kept", done.stderr, "'begin': %d of 3 files are unchanged" % known)


def trouble(r, outer):
    r.start()
    for revision in ("no-such-thing", "begin..HEAD", "--output=here", ""):
        _, text = r.check("revision '%s'" % revision, 2, [], since=revision)
        r.expect("which", text, "error: --since: '%s' is no commit of the git repository '" % revision)
    r.expect("no file was written", str(os.listdir(r.folder)), "here", there=False)
    _, text = r.check("no fixes", 2, [], "--fix")
    r.expect("why", text, "--since tells what is new and changes nothing")
    r.write("part.c", work("GFP_KERNEL") + "int broken(")
    _, text = r.check("it does not compile", 2, [])
    r.expect("which", text, "error: not checked: part.c: ")
    r.git("commit", "-qam", "broken")
    r.write("part.c", work("GFP_KERNEL"))
    _, text = r.check("it did not compile", 1, ["caller.c:caller"], since="HEAD")
    r.expect("what that means", text, "note: all findings of part.c are told: 'HEAD' has none, because it was not checked: ")
    plain = os.path.join(outer, "plain")
    os.makedirs(plain)
    shutil.copy(r.path("other.c"), plain)
    shutil.copy(r.path("part.h"), plain)
    r.database("other.c", folder=plain)
    _, text = r.check("not in this repository", 2, [])
    r.expect("why", text, "--since: none of the files is in the git repository '")
    done = subprocess.run([r.args.gfpcheck, "check", "--since=HEAD", "-p", r.folder], cwd=outer, env=r.environment,
                          capture_output=True, text=True)
    r.expect("in no repository", done.stderr, "--since needs the source in a git repository: ")
    if done.returncode != 2:
        r.complain("in no repository", done.returncode)
    r.start()
    done = subprocess.run([r.args.gfpcheck, "check", "--since=begin", "-p", r.folder], cwd=outer, env=r.environment,
                          capture_output=True, text=True)
    if done.returncode != 0:
        r.complain("from outside of the repository", done.stderr)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gfpcheck", required=True)
    parser.add_argument("--include", required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as outer:
        r = Repository(args, os.path.join(outer, "a tree"))
        r.write(".gitignore", "compile_commands.json\nreport\nstats\n")
        r.write("part.h", HEADER)
        r.write("caller.c", CALLER)
        r.write("part.c", work("GFP_ATOMIC"))
        r.write("other.c", START + bug("old_bug") + bug("uses_flags", "PART_FLAGS"))
        r.write("late/keep", "")
        r.git("add", "-A", ".")
        r.git("commit", "-qm", "begin")
        r.git("tag", "begin")
        for part in (whole_program, headers, headers_that_come_and_go, files_that_come_and_go, suppressions, names, formats,
                     only_what_changed):
            part(r)
        trouble(r, outer)
    sys.exit(1 if r.failed else 0)


if __name__ == "__main__":
    main()
