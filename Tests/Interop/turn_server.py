# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The relay under test, as an operator starts it; or Debian's coturn, to judge the tests (VISAVIS_TEST_RELAY=coturn)."""

import functools
import os
import random
import signal
import socket
import subprocess
import tempfile
import threading
from pathlib import Path

from person import until
from server import PROGRAM, ROOT, free_port
from turn_wire import BINDING, REQUEST, Credential, Wire, header

SECRET = "the tests' shared secret, of 32 bytes"
COTURN = os.environ.get("VISAVIS_TEST_RELAY") == "coturn"
SANITIZED = bool(os.environ.get("ASAN_OPTIONS") or os.environ.get("TSAN_OPTIONS"))


@functools.cache
def certificate() -> tuple[str, str]:
    """(certificate, key) of localhost and its addresses, signed by itself."""
    folder = tempfile.mkdtemp(prefix="visavis-certificate-")
    names = [f"{folder}/{name}.pem" for name in ("certificate", "key")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1,IP:::1",
         "-out", names[0], "-keyout", names[1]], check=True, capture_output=True)
    return names[0], names[1]


def free_range(count: int, host: str) -> str:
    """A range of UDP ports of which none is taken, below those that the system hands out."""
    while True:
        first = random.randrange(10_000, 30_000, 2)
        taken = []
        try:
            for port in range(first, first + count):
                one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                taken.append(one)
                one.bind((host, port))
            return f"{first}-{first + count - 1}"
        except OSError:
            continue
        finally:
            for one in taken:
                one.close()


class Relay:
    """A relay alone on the loopback, listening over UDP, TCP and TLS."""

    command = "relay"

    def __init__(self, folder: Path, allowed="127.0.0.0/8,::1/128", ports=200, host="127.0.0.1", **settings: str):
        self.folder, self.host = folder, host
        self.port, self.tls_port = free_port(), free_port()
        self.ports = free_range(ports, host)
        self.lines: list[str] = []
        self.process = None
        certificate_file, key_file = certificate()
        self.settings = {
            "TURN_HOST": f"{host},::1", "TURN_PORT": str(self.port), "TURN_TLS_PORT": str(self.tls_port),
            "TURN_RELAY_PORTS": self.ports, "TURN_PUBLIC_IP": f"{host},::1", "TURN_SECRET": SECRET,
            "TURN_ALLOWED_PEERS": allowed, "TLS_CERTIFICATE": certificate_file, "TLS_KEY": key_file,
            "DATA_DIR": str(folder / "data"), "LOG_LEVEL": "info", **settings}
        self.settings = {key: value for key, value in self.settings.items() if value is not None}

    @property
    def arguments(self) -> list[str]:
        return [str(PROGRAM), self.command]

    @property
    def environment(self) -> dict[str, str]:
        clean = {key: value for key, value in os.environ.items() if not key.startswith("VISAVIS_")}
        return clean | {f"VISAVIS_{key}": value for key, value in self.settings.items()}

    def start(self) -> "Relay":
        """Starts it and waits until it answers over UDP and takes connections."""
        self.process = subprocess.Popen(
            self.arguments, cwd=ROOT, env=self.environment, text=True, errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        threading.Thread(target=lambda: self.lines.extend(line.rstrip() for line in self.process.stdout), daemon=True).start()
        until(lambda: self.process.poll() is not None or self.answers(), within=30)
        assert self.process.poll() is None, "\n".join(self.lines)
        return self

    def answers(self) -> bool:
        """Whether it answers a Binding request and takes connections."""
        try:
            with Wire(self.at("udp"), timeout=0.2) as wire:
                wire.send(header(BINDING | REQUEST, 0, os.urandom(12)))
                wire.receive()
            for transport in ("tcp", "tls"):
                Wire(self.at(transport), transport, timeout=5).close()
            return True
        except OSError:
            return False

    def at(self, transport: str, host: str | None = None) -> tuple[str, int]:
        return host or self.host, self.tls_port if transport == "tls" else self.port

    def credential(self, participant: str | None = None, **how) -> Credential:
        return Credential(SECRET, participant, **how)

    def memory(self) -> int:
        """Resident bytes; nothing where a sanitizer keeps what was freed."""
        return 0 if SANITIZED else int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def alive(self) -> bool:
        return self.process.poll() is None and until(self.answers)

    def stop(self) -> int:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
        return self.process.returncode if self.process else 0


class Coturn(Relay):
    @property
    def arguments(self) -> list[str]:
        first, last = self.ports.split("-")
        arguments = [
            "turnserver", "-n", "--simple-log", "-l", "stdout", "--no-cli", "-a", "--use-auth-secret", "--no-rfc5780",
            "--static-auth-secret", SECRET, "-r", "visavis", "-L", self.host, "-L", "::1", "-E", self.host, "-E", "::1",
            "-p", str(self.port), "--tls-listening-port", str(self.tls_port), "--min-port", first, "--max-port", last,
            "--cert", self.settings["TLS_CERTIFICATE"], "--pkey", self.settings["TLS_KEY"], "--no-dtls", "-m", "1",
            "--no-software-attribute", "--db", str(self.folder / "turndb"), "--pidfile", str(self.folder / "pid")]
        if self.settings["TURN_ALLOWED_PEERS"]:
            arguments.append("--allow-loopback-peers")
        if quota := self.settings.get("TURN_ALLOCATIONS_PER_PARTICIPANT"):
            arguments += ["-q", quota]
        return arguments


def relay_of(folder: Path, **settings) -> Relay:
    return (Coturn if COTURN else Relay)(folder, **settings)
