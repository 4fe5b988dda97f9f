# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""`make screenshots`: every page and state as a picture, phone and desktop, light and dark, both languages."""

import queue
import re

import pytest
from playwright.sync_api import expect

import booking
import play
from play import Words, add_appointment, arrive, button, join_link, knock, manage_link, visit

FOLDER = play.ROOT / ".build/screenshots"
SIZES = {"phone": {"width": 390, "height": 844}, "desktop": {"width": 1280, "height": 800}}

# What stands on the screen and not in the page would be caught in the middle of a picture of the whole page.
STANDS = """() => document.documentElement.scrollHeight > innerHeight && [...document.querySelectorAll('body *')]
  .some((one) => getComputedStyle(one).position === 'fixed' && one.checkVisibility())"""

REFUSE_DEVICES = """
navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('No', '%s'); };
navigator.mediaDevices.enumerateDevices = async () => [];
"""


@pytest.fixture(params=["fr", "en"])
def album(request, mail_server):
    FOLDER.mkdir(parents=True, exist_ok=True)
    # Mails of an album before this one tell of a server that is gone.
    mail_server.received = queue.Queue()
    return Album(request.param)


class Album:
    def __init__(self, language):
        self.language = language
        self.words = Words(language)

    def shoot(self, page, name, full=True):
        """All pictures of a page as it stands; of a long page with something that stands on the screen, top and end."""
        before = page.viewport_size
        for size, viewport in SIZES.items():
            page.set_viewport_size(viewport)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                file = f"{self.language}-{name}-{size}-{scheme}"
                page.evaluate("scrollTo(0, 0)")
                if page.locator("iframe").count() > 0:
                    # A frame is painted only where the screen is.
                    page.set_viewport_size(viewport | {"height": page.evaluate("document.documentElement.scrollHeight")})
                    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
                stands = not full or page.evaluate(STANDS)
                page.screenshot(path=FOLDER / f"{file}.png", full_page=not stands, animations="disabled")
                if full and stands:
                    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
                    page.screenshot(path=FOLDER / f"{file}-end.png", animations="disabled")
        page.evaluate("scrollTo(0, 0)")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(before)


def test_site(people, server, mail_server, album):
    words, language = album.words, album.language
    context = people("host", locale=language)
    page = visit(context, server.base + "/")
    album.shoot(page, "home-before")
    page.goto(server.set_up_link)
    album.shoot(page, "setup")
    page.locator("#email").fill("anne")
    page.evaluate("document.querySelector('form[novalidate], main form').noValidate = true")
    button(page, words("site_setup_submit")).click()
    album.shoot(page, "setup-errors")
    page.close()
    desk = play.set_up(server, context, words)
    album.shoot(desk, "setup-done")
    desk.goto(server.base + "/desk")
    album.shoot(desk, "desk-empty")
    add_appointment(desk, words, server, language=language, note="Salle 2")
    _, message = mail_server.next()
    add_appointment(desk, words, server, name="Tom Hall", email="tom@example.org", in_minutes=70, confirmed=False)
    add_appointment(desk, words, server, name="Ali Ben", email="refused@example.org", in_minutes=140, language=language)
    for path in ("/desk/appointments", "/desk/calendar", "/desk/calendar?view=month", "/desk/mail",
                 "/desk/settings", "/admin", "/help", "/privacy", "/legal", "/", "/desk"):
        desk.goto(server.base + path)
        album.shoot(desk, "page" + re.sub(r"\W", "-", path))
    desk.locator(".invite summary").first.click()
    album.shoot(desk, "desk-invite")
    desk.get_by_role("link", name="Ali Ben").first.click()
    album.shoot(desk, "appointment-mail-failed")
    desk.goto(server.base + "/desk")
    desk.get_by_role("link", name="Zoë Lefèvre-Østergård").first.click()
    album.shoot(desk, "appointment")
    desk.goto(server.base + "/desk/mail")
    desk.get_by_role("link", name=message["Subject"]).first.click()
    album.shoot(desk, "mail")
    outside = visit(people("outside", locale=language), server.base + "/password")
    for path in ("/password", "/login", "/no-such-page", "/test"):
        outside.goto(server.base + path)
        if path == "/test":
            play.camera_runs(outside)
            play.until(outside, "['good', 'slow', 'blocked'].includes(document.getElementById('connection').dataset.state)")
        album.shoot(outside, "page" + path.replace("/", "-"))
    outside.goto(server.base + "/login")
    outside.locator("#email").fill("anne@example.org")
    outside.locator("#password").fill("wrong password")
    button(outside, words("site_login_submit")).click()
    expect(outside.get_by_role("main")).to_contain_text(words("common_problem_sign_in"))
    album.shoot(outside, "login-error")
    client = visit(people("client", locale=language), manage_link(message))
    album.shoot(client, "client-appointment")
    client.get_by_role("link", name=words("visit_cancel"), exact=True).click()
    album.shoot(client, "client-cancel")
    button(client, words("visit_cancel_yes")).click()
    album.shoot(client, "client-cancelled")
    client.goto(join_link(message))
    expect(client.locator("#state-title")).to_have_text(words("call_cancelled_title"))
    album.shoot(client, "call-cancelled")
    desk.goto(server.base + "/desk")
    album.shoot(desk, "desk-after-cancel")


