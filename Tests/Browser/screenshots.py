# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""`make screenshots`: every page and state as a picture, phone and desktop, light and dark, both languages."""

import os
from pathlib import Path

import pytest

import play
from play import Words, add_appointment, arrive, join_link, knock, manage_link, visit

FOLDER = play.ROOT / ".build/screenshots"
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}


def shoot(page, name, full=True):
    """All four pictures of a page as it stands."""
    before = page.viewport_size
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=FOLDER / f"{name}-{size}-{scheme}.png", full_page=full)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_pictures(people, server, mail_server, language):
    FOLDER.mkdir(parents=True, exist_ok=True)
    words = Words(language)

    def name(text):
        return f"{language}-{text}"

    context = people("host", locale=language)
    page = visit(context, server.base + "/")
    shoot(page, name("home-before"))
    page.goto(server.set_up_link)
    shoot(page, name("setup"))
    page.close()
    desk = play.set_up(server, context, words)
    shoot(desk, name("setup-done"))
    add_appointment(desk, words, server, language=language, note="Salle 2")
    _, message = mail_server.next()
    add_appointment(desk, words, server, name="Tom Hall", email="tom@example.org", in_minutes=70, confirmed=False)
    for path in ("/desk", "/desk/appointments", "/desk/mail", "/desk/settings", "/admin", "/help", "/privacy", "/"):
        desk.goto(server.base + path)
        shoot(desk, name("page" + path.replace("/", "-")))
    desk.goto(server.base + "/desk")
    desk.get_by_role("link", name="Zoë Lefèvre-Østergård").first.click()
    shoot(desk, name("appointment"))
    desk.goto(server.base + "/desk/mail")
    desk.get_by_role("link", name=message["Subject"]).first.click()
    shoot(desk, name("mail"))
    outside = visit(people("outside", locale=language), manage_link(message))
    shoot(outside, name("client-appointment"))
    for path in ("/login", "/no-such-page", "/test"):
        outside.goto(server.base + path)
        shoot(outside, name("page" + path.replace("/", "-")))
    outside.close()
    client = arrive(people("client", locale=language), words, join_link(message))
    shoot(client, name("client-absent"))
    host = visit(context, server.base + "/desk/room")
    play.camera_runs(host)
    shoot(host, name("host-before"))
    host.locator("#open").click()
    host.locator("#room").wait_for()
    shoot(client, name("client-open"))
    knock(client, words)
    host.locator(".knock").wait_for()
    shoot(client, name("client-waiting"))
    shoot(host, name("host-knock"))
    play.admit(host)
    play.in_call(host, client)
    shoot(client, name("client-call"), full=False)
    shoot(host, name("host-call"), full=False)
    client.locator("#call-chat").click()
    client.locator("#chat-text").fill("Bonjour !")
    client.locator("#chat-text").press("Enter")
    shoot(client, name("client-chat"), full=False)
    host.locator("#call-more").click()
    shoot(host, name("host-menu"), full=False)
    host.locator("#call-end").click()
    host.locator("#after").wait_for()
    shoot(client, name("client-after"))
    shoot(host, name("host-after"))
