# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A call from the set-up to the hang-up, as people play it, in French and in English."""

import re

import pytest
from playwright.sync_api import expect

import play
from play import Words, add_appointment, admit, arrive, button, expect_state, in_call, join_link, knock, open_room, visit


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_whole_of_it(people, server, mail_server, language):
    words = Words(language)
    host_context = people("host", locale=language)
    link = server.set_up_link
    desk = play.set_up(server, host_context, words)

    # The set-up link is dead after use.
    again = visit(people("stranger", locale=language), link)
    expect(again.get_by_role("main")).to_contain_text(words("error_dead_link"))

    # Try it now: an appointment with oneself.
    button(desk, words("site_done_try")).click()
    expect(desk.get_by_role("main")).to_contain_text(words("desk_trial"))
    recipients, _ = mail_server.next()
    assert recipients == ["anne@example.org"]

    # Sign out and in again.
    button(desk, words("common_sign_out")).click()
    desk.goto(server.base + "/login")
    desk.locator("#email").fill("anne@example.org")
    desk.locator("#password").fill("wrong password")
    button(desk, words("site_login_submit")).click()
    expect(desk.get_by_role("main")).to_contain_text(words("common_problem_sign_in"))
    desk.locator("#password").fill("correct horse battery")
    button(desk, words("site_login_submit")).click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(words("desk_title"))

    # The trial holds its slot: another one half an hour later overlaps and is refused, the form keeps what was typed.
    add = words("desk_new_confirmed")
    desk.goto(server.base + "/desk/appointments")
    desk.locator("#name").fill("Zoë Lefèvre-Østergård")
    button(desk, add).click()
    expect(desk.locator("#name")).to_have_value("Zoë Lefèvre-Østergård")

    # A request, then confirmed on the desk: the mail goes by itself.
    add_appointment(desk, words, server, in_minutes=65, confirmed=False, language=language)
    desk.goto(server.base + "/desk")
    desk.get_by_role("button", name=words("desk_confirm")).first.click()
    recipients, message = mail_server.next()
    assert recipients == ["zoe@example.org"]
    assert message["Reply-To"].addresses[0].addr_spec == "anne@example.org"
    assert "Zoë" not in message["Subject"]
    parts = [part.get_content_type() for part in message.walk()]
    assert {"text/plain", "text/html", "text/calendar"} <= set(parts)
    desk.goto(server.base + "/desk")
    expect(desk.get_by_role("main")).to_contain_text(words("common_mail_accepted"))
    desk.goto(server.base + "/desk/mail")
    desk.get_by_role("link", name=message["Subject"]).first.click()
    expect(desk.locator("pre").first).to_contain_text(join_link(message))

    # The client is early: the page says so, and the device test works already.
    client_context = people("client", locale=language)
    client = arrive(client_context, words, join_link(message))
    expect(client.locator("#state-title")).to_have_text(words("call_too_early_title"))
    expect(client.locator("#name")).to_have_value("Zoë Lefèvre-Østergård")
    address = client.url

    # As soon as the practitioner is in the open room, the client may ask.
    host = open_room(host_context, words, server)
    knock(client, words)
    expect(client.locator("#state-title")).to_have_text(words("call_waiting_title"))
    expect(host.locator(".knock")).to_contain_text("Zoë Lefèvre-Østergård")
    expect(host.locator(".knock-digits")).to_have_text(re.compile(r"\d+"))
    admit(host)
    in_call(host, client)
    assert client.url == address
    assert client_context.cookies() == []

    # Chat, both ways, links made safe.
    for page in (client, host):
        page.locator("#call-chat").click()
    client.locator("#chat-text").fill("Bonjour <b>x</b> https://example.org/a")
    client.locator("#chat-text").press("Enter")
    expect(host.locator("#chat-lines")).to_contain_text("Bonjour <b>x</b>")
    assert host.locator("#chat-lines a").get_attribute("href") == "https://example.org/a"
    host.locator("#chat-text").fill("OK")
    host.locator("#chat-text").press("Enter")
    expect(client.locator("#chat-lines")).to_contain_text("OK")

    # The client leaves, reads how to return, and returns with a new knock.
    client.locator("#call-end").click()
    expect_state(client, words, "call_left")
    expect(host.locator("#stage")).to_be_hidden()
    client.locator("#return").click()
    play.camera_runs(client)
    knock(client, words)
    admit(host)
    in_call(host, client)

    # The host hangs up: it is over for both.
    host.locator("#call-end").click()
    expect(client.locator("#state-title")).to_have_text(words("call_ended_title"))
    expect(host.locator("#after")).to_be_visible()

    # The desk has the call's times and proposes “held”.
    desk.goto(server.base + "/desk")
    desk.get_by_role("link", name="Zoë Lefèvre-Østergård").first.click()
    for event in ("arrived", "knocked", "admitted", "ended"):
        expect(desk.get_by_role("main")).to_contain_text(words("desk_event_" + event))


def test_both_set_up_rows_are_the_same(people, server, mail_server):
    words = Words("fr")
    host_context = people("host")
    desk = play.set_up(server, host_context, words)
    add_appointment(desk, words, server)
    _, message = mail_server.next()
    host = visit(host_context, server.base + "/desk/room")
    client = visit(people("client"), join_link(message))
    rows = [
        page.locator("#set-up-row").evaluate(
            "row => [...row.querySelectorAll('button')].map(b => [b.id, b.getAttribute('aria-label'),"
            " b.querySelector('use').getAttribute('href')])")
        for page in (host, client)
    ]
    assert rows[0] == rows[1]
    assert len(rows[0]) >= 3


def test_a_visitor_on_the_rooms_link_learns_no_name(people, server, mail_server):
    words = Words("fr")
    host_context = people("host")
    desk = play.set_up(server, host_context, words)
    desk.goto(server.base + "/desk")
    link = desk.locator("#invite-room-link").input_value()
    stranger = arrive(people("stranger"), words, link)
    expect_state(stranger, words, "call_absent_neutral")
    assert "Anne Martin" not in stranger.content()
    host = open_room(host_context, words, server)
    knock(stranger, words, "Paul")
    admit(host)
    in_call(host, stranger)
    expect(stranger.locator("#other-name")).to_have_text("Anne Martin")


def test_a_stranger_reads_the_same_when_someone_is_in_session(people, server, mail_server):
    words = Words("fr")
    desk, host, client, _, _ = play.call_of_two(people, server, mail_server, words)
    desk.goto(server.base + "/desk")
    link = desk.locator("#invite-room-link").input_value()
    locked = host.locator("#call-lock")
    locked.click()
    stranger = visit(people("stranger"), link)
    expect_state(stranger, words, "call_locked")
    locked.click()
    expect(stranger.locator("#state-text")).not_to_have_text(words("call_locked"))
    knock(stranger, words, "Paul")
    expect(host.locator(".knock")).to_contain_text("Paul")
    # The seat is taken: admitting is refused by the server, the call goes on.
    admit(host)
    in_call(host, client)
    expect(stranger.locator("#stage")).to_be_hidden()
