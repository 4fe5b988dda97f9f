# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The program under test, as an operator starts it."""

import os
import re
import signal
import socket
import subprocess
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("VISAVIS_TEST_PROGRAM", ROOT / ".build/debug/visavis"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, folder: Path, smtp: str | None = None, tls: tuple[Path, Path] | None = None, **settings: str):
        """`tls` is (certificate, key): then it serves https."""
        self.folder = folder
        self.port = free_port()
        self.base = f"{'https' if tls else 'http'}://localhost:{self.port}"
        self.environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("VISAVIS_")},
            "VISAVIS_HTTP_PORT": str(self.port),
            "VISAVIS_PUBLIC_URL": self.base,
            "VISAVIS_DATA_DIR": str(folder / "data"),
            "VISAVIS_TURN_PORT": "0",
            "VISAVIS_PASSWORD_COST": "10",
            "VISAVIS_LOG_LEVEL": "info",
            **{f"VISAVIS_{key.upper()}": value for key, value in settings.items()},
        }
        if tls:
            self.environment |= {"VISAVIS_TLS_CERTIFICATE": str(tls[0]), "VISAVIS_TLS_KEY": str(tls[1])}
        if smtp:
            self.environment |= {"VISAVIS_SMTP_URL": smtp, "VISAVIS_MAIL_FROM": "rooms@example.org"}
        self.lines: list[str] = []
        self.process = None

    def start(self):
        """Starts it and waits until it says that it answers."""
        self.process = subprocess.Popen(
            [PROGRAM, "serve"], cwd=ROOT, env=self.environment, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        ready, answers = threading.Event(), threading.Event()

        def read(output):
            for line in output:
                self.lines.append(line.rstrip())
                if line.startswith("Vis-à-vis answers at"):
                    answers.set()
                    ready.set()
            ready.set()

        threading.Thread(target=read, args=(self.process.stdout,), daemon=True).start()
        ready.wait(30)
        assert answers.is_set(), "\n".join(self.lines)

    @property
    def set_up_link(self) -> str:
        return next(found[0] for line in self.lines if (found := re.search(r"https?://\S+/setup/\S+", line)))

    def kill(self):
        """Pulls the plug."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def stop(self) -> int:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(10)
        return self.process.returncode

    def command(self, *arguments: str) -> subprocess.CompletedProcess:
        return subprocess.run(
            [PROGRAM, *arguments], cwd=ROOT, env=self.environment, text=True, capture_output=True, timeout=60)
