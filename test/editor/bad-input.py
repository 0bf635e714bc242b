# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# RUN: %python %s --gfpcheck %gfpcheck --server %clangd --include %inputs/include
"""What people do to an editor: the server answers, says the same as the command line, and lives on.

One server for everything, so that what comes later shows what was left behind.
"""
import argparse
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools"))
import frontends  # noqa: E402
import lsp  # noqa: E402

SLEEPS = "gfp-sleep-in-atomic"
MIB = 1024

START = """#include <linux/slab.h>
#include <linux/spinlock.h>
"""
BODY = """
void *take(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = kmalloc(16, GFP_KERNEL);
	spin_unlock(lock);
	return p;
}
"""
GOOD = START + BODY.replace("GFP_KERNEL", "GFP_ATOMIC")
BAD = START + BODY
# The tag of a fix; the line of the mistake in a text that ends with BODY.
MISTAKE = BODY.split("\n").index("\tp = kmalloc(16, GFP_KERNEL);")


def line_of(text):
    """(rule, line) of the mistake in a text with one BODY."""
    return {(SLEEPS, text[:text.index(BODY)].count("\n") + MISTAKE + 1)}


class Session:
    def __init__(self, args, folder, server):
        self.args, self.folder, self.server, self.failed = args, folder, server, 0

    def expect(self, what, got, wanted):
        if got != wanted:
            self.failed += 1
            print("%s: got %s, wanted %s" % (what, got, wanted))

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
        return path

    def command_line(self, path):
        report = frontends.gfpcheck(self.args.gfpcheck, path, self.args.include, "clang-19", ["--no-cache"])
        self.expect("the command line on " + path, report.trouble, "")
        return report.findings

    def odd_names(self):
        for name in ("with space.c", "with'quote.c", 'with"quotes".c', "ümläut-#%20.c"):
            path = self.write(name, BAD)
            self.expect(name, lsp.ours(self.server.check(path)), line_of(BAD))
            self.server.close(path)

    def while_typing(self):
        path = self.write("typed.c", BAD)
        self.expect("before", lsp.ours(self.server.check(path)), line_of(BAD))
        self.server.change(path, BAD.replace("p = kmalloc(16", "p = kmalloc(16, (("))
        broken = self.server.diagnostics(path)
        self.expect("half a line", lsp.ours(broken), set())
        self.expect("the compiler's errors", any(d["severity"] == 1 for d in broken), True)
        self.server.change(path, BAD[:BAD.index("spin_unlock")])
        self.expect("half a file", lsp.ours(self.server.diagnostics(path)), set())
        self.server.change(path, "")
        self.expect("nothing", lsp.ours(self.server.diagnostics(path)), set())
        self.server.change(path, "\n" + BAD)
        self.expect("all of it", lsp.ours(self.server.diagnostics(path)), line_of("\n" + BAD))
        self.server.close(path)

    def header(self):
        text = "#ifndef TAKE_H\n#define TAKE_H\n" + START + BODY.replace("void *take", "static inline void *take") + "#endif\n"
        path = self.write("take.h", text)
        found = lsp.ours(self.server.check(path))
        self.server.close(path)
        self.expect("a header", found, {(SLEEPS, text.count("\n", 0, text.index("GFP_KERNEL")) + 1)})
        self.expect("a header on the command line", self.command_line(path), found)
        # A body that is only in the header, asked for by a caller.
        user = self.write("user.c", '#include "take.h"\nvoid *use(spinlock_t *lock)\n{\n\treturn take(lock);\n}\n')
        self.expect("a user of the header", lsp.ours(self.server.check(user)), set())
        self.server.close(user)

    def outside(self):
        with tempfile.TemporaryDirectory() as elsewhere:
            path = os.path.join(elsewhere, "lost.c")
            diagnostics = self.server.check(path, "#include <linux/no-such-header.h>\n" + BODY)
            self.expect("a file of no database", lsp.ours(diagnostics), set())
            self.expect("its errors", any(d["severity"] == 1 for d in diagnostics), True)
            self.server.close(path)

    def long_lines(self):
        comment = START + "/* " + "x" * MIB * 1024 + " */" + BODY
        sum_of_ones = START + "int many = " + "1 + " * (MIB * 1024 // 4096) * 16 + "1;" + BODY
        text = START + 'const char *text = "' + "t" * MIB * 1024 + '";' + BODY
        for name, content in (("comment.c", comment), ("sum.c", sum_of_ones), ("text.c", text)):
            path = self.write(name, content)
            self.expect("a long line: " + name, lsp.ours(self.server.check(path)), line_of(content))
            self.server.close(path)

    def other_bytes(self):
        content = START.encode() + b"/* caf\xe9 \xff\xfe\x80 */\n" + BAD[len(START):].encode()
        path = self.write("latin1.c", content)
        text = content.decode(errors="replace")
        self.expect("bytes that are no UTF-8", lsp.ours(self.server.check(path)), line_of(text))
        self.server.close(path)
        self.write("latin1.h", content)
        user = self.write("latin1-user.c", '#include "latin1.h"\n' + BAD.replace("take", "take2"))
        self.expect("the same in a header", len(lsp.ours(self.server.check(user))), 1)
        self.server.close(user)
        message = json.dumps({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {
            "uri": lsp.to_uri(path), "languageId": "c", "version": 1, "text": "@"}}}).encode().replace(b"@", b"\xff\xfe")
        self.server.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(message) + message)
        again = self.write("again.c", BAD)
        self.expect("after a message of such bytes", lsp.ours(self.server.check(again)), line_of(BAD))
        self.server.close(again)

    def quick_edits(self):
        path = self.write("quick.c", GOOD)
        self.expect("quick edits: before", lsp.ours(self.server.check(path)), set())
        sizes = []
        for turn in range(6):
            for edit in range(20):
                text = "\n" * edit + (GOOD if edit % 2 else BAD)
                self.server.change(path, text)
            # The server says nothing anew when a text is what it was.
            last = "\n" * turn + (BAD if turn % 2 else GOOD) + "/* %d */\n" % turn
            self.server.change(path, last)
            wanted = line_of(last) if turn % 2 else set()
            self.expect("after 20 quick edits", lsp.ours(self.server.diagnostics(path)), wanted)
            # The answer to every version, one after the other.
            for edit in range(20):
                text = "\n" * edit + (GOOD if edit % 2 else BAD)
                self.server.change(path, text)
                found = lsp.ours(self.server.diagnostics(path))
                self.expect("edit %d" % edit, found, set() if edit % 2 else line_of(text))
            sizes.append(self.server.resident_kib())
        print("resident after each 40 edits: %s MiB" % [size // 1024 for size in sizes])
        self.expect("memory stays", sizes[-1] < sizes[1] * 1.1 + 4 * MIB, True)
        self.server.close(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("gfpcheck", "server", "include"):
        parser.add_argument("--" + name, required=True)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        frontends.write_database(folder, os.path.join(folder, "typed.c"), args.include, "clang-19")
        subprocess.run([args.gfpcheck, "init-editor", folder], check=True, stdout=subprocess.DEVNULL)
        with lsp.Server(args.server, config=folder, folder=folder) as server:
            session = Session(args, folder, server)
            for part in (session.odd_names, session.while_typing, session.header, session.outside, session.long_lines,
                         session.other_bytes, session.quick_edits):
                part()
    sys.exit(1 if session.failed else 0)


if __name__ == "__main__":
    main()
