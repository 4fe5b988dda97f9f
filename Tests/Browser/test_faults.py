# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What goes wrong in calls: no answer, exclusion, a dropped server, a second tab."""

import re

from playwright.sync_api import expect

import play
from play import Words, add_appointment, admit, arrive, call_of_two, expect_state, in_call, join_link, knock, media_rise, open_room, visit

words = Words("fr")


def test_no_answer_after_thirty_seconds(people, server, mail_server):
    host_context = people("host")
    desk = play.set_up(server, host_context, words)
    add_appointment(desk, words, server)
    _, message = mail_server.next()
    host = open_room(host_context, words, server)
    client = arrive(people("client"), words, join_link(message))
    knock(client, words)
    expect(host.locator(".knock")).to_be_visible()
    expect(client.locator("#state-title")).to_have_text(words("call_no_answer_title"), timeout=35_000)
    expect(host.locator(".knock")).to_have_count(0)
    expect(client.locator("#ask-button")).to_be_hidden()
    client.locator("#retry").click()
    play.camera_runs(client)
    expect(client.locator("#name")).to_have_value("Zoë Lefèvre-Østergård")
    knock(client, words)
    admit(host)
    in_call(host, client)


def test_the_host_turns_the_clients_camera_off(people, server, mail_server):
    _, host, client, _, _ = call_of_two(people, server, mail_server, words)
    host.locator("#call-more").click()
    host.locator("#mute-camera").click()
    # Frames stop: the count stands still for two seconds of the page's own clock.
    play.until(host, """(async () => {
      const now = performance.now(), seen = (await (%s)()).frames;
      if (!window.testStill || window.testStill.seen !== seen) window.testStill = {seen, since: now};
      return now - window.testStill.since > 2000;
    })()""" % play.RECEIVED)
    expect(client.locator("#self-off")).to_be_visible()
    # The client cannot turn it on by itself, only when asked to.
    client.locator("#call-camera").click()
    expect(client.locator("#self-off")).to_be_visible()
    host.locator("#call-more").click() if host.locator("#client-menu").is_hidden() else None
    host.locator("#ask-camera").click()
    client.locator("#asked-yes").click()
    media_rise(host)


def test_an_excluded_client_has_to_knock_again(people, server, mail_server):
    _, host, client, link, _ = call_of_two(people, server, mail_server, words)
    host.locator("#call-more").click()
    host.locator("#exclude").click()
    host.locator("#confirm-yes").click()
    expect_state(client, words, "call_excluded", name="Anne Martin")
    expect(client.locator("#ask-button")).to_be_hidden()
    client.reload()
    play.camera_runs(client)
    expect(client.locator("#stage")).to_be_hidden()
    expect(client.locator("#ask-button")).to_have_attribute("aria-disabled", "false")
    assert play.received(client)["frames"] == 0
    knock(client, words)
    admit(host)
    in_call(host, client)


def test_a_reload_in_the_call_needs_no_knock(people, server, mail_server):
    _, host, client, _, _ = call_of_two(people, server, mail_server, words)
    client.reload()
    in_call(client, host)
    host.reload()
    in_call(host, client)


def test_a_second_tab_of_the_host_takes_over(people, server, mail_server):
    desk, host, client, _, _ = call_of_two(people, server, mail_server, words)
    newer = visit(host.context, server.base + "/desk/room")
    in_call(newer, client)
    expect(host.locator("#elsewhere")).to_be_visible()
    host.locator("#take-back").click()
    in_call(host, client)


def test_a_killed_server_does_not_end_the_call(people, server, mail_server):
    _, host, client, link, _ = call_of_two(people, server, mail_server, words)
    host.locator("#call-lock").click()
    expect(host.locator("#stage-lock")).to_be_visible()
    before = [play.received(page)["frames"] for page in (host, client)]
    server.kill()
    for page in (host, client):
        media_rise(page)
    server.start()
    for page in (host, client):
        media_rise(page)
        play.until(page, "!document.getElementById('banner').checkVisibility()", timeout=20)
    assert all(play.received(page)["frames"] > count for page, count in zip((host, client), before))
    # Seat, lock and roles are as before: a third person reads that it is locked, the host still commands.
    third = visit(people("third"), link)
    expect(third.locator("#state-title")).to_be_visible()
    expect(host.locator("#stage-lock")).to_be_visible()
    host.locator("#call-lock").click()
    expect(host.locator("#stage-lock")).to_be_hidden()
    host.locator("#call-end").click()
    expect(client.locator("#state-title")).to_have_text(words("call_ended_title"))


def test_a_refusal_and_please_wait(people, server, mail_server):
    host_context = people("host")
    desk = play.set_up(server, host_context, words)
    add_appointment(desk, words, server)
    _, message = mail_server.next()
    host = open_room(host_context, words, server)
    client = arrive(people("client"), words, join_link(message))
    knock(client, words)
    host.locator("[data-act=wait]").click()
    host.locator(".knock-wait button").first.click()
    expect(client.locator("#state-text")).to_contain_text(words("call_host_wait_two"))
    host.locator("[data-act=refuse]").click()
    expect_state(client, words, "call_refused", name="Anne Martin")
    expect(client.locator("#retry")).to_be_visible()


def test_a_part_of_the_page_that_is_lost_is_told_before_anything_is_asked(people, server, mail_server):
    host_context = people("host")
    desk = play.set_up(server, host_context, words)
    add_appointment(desk, words, server)
    _, message = mail_server.next()
    host = open_room(host_context, words, server)
    context = people("client")
    context.route("**/js/call/call.js", lambda route: route.abort(), times=1)
    client = arrive(context, words, join_link(message))
    client.locator("#ask-button").click()
    expect_state(client, words, "call_load_failed")
    expect(host.locator(".knock")).to_have_count(0)
    client.locator("#retry").click()
    play.camera_runs(client)
    knock(client, words)
    admit(host)
    in_call(host, client)
