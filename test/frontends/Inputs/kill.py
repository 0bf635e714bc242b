#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""kill.py GFPCHECK FOLDER SOURCE FLAG...: kills a run, or one of its workers, at random moments, again and again.

Many copies of SOURCE in FOLDER are checked with a store that is empty at first. After every kill the next run must give the report
of an undisturbed one. A worker that is killed costs its file in that run, with status 2, and nothing else. No report
is half written, no worker outlives its run, and what is left in the store of what was being written is removed.
"""
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

gfpcheck, folder, source, *flags = sys.argv[1:]
seed = int(os.environ.get("GFPCHECK_KILL_SEED", random.randrange(10 ** 6)))
print("seed", seed, "(GFPCHECK_KILL_SEED gives another)", flush=True)
choose = random.Random(seed)
store = os.path.join(folder, "store")
out = os.path.join(folder, "out.json")
ROUNDS = 30
FILES = 30


def fail(why):
    sys.exit("kill.py: seed %d, round %d: %s" % (seed, number, why))


def make_files():
    with open(source) as f:
        text = f.read()
    names = ["f%d.c" % number for number in range(FILES)]
    for name in names:
        with open(os.path.join(folder, name), "w") as f:
            f.write(text.replace("take_bad", "take_%s_bad" % name[:-2]))
    with open(os.path.join(folder, "compile_commands.json"), "w") as f:
        json.dump([{"directory": folder, "file": name, "arguments": ["cc", *flags, "-c", name]} for name in names], f)


def start(*options):
    return subprocess.Popen([gfpcheck, "check", "-p", folder, "-j2", "--format=json", *options],
                            stderr=subprocess.PIPE, text=True)


def workers(pid):
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
            return [int(word) for word in f.read().split()]
    except OSError:
        return []


def alive(pid):
    try:
        with open("/proc/%d/stat" % pid) as f:
            return f.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def report():
    try:
        with open(out, "rb") as f:
            return f.read()
    except FileNotFoundError:
        return None


def gone(pids):
    end = time.monotonic() + 5
    while any(map(alive, pids)):
        if time.monotonic() > end:
            fail("a worker has outlived its run")
        time.sleep(0.01)


def entries():
    return [n for n in os.listdir(store) if n.startswith("llvmcache-")] if os.path.exists(store) else []


def half_of_the_store():
    """So that there is always something left to be checked, and something to be found."""
    for name in entries():
        if choose.random() < 0.5:
            os.remove(os.path.join(store, name))


def judge_worker(run, told):
    """After the death of a worker: one file is not checked, if it had not been told already."""
    if run.returncode == 1:
        if report() != expected:
            fail("the report is another one")
        return False
    if run.returncode != 2 or told.count("error: not checked: ") != 1 or "the checker crashed (Killed)" not in told:
        fail("status %d:\n%s" % (run.returncode, told))
    now, before = json.loads(report()), json.loads(expected)
    if len(now["failed"]) != 1 or now["filesChecked"] != before["filesChecked"] - 1:
        fail("more than one file was lost:\n%s" % told)
    if any(finding not in before["findings"] for finding in now["findings"]):
        fail("a finding came from nowhere")
    return True


def judge_run(run):
    if run.returncode != -signal.SIGKILL:
        fail("status %d" % run.returncode)
    if report() not in (b"the old report", expected):
        fail("the report is neither the old nor the new one")


make_files()
number = 0
undisturbed = start("--no-cache", "-o", out)
undisturbed.communicate()
expected = report()
began = time.monotonic()
full = start("--cache", store, "-o", out)
full.communicate()
length = time.monotonic() - began
if report() != expected or undisturbed.returncode != 1:
    fail("the cache changes the report")

struck = {"run": 0, "worker": 0, "file lost": 0}
for number in range(1, ROUNDS + 1):
    half_of_the_store()
    with open(out, "wb") as f:
        f.write(b"the old report")
    run = start("--cache", store, "-o", out)
    moment = time.monotonic() + choose.uniform(0, length)
    seen = set()
    while time.monotonic() < moment and run.poll() is None:
        seen.update(workers(run.pid))
        time.sleep(0.002)
    now = workers(run.pid)
    seen.update(now)
    victim = run.pid if number % 2 or not now else choose.choice(now)
    try:
        os.kill(victim, signal.SIGKILL)
    except ProcessLookupError:
        pass
    _, told = run.communicate(timeout=60)
    gone(seen)
    if victim != run.pid:
        struck["worker"] += 1
        struck["file lost"] += judge_worker(run, told)
    elif run.returncode == 1:
        if report() != expected:
            fail("the report is another one")
    else:
        struck["run"] += 1
        judge_run(run)

    after = start("--cache", store, "-o", out)
    _, told = after.communicate()
    if after.returncode != 1 or report() != expected:
        fail("the next run is not as ever: status %d\n%s" % (after.returncode, told))

print("killed in time:", ", ".join("%s %d" % each for each in struck.items()))
if not struck["run"] or not struck["worker"]:
    fail("nothing was killed in time")

# What was being written when a run was killed goes when it is old.
old = os.path.join(store, "llvmcache-tmp-0123456789abcdef")
new = os.path.join(store, "llvmcache-tmp-fedcba9876543210")
for name in (old, new):
    with open(name, "wb") as f:
        f.write(b"half an entr")
left = [os.path.join(store, n) for n in entries() if n.startswith("llvmcache-tmp-")]
for name in left:
    if name != new:
        os.utime(name, (time.time() - 7200,) * 2)
for name in entries():
    if name.endswith(".files"):
        os.remove(os.path.join(store, name))
start("--cache", store, "-o", out).communicate()
left = [n for n in entries() if n.startswith("llvmcache-tmp-")]
print("left over:", len(left))
if left != [os.path.basename(new)]:
    fail("left in the store: " + " ".join(left))
shutil.rmtree(store)
