#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""hostile.py GFPCHECK FOLDER SOURCE FLAG...: a store in which lies what no run put there.

Copies of SOURCE are checked with stores that are damaged, made up, taken away and shared; the report must always be
that of a run without one.
"""
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(here, "..", "..", "tools"))
import sealed  # noqa: E402

gfpcheck, folder, source, *flags = sys.argv[1:]
store = os.path.join(folder, "store")
FILES = 4


def database(names):
    with open(os.path.join(folder, "compile_commands.json"), "w") as f:
        json.dump([{"directory": folder, "file": name, "arguments": ["cc", *flags, "-c", name]} for name in names], f)


def make_files():
    with open(source) as f:
        text = f.read()
    names = ["f%d.c" % number for number in range(FILES)]
    for name in names:
        with open(os.path.join(folder, name), "w") as f:
            f.write(text.replace("take_bad", "take_%s_bad" % name[:-2]))
    return names


def listen_to_signals():
    """Whoever runs the tests may ignore them, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(*options, by=(), cache=None):
    where = ["--cache", cache or store] if "--no-cache" not in options else []
    return subprocess.Popen([*by, gfpcheck, "check", "-p", folder, "-j2", "--format=json", *where, *options],
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            preexec_fn=listen_to_signals)


def comparable(text):
    """Nor with the digest of the rules. There is a notice for -v and for a store that is not used."""
    return re.sub(r'(?<="notices": )\[[^]]*\]', "[]", re.sub(r'"rules": "\w+"', '"rules": ""', text))


def judge(what, run, told=""):
    out, err = run.communicate(timeout=60)
    out = comparable(out)
    if run.returncode != 1 or out != expected or told not in err:
        sys.exit("hostile.py: %s: status %d, the report is %s\n%s" % (
            what, run.returncode, "as ever" if out == expected else "another one", err))
    print(what + ": as ever")


def entries(end=""):
    return [os.path.join(store, n) for n in sorted(os.listdir(store)) if n.startswith("llvmcache-") and n.endswith(end)]


def refill():
    shutil.rmtree(store, ignore_errors=True)
    start().communicate()


def content(path):
    with open(path, "rb") as f:
        return f.read()


def write(path, data):
    with open(path, "wb") as f:
        f.write(data)


def lie(path, change):
    """A result that is sealed as it should be, and something else."""
    text, unit = sealed.split(sealed.opened(content(path)))
    write(path, sealed.sealed(sealed.joined(*change(text, unit))))


def instead(path, make):
    os.remove(path)
    make(path)


def to_good_copy(path):
    copy = path.replace("llvmcache-", "copy-")
    os.rename(path, copy)
    os.symlink(copy, path)


def with_error(text, unit):
    result = json.loads(text)
    result["errors"] = ["made up"]
    return json.dumps(result).encode(), unit


def with_other_rule(text, unit):
    return text.replace(b'"severity":"error"', b'"severity":"worse"'), unit


