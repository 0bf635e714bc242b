#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""cluster.py PROGRAM...: runs the program beside a Slurm cluster of this machine alone, and takes that down again.

munged, slurmctld and slurmd run as this user, listen on 127.0.0.1, and keep all that is theirs in a temporary
folder. Whatever happens, they are gone at the end, with the jobs that they started.

Exit status: that of the program; 77 if there can be no cluster here, with the reason on standard output.
"""
import ctypes
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

NO_CLUSTER = 77
PROGRAMS = ("munged", "slurmctld", "slurmd", "sbatch", "scontrol", "sinfo")
START_SECONDS = 20
PROGRAM_SECONDS = 60

CONFIG = """
ClusterName=gfpcheck
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
CredType=cred/munge
AuthInfo=socket={folder}/munge.socket
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
SlurmctldLogFile={folder}/slurmctld.log
SlurmdLogFile={folder}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
MpiDefault=none
SlurmdParameters=config_overrides
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=bf_interval=1,sched_interval=1,batch_sched_delay=0
ReturnToService=2
MaxArraySize=5
SwitchType=switch/none
KillWait=2
MinJobAge=300
NodeName={host} NodeAddr=127.0.0.1 Port={node} CPUs=4
PartitionName=all Nodes=ALL Default=YES MaxTime=5 State=UP
"""


class NoCluster(Exception):
    pass


LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36


def inherit_orphans():
    """Daemons and jobs whose parent dies become our children, so that none of them is lost."""
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def die_with_parent():
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def below(root):
    """All processes that root started, itself not."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % name) as f:
                parents[int(name)] = int(f.read().rsplit(")", 1)[1].split()[1])
        except OSError:
            pass
    found = set()
    while True:
        more = {pid for pid, parent in parents.items() if pid not in found and (parent == root or parent in found)}
        if not more:
            return found
        found |= more


def end_all():
    """Ends everything that was started here, jobs too, politely and then not."""
    for number, seconds in ((signal.SIGTERM, 3), (signal.SIGKILL, 5)):
        end = time.monotonic() + seconds
        while True:
            try:
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
            except ChildProcessError:
                return
            for pid in below(os.getpid()):
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass
            if time.monotonic() > end:
                break
            time.sleep(0.1)


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def tail(path):
    try:
        with open(path, errors="replace") as f:
            return "".join(f.readlines()[-5:]).strip()
    except OSError:
        return ""


class Cluster:
    def __init__(self, folder):
        self.folder = folder
        os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
        for program in PROGRAMS:
            if not shutil.which(program):
                raise NoCluster("%s is not installed" % program)
        self.host = socket.gethostname().split(".")[0]
        controller, node = free_ports(2)
        for name in ("state", "spool"):
            os.mkdir(os.path.join(folder, name))
        self.config = os.path.join(folder, "slurm.conf")
        with open(self.config, "w") as f:
            f.write(CONFIG.format(host=self.host, user=pwd.getpwuid(os.geteuid()).pw_name, folder=folder,
                                  controller=controller, node=node))
        with open(os.path.join(folder, "munge.key"), "wb", opener=lambda p, f: os.open(p, f, 0o600)) as f:
            f.write(os.urandom(128))
        for name in list(os.environ):
            if name.startswith(("SLURM_", "SBATCH_")):
                del os.environ[name]
        os.environ["SLURM_CONF"] = self.config

    def path(self, name):
        return os.path.join(self.folder, name)

    def start(self, what, *arguments, log):
        """A daemon in the foreground. It ends with us, even if we are killed."""
        with open(self.path(what + ".out"), "wb") as out:
            return subprocess.Popen([what, *arguments], stdin=subprocess.DEVNULL, stdout=out, stderr=out,
                                    cwd=self.folder, preexec_fn=die_with_parent), what, log

    def why(self, what, log):
        return "; ".join(filter(None, (tail(self.path(what + ".out")), tail(self.path(log))))) or "no reason given"

    def wait(self, daemons, ready, what):
        end = time.monotonic() + START_SECONDS
        while not ready():
            for process, name, log in daemons:
                if process.poll() is not None:
                    raise NoCluster("%s does not start: %s" % (name, self.why(name, log)))
            if time.monotonic() > end:
                raise NoCluster("%s in %d seconds: %s" % (
                    what, START_SECONDS, "; ".join(self.why(name, log) for _, name, log in daemons)))
            time.sleep(0.1)

    def up(self):
        munge = self.start("munged", "--foreground", "--force", "--key-file=" + self.path("munge.key"),
                           "--socket=" + self.path("munge.socket"), "--pid-file=" + self.path("munged.pid"),
                           "--log-file=" + self.path("munged.log"), "--seed-file=" + self.path("munge.seed"),
                           log="munged.log")
        self.wait([munge], lambda: os.path.exists(self.path("munge.socket")), "munged was not ready")
        daemons = [munge, self.start("slurmctld", "-D", log="slurmctld.log"),
                   self.start("slurmd", "-D", log="slurmd.log")]

        def idle():
            state = subprocess.run(["sinfo", "--noheader", "--format=%t"], capture_output=True, text=True, check=False)
            return state.stdout.strip() == "idle"
        self.wait(daemons, idle, "the node was not ready")


def main(command):
    inherit_orphans()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit("cluster.py: interrupted"))
    # Sockets have short names, so not where the tests keep their files.
    folder = tempfile.mkdtemp(prefix="gfpcheck-slurm-", dir="/tmp")
    try:
        cluster = Cluster(folder)
        cluster.up()
        status = subprocess.run(command, check=False, timeout=PROGRAM_SECONDS).returncode
        if status:
            print(tail(cluster.path("slurmctld.log")), tail(cluster.path("slurmd.log")), sep="\n")
        return status
    except NoCluster as reason:
        print("no Slurm cluster can be had here:", reason)
        return NO_CLUSTER
    except subprocess.TimeoutExpired:
        print(tail(os.path.join(folder, "slurmctld.log")), tail(os.path.join(folder, "slurmd.log")), sep="\n")
        print("cluster.py: the program took longer than %d seconds" % PROGRAM_SECONDS)
        return 1
    finally:
        end_all()
        shutil.rmtree(folder, ignore_errors=True)


sys.exit(main(sys.argv[1:]))
