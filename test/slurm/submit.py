#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""submit.py PLAN FOLDER BROKEN GOOD: submits a plan three times and says what became of it.

As it is, which must give FOLDER/check.sarif; with the file BROKEN replaced by GOOD, which must give
FOLDER/mended.sarif; and where a summary cannot be written, which must give no report at all.
"""
import filecmp
import os
import re
import shutil
import subprocess
import sys
import time

plan, folder, broken, good = sys.argv[1:]
report = os.path.join(plan, "report")


def ended(job):
    """The exit status of a job, when it has one. sbatch --wait asks too seldom."""
    told = subprocess.run(["scontrol", "show", "job", "--oneliner", job], capture_output=True, text=True,
                          check=True).stdout
    if re.search(r"JobState=(PENDING|RUNNING|COMPLETING)", told):
        return None
    return int(re.search(r"ExitCode=(\d+):", told).group(1))


def submit(expected, *options):
    # From elsewhere: the script finds its folder itself.
    run = subprocess.run([os.path.join(plan, "submit"), *options, "--time=2"], cwd="/", stdout=subprocess.PIPE,
                         text=True, check=False)
    print(run.stdout)
    status = run.returncode
    if not options:
        job = re.search(r"Submitted batch job (\d+)", run.stdout).group(1)
        while (status := ended(job)) is None:
            time.sleep(0.2)
    if not os.path.exists(report):
        state = "no report"
    else:
        state = "report as expected" if expected and filecmp.cmp(report, expected, False) else "another report"
    print("exit status %d, %s" % (status, state), flush=True)


submit(os.path.join(folder, "check.sarif"))
os.rename(os.path.join(plan, "logs", "link.txt"), os.path.join(plan, "logs", "link-first.txt"))
shutil.copyfile(good, broken)
submit(os.path.join(folder, "mended.sarif"))
summary = os.path.join(plan, "summaries", "4.gfpsum")
os.remove(summary)
os.mkdir(summary)
submit(None, "--wait")
