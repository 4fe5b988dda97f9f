# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A real server on a free port, driven without a browser."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Browser"))

import outside_server  # noqa: E402
from mailbox_server import MailServer  # noqa: E402
from person import Person  # noqa: E402
from server import Server  # noqa: E402


def served(folder: Path, **settings):
    """Starts a server on this folder, stops it when the test is over."""
    server = Server(folder, **settings)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def server(tmp_path):
    """A server with an empty data folder and no mail server."""
    yield from served(tmp_path)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One server for all tests of a file."""
    yield from served(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def post():
    """A mail server that takes everything at once."""
    post = MailServer()
    yield post
    post.stop()


outside = pytest.fixture(outside_server.running)


@pytest.fixture
def site(tmp_path):
    """Anne's server, which may go to sites on this machine."""
    for server in served(tmp_path, outgoing_allowed="127.0.0.0/8"):
        Person(server).set_up()
        yield server
