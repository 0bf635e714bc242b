#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Edits a small program at random, over and over. After each edit the report of
a run that goes on from the runs before must be that of a run from nothing.

edits.py GFPCHECK FOLDER ROUNDS SEED FLAG...
"""
import json
import os
import random
import subprocess
import sys

FILES, FUNCTIONS = 12, 5
HEADER = """
#include <linux/spinlock.h>
#include <linux/slab.h>
#include <linux/interrupt.h>
struct dev { spinlock_t lock; void *p; int flag; };
struct ops { void (*run)(struct dev *d, int wait); void (*stop)(struct dev *d, int wait); };
void each(void (*fn)(struct dev *d, int wait), struct dev *d, int wait);
void keep(struct ops *o, void (*fn)(struct dev *d, int wait));
%s
static inline void in_header(struct dev *d, int wait)
{
	if (wait)
		%s
}
"""


class Program:
    """Each function is a list of statements; some files have an ops table."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.files = [[self.body(f, i) for i in range(FUNCTIONS)] for f in range(FILES)]
        self.tables = {f: self.table(f) for f in range(0, FILES, 3)}
        self.memory = [self.wrapper(f) for f in range(FILES)]
        self.locks = [self.lock() for _ in range(FILES)]
        self.uses = [self.use() for _ in range(FILES)]
        self.static = {(f, FUNCTIONS - 1) for f in range(FILES)}
        self.shift = [0] * FILES
        self.flag = [0] * FILES

    def table(self, f):
        return [self.random.randrange(FUNCTIONS) for _ in range(2)]

    def wrapper(self, f):
        """What a function of file f that returns memory does; it may be that of another file."""
        other = self.random.randrange(FILES)
        return self.random.choice([
            "return kmalloc(8, GFP_KERNEL);",
            "return kmalloc(8, GFP_KERNEL | __GFP_NOFAIL);",
            "void *p = kmalloc(8, GFP_ATOMIC); if (!p) return NULL; *(int *)p = 1; return p;",
            "static int one; return &one;",
            f"return m{other}(d);",
            f"return m{other}(d);",
            f"int *p = m{other}(d); if (p) *p = 1; return p;",
        ])

    def lock(self):
        """How a file takes and gives back what it calls its lock."""
        return self.random.choice([
            ("spin_lock(&d->lock);", "spin_unlock(&d->lock);"),
            ("spin_lock_irq(&d->lock);", "spin_unlock_irq(&d->lock);"),
            ("preempt_disable();", "preempt_enable();"),
            ("preempt_disable();", ""),
            ("", ""),
        ])

    def use(self):
        """What a file does with memory that it is handed."""
        return self.random.choice([
            "*q = 1;",
            "if (q) *q = 1;",
            "might_sleep(); *q = 2;",
            f"use{self.random.randrange(FILES)}(q);",
        ])

    def name(self, f, i):
        return f"f{f}_{i}"

    def callee(self, f):
        """Any function that can be called from file f."""
        g = self.random.choice([f, self.random.randrange(FILES)])
        i = self.random.randrange(FUNCTIONS - (g != f))
        return self.name(g, i)

    def statement(self, f):
        r = self.random
        wait = r.choice(["wait", "0", "1"])
        return r.choice([
            lambda: f"{self.callee(f)}(d, {wait});",
            lambda: f"{self.callee(f)}(d, {wait});",
            lambda: f"if (wait) {self.callee(f)}(d, {wait});",
            lambda: "if (wait) might_sleep();",
            lambda: "might_sleep();",
            lambda: "if (FLAG & 1) might_sleep();",
            lambda: "d->p = kmalloc(8, wait ? GFP_KERNEL : GFP_ATOMIC);",
            lambda: f"spin_lock(&d->lock); {self.callee(f)}(d, {wait}); spin_unlock(&d->lock);",
            lambda: f"o->{r.choice(['run', 'stop'])}(d, {wait});",
            lambda: f"spin_lock(&d->lock); o->run(d, {wait}); spin_unlock(&d->lock);",
            lambda: f"each({self.callee(f)}, d, {wait});",
            lambda: f"spin_lock(&d->lock); each({self.callee(f)}, d, {wait}); spin_unlock(&d->lock);",
            lambda: f"keep(o, {self.callee(f)});",
            lambda: f"in_header(d, {wait});",
            lambda: "d->flag = wait;",
            lambda: f"*(int *)m{r.randrange(FILES)}(d) = 1;",
            lambda: f"d->p = m{r.randrange(FILES)}(d); if (d->p) *(int *)d->p = 1;",
            lambda: f"{{ int *q = kmalloc(8, GFP_ATOMIC); use{r.randrange(FILES)}(q); }}",
            lambda: f"{{ int *q = m{r.randrange(FILES)}(d); use{r.randrange(FILES)}(q); }}",
            lambda: f"lock{(g := r.randrange(FILES))}(d); {self.callee(f)}(d, {wait}); unlock{g}(d);",
            lambda: f"lock{(g := r.randrange(FILES))}(d); might_sleep(); unlock{g}(d);",
        ])()

    def body(self, f, i):
        return [self.statement(f) for _ in range(self.random.randrange(1, 4))]

    def text(self, f):
        out = ['#include "program.h"'] + [""] * self.shift[f] + ["static struct ops *o;"]
        for i in range(FUNCTIONS):
            linkage = "static __attribute__((unused)) " if (f, i) in self.static else ""
            if linkage:
                out.append(f"{linkage}void {self.name(f, i)}(struct dev *d, int wait);")
        for i, body in enumerate(self.files[f]):
            linkage = "static " if (f, i) in self.static else ""
            out += [f"{linkage}void {self.name(f, i)}(struct dev *d, int wait)", "{"]
            out += ["\t" + s for s in body] + ["}"]
        take, give = self.locks[f]
        out += [f"void *m{f}(struct dev *d)", "{", "\t" + self.memory[f], "}",
                f"void use{f}(int *q)", "{", "\t" + self.uses[f], "}",
                f"void lock{f}(struct dev *d)", "{", "\t" + take, "}",
                f"void unlock{f}(struct dev *d)", "{", "\t" + give, "}"]
        if f in self.tables:
            run, stop = self.tables[f]
            out += ["struct ops ops_%d = { .run = %s, .stop = %s };"
                    % (f, self.name(f, run), self.name(f, stop))]
        if f == 0:
            out += ["void each(void (*fn)(struct dev *d, int wait), struct dev *d, int wait)",
                    "{", "\tfn(d, wait);", "}",
                    "void keep(struct ops *o, void (*fn)(struct dev *d, int wait))",
                    "{", "\to->stop = fn;", "}"]
        return "\n".join(out) + "\n"

    def edit(self):
        """Changes one or two files, or how they are compiled; says which."""
        r = self.random
        before = [(self.text(f), self.flag[f]) for f in range(FILES)]
        for f in r.sample(range(FILES), r.choice([1, 1, 1, 2])):
            kind = r.randrange(10)
            if kind == 0:
                self.shift[f] += 1
            elif kind == 1 and f in self.tables:
                self.tables[f] = self.table(f)
            elif kind == 2:
                del self.files[f][r.randrange(FUNCTIONS)][1:]
            elif kind == 3:
                self.flag[f] += 1
            elif kind == 4:
                self.memory[f] = self.wrapper(f)
            elif kind == 5:
                self.locks[f] = self.lock()
            elif kind == 6:
                self.uses[f] = self.use()
            else:
                i = r.randrange(FUNCTIONS)
                self.files[f][i] = self.body(f, i)
        return [f for f in range(FILES) if (self.text(f), self.flag[f]) != before[f]]