def test_offer(people, server, mail_server, album):
    words = album.words
    desk = play.set_up(server, people("host", locale=album.language), words)
    for name, path in (("page", ""), ("types", "/types"), ("new-type", "/new-type"), ("hours", "/hours"), ("rules", "/rules"),
                       ("calendars", "/calendars"), ("mails", "/mails"), ("wording", f"/mails/confirmed/{album.language}"),
                       ("programs", "/programs")):
        desk.goto(server.base + "/desk/booking" + path)
        if desk.locator("iframe").count():
            desk.frame_locator("iframe").locator("body *").first.wait_for()
        album.shoot(desk, f"offer-{name}")
    desk.goto(server.base + "/desk/booking")
    desk.locator("#isOpen").check()
    desk.locator("#introduction").fill("Thérapie de couple et de famille.\n\nLa première rencontre dure cinquante minutes.")
    button(desk, words("common_save")).click()
    album.shoot(desk, "offer-page-open")
    desk.goto(server.base + "/desk/booking/hours")
    desk.locator("#start-2-0").fill("13:00")
    button(desk, words("offer_week_save")).click()
    album.shoot(desk, "offer-hours-refused")
    desk.goto(server.base + "/desk/booking/hours")
    desk.locator("#x-firstDay").fill("2027-07-12")
    desk.locator("#x-lastDay").fill("2027-08-08")
    desk.locator("#x-label").fill("Vacances")
    button(desk, words("offer_exception_save")).click()
    album.shoot(desk, "offer-hours-exception")
    desk.goto(server.base + "/desk/booking/calendars")
    desk.locator("#name").fill("Maison")
    desk.locator("#url").fill("https://calendar.invalid/secret.ics")
    button(desk, words("offer_calendar_save")).click()
    button(desk, words("offer_own_make")).click()
    button(desk, words("offer_calendar_fetch") + " Maison").click()
    album.shoot(desk, "offer-calendars-failed")
    desk.goto(server.base + "/desk/booking/programs")
    desk.locator("#key-name").fill("WordPress")
    button(desk, words("offer_key_make")).click()
    album.shoot(desk, "offer-programs-key")


