# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A real server on a free port, a real mail server, one Chromium for all tests, a fresh context for each person."""

import os
import tempfile
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from mailbox_server import MailServer
from server import Server

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
    # The tests' own certificates, for pages and for the relay over TLS.
    "--ignore-certificate-errors",
]

# In milliseconds: what is waited for comes on a busy machine too. How soon it comes is for the benchmarks.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def mail_server():
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def server(mail_server):
    """A server with an empty data folder and a mail server, knocks of 30 s."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), smtp=mail_server.url)
        # Mails of a test before this one are nobody's.
        mail_server.empty()
        server.start()
        yield server
        alive = server.process.poll() is None
        ended = server.stop()
        assert alive and ended == 0, "\n".join(server.lines[-40:])


@pytest.fixture
def people(chromium, request):
    """`people(name, locale)` is a fresh browser context with camera and microphone; complaints of its pages fail the test."""
    contexts, complaints = [], []

    def person(name="person", locale="fr-FR", **options):
        options.setdefault("viewport", {"width": 1280, "height": 800})
        context = chromium.new_context(
            locale=locale, timezone_id=options.pop("timezone_id", "Europe/Paris"),
            permissions=["camera", "microphone"], **options)
        context.set_default_timeout(PATIENCE)

        def watch(page):
            page.on("console", lambda message: complaints.append(f"{name}: {message.text}")
                    if message.type == "error" and "Content Security" in message.text else None)
            page.on("pageerror", lambda error: complaints.append(f"{name}: {error}"))

        context.on("page", watch)
        contexts.append(context)
        return context

    yield person
    folder = os.environ.get("VISAVIS_TEST_PICTURES")
    for index, context in enumerate(contexts):
        if folder:
            for number, page in enumerate(context.pages):
                page.screenshot(path=f"{folder}/{request.node.name}-{index}-{number}.png")
        context.close()
    assert complaints == []
