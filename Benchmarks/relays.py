# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The TURN servers that are measured, each started alone on the first core, gone before the next one starts."""

import contextlib
import os
import secrets
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from cores import on_core
from table import ROOT

PROGRAM = Path(os.environ.get("VISAVIS_TEST_PROGRAM", ROOT / ".build/release/visavis"))
HOST = "127.0.0.1"
RELAY_PORTS = (20_000, 32_000)


def is_free(port: int, kind: socket.SocketKind) -> bool:
    with contextlib.suppress(OSError), socket.socket(type=kind) as probe:
        # As servers do: what a former one's connections have left behind is no hindrance.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, int(kind == socket.SOCK_STREAM))
        probe.bind((HOST, port))
        return True
    return False


def free_port() -> int:
    """One that is free with the next, outside of the ports to relay from and of those that the kernel gives away."""
    kinds = (socket.SOCK_STREAM, socket.SOCK_DGRAM)
    for port in range(3_478, RELAY_PORTS[0], 2):
        if all(is_free(number, kind) for number in (port, port + 1) for kind in kinds):
            return port
    raise AssertionError("no port is free")


def answers(port: int) -> bool:
    """Whether a Binding request is answered (RFC 8489 section 2)."""
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        probe.settimeout(0.2)
        probe.connect((HOST, port))
        with contextlib.suppress(OSError):
            probe.send(bytes.fromhex("000100002112a442") + os.urandom(12))
            return probe.recv(2_048)[:2] == b"\x01\x01"
    return False


def kernel_thread(core: int) -> int | None:
    """The thread of the kernel that works for what runs on a core when that is overloaded."""
    for name in Path("/proc").glob("[0-9]*/comm"):
        with contextlib.suppress(OSError):
            if name.read_text().strip() == f"ksoftirqd/{core}":
                return int(name.parent.name)
    return None


def certificate(folder: Path) -> tuple[Path, Path]:
    """(certificate, key), made for this run; the same kind for each server, because signatures cost differently."""
    chain, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", chain],
        check=True, capture_output=True)
    return chain, key


class Relay:
    """A server while it runs."""
    name = ""

    def __init__(self, folder: Path):
        self.folder = folder
        self.secret = secrets.token_hex(16)
        self.port = free_port()
        self.tls_port = self.port + 1
        self.process = None

    def command(self) -> tuple[list, dict]:
        raise NotImplementedError

    def start(self):
        command, environment = self.command()
        log = open(self.folder / "output", "w")
        with on_core(0):
            core = min(os.sched_getaffinity(0))
            self.process = subprocess.Popen(
                command, cwd=self.folder, env=environment, stdout=log, stderr=subprocess.STDOUT)
        self.kernel_pid = kernel_thread(core)
        end = time.monotonic() + 10
        while not answers(self.port):
            assert self.process.poll() is None and time.monotonic() < end, (self.folder / "output").read_text()[-3000:]
            time.sleep(0.05)
        time.sleep(0.2)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(5)
        while answers(self.port):
            time.sleep(0.1)


class Coturn(Relay):
    """As Debian ships it, with one relay thread and no configuration file."""
    name = "coturn"

    def command(self):
        chain, key = certificate(self.folder)
        options = {
            "-L": HOST, "-E": HOST, "-p": self.port, "--tls-listening-port": self.tls_port, "-m": 1, "-r": "visavis",
            "--min-port": RELAY_PORTS[0], "--max-port": RELAY_PORTS[1], "--static-auth-secret": self.secret,
            "--cert": chain, "--pkey": key, "--userdb": self.folder / "turndb", "--pidfile": self.folder / "pid",
            "--log-file": self.folder / "log"}
        flags = ["-n", "--use-auth-secret", "--allow-loopback-peers", "--no-cli", "--no-dtls", "--no-rfc5780",
                 "--simple-log", "--no-stdout-log"]
        words = [str(word) for pair in options.items() for word in pair]
        return ["/usr/bin/turnserver", *flags, *words], dict(os.environ)


class Visavis(Relay):
    """The relay alone, with one thread. Its quotas are counted as ever, but are larger than what one load sends."""
    name = "visavis"

    def command(self):
        chain, key = certificate(self.folder)
        settings = {
            "turn_host": HOST, "turn_public_ip": HOST, "turn_port": self.port, "turn_tls_port": self.tls_port,
            "turn_relay_ports": "{}-{}".format(*RELAY_PORTS), "turn_secret": self.secret, "turn_threads": 1,
            "turn_allowed_peers": "127.0.0.0/8", "turn_kilobits": 100_000_000, "turn_kilobits_per_participant": 10_000_000,
            "turn_megabytes_per_credential": 1_000_000, "tls_certificate": chain, "tls_key": key,
            "data_dir": self.folder / "data", "log_level": "info"}
        environment = {key: value for key, value in os.environ.items() if not key.startswith("VISAVIS_")}
        environment |= {f"VISAVIS_{key.upper()}": str(value) for key, value in settings.items()}
        return [PROGRAM, "relay"], environment


@contextlib.contextmanager
def running(kind):
    with tempfile.TemporaryDirectory() as folder:
        relay = kind(Path(folder))
        relay.start()
        try:
            yield relay
        finally:
            relay.stop()
