# A whole deployment as processes of one machine: etcd, Patroni, HAProxy and Entrepot, from the files of this folder.
import glob
import json
import os
import pathlib
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent


# Never through the machine's proxy.
urllib.request.install_opener(urllib.request.build_opener(urllib.request.ProxyHandler({})))


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def fill(name, to, words):
    text = (here / name).read_text()
    for word, value in words.items():
        text = text.replace(f"@{word}@", str(value))
    to.write_text(text)
    to.chmod(0o644)
    return to


def get(url, timeout=3):
    try:
        with urllib.request.urlopen(url, timeout=timeout) as answer:
            return json.load(answer)
    except (OSError, ValueError):
        return None


def wait_for(what, ask, seconds=90):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if (answer := ask()):
            return answer
        time.sleep(0.2)
    raise SystemExit(f"ha-test: {what}: not within {seconds} s")


class Process:
    """A child with a session of its own; what it starts goes with it."""

    def __init__(self, name, command, log, env=None, user=None):
        self.name, self.command, self.log, self.env, self.user = name, command, log, env, user
        self.child, self.mark = None, log.with_suffix("")

    def start(self):
        def become():
            os.setsid()
            if self.user:
                entry = pwd.getpwnam(self.user)
                os.initgroups(self.user, entry.pw_gid)
                os.setgid(entry.pw_gid)
                os.setuid(entry.pw_uid)

        with open(self.log, "ab") as log:
            self.child = subprocess.Popen(self.command, stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                          env={**os.environ, "ENTREPOT_HA": str(self.mark), **(self.env or {})}, preexec_fn=become,
                                          cwd=self.log.parent)
        return self

    def family(self):
        """All that it started, by a mark in the environment: Patroni's children leave it."""
        found, mark = [], f"ENTREPOT_HA={self.mark}".encode()
        for environment in glob.glob("/proc/[0-9]*/environ"):
            try:
                if mark in pathlib.Path(environment).read_bytes().split(b"\0"):
                    found.append(int(environment.split("/")[2]))
            except OSError:
                continue
        return found

    def alive(self):
        return self.child is not None and self.child.poll() is None

    def kill(self, also=()):
        for number in self.family() + list(also):
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                pass
        if self.child is not None:
            self.child.wait()