def main():
    gfpcheck, folder, rounds, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    flags = sys.argv[5:]
    program = Program(seed)
    names = [os.path.join(folder, f"file{f}.c") for f in range(FILES)]

    def write(f):
        with open(names[f], "w") as out:
            out.write(program.text(f))

    prototypes = "\n".join(f"void f{f}_{i}(struct dev *d, int wait);"
                           for f in range(FILES) for i in range(FUNCTIONS - 1))
    prototypes += "".join(f"\nvoid *m{f}(struct dev *d);\nvoid use{f}(int *q);\nvoid lock{f}(struct dev *d);\nvoid unlock{f}(struct dev *d);"
                          for f in range(FILES))
    with open(os.path.join(folder, "program.h"), "w") as out:
        out.write(HEADER % (prototypes, "f1_1(d, wait);"))

    def write_commands():
        with open(os.path.join(folder, "compile_commands.json"), "w") as out:
            json.dump([{"directory": folder, "file": name,
                        "arguments": ["cc", "-DFLAG=%d" % flag] + flags + ["-c", name]}
                       for name, flag in zip(names, program.flag)], out)

    for f in range(FILES):
        write(f)
    write_commands()

    def check(*options):
        run = subprocess.run([gfpcheck, "check", "-p", folder, "--min-confidence=low", "-v",
                              "--format=json", "--fail-on=never", *options],
                             capture_output=True, text=True)
        if run.returncode:
            sys.exit(f"status {run.returncode}: {run.stderr}")
        return run

    cache = "--cache=" + os.path.join(folder, "store")
    check(cache)
    reused, taught, findings, different = 0, 0, set(), 0
    for number in range(rounds):
        changed = program.edit()
        while not changed:
            changed = program.edit()
        for f in changed:
            write(f)
        write_commands()
        went_on, anew = check(cache), check("--no-cache")
        reports = [json.loads(run.stdout) for run in (went_on, anew)]
        reused += any("were linked again" in notice for notice in reports[0].pop("notices"))
        taught += any("with what others of them do" in notice for notice in reports[1].pop("notices"))
        if reports[0] != reports[1]:
            print("round", number, "edited", changed)
            sys.exit("the report differs:\n" + went_on.stdout + anew.stdout)
        told = len(reports[1]["findings"])
        different += told not in findings
        findings.add(told)
    print(f"{rounds} edits: {reused} runs went on from the program before, "
          f"{taught} with lessons, {different} different numbers of findings")


main()
