# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A small client of a language server: enough to open and edit C files and to read what is said about them."""
import json
import os
import queue
import subprocess
import threading
import urllib.parse

# The settings that `gfpcheck init-editor` writes into a tree.
ALL_CHECKS = {"Diagnostics": {"ClangTidy": {"FastCheckFilter": "None", "Add": ["gfp-*"]}}}


class ServerDied(Exception):
    pass


def to_uri(path):
    return "file://" + urllib.parse.quote(os.path.abspath(path))


def from_uri(uri):
    return urllib.parse.unquote(urllib.parse.urlparse(uri).path)


def read_messages(stream, received):
    """Puts every message of the stream into the queue, and None at its end."""
    while True:
        length = None
        while (line := stream.readline().strip()):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if length is None:
            received.put(None)
            return
        received.put(json.loads(stream.read(length)))


class Server:
    """One server process. Use as a context manager; whatever happens, the process is gone afterwards."""

    def __init__(self, program, *options, config=None, folder="/", timeout=120):
        self.timeout, self.next_id, self.versions, self.config = timeout, 1, {}, config
        self.log = os.path.join(config, "server.log") if config else os.devnull
        environment = dict(os.environ, XDG_CONFIG_HOME=config) if config else dict(os.environ)
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen([program, "--background-index=false", *options], stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, stderr=log, cwd=folder, env=environment)
        self.received = queue.Queue()
        threading.Thread(target=read_messages, args=(self.process.stdout, self.received), daemon=True).start()
        document = {"publishDiagnostics": {"relatedInformation": True, "codeActionsInline": True, "versionSupport": True},
                    "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}}}
        self.request("initialize", processId=None, rootUri=None, capabilities={"textDocument": document})
        self.notify("initialized")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            if self.process.poll() is None:
                self.request("shutdown")
                self.notify("exit")
                self.process.wait(30)
        finally:
            self.process.kill()
            self.process.wait()

    def send(self, message):
        text = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(text) + text)
        self.process.stdin.flush()

    def notify(self, method, **params):
        self.send({"method": method, "params": params})

    def receive(self, timeout=None):
        message = self.received.get(timeout=timeout or self.timeout)
        if message is None:
            raise ServerDied("the server ended with status %s; its log: %s" % (self.process.wait(), self.log))
        return message

    def request(self, method, **params):
        number, self.next_id = self.next_id, self.next_id + 1
        self.send({"id": number, "method": method, "params": params})
        while (message := self.receive()).get("id") != number:
            pass
        if "error" in message:
            raise RuntimeError("%s: %s" % (method, message["error"]))
        return message.get("result")

    def open(self, path, text):
        self.versions[path] = 1
        self.notify("textDocument/didOpen",
                    textDocument={"uri": to_uri(path), "languageId": "c", "version": 1, "text": text})

    def change(self, path, text):
        self.versions[path] += 1
        self.notify("textDocument/didChange", textDocument={"uri": to_uri(path), "version": self.versions[path]},
                    contentChanges=[{"text": text}])

    def close(self, path):
        self.notify("textDocument/didClose", textDocument={"uri": to_uri(path)})

    def diagnostics(self, path):
        """What is said about the version of the file that was sent last."""
        while True:
            message = self.receive()
            if message.get("method") != "textDocument/publishDiagnostics":
                continue
            params = message["params"]
            if from_uri(params["uri"]) == os.path.abspath(path) and params.get("version", 0) == self.versions[path]:
                return params["diagnostics"]

    def check(self, path, text=None):
        """Opens the file, and what is said about it."""
        if text is None:
            with open(path, encoding="utf-8", errors="replace") as f:
                text = f.read()
        self.open(path, text)
        return self.diagnostics(path)

    def resident_kib(self):
        with open("/proc/%d/status" % self.process.pid, encoding="ascii") as f:
            return next(int(line.split()[1]) for line in f if line.startswith("VmRSS"))


def is_ours(diagnostic):
    return str(diagnostic.get("code", "")).startswith("gfp-")


def place(diagnostic):
    """(rule, line), the line from 1."""
    return diagnostic["code"], diagnostic["range"]["start"]["line"] + 1


def ours(diagnostics):
    return {place(d) for d in diagnostics if is_ours(d)}


def steps(diagnostics, path):
    """(rule, line) of the related notes in the file."""
    return {(d["code"], note["location"]["range"]["start"]["line"] + 1)
            for d in diagnostics if is_ours(d) for note in d.get("relatedInformation", [])
            if from_uri(note["location"]["uri"]) == os.path.abspath(path)}


def write_config(folder, **flags):
    """The user's settings of the server, in a folder for XDG_CONFIG_HOME: all our checks, and these compile flags."""
    os.makedirs(os.path.join(folder, "clangd"), exist_ok=True)
    settings = dict(ALL_CHECKS, CompileFlags=flags) if flags else ALL_CHECKS
    with open(os.path.join(folder, "clangd", "config.yaml"), "w", encoding="utf-8") as f:
        json.dump(settings, f)
    return folder
