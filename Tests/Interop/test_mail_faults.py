# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The mail server is down, slow, refusing; and the program is killed while it confirms and delivers."""

import base64
import contextlib
import email
import email.policy
import http.client
import json
import queue
import re
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from conftest import Server
from person import Person, appointment, links, rows, until
from plug import Plug


class Sink:
    """The strict mail server of smtp_sink.py, in a process of its own."""

    def __init__(self, *options: str):
        self.process = subprocess.Popen(
            [sys.executable, Path(__file__).parent / "smtp_sink.py", *options], text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.url = f"smtp://127.0.0.1:{json.loads(self.process.stdout.readline())['port']}"
        self.received: queue.Queue = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            message = base64.b64decode(json.loads(line)["message"])
            self.received.put(email.message_from_bytes(message, policy=email.policy.default))

    def stop(self):
        self.process.stdin.close()
        self.process.wait(10)


@pytest.fixture
def sink():
    """`sink("--rcpt-reply", "550 no")` is a mail server that does so."""
    with contextlib.ExitStack() as stack:
        def make(*options: str) -> Sink:
            sink = Sink(*options)
            stack.callback(sink.stop)
            return sink

        yield make


@pytest.fixture
def site(tmp_path):
    """`site(url)` is a server with this mail server, set up by Anne."""
    with contextlib.ExitStack() as stack:
        def make(url: str) -> tuple[Server, Person]:
            server = Server(tmp_path, smtp=url)
            server.start()
            stack.callback(server.stop)
            return server, Person(server).set_up()

        yield make


def state_of(server, id: str) -> str:
    return rows(server, "select state from outbox where appointment_id = ?", id)[0][0]


def mail_state(anne, id: str) -> str:
    """What the appointment's page says of its mail."""
    page = anne.get(f"/desk/appointments/{id}").text
    return re.search(r'class="mail-word">([^<]+)<', page)[1]


def confirmed_at_once(anne) -> str:
    began = time.monotonic()
    id = anne.add()
    assert time.monotonic() - began < 3, "confirming does not wait for the mail server"
    assert "Confirmed" in anne.get(f"/desk/appointments/{id}").text
    return id


def stop_with_mails_due(server):
    """Stops the server and lets the pause before the next attempt pass."""
    assert server.stop() == 0
    with contextlib.closing(sqlite3.connect(server.folder / "data/visavis.sqlite")) as database, database:
        database.execute("update outbox set next_attempt_at = 0 where state = 'queued'")


def test_with_the_mail_server_down_the_page_answers_and_the_mail_goes_later(site, sink):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))  # and nobody listens
        server, anne = site(f"smtp://127.0.0.1:{unused.getsockname()[1]}")
        id = confirmed_at_once(anne)
        until(lambda: rows(server, "select attempts, reply from outbox where state = 'queued' and reply is not null"))
        assert mail_state(anne, id) == "Queued"
        later = rows(server, "select next_attempt_at from outbox")[0][0] / 1000 - time.time()
        assert 30 < later < 90, "tried again after about a minute"
    stop_with_mails_due(server)
    working = sink()
    server.environment["VISAVIS_SMTP_URL"] = working.url
    server.start()
    message = working.received.get(timeout=15)
    assert message["To"].addresses[0].addr_spec == "zoe@example.org"
    until(lambda: state_of(server, id) == "accepted")
    assert mail_state(anne, id) == "Accepted by the mail server"
    join, _ = links(anne.get(f"/desk/mail/{rows(server, 'select id from outbox')[0][0]}"))
    assert Person(server).get(join).status == 200


@pytest.mark.parametrize("options", [("--rcpt-reply", "451 4.7.1 greylisted"), ("--data-reply", "452 4.3.1 full")])
def test_a_deferring_mail_server_is_asked_again(site, sink, options):
    server, anne = site(sink(*options).url)
    id = confirmed_at_once(anne)
    until(lambda: rows(server, "select 1 from outbox where state = 'queued' and attempts = 1 and reply is not null"))
    assert options[1][:3] in anne.get(f"/desk/appointments/{id}").text
    stop_with_mails_due(server)
    working = sink()
    server.environment["VISAVIS_SMTP_URL"] = working.url
    server.start()
    working.received.get(timeout=15)
    until(lambda: state_of(server, id) == "accepted")


