# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The operator asks the doctor about the mail server, and is told what it said and the likely cause."""

import pytest

from server import Server
from test_mail_faults import sink  # noqa: F401
from test_mail_outage import closed_port


def doctor(tmp_path, url: str | None, to="ops@example.org"):
    return Server(tmp_path, smtp=url).command("doctor", "mail", "--to", to)


def test_a_mail_is_sent_although_no_server_runs(tmp_path, sink):  # noqa: F811
    working = sink()
    done = doctor(tmp_path, working.url)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{working.url} has accepted the mail: 250 ")
    message = working.received.get(timeout=15)
    assert message["To"].addresses[0].addr_spec == "ops@example.org" and message["Subject"] == "Test mail"


@pytest.mark.parametrize("reply, cause", [
    ("550 5.7.1 relaying denied", "the sender (mailFrom) or the recipient"), ("451 4.7.1 later", "come back later"),
    ("530 5.7.0 login first", "user name or the password in smtpUrl")])
def test_what_the_server_said_and_the_likely_cause(tmp_path, sink, reply, cause):  # noqa: F811
    done = doctor(tmp_path, sink("--rcpt-reply", reply).url)
    assert done.returncode == 1
    said, why = done.stdout.splitlines()
    assert said.endswith(f" fails: {reply}") and cause in why


def test_nobody_listens_no_server_is_set_or_the_address_is_none(tmp_path):
    port = closed_port()
    done = doctor(tmp_path, f"smtp://127.0.0.1:{port}")
    assert done.returncode == 1 and f"smtp://127.0.0.1:{port} fails: " in done.stdout and "Nobody listens" in done.stdout
    done = doctor(tmp_path, f"smtp://127.0.0.1:{port}", to="nobody")
    assert done.returncode == 1 and "--to nobody is no e-mail address." in done.stderr
    done = doctor(tmp_path, None)
    assert done.returncode == 1 and "set smtpUrl" in done.stderr