def test_asking(people, server, mail_server, album):
    words, language = album.words, album.language
    context = people("host", locale=language)
    desk = play.set_up(server, context, words)
    add_appointment(desk, words, server, in_minutes=140, name="Tom Hall", email="tom@example.org", language=language)
    _, early = mail_server.next()
    add_appointment(desk, words, server, language=language)
    _, message = mail_server.next()
    desk.goto(server.base + "/desk")
    link = desk.locator("#invite-room-link").input_value()
    client_context = people("client", locale=language)
    for problem in ("NotAllowedError", "NotFoundError", "NotReadableError"):
        client = client_context.new_page()
        client.add_init_script(REFUSE_DEVICES % problem)
        client.goto(join_link(message))
        client.locator("#problem").wait_for()
        album.shoot(client, "client-" + problem)
        client.close()
    client = arrive(client_context, words, join_link(early))
    expect(client.locator("#state-title")).to_have_text(words("call_too_early_title"))
    album.shoot(client, "client-too-early")
    client.close()
    stranger = arrive(people("stranger", locale=language), words, link)
    album.shoot(stranger, "stranger-absent")
    client = arrive(client_context, words, join_link(message))
    album.shoot(client, "client-absent")
    client.locator("#tool-settings").click()
    album.shoot(client, "client-settings", full=False)
    client.keyboard.press("Escape")
    if client.locator("#tool-blur").is_visible():
        client.locator("#tool-blur").click()
        client.locator("#background").wait_for()
        album.shoot(client, "client-blur", full=False)
        client.keyboard.press("Escape")
    host = visit(context, server.base + "/desk/room")
    play.camera_runs(host)
    host.locator("#visitors li").first.wait_for()
    album.shoot(host, "host-before")
    host.locator("#open").click()
    host.locator("#room").wait_for()
    expect(client.locator("#ask-button")).to_have_attribute("aria-disabled", "false")
    album.shoot(client, "client-open")
    host.locator("#visitors button:visible").first.click()
    expect(client.locator("#state-title")).to_have_text(words("call_nudged_title"))
    album.shoot(client, "client-nudged")
    host.locator("#lock").click()
    expect(client.locator("#state-text")).to_have_text(words("call_locked"))
    album.shoot(client, "client-locked")
    album.shoot(host, "host-locked")
    host.locator(".invite summary").click()
    album.shoot(host, "host-invite")
    host.locator(".invite summary").click()
    host.locator("#lock").click()
    knock(stranger, words, "")
    album.shoot(stranger, "stranger-name")
    knock(client, words)
    host.locator(".knock").wait_for()
    album.shoot(client, "client-waiting")
    album.shoot(host, "host-knock")
    knock(stranger, words, "Paul Petit")
    expect(host.locator(".knock")).to_have_count(2)
    album.shoot(host, "host-two-knocks")
    expect(stranger.locator("#state-title")).to_have_text(words("call_no_answer_title"), timeout=35_000)
    album.shoot(stranger, "stranger-no-answer")
    client.locator("#retry").click()
    play.camera_runs(client)
    knock(client, words)
    host.locator("[data-act=wait]").click()
    album.shoot(host, "host-wait")
    host.locator(".knock-wait button").first.click()
    expect(client.locator("#state-text")).to_contain_text(words("call_host_wait_two"))
    album.shoot(client, "client-asked-to-wait")
    album.shoot(host, "host-waiting")
    host.locator("[data-act=refuse]").click()
    expect(client.locator("#state-title")).to_have_text(words("call_refused_title"))
    album.shoot(client, "client-refused")
    client.locator("#retry").click()
    play.camera_runs(client)
    assert server.stop() == 0
    expect(client.locator("#state-title")).to_have_text(words("call_offline_title"))
    album.shoot(client, "client-offline")
    expect(host.locator("#line")).to_be_visible()
    album.shoot(host, "host-offline")
    server.start()


def test_calls(people, server, mail_server, album):
    words = album.words
    _, host, client, _, _ = play.call_of_two(people, server, mail_server, words)
    album.shoot(client, "client-call", full=False)
    album.shoot(host, "host-call", full=False)
    client.locator("#call-chat").click()
    client.locator("#chat-text").fill("Bonjour !")
    client.locator("#chat-text").press("Enter")
    album.shoot(client, "client-chat", full=False)
    client.locator("#call-chat").click()
    expect(host.locator("#unread")).to_be_visible()
    host.locator("#call-more").click()
    album.shoot(host, "host-menu", full=False)
    host.locator("#mute-microphone").click()
    expect(client.locator("#call-microphone")).to_have_attribute("data-off", "")
    album.shoot(host, "host-muted-client", full=False)
    album.shoot(client, "client-muted", full=False)
    host.locator("#call-more").click()
    host.locator("#ask-microphone").click()
    client.locator("#asked").wait_for()
    album.shoot(client, "client-asked", full=False)
    client.locator("#asked-yes").click()
    host.locator("#call-camera").click()
    client.locator("#remote-off").wait_for()
    album.shoot(client, "client-no-picture", full=False)
    host.locator("#call-camera").click()
    host.locator("#call-settings").click()
    album.shoot(host, "host-settings", full=False)
    host.keyboard.press("Escape")
    host.locator("#stage").focus()
    host.keyboard.press("?")
    host.locator("#keys").wait_for()
    album.shoot(host, "host-keys", full=False)
    host.keyboard.press("Escape")
    newer = visit(host.context, server.base + "/desk/room")
    host.locator("#elsewhere").wait_for()
    album.shoot(host, "host-moved")
    play.in_call(newer, client)
    newer.locator("#call-more").click()
    newer.locator("#exclude").click()
    album.shoot(newer, "host-exclude", full=False)
    newer.locator("#confirm-yes").click()
    expect(client.locator("#state-title")).to_have_text(words("call_excluded_title"))
    album.shoot(client, "client-excluded")
    album.shoot(newer, "host-after-excluded")
    client.reload()
    play.camera_runs(client)
    knock(client, words)
    play.admit(newer)
    play.in_call(newer, client)
    client.locator("#call-end").click()
    expect(client.locator("#state-text")).to_have_text(words("call_left"))
    album.shoot(client, "client-left")
    client.locator("#return").click()
    play.camera_runs(client)
    knock(client, words)
    play.admit(newer)
    play.in_call(newer, client)
    newer.locator("#call-end").click()
    newer.locator("#after").wait_for()
    album.shoot(client, "client-after")
    album.shoot(newer, "host-after")


