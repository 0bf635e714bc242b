#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""stuck.py ACTION GFPCHECK FOLDER: what happens to a run whose files never end.

FOLDER's database names two named pipes, so that the workers that read them hang. ACTION is what is done then:
  SIGINT, SIGTERM, SIGHUP   to the run: it ends, its workers too, no file is written
  SIGKILL                   to the run: its workers end all the same
  nohup                     SIGHUP to a run that ignores it, then SIGTERM
  crash                     SIGSEGV to the workers: the run ends and tells
"""
import os
import signal
import subprocess
import sys
import time

action, gfpcheck, folder = sys.argv[1:]
out = os.path.join(folder, "out.sarif")


def fail(why):
    sys.exit("stuck.py: " + why)


def wait_until(condition, what, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            fail("waited in vain until " + what)
        time.sleep(0.05)


def children(pid):
    try:
        with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
            return [int(word) for word in f.read().split()]
    except FileNotFoundError:
        return []


def alive(pid):
    try:
        with open("/proc/%d/stat" % pid) as f:
            return f.read().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


with open(out, "w") as f:
    f.write("the old report")
for name in ("one.c", "two.c"):
    os.mkfifo(os.path.join(folder, name))


def listen_to_signals():
    """Whoever runs the tests may ignore them, and that is inherited."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN if action == "nohup" and number == signal.SIGHUP else signal.SIG_DFL)


run = subprocess.Popen([gfpcheck, "check", "-p", folder, "-j2", "--format=sarif", "-o", out],
                       stderr=subprocess.PIPE, text=True, preexec_fn=listen_to_signals)
wait_until(lambda: len(children(run.pid)) == 2, "there are two workers")
workers = children(run.pid)
time.sleep(0.2)  # Until they hang in open().

if action == "crash":
    for worker in workers:
        os.kill(worker, signal.SIGSEGV)
elif action == "nohup":
    os.kill(run.pid, signal.SIGHUP)
    time.sleep(0.5)
    print("after SIGHUP:", "running" if run.poll() is None else "ended")
    os.kill(run.pid, signal.SIGTERM)
else:
    os.kill(run.pid, getattr(signal, action))
_, told = run.communicate(timeout=30)
print(told)
print("exit status", run.returncode)
wait_until(lambda: not any(map(alive, workers)), "the workers are gone", 5)
with open(out) as f:
    print("report:", "old" if f.read() == "the old report" else "new")
print("files:", " ".join(sorted(os.listdir(folder))))