class Cluster:
    def __init__(self, program):
        self.program = program
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="entrepot-ha-"))
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            shutil.chown(self.folder, self.user)
        self.folder.chmod(0o711)
        self.passwords = {word: secrets.token_hex(12) for word in ("SUPERUSER", "REPLICATION", "REWIND", "ENTREPOT")}
        self.etcd, self.nodes, self.servers, self.proxy = [], [], [], None
        self.database_port, self.port = free_port(), free_port()
        self.rest, self.pg, self.server_ports = ([free_port() for _ in range(2)] for _ in range(3))
        self.clients = [free_port() for _ in range(3)]
        self.bin = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]

    def log(self, name):
        log = self.folder / f"{name}.log"
        log.touch()
        log.chmod(0o666)
        return log

    def start(self):
        self.start_etcd()
        self.start_nodes()
        self.start_proxy()
        self.make_database()
        self.start_servers()

    def start_etcd(self):
        peers = [free_port() for _ in range(3)]
        members = ",".join(f"etcd{i}=http://127.0.0.1:{port}" for i, port in enumerate(peers))
        for i, port in enumerate(self.clients):
            config = fill("etcd.conf.yml", self.folder / f"etcd{i}.yml",
                          {"NAME": f"etcd{i}", "DATA": self.folder / f"etcd{i}", "ADDRESS": "127.0.0.1",
                           "PORT": port, "PEER_PORT": peers[i], "MEMBERS": members})
            self.etcd.append(Process(f"etcd{i}", ["etcd", "--config-file", str(config)], self.log(f"etcd{i}"),
                                     user=self.user).start())
        wait_for("etcd elects a leader", self.etcd_leader)

    def etcd_leader(self):
        """The index of the member that leads."""
        for i, port in enumerate(self.clients):
            if not self.etcd[i].alive():
                continue
            request = urllib.request.Request(f"http://127.0.0.1:{port}/v3/maintenance/status", b"{}")
            try:
                with urllib.request.urlopen(request, timeout=2) as answer:
                    status = json.load(answer)
            except (OSError, ValueError):
                continue
            if status.get("leader") == status["header"]["member_id"]:
                return i + 1
        return None

    def start_nodes(self):
        for i in range(2):
            config = fill("patroni.yml", self.folder / f"node{i}.yml",
                          {"NAME": f"node{i}", "ADDRESS": "127.0.0.1", "REST_PORT": self.rest[i], "PORT": self.pg[i],
                           "ETCD": ", ".join(f'"127.0.0.1:{port}"' for port in self.clients),
                           "DATA": self.folder / f"node{i}", "BIN": self.bin, "SOCKETS": self.folder,
                           "NETWORK": "127.0.0.1/32",
                           **{f"{word}_PASSWORD": value for word, value in self.passwords.items()}})
            self.nodes.append(Process(f"node{i}", ["patroni", str(config)], self.log(f"node{i}"), user=self.user,
                                      env={"LC_ALL": "C"}).start())
            if i == 0:
                wait_for("the first node is the primary", self.primary)
        wait_for("the second node is a synchronous standby", self.is_synchronous, 120)

    def members(self):
        for i, port in enumerate(self.rest):
            if self.nodes[i].alive() and (answer := get(f"http://127.0.0.1:{port}/cluster")):
                return answer["members"]
        return []

    def primary(self):
        """The index of the primary, counted from 1."""
        for i, port in enumerate(self.rest[:len(self.nodes)]):
            if self.nodes[i].alive() and (answer := get(f"http://127.0.0.1:{port}/primary")):
                if answer.get("role") in ("master", "primary"):
                    return i + 1
        return None

    def is_synchronous(self):
        return any(one["role"] == "sync_standby" and one["state"] in ("running", "streaming")
                   for one in self.members()) and self.primary()

    def start_proxy(self):
        config = fill("haproxy.cfg", self.folder / "haproxy.cfg",
                      {"LISTEN": f"127.0.0.1:{self.port}", "DATABASE_LISTEN": f"127.0.0.1:{self.database_port}",
                       **{f"SERVER{i + 1}": f"127.0.0.1:{port}" for i, port in enumerate(self.server_ports)},
                       **{f"NODE{i + 1}": f"127.0.0.1:{port}" for i, port in enumerate(self.pg)},
                       **{f"REST_PORT{i + 1}": port for i, port in enumerate(self.rest)}})
        self.proxy = Process("haproxy", ["/usr/sbin/haproxy", "-db", "-f", str(config)], self.log("haproxy")).start()

    def ask(self, text, database="entrepot", ports=None):
        """On the primary, beside what is tested."""
        ports = ports or self.pg
        done = subprocess.run(["psql", "-XqAt", "-h", ",".join(["127.0.0.1"] * len(ports)), "-p",
                               ",".join(str(port) for port in ports), "-U", "postgres",
                               "-d", database, "-c", text], capture_output=True, text=True,
                              env={**os.environ, "PGTARGETSESSIONATTRS": "read-write",
                                   "PGPASSWORD": self.passwords["SUPERUSER"]})
        if done.returncode:
            raise RuntimeError(f"{text}: {done.stderr}")
        return done.stdout.strip()

    def make_database(self):
        def reached(ports=None):
            try:
                return self.ask("SELECT 1", "postgres", ports)
            except RuntimeError:
                return None

        wait_for("the primary answers", reached)
        # HAProxy takes both nodes for primaries until its first checks; a service manager would start again what
        # met a standby.
        wait_for("HAProxy knows the primary", lambda: all(reached([self.database_port]) for _ in range(6)))
        self.ask(f"CREATE ROLE entrepot LOGIN PASSWORD '{self.passwords['ENTREPOT']}'", "postgres")
        self.ask("CREATE DATABASE entrepot OWNER entrepot TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'", "postgres")

    def start_servers(self):
        passwords = self.folder / "pgpass"
        passwords.touch(0o600)
        passwords.write_text(f"*:*:*:entrepot:{self.passwords['ENTREPOT']}\n")
        key = self.folder / "server.key"
        key.touch(0o600)
        key.write_bytes(secrets.token_bytes(32))
        for i, port in enumerate(self.server_ports):
            self.servers.append(Process(
                f"entrepot{i}",
                [self.program, "demo", "--data", str(self.folder / f"data{i}"), "--key-file", str(key),
                 "--listen", f"127.0.0.1:{port}"],
                self.log(f"entrepot{i}"),
                env={"ENTREPOT_DATABASE": f"postgresql://entrepot@127.0.0.1:{self.database_port}/entrepot",
                     "PGPASSFILE": str(passwords)}).start())
        for port in self.server_ports:
            wait_for("Entrepot answers", lambda port=port: get(f"http://127.0.0.1:{port}/readyz"))
        wait_for("Entrepot answers through HAProxy", lambda: get(f"http://127.0.0.1:{self.port}/readyz"))

    def sandbox(self):
        return json.loads((self.folder / "data0" / "sandbox.json").read_text())

    def kill_node(self, number):
        """As if the machine were gone: Patroni and PostgreSQL at once."""
        self.nodes[number - 1].kill(also=self.postmasters(number - 1))

    def postmasters(self, index):
        """PostgreSQL is no child of Patroni's; its number is believed only where it runs on this folder."""
        data = self.folder / f"node{index}"
        try:
            number = int((data / "postmaster.pid").read_text().split("\n")[0])
            command = pathlib.Path(f"/proc/{number}/cmdline").read_text()
        except (OSError, ValueError):
            return []
        return [number] if str(data) in command else []

    def stop(self):
        for one in [*self.servers, self.proxy]:
            if one is not None:
                one.kill()
        for i, one in enumerate(self.nodes):
            one.kill(also=self.postmasters(i))
        for one in self.etcd:
            one.kill()
        shutil.rmtree(self.folder, ignore_errors=True)