def test_bookings(people, server, mail_server, album):
    words, language = album.words, album.language
    booking.practitioner(people, server, words)
    client = people("client", locale=language, timezone_id="Asia/Tokyo")
    page = visit(client, server.base + booking.HOME)
    album.shoot(page, "book-closed")
    kind, _ = booking.open_page(server, introduction=words("site_home_lead"))
    with booking.tables(server) as database:
        database.execute("UPDATE appointment_types SET price = '60 €', description = ?", [words("book_next_3")])
        database.execute("UPDATE practices SET help_phone = '+33123456789'")
    page.goto(server.base + booking.HOME)
    album.shoot(page, "book-types")
    booking.choose_type(page)
    album.shoot(page, "book-times")
    page.locator(".zone summary").click()
    album.shoot(page, "book-zone")
    booking.touch(page)
    album.shoot(page, "book-form")
    page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true; })")
    booking.send(page, words)
    album.shoot(page, "book-form-errors")
    booking.fill(page)
    with booking.tables(server) as database:
        held = database.execute("SELECT starts_at FROM slot_holds").fetchone()[0]
        database.execute("UPDATE slot_holds SET token_hash = 'x', expires_at = expires_at + 3600000")
    booking.send(page, words)
    album.shoot(page, "book-taken")
    page.locator("input[name=slot]").first.check()
    button(page, words("book_submit_request")).click()
    booking.expect_done(page, words)
    album.shoot(page, "visit-requested")
    own = page.url.split("?")[0]
    with booking.tables(server) as database:
        database.executemany("INSERT INTO proposals SELECT id, ? FROM appointments", [(held,), (held + 7200000,)])
        database.execute("DELETE FROM slot_holds")
    page.goto(own)
    album.shoot(page, "visit-proposed")
    page.locator("button[name=slot]").first.click()
    album.shoot(page, "visit-confirmed")
    page.get_by_role("link", name=words("visit_move"), exact=True).click()
    album.shoot(page, "visit-move")
    page.locator("a.slot").nth(1).click()
    album.shoot(page, "visit-move-confirm")
    page.goto(own + "/test")
    play.camera_runs(page)
    album.shoot(page, "visit-test")
    page.goto(own + "/cancel")
    album.shoot(page, "visit-cancel")
    button(page, words("visit_cancel_yes")).click()
    album.shoot(page, "visit-cancelled")
    with booking.tables(server) as database:
        database.execute("DELETE FROM weekly_hours")
        database.execute("UPDATE practices SET help_phone = ''")
    page.goto(f"{server.base}{booking.HOME}/{kind}")
    album.shoot(page, "book-nothing-free")


