# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A network, the whole program in the middle of it, and a Chromium in each home."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "Tests/Browser"), str(ROOT / "Tests/Interop")]

from mailbox_server import MailServer  # noqa: E402
from network import SERVER, Network  # noqa: E402
from server import Server  # noqa: E402

CHROMIUM_FLAGS = [
    "--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required", "--disable-features=WebRtcHideLocalIpsWithMdns",
    "--ignore-certificate-errors",
]


@pytest.fixture(scope="session")
def network():
    return Network()


@pytest.fixture(scope="session")
def mail_server():
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def site(network, mail_server, tmp_path):
    """The program as on a public machine: pages and relay over TLS on 443, the relay's own port on 3478."""
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={SERVER}", "-addext", f"subjectAltName=IP:{SERVER}", "-out", certificate, "-keyout", key],
        check=True, capture_output=True)
    server = Server(
        tmp_path, smtp=mail_server.url, tls=(certificate, key), http_host="0.0.0.0", http_port="443",
        public_url=f"https://{SERVER}", turn_port="3478", turn_public_ip=SERVER)
    server.port, server.base = 443, f"https://{SERVER}"
    server.start()
    yield server
    alive = server.process.poll() is None
    assert server.stop() == 0 and alive, "\n".join(server.lines[-40:])


@pytest.fixture(scope="session")
def browsers(network, tmp_path_factory):
    """Home: a Chromium that lives in it."""
    folder = tmp_path_factory.mktemp("browsers")
    with sync_playwright() as playwright:
        started = {}
        for home in ("anne", "zoe"):
            program = folder / home
            program.write_text(f'#!/bin/sh\nexec ip netns exec {home} /usr/bin/chromium "$@"\n')
            program.chmod(0o755)
            started[home] = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield started
        for browser in started.values():
            browser.close()


@pytest.fixture
def people(browsers):
    """`people(home)` is a fresh context of the browser there."""
    contexts = []

    def person(home: str):
        context = browsers[home].new_context(
            locale="fr-FR", timezone_id="Europe/Paris", permissions=["camera", "microphone"],
            viewport={"width": 1280, "height": 800}, ignore_https_errors=True)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context

    yield person
    for context in contexts:
        context.close()
