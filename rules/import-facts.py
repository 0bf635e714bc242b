#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Turns a folder of facts about a kernel (alloc, contexts, locks and sleepers
as JSON lines) into rules/api/generated/*.yaml.

Each name becomes one entry, whatever number of facts speak of it. What is
known to be wrong in the facts is put right by hand-written entries in
rules/api/, which replace or refine the generated ones; nothing is corrected
here that depends on a single name.

Usage: import-facts.py FACTS-FOLDER [OUTPUT-FOLDER]
"""
import collections
import json
import os
import re
import sys

import yaml

HEADER = ("# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception\n"
          "# Made by rules/import-facts.py. Put corrections into rules/api/.\n"
          "generated-by: rules/import-facts.py\n")
MAX_LINES = 700
TRUST = ["guess", "derived", "reviewed"]
RANK = {t: i for i, t in enumerate(TRUST)}
IDENTIFIER = re.compile(r"[A-Za-z_]\w*\Z")
LOCATION = re.compile(r"[\w./+-]+\.(?:c|h|S|rst|txt|y|l)(?::\d+(?:-\d+)?)?")

# Functions that many macros end in, so that a call of one says nothing about
# what was written; and what is left of macros that call nothing at all.
SHARED_SYMBOLS = re.compile(
    r"(__)?might_(resched|fault|sleep)|_?cond_resched|schedule(_timeout)?|"
    r"io_schedule|usleep_range|preempt_(count|schedule)\w*|__?preempt_count\w*|"
    r"should_resched|arch_(local_)?(irq|save)\w*|arch_irqs_disabled\w*|"
    r"__warn_printk|_printk|_dev_\w+|__bad_\w+|__n?u?delay|__const_udelay|"
    r"do_wait_intr\w*|prepare_to_\w+|finish_\w+|kcsan_\w+|lock_is_held\w*|"
    r"queued_spin_\w+|instrument_\w+|debug_smp_processor_id|lock_sock|"
    r"release_sock|kmsan_\w+|__this_cpu_preempt_check|hlist_add_head")


def rows(folder, name):
    with open(os.path.join(folder, name + ".jsonl"), encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def location(text):
    """The place in the kernel that a source speaks of, without its words."""
    if isinstance(text, list):
        text = text[0] if text else ""
    found = LOCATION.search(text or "")
    return found.group(0) if found else "include/linux"


# How the calls of a name look ------------------------------------------------

def is_macro(row):
    return row.get("spelled_as") == "macro" or row.get("kind") == "macro"


def spelled(row):
    """(is a macro of its own, functions that it ends in)"""
    symbols = [s for s in row.get("symbols") or [] if IDENTIFIER.match(s)]
    if symbols in ([], [row["name"]]):
        return False, []
    if SHARED_SYMBOLS.fullmatch(symbols[0]):
        return True, []
    if len(symbols) > 1:  # For an allocator the first is what allocates.
        return (False, symbols[:1]) if "role" in row else (True, [])
    return False, symbols


def arity(row):
    n = row.get("arity")
    if row.get("variadic") or not isinstance(n, int) or is_macro(row):
        return None
    return n


# Sleeping ----------------------------------------------------------------------

def own_words(text):
    """Conditions, but not sentences taken over from kernel comments."""
    text = re.sub(r"(documentation says |doc(umented)?:? )?'[^']{12,}'[:,]? ?", "",
                  text, flags=re.I).strip(" ;:,") or "as documented"
    if text.startswith("see kernel-doc"):
        return "under conditions that its documentation names"
    if text.startswith("sleeping call lies after an early"):
        return "after an early return"
    return text[:160]


def condition(c):
    """A condition of the facts as one of the schema; arguments from 0."""
    if not isinstance(c, dict):
        return {"sometimes": own_words(str(c))}
    arg, when = c["arg"] + 1, c["when"]
    words = ", ".join([f"argument {arg} {when}"] +
                      [f"{k} {c[k]}" for k in ("and", "or", "note") if k in c])
    if "and" in c or "or" in c:
        return {"sometimes": words}
    if when == "nonzero":
        return {"if-nonzero": arg}
    if when == "zero":
        return {"if-zero": arg}
    flag = re.match(r"(has|no)-flag (\w+)( \(required.*\))?\Z", when)
    if flag:
        key = "if-flag" if flag.group(1) == "has" else "if-no-flag"
        return {key: {"arg": arg, "flag": flag.group(2)}}
    return {"sometimes": words}


def sleeper_trust(row):
    if row.get("reviewed") or row["confidence"] in ("documented",
                                                    "might_sleep-in-body"):
        return "reviewed"
    if row.get("auto_path"):
        if row["sleeps"] == "conditional" or row.get("path_level") == 2:
            return "guess"
        return "derived"
    return "derived"


def reason(row):
    """Why it sleeps, for the trace of a finding: the last step of its path."""
    why = row.get("why") or ""
    if row["sleeps"] == "if-gfp-blocks":
        return "passes its gfp argument to an allocator"
    if not why.startswith("path: "):
        return ""
    last = why[len("path: "):].split(" > ")[-1].split("@")[0]
    if last.startswith("gfpk:"):
        return f"{last[5:]}() with GFP_KERNEL"
    return f"{last}()" if IDENTIFIER.match(last) else ""


def sleeps_of_sleeper(row):
    kind = row["sleeps"]
    if kind in ("always", "never"):
        sleeps = kind
    elif kind == "if-gfp-blocks":
        sleeps = {"if-gfp-blocks": row["gfp"] + 1} if isinstance(
            row.get("gfp"), int) else {"sometimes": "depends on a gfp mask"}
    else:
        sleeps = condition(row.get("condition") or "conditional")
    trust = sleeper_trust(row)
    return sleeps, trust, reason(row)


def sleeps_of_alloc(row):
    kind = row.get("sleeps")
    if kind is None:
        return None
    trust = alloc_trust(row)
    if "guessed" in row["basis"]:
        trust = "guess"
    if row["role"] in ("put", "destroy") and trust == "reviewed":
        trust = "derived"  # Only the body was looked at, not what it calls.
    if kind in ("always", "never"):
        return kind, trust, ""
    if kind == "if-gfp-blocks":
        if isinstance(row.get("gfp"), int):
            return {"if-gfp-blocks": row["gfp"]}, trust, ""
        return {"sometimes": "depends on a gfp mask"}, trust, ""
    return {"sometimes": own_words(kind.removeprefix("conditional: "))}, trust, ""


def inline_condition(inline, sleeps):
    return inline and isinstance(sleeps, dict) and "sometimes" in sleeps


def choose_sleeps(candidates):
    """The most trusted; among equals the one that says more."""
    def key(c):
        sleeps, trust, why = c
        vague = isinstance(sleeps, dict) and "sometimes" in sleeps
        return (RANK[trust], sleeps != "never", not vague,
                isinstance(sleeps, dict), bool(why))
    return max(candidates, key=key)


# Allocating ----------------------------------------------------------------------

def alloc_trust(row):
    if row["basis"].startswith("curated"):
        return "reviewed"
    return "guess" if row["basis"] == "header scan" else "derived"


FAILS = {"NULL": "null", "ERR_PTR": "err-ptr", "negative-int": "negative",
         "never": "never", "NULL-or-ERR": "null-or-err", "0": "zero",
         "false": "false", "count": "count"}


# Memory that comes straight from the page or slab allocator, where the flag
# __GFP_NOFAIL is honoured.
HONOUR_NOFAIL = {"kmalloc", "kvmalloc", "vmalloc", "kmem-cache", "pages",
                 "folio", "pages-addr", "kstrdup-const"}


def argument(value):
    if isinstance(value, dict):
        return value.get("out_param")
    return value if isinstance(value, int) else None


def family(row):
    name = row.get("family") or "-"
    return "other" if name == "-" else name.replace("_", "-")


def plain_gfp(text):
    """GFP flags that are constants; anything else is not known here."""
    return text if text and re.fullmatch(r"[A-Z_ |]+", text) else None


def alloc_effect(row, family_frees):
    makes = row["role"] in ("alloc", "create", "dup", "realloc") or (
        row["role"] == "get" and (row.get("gfp") or row.get("implicit_gfp")))
    returned = row.get("object") == "return"
    if not makes or not (returned or argument(row.get("object"))):
        return None
    if row.get("fails_with") not in FAILS:
        return None
    out = {"family": family(row)}
    if not returned:
        out["object"] = argument(row["object"])
    if row.get("gfp"):
        out["gfp"] = row["gfp"]
    if plain_gfp(row.get("implicit_gfp")) and not row.get("gfp"):
        out["implicit-gfp"] = row["implicit_gfp"]
    size = row.get("size")
    if isinstance(size, int):
        out["size"] = size
    elif isinstance(size, dict) and isinstance(size.get("size"), int):
        out["size"], out["count"] = size["size"], size["n"]
    fails = FAILS[row["fails_with"]]
    if fails == "zero" and returned:
        fails = "null"  # An address as a number.
    if fails != "null":
        out["fails"] = fails
    out.update(cannot_fail(row))
    if row.get("zeroed") is True:
        out["zeroed"] = "true"
    elif row.get("zeroed"):
        out["zeroed"] = "if-flag"
    frees = [f for f in row.get("freed_by") or [] if IDENTIFIER.match(f)]
    if frees and frees != family_frees.get(family(row)):
        out["freed-by"] = frees
    return out


def cannot_fail(row):
    text = row.get("never_fails_if") or ""
    if row.get("gfp") and row["fails_with"] == "NULL" and \
            family(row) in HONOUR_NOFAIL:
        return {"nofail-flag": "true"}
    if not row.get("gfp") and "NOFAIL" in text or text.startswith("CONFIG"):
        return {}
    if text.startswith("__GFP_NOFAIL"):
        return {"nofail-flag": "true"}
    if text.startswith("__GFP_DIRECT_RECLAIM") and row.get("gfp"):
        return {"cannot-fail": {"if-gfp-blocks": row["gfp"]}}
    nonzero = re.search(r"\(arg(\d+)\) true", text)
    if nonzero:
        return {"cannot-fail": {"if-nonzero": int(nonzero.group(1))}}
    return {}


def free_effects(row):
    out = []
    if row["role"] in ("free", "destroy") and argument(row.get("object")):
        families = [f.replace("_", "-") for f in row.get("frees") or []
                    if f != "-"]
        if families:
            out.append({"object": row["object"], "family": families})
            if row.get("nullable_free") is False:
                out[0]["null-ok"] = "false"
    elif isinstance(row.get("consumes_arg"), int) and row["role"] == "realloc":
        out.append({"object": row["consumes_arg"], "family": [family(row)]})
    return out


# Contexts ----------------------------------------------------------------------

KINDS = {
    "spin": "spin", "raw_spin": "raw-spin", "rwlock-read": "rwlock-read",
    "rwlock-write": "rwlock-write", "bit-spin": "bit-spin",
    "seq-write": "seq-write", "local_lock": "local-lock", "mutex": "mutex",
    "rt_mutex": "mutex", "ww_mutex": "mutex", "rwsem": "rwsem",
    "percpu-rwsem": "rwsem", "semaphore": "semaphore", "console": "semaphore",
    "folio-lock": "other-lock", "sock-owner": "other-lock", "rcu": "rcu",
    "rcu-bh": "rcu-bh", "rcu-sched": "rcu-sched", "irq": "irq-off",
    "rcu-trace(sleepable)": "rcu-trace", "srcu(sleepable)": "srcu",
    "bh": "bh-off", "hardirq": "hardirq", "softirq": "softirq", "nmi": "nmi",
    "preempt": "preempt-off", "pagefault-disabled": "pagefault-off",
    "migrate(does not forbid sleeping)": "migrate-off",
    "memalloc-nofs": "memalloc-nofs", "memalloc-noio": "memalloc-noio",
    "memalloc-noreclaim": "memalloc-noreclaim", "non-block": "non-block",
}
SPINNING = {"spin", "raw-spin", "rwlock-read", "rwlock-write", "bit-spin",
            "seq-write"}
LOCKS = SPINNING | {"local-lock", "mutex", "rwsem", "semaphore", "other-lock"}
EFFECTS = {"acquire": "enter", "enter": "enter", "release": "leave",
           "leave": "leave", "trylock": "try"}
# What the result of a query rules out; see docs/kernel/contexts.md.
IN_ATOMIC = ["preempt-off", "bh-off", "softirq", "hardirq", "nmi", "rcu-bh",
             "rcu-sched"] + sorted(SPINNING)
FALSE_RULES_OUT = {
    "softirq|hardirq|nmi|bh": ["hardirq", "softirq", "nmi", "bh-off", "rcu-bh"],
    "hardirq": ["hardirq"], "softirq|bh": ["softirq", "bh-off", "rcu-bh"],
    "softirq": ["softirq"], "nmi": ["nmi"], "irq": ["irq-off"],
    "preempt": IN_ATOMIC, "rcu": ["rcu"], "rcu-bh": ["rcu-bh"],
    "rcu-sched": ["rcu-sched"], "pagefault-disabled": ["pagefault-off"],
}
TRUE_RULES_OUT = {"task": ["hardirq", "softirq", "nmi"]}


def lock_kinds(row):
    kind = KINDS.get(row["what"])
    if not kind:
        return []
    out = [kind]
    for extra in row.get("also") or []:
        if extra not in ("bh-off", "irq-off", "preempt-off", "rcu"):
            continue
        if extra == "preempt-off" and (kind in SPINNING or kind == "local-lock"):
            continue  # A spinning lock says so by itself.
        if extra not in out:
            out.append(extra)
    return out


def lock_effects(row):
    """[(name of the entry, context changes)]"""
    kinds, effect = lock_kinds(row), EFFECTS.get(row["effect"])
    if not kinds or not effect:
        return []
    if effect == "enter" and row.get("success_when"):
        effect = "try"
    change = {effect: kinds}
    if isinstance(row.get("object"), int) and kinds[0] in LOCKS:
        change["object"] = row["object"] + 1
    if effect == "try" and row.get("success_when") == "zero":
        change["taken-when"] = "zero"
    name, cls = row["name"], row.get("scope_class")
    if "irq-off" in kinds and re.search(
            r"_irq(_\w+)?\Z|irq_(disable|enable)\Z|_irq_try\Z", cls or name):
        change["absolute"] = "true"
    if not cls:
        return [(name, change)]
    leave = {k: v for k, v in change.items() if k == "absolute"}
    return [(f"class_{cls}_constructor", change),
            (f"class_{cls}_destructor", {"leave": kinds, **leave})]


def lock_query(row):
    if row["effect"] != "query":
        return None
    if row["name"].startswith(("lockdep_", "ASSERT", "cant_", "might_")):
        return None
    if row["symbols"] == ["preempt_count"] or row["name"] in (
            "irqs_disabled", "rcu_read_lock_held", "rcu_read_lock_bh_held",
            "rcu_read_lock_sched_held", "rcu_read_lock_any_held",
            "pagefault_disabled", "faulthandler_disabled"):
        out = {}
        if row["what"] in FALSE_RULES_OUT:
            out["none-if-false"] = FALSE_RULES_OUT[row["what"]]
        if row["what"] in TRUE_RULES_OUT:
            out["none-if-true"] = TRUE_RULES_OUT[row["what"]]
        return out or None
    return None


def sleeps_of_lock(row):
    if row["effect"] == "query":
        return None
    may = row.get("may_sleep_on_acquire")
    if may is None or row["effect"] in ("release", "leave"):
        return ("never", "reviewed", "") if row["what"] in (
            "spin", "raw_spin", "rcu", "irq", "preempt", "bit-spin",
            "rwlock-read", "rwlock-write", "seq-write", "mutex", "rwsem",
            "semaphore", "srcu(sleepable)", "rcu-sched") else None
    return ("always" if may else "never"), "reviewed", (
        "waits for the lock" if may else "")


# Callbacks ----------------------------------------------------------------------

CONTEXTS = {"process": "process", "softirq": "softirq", "hardirq": "hardirq",
            "spin-held": "spin", "atomic": "atomic", "irq-off": "irq-off",
            "rcu-read": "rcu", "bh-off": "bh-off", "nmi": "nmi",
            "preempt-off": "preempt-off"}
HELD = [(r"\braw spin", "raw-spin"), (r"\bspin", "spin"),
        (r"rcu_read_lock_bh|rcu \(bh\)", "rcu-bh"), (r"\brcu sched", "rcu-sched"),
        (r"\brcu", "rcu"), (r"rwlock", "rwlock-read"), (r"\bseqlock", "seq-write"),
        (r"irqsave|irq off|spin,? irq|irqs off|interrupts", "irq-off"),
        (r"\bbh\)|local_bh_disable|bottom halves", "bh-off")]
# A lock that is held only now and then does not make the context.
NOT_ALWAYS = re.compile(r"\b(or|unless|if|maybe|possibly|often|usual\w*|may)\b")


def runs_in(row):
    base = CONTEXTS[row["context"]]
    held = row.get("locks_held") or []
    if base == "spin" and any(re.search(r"\braw spin", l) for l in held):
        base = "raw-spin"
    out = [base]
    for lock in held:
        if NOT_ALWAYS.search(lock) or "none" in lock:
            continue
        for pattern, kind in HELD:
            if re.search(pattern, lock) and kind not in out:
                if kind == "spin" and "raw-spin" in out:
                    continue
                out.append(kind)
    if base == "process":
        # Where sleeping is allowed no spinning lock can be held.
        return "process" if row["may_sleep"] is True or len(out) == 1 else out[1:]
    return out if len(out) > 1 else base


def lock_names(row):
    """Names of the locks that are surely held, spinning ones first."""
    sure = [l for l in row.get("locks_held") or []
            if not NOT_ALWAYS.search(l) and "none" not in l]
    sure.sort(key=lambda l: not re.search(r"\bspin|raw|rwlock|seqlock", l))
    names = [re.sub(r"\s*\(.*", "", l).strip(") ") for l in sure]
    return [n for n in names if n and not n.startswith("rcu")]


def callbacks_of(row):
    source = location(row["source"])
    rest = {"runs-in": runs_in(row)}
    if lock_names(row):
        rest["locks"] = lock_names(row)
    sleep = row["may_sleep"]
    rest["sleep"] = {True: "allowed", False: "forbidden",
                     "conditional": "conditional"}[sleep]
    if sleep == "conditional":
        rest["condition"] = own_words(row.get("condition") or "depends")
    if row.get("also_process"):
        rest["also-process"] = "true"
    if row["confidence"] == "likely":
        rest["trust"] = "derived"
    rest["source"] = source
    if "." in row.get("field", ""):
        return []  # Stored through another slot, which has its own row.
    if row.get("struct"):
        return [{"slot": f"{row['struct']}.{row['field']}", **rest}]
    places = [(row["function"], row["arg"])]
    for other in row.get("also") or []:
        m = re.match(r"(\w+) arg (\d+)", other)
        if m:
            places.append((m.group(1), int(m.group(2))))
    via = {"via": "notifier_block.notifier_call"} if row.get("via") else {}
    return [{"function": f, "arg": a, **via, **rest} for f, a in places]


# Putting it together ----------------------------------------------------------

class Entries:
    """Entries by name, made from any number of facts."""

    def __init__(self, family_frees):
        self.family_frees = family_frees
        self.by_name = {}
        self.sleeps = collections.defaultdict(list)
        self.inline = {}
        self.conflicts = []

    def entry(self, name, row, source):
        e = self.by_name.setdefault(name, {"name": name, "source": source})
        macro, symbols = spelled(row) if name == row["name"] else (False, [])
        if symbols:
            e.setdefault("symbols", symbols)
            e.pop("macro", None)
        elif macro and "symbols" not in e:
            e["macro"] = "true"
        n = arity(row) if name == row["name"] else None
        if n is not None and "macro" not in e and "symbols" not in e:
            if e.setdefault("args", n) != n:
                self.conflicts.append(f"{name}: {e['args']} or {n} arguments")
        if row.get("header"):
            e["header"] = row["header"]
        return e

    def add_alloc(self, row):
        e = self.entry(row["name"], row, location(row["source"]))
        effect = alloc_effect(row, self.family_frees)
        if effect:
            e["alloc"] = effect
            if alloc_trust(row) != "reviewed":
                e["trust"] = alloc_trust(row)
        frees = free_effects(row)
        if frees:
            e["frees"] = frees
        sleeps = sleeps_of_alloc(row)
        if sleeps:
            self.sleeps[row["name"]].append(sleeps)

    def add_sleeper(self, row):
        if row.get("kind") == "macro" and row["sleeps"] == "never" and \
                row.get("symbols") == [row["name"]]:
            return  # Nothing is called, so nothing could be mistaken.
        if row.get("static_homonyms") and not row.get("reviewed"):
            return  # The name means other things elsewhere.
        if not IDENTIFIER.match(row["name"]):
            return
        self.entry(row["name"], row, location(row["source"]))
        self.sleeps[row["name"]].append(sleeps_of_sleeper(row))
        self.inline[row["name"]] = row.get("kind") == "inline"

    def add_lock(self, row):
        source = location(row["source"])
        for name, change in lock_effects(row):
            e = self.entry(name, row, source)
            e["context"] = change
            sleeps = sleeps_of_lock(row)
            if "leave" in change:
                sleeps = ("never", "reviewed", "")
            if sleeps and IDENTIFIER.match(name):
                self.sleeps[name].append(sleeps)
        query = lock_query(row)
        if query:
            self.entry(row["name"], row, source)["query"] = query
        if row["name"].startswith("lockdep_assert"):
            self.entry(row["name"], row, source)
            self.sleeps[row["name"]].append(("never", "reviewed", ""))

    def finish(self):
        for name, candidates in self.sleeps.items():
            e = self.by_name[name]
            sleeps, trust, why = choose_sleeps(candidates)
            if sleeps == "never" and trust == "guess":
                continue  # Better nothing than a guess that hides a body.
            if inline_condition(self.inline.get(name), sleeps):
                continue  # Its text is in a header and says it better.
            kinds = {json.dumps(c[0]) for c in candidates}
            if len(kinds) > 1:
                self.conflicts.append(f"{name}: sleeps {sorted(kinds)}")
            e["sleeps"] = sleeps
            if trust != e.get("trust", "reviewed"):
                e["sleep-trust"] = trust
            if why and sleeps != "never":
                e["why"] = why
        said = {"alloc", "frees", "sleeps", "context", "query"}
        return [e for n, e in sorted(self.by_name.items()) if said & e.keys()]


KEYS = ["name", "macro", "symbols", "args", "alloc", "frees", "sleeps",
        "sleep-trust", "why", "context", "query", "trust", "header", "source"]


def family_list(alloc):
    """(families, the usual way to free each)"""
    frees, names = collections.defaultdict(collections.Counter), {"other"}
    for row in alloc:
        names.add(family(row))
        names.update(f.replace("_", "-") for f in row.get("frees") or [])
        by = [f for f in row.get("freed_by") or [] if IDENTIFIER.match(f)]
        if by and family(row) != "other":
            frees[family(row)][tuple(by)] += 1
    usual = {f: list(c.most_common(1)[0][0]) for f, c in frees.items()}
    names.discard("-")
    return sorted(names), usual


class QuotedBooleans(yaml.SafeDumper):
    """Writes the schema's words true and false as they are."""


def line(entry):
    text = yaml.safe_dump(entry, default_flow_style=True, sort_keys=False,
                          width=10**6, allow_unicode=True).strip()
    return "  - " + re.sub(r": '(true|false)'", r": \1", text)


def area(entry):
    parts = entry["source"].split(":")[0].split("/")
    if parts[0] in ("drivers", "net", "include", "fs", "sound"):
        return "-".join(parts[:2]) if len(parts) > 2 else parts[0]
    return parts[0]


def write(path, key, entries):
    with open(path, "w", encoding="utf-8") as f:
        f.write(HEADER + key + ":\n")
        f.writelines(line(e) + "\n" for e in entries)


def write_split(folder, prefix, key, entries):
    """Files by area of the kernel; small areas of one subtree share a file."""
    areas = collections.defaultdict(list)
    for e in entries:
        areas[area(e)].append(e)
    files = collections.defaultdict(list)
    for a, es in sorted(areas.items()):
        files[a if len(es) >= 120 else a.split("-")[0]].extend(es)
    for name, es in sorted(files.items()):
        es.sort(key=lambda e: e.get("name") or "")
        count = -(-len(es) // MAX_LINES)
        for i in range(count):
            part = es[i * len(es) // count:(i + 1) * len(es) // count]
            suffix = f"-{i + 1}" if count > 1 else ""
            write(os.path.join(folder, f"{prefix}{name}{suffix}.yaml"), key, part)


def main():
    folder = sys.argv[1]
    out = sys.argv[2] if len(sys.argv) > 2 else os.path.join(
        os.path.dirname(os.path.abspath(__file__)), "api", "generated")
    os.makedirs(out, exist_ok=True)
    for old in os.listdir(out):
        path = os.path.join(out, old)
        if old.endswith(".yaml"):
            with open(path) as f:
                ours = "generated-by: rules/import-facts.py" in f.read(1000)
            if ours:
                os.remove(path)
    alloc = rows(folder, "alloc")
    names, usual = family_list(alloc)
    entries = Entries(usual)
    # Functions that look at a mask and allocate nothing: their text says it.
    looks = {r["name"] for r in alloc if "predicate" in (r.get("note") or "")}
    for row in alloc:
        if row["name"] not in looks:
            entries.add_alloc(row)
    for row in rows(folder, "sleepers"):
        if row["name"] not in looks:
            entries.add_sleeper(row)
    for row in rows(folder, "locks"):
        entries.add_lock(row)
    apis = [{k: e[k] for k in KEYS if k in e} for e in entries.finish()]
    write(os.path.join(out, "families.yaml"), "families",
          [{"name": n, **({"freed-by": usual[n]} if n in usual else {})}
           for n in names])
    write_split(out, "", "apis", apis)
    callbacks = {}
    for row in rows(folder, "contexts"):
        for c in callbacks_of(row):
            key = c.get("slot") or (c["function"], c["arg"], c.get("via"))
            callbacks.setdefault(key, c)
    ordered = sorted(callbacks.values(),
                     key=lambda c: c.get("slot") or c["function"])
    for i in range(0, len(ordered), MAX_LINES):
        write(os.path.join(out, f"callbacks-{i // MAX_LINES + 1}.yaml"),
              "callbacks", ordered[i:i + MAX_LINES])
    for c in entries.conflicts:
        print("conflict:", c)
    print(f"{len(apis)} api entries, {len(ordered)} callbacks", file=sys.stderr)


if __name__ == "__main__":
    main()