def test_deciding(people, server, mail_server, album):
    """Where a practitioner answers, and what stays where it should not."""
    words, language = album.words, album.language
    desk = booking.practitioner(people, server, words)
    booking.open_page(server)
    add_appointment(desk, words, server, language=language, in_minutes=1500)
    confirmed = desk.url.split("?")[0]
    mail_server.next_to("zoe@example.org")
    desk.goto(server.base + "/desk")
    client = booking.open_times(people("client", locale=language), server)
    booking.touch(client)
    booking.fill(client, "Nora Petit", "nora@example.org")
    booking.send(client, words)
    booking.expect_done(client, words)
    expect(desk.locator("[data-new]")).to_be_visible()
    album.shoot(desk, "desk-request-has-come")
    desk.locator("#requests + ul h3 a").click()
    request = desk.url
    desk.locator(".answer summary").click()
    desk.locator("#words").fill("Bonjour,")
    client.get_by_role("link", name=words("visit_address")).click()
    album.shoot(client, "visit-address")
    client.go_back()
    client.get_by_role("link", name=words("visit_cancel_request")).click()
    button(client, words("visit_cancel_yes")).click()
    expect(desk.locator(".outdated p")).to_be_visible()
    album.shoot(desk, "appointment-outdated")
    desk.goto(request)
    album.shoot(desk, "appointment-withdrawn")
    desk.goto(confirmed + "/move")
    album.shoot(desk, "move")
    desk.goto(server.base + "/desk/appointments")
    desk.locator("#name").fill("Tom Hall")
    desk.locator("#email").fill("tom@example.org")
    desk.locator("#time").fill("22:00")
    button(desk, words("desk_new_requested")).click()
    asked = desk.url.split("?")[0]
    album.shoot(desk, "appointment-requested")
    desk.goto(asked + "/proposals")
    album.shoot(desk, "propose")
    desk.goto(server.base + "/desk/appointments")
    for name, value in (("name", "Ali Ben"), ("email", "ali@example.org"), ("time", "22:00")):
        desk.locator(f"#{name}").fill(value)
    button(desk, words("desk_new_confirmed")).click()
    expect(desk.locator(".question")).to_be_visible()
    album.shoot(desk, "new-appointment-asks")
    desk.goto(server.base + "/desk/calendar?view=day")
    album.shoot(desk, "calendar-day")
    day = desk.locator("[data-column]").first.get_attribute("data-day")
    desk.goto(f"{server.base}/desk/calendar/hours?day={day}")
    album.shoot(desk, "calendar-hours")
    desk.goto(server.base + "/desk/booking/types")
    desk.locator("main a[href*='/types/']").first.click()
    desk.frame_locator("iframe").locator("body *").first.wait_for()
    album.shoot(desk, "offer-type")
    with booking.tables(server) as database:
        database.execute("DELETE FROM weekly_hours")
    desk.goto(server.base + "/desk/booking/hours")
    expect(desk.locator(".outside li")).to_have_count(2)
    album.shoot(desk, "offer-hours-outside")


def test_absence(people, server, mail_server, album):
    """An appointment to which the client came and nobody opened."""
    words, language = album.words, album.language
    desk = booking.practitioner(people, server, words)
    booking.open_page(server)
    add_appointment(desk, words, server, language=language)
    own = manage_link(mail_server.next_to("zoe@example.org"))
    page = desk.url.split("?")[0]
    with booking.tables(server) as database:
        database.execute("UPDATE appointments SET state = 'missed', starts_at = starts_at - 90000000")
        database.execute("INSERT INTO attendance (appointment_id, event, at) SELECT id, 'arrived', starts_at FROM appointments")
    desk.goto(page)
    album.shoot(desk, "appointment-in-vain")
    desk.goto(server.base + "/desk")
    album.shoot(desk, "desk-in-vain")
    album.shoot(visit(people("client", locale=language), own), "visit-in-vain")


def test_owner(people, server, mail_server, album):
    words = album.words
    desk = play.set_up(server, people("host", locale=album.language), words)
    add_appointment(desk, words, server, language=album.language)
    mail_server.next_to("zoe@example.org")
    desk.goto(server.base + "/admin/figures")
    album.shoot(desk, "admin-figures")
    desk.goto(server.base + "/admin/client")
    desk.locator("#email").fill("zoe@example.org")
    button(desk, words("admin_client_find")).click()
    album.shoot(desk, "admin-client")
    desk.goto(server.base + "/admin")
    desk.locator("#invite-email").fill("bert@example.org")
    desk.locator("#invite-isPractitioner").check()
    button(desk, words("admin_invite_send")).click()
    invitation = re.search(r"https?://\S*/invitation/\S+", mail_server.next_to("bert@example.org").get_body(("plain",)).get_content())
    bert = visit(people("bert", locale=album.language), invitation[0])
    album.shoot(bert, "invitation")
    bert.locator("#name").fill("Bert Roux")
    bert.locator("#password").fill("correct horse battery")
    bert.locator("main form button").last.click()
    desk.goto(server.base + "/admin")
    desk.get_by_role("link", name="Bert Roux").click()
    album.shoot(desk, "admin-person")
