# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s %t.c %check-marks
"""The comparison with marks notices each way in which marks and findings can differ."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import repository  # noqa: E402

RULE = "gfp-sleep-in-atomic"
CODE = """#include <linux/slab.h>
#include <linux/spinlock.h>

static void *helper(void)
{
	return kmalloc(16, GFP_KERNEL); %(op)s
}

void *%(name)s(spinlock_t *lock)
{
	void *p;

	spin_lock(lock); %(lock)s
	p = helper(); %(call)s
	spin_unlock(lock); %(unlock)s
	return p;
}
"""

# The same with the operation in the function itself, whose name then says whether it is known to be missed.
DIRECT = CODE.replace("helper(); %(call)s", "kmalloc(16, GFP_KERNEL); %(op)s").replace("GFP_KERNEL); %(op)s\n}", "GFP_ATOMIC);\n}")

# name of the function, marks, what must be said ("" for nothing)
CASES = [
    ("right_bad", {"op": "bug", "call": "via"}, ""),
    ("plain_bad", {"op": "bug", "lock": "via"}, ""),
    ("unmarked_ok", {}, "unexpected: " + RULE),
    ("elsewhere_bad", {"op": "bug", "unlock": "bug"}, "missing: " + RULE),
    ("no_step_bad", {"op": "bug", "unlock": "via"}, "not in the trace: " + RULE),
    ("FN_call_bad", {"op": "bug", "call": "missed"}, ""),
    ("FP_call_ok", {"op": "bug", "call": "false"}, "no longer wrongly reported: " + RULE),
    ("FN_found_bad", {"op": "missed", "lock": "missed"}, "now found: " + RULE),
    ("unnamed_ok", {"op": "bug", "call": "via"}, "does not belong in a function called 'unnamed_ok'"),
    ("without_bad", {"op": "bug"}, "'without_bad' has no marked line"),
]


def run(path, check_marks, name, marks):
    text = {key: "/* %s: %s */" % (marks[key], RULE) if key in marks else "" for key in ("op", "lock", "call", "unlock")}
    with open(path, "w", encoding="utf-8") as f:
        f.write((DIRECT if marks.get("op") == "missed" else CODE) % {"name": name, **text})
    done = subprocess.run([*check_marks, path], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def main():
    problems = []
    for name, marks, expected in CASES:
        status, output = run(sys.argv[1], sys.argv[2:], name, marks)
        if expected and (status == 0 or expected not in output):
            problems.append("%s: should say '%s', says '%s'" % (name, expected, output.strip()))
        if not expected and status:
            problems.append("%s: should pass, says '%s'" % (name, output.strip()))
    repository.finish(problems, len(CASES), "cases")


if __name__ == "__main__":
    main()