DAMAGE = {
    "another version": lambda p: write(p, b"gfpstor0" + content(p)[8:]),
    "cut off": lambda p: write(p, content(p)[:-1]),
    "a head alone": lambda p: write(p, content(p)[:24]),
    "a huge size": lambda p: write(p, content(p)[:16] + b"\xff\xff\xff\x1f\0\0\0\0" + content(p)[24:]),
    "a pipe": lambda p: instead(p, os.mkfifo),
    "a link to a device": lambda p: instead(p, lambda q: os.symlink("/dev/zero", q)),
    "a link to itself": lambda p: instead(p, lambda q: os.symlink(q, q)),
    "a link to a good entry": to_good_copy,
    "a folder": lambda p: instead(p, os.mkdir),
}
LIES = {
    "no unit": lambda text, unit: (text, b""),
    "half a unit": lambda text, unit: (text, unit[:len(unit) // 2]),
    "a unit of another version": lambda text, unit: (text, unit[:7] + b"0" + unit[8:]),
    "a unit with a wrong number": lambda text, unit: (
        text, unit[:8] + sealed.number(sealed.checksum(unit[24:-1] + b"\x7f")) + unit[16:-1] + b"\x7f"),
    "a failure": with_error,
    "an unknown word": with_other_rule,
    "deep nesting": lambda text, unit: (b"[" * 1000000, unit),
    "no text": lambda text, unit: (b"", unit),
}


def damage_all():
    for what, damage in DAMAGE.items():
        refill()
        for path in entries():
            damage(path)
        judge(what, start())
        judge(what + ", again", start("-v"), "" if what == "a folder" else "4 of 4 files are unchanged")
    for what, change in LIES.items():
        refill()
        for path in entries(".result"):
            lie(path, change)
        judge(what, start())
        judge(what + ", again", start("-v"), "4 of 4 files are unchanged")


def odd_folders():
    refill()
    link = os.path.join(folder, "link")
    os.symlink(store, link)
    judge("a link to the folder", start("-v", cache=link), "4 of 4 files are unchanged")
    os.chmod(store, 0o777)
    judge("a link to the folder of others", start(cache=link), "others may write to it")
    refill()
    for path in entries()[::2]:
        os.remove(path)
    os.chmod(store, 0o500)
    # Root writes everywhere, unless it gives that up.
    alone = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    before = entries()
    judge("a folder that cannot be written to", start(by=alone))
    if entries() != before:
        sys.exit("hostile.py: it was written to all the same")
    os.chmod(store, 0o700)
    for path in entries():
        os.chmod(path, 0)
    judge("entries that cannot be read", start(by=alone))
    shutil.rmtree(store)
    small = [sys.executable, os.path.join(here, "small-files.py")]
    judge("a full disk", start(by=small))
    left = [name for name in entries() if "tmp-" in name]
    if left:
        sys.exit("hostile.py: left over: %s" % left)
    judge("the disk is there again", start())


def at_once():
    for _ in range(3):
        shutil.rmtree(store, ignore_errors=True)
        for what, run in [("two at once", start()) for _ in range(2)]:
            judge(what, run)
    for moment in (0.02, 0.05, 0.1):
        refill()
        for path in entries()[::3]:
            os.remove(path)
        run = start()
        time.sleep(moment)
        shutil.rmtree(store, ignore_errors=True)
        judge("the folder goes away", run)


def other_rules():
    refill()
    rules = os.path.join(folder, "rules")
    os.mkdir(rules)
    write(os.path.join(rules, "more.yaml"), b"apis:\n  - {name: made_up, args: 1, sleeps: always, source: a.c}\n")
    judge("other rules", start("-v", "--rules", rules), "0 of 4 files are unchanged")
    judge("the same rules", start("-v", "--rules", rules), "4 of 4 files are unchanged")


def interrupted():
    """Ctrl-C while a file is checked again because its entry is damaged: the run ends, and tells nothing."""
    sums = "".join("#define M%d M%d+M%d\n" % (n, n - 1, n - 1) for n in range(1, 24))
    write(os.path.join(folder, "slow.c"), ("#define M0 1\n%s#if M23\nint slow;\n#endif\n" % sums).encode())
    database(["slow.c"])
    refill()
    for path in entries(".result"):
        write(path, b"damaged")
    run = start("-o", os.path.join(folder, "out.json"))
    while not content("/proc/%d/task/%d/children" % (run.pid, run.pid)):
        time.sleep(0.01)
    time.sleep(0.2)
    run.send_signal(signal.SIGINT)
    _, told = run.communicate()
    print("interrupted: status %d, %s" % (run.returncode, os.path.exists(os.path.join(folder, "out.json"))), told)


names = make_files()
database(names)
expected = comparable(start("--no-cache").communicate()[0])
damage_all()
odd_folders()
at_once()
other_rules()
interrupted()