@pytest.mark.parametrize("options", [("--rcpt-reply", "550 5.1.1 no such person"), ("--data-reply", "554 5.7.1 spam")])
def test_a_refusing_mail_server_is_final_and_send_again_works(site, sink, options):
    server, anne = site(sink(*options).url)
    id = confirmed_at_once(anne)
    until(lambda: state_of(server, id) == "failed")
    assert options[1].split(" ", 2)[2] in anne.get(f"/desk/appointments/{id}").text
    assert anne.get("/admin").text.count(options[1][:3]), "the owner sees the reason"
    assert server.stop() == 0
    working = sink()
    server.environment["VISAVIS_SMTP_URL"] = working.url
    server.start()
    assert state_of(server, id) == "failed", "not by itself"
    mail = rows(server, "select id from outbox")[0][0]
    assert anne.post(f"/desk/mail/{mail}/again", page="/desk/appointments").status == 303
    working.received.get(timeout=15)
    until(lambda: state_of(server, id) == "accepted")


@pytest.mark.parametrize("kind", ["accepts and says nothing", "takes the mail and never answers"])
def test_with_a_mail_server_that_hangs_pages_answer_and_stopping_is_quick(site, sink, kind):
    with contextlib.ExitStack() as stack:
        if kind == "accepts and says nothing":
            listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            url = f"smtp://127.0.0.1:{listener.getsockname()[1]}"
        else:
            silent = sink("--silent")
            url = silent.url
        server, anne = site(url)
        id = confirmed_at_once(anne)
        if kind == "accepts and says nothing":
            held, _ = listener.accept()
            stack.callback(held.close)
        else:
            silent.received.get(timeout=15)
        for _ in range(6):
            confirmed_at(anne)
        assert anne.get("/desk/mail").status == 200
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < 5
    working = sink()
    server.environment["VISAVIS_SMTP_URL"] = working.url
    server.start()
    seen = [working.received.get(timeout=15)["Message-ID"] for _ in range(7)]
    assert len(set(seen)) == 7
    until(lambda: rows(server, "select count(*) from outbox where state = 'accepted'") == [(7,)])
    assert state_of(server, id) == "accepted"


def confirmed_at(anne, minutes=[100]) -> str:
    """One more appointment, at an hour of its own."""
    minutes[0] += 30
    return anne.add(minutes=minutes[0])


# MARK: the plug is pulled


def test_39_killed_twenty_times_around_confirm_and_delivery_nothing_is_lost(site):
    plug = Plug()
    server, anne = site(plug.url)
    began = time.monotonic()
    promised = [anne.add(minutes=30)]
    usual = time.monotonic() - began
    token = anne.get("/desk/appointments").form_token()
    for round in range(20):
        if round % 2 == 0:
            # Around the confirmation: further each time, to twice as long as it took undisturbed.
            timer = threading.Timer(usual * round / 9, server.kill)
            timer.start()
        else:
            timer = None
            setattr(plug, "before" if round % 4 == 1 else "after", server.kill)
        fields = {**appointment(minutes=60 + 20 * round, name=f"Client {round}"), "formToken": token}
        with contextlib.suppress(OSError, http.client.HTTPException):
            answer = anne.send("/desk/appointments", fields)
            if answer.status == 303:
                promised.append(re.search(r"appointments/(\w+)", answer.location)[1])
        if timer:
            timer.join()
        server.process.wait(15)
        until(lambda: plug.open == 0)
        plug.start += 1
        server.start()
    until(lambda: rows(server, "select count(*) from outbox where state <> 'accepted'") == [(0,)], within=20)
    kept = dict(rows(server, "select id, state from appointments"))
    assert [kept.get(id) for id in promised] == ["confirmed"] * len(promised) and len(promised) >= 3
    mails = rows(server, "select appointment_id, message_id from outbox")
    assert sorted(id for id, _ in mails) == sorted(kept), "one mail for each appointment that was kept"
    received = []
    with contextlib.suppress(queue.Empty):
        while True:
            received.append(plug.next(timeout=0.2)[1]["Message-ID"].strip("<>"))
    assert set(received) == {message for _, message in mails}, "each at least once, none for one that was not kept"
    twice = {id: starts for id, starts in plug.came.items() if len(starts) != len(set(starts))}
    assert not twice, "again only after a kill, before the mark"
    with contextlib.closing(sqlite3.connect(server.folder / "data/visavis.sqlite")) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    plug.stop()
