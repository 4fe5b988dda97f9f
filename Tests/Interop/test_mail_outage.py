# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Wish 37: an appointment is made and no mail leaves. People see it in their language, and the owner can try the mail server."""

import socket

import pytest

from conftest import served
from person import Person, Shown, rows, until
from programs import make_feed, make_hook
from test_mail_faults import sink, site, stop_with_mails_due  # noqa: F401

BANNERS = {
    "en": ["No mail has left since", "The mail server does not answer", "One is waiting;"],
    "fr": ["Aucun message n’est parti depuis", "Le serveur de messagerie ne répond pas", "Un message attend"],
}


def banner(person, path: str) -> str:
    """What the red banner of the page says; empty when there is none."""
    page = person.get(path).text
    return Shown(page.split('<div class="aside danger">')[1].split("</div>")[0]).text if "aside danger" in page else ""


def try_mail(owner):
    return owner.post("/admin/mail-trial", page="/admin")


def closed_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return unused.getsockname()[1]


def test_wish_37_a_banner_says_that_no_mail_leaves_and_goes_with_the_first_that_does(site, sink):  # noqa: F811
    server, anne = site(f"smtp://127.0.0.1:{closed_port()}")
    assert banner(anne, "/desk") == banner(anne, "/admin") == ""
    id = anne.add()
    until(lambda: rows(server, "select 1 from mail_trouble"))
    for language, words in BANNERS.items():
        anne.send("/language", {"language": language, "back": "/desk"})
        for path in ("/desk", "/admin"):
            shown = banner(anne, path)
            assert all(word in shown for word in words), shown
            assert "connect" not in shown.lower(), "libcurl's words are nobody's"
        assert "connect to server" not in anne.get(f"/desk/appointments/{id}").text
    anne.send("/language", {"language": "en", "back": "/desk"})
    assert 'href="/admin#mails"' in anne.get("/desk").text
    failed = Shown(try_mail(anne).text).text
    assert "The test mail did not leave. The mail server does not answer" in failed
    assert "connect to server" in failed, "as libcurl said it, for who runs the machine"
    stop_with_mails_due(server)
    working = sink()
    server.environment["VISAVIS_SMTP_URL"] = working.url
    server.start()
    working.received.get(timeout=15)
    until(lambda: rows(server, "select count(*) from mail_trouble") == [(0,)])
    assert banner(anne, "/desk") == banner(anne, "/admin") == ""


def test_wish_37_the_owner_sends_a_mail_to_themselves_and_reads_what_became_of_it(site, sink):  # noqa: F811
    working = sink()
    _, anne = site(working.url)
    answer = try_mail(anne)
    assert answer.status == 200
    assert "The mail server has accepted the test mail to anne@example.org." in Shown(answer.text).text
    message = working.received.get(timeout=15)
    assert message["To"].addresses[0].addr_spec == "anne@example.org" and message["Subject"] == "Test mail"
    assert "Cabinet du Marais" in message.get_body(("plain",)).get_content()


def test_wish_37_a_mail_depends_on_no_other_program_and_no_calendar(site, sink):  # noqa: F811
    working = sink()
    server, anne = site(working.url)
    with socket.create_server(("127.0.0.1", 0)) as silent:  # Whoever asks it waits.
        address = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert server.stop() == 0
        server.environment["VISAVIS_OUTGOING_ALLOWED"] = "127.0.0.0/8"
        server.start()
        make_feed(server, address)
        make_hook(server, address)
        id = anne.add()
        assert working.received.get(timeout=15)["To"].addresses[0].addr_spec == "zoe@example.org"
        until(lambda: rows(server, "select 1 from outbox where appointment_id = ? and state = 'accepted'", id))
        assert rows(server, "select count(*) from webhook_deliveries where state = 'accepted'") == [(0,)]


@pytest.mark.parametrize("reply, words", [
    ("550 5.7.1 relaying denied", "refuses the mails"), ("451 4.7.1 later", "come back later"),
    ("530 5.7.0 authentication required", "does not accept the user name or the password")])
def test_wish_37_what_the_server_said_stands_in_plain_words_and_as_it_came(site, sink, reply, words):  # noqa: F811
    _, anne = site(sink("--rcpt-reply", reply).url)
    shown = Shown(try_mail(anne).text).text
    assert "The test mail did not leave." in shown and words in shown and reply in shown


def test_the_trial_is_the_owners_alone_and_needs_a_mail_server(site, sink):  # noqa: F811
    _, anne = site(sink().url)
    assert Person(anne.server).request("POST", "/admin/mail-trial", b"").status in (303, 403)
    assert anne.send("/admin/mail-trial", {"formToken": "x"}).status == 403
    assert anne.get("/admin/mail-trial").status == 404


def test_without_a_mail_server_the_banner_says_so_and_what_to_do(tmp_path):
    for server in served(tmp_path):
        anne = Person(server).set_up()
        for path in ("/desk", "/admin"):
            assert "No mail leaves." in banner(anne, path)
        page = Shown(anne.get("/admin").text).text
        assert "VISAVIS_SMTP_URL" in page and "Send a test mail" not in page
