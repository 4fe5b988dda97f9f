# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Strangers book, move, cancel and are answered: on a phone without scripts, on a large screen with them, in both languages."""

import datetime
import queue
import re

import pytest
from playwright.sync_api import expect

import booking
import play
from booking import TOKYO, at, choose_type, expect_done, field, fill, mails, moment_words, open_times, send, touch
from play import Words, button, manage_link, visit
from server import Server
from test_pages import check

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_request_on_a_phone_without_scripts(people, server, mail_server, language):
    """Wish 35: the request has a tentative place in both calendars; faults 31 and 36: names and errors are text."""
    words = Words(language)
    booking.practitioner(people, server, words)
    booking.open_page(server)
    client = people("client", locale=language, java_script_enabled=False, **PHONE)
    page = visit(client, server.base + booking.HOME)
    choose_type(page)
    # Without scripts the zone is the practitioner's until another is chosen.
    expect(page.locator(".zone summary")).to_contain_text("Paris")
    page.locator(".zone summary").click()
    page.locator("#zone").select_option("Asia/Tokyo")
    button(page, words("book_zone_submit")).click()
    expect(page.locator(".zone summary")).to_contain_text("Tokyo")
    expect(page.locator(".zone summary")).to_contain_text("Paris")
    problems = [*check_static(page, "times")]
    page.get_by_role("link", name=words("book_week_after")).click()
    page.get_by_role("link", name=words("book_week_before")).click()
    value = booking.free_times(page)[0]
    touch(page, value)
    expect(page.locator(".held")).to_contain_text(words("book_held_until", time="").strip(" ."))
    expect(page.locator(".book-when")).to_contain_text("Tokyo")
    # Browsers that check forms themselves are not relied on.
    page.evaluate("document.querySelectorAll('form').forEach((form) => { form.noValidate = true; })")
    page.locator("#name").fill("<b>Zoë</b>")
    page.locator("#email").fill("zoe@")
    send(page, words)
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("#name")).to_have_value("<b>Zoë</b>")
    fill(page, name="<b>Zoë</b>")
    send(page, words)
    expect_done(page, words)
    assert "/appointments/" in page.url
    expect(page.locator(".chip")).to_have_text(words("common_state_requested"))
    problems += check_static(page, "own page")
    found = mails(mail_server, 2)
    start = datetime.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=booking.UTC)
    text = booking.calendar(found["zoe@example.org"][0])
    assert field(text, "DTSTART") == value
    assert field(text, "STATUS") == "TENTATIVE"
    for message in found["zoe@example.org"]:
        assert moment_words(words, start.astimezone(TOKYO), "Tokyo", with_offset=True) in plain(message)
    assert "anne@example.org" in found
    # The slot is held: another visitor no longer sees it.
    other = open_times(people("other", locale=language), server)
    expect(other.locator(f"button[value='{value}']")).to_have_count(0)
    assert problems == []


@pytest.fixture(autouse=True)
def own_mails(mail_server):
    """Mails of a test before this one tell of a server that is gone."""
    mail_server.received = queue.Queue()


def check_static(page, where):
    """What can be judged of a page without scripts: nothing is wider than the phone."""
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"{where}: {over} px too wide"] if over > 0 else []


def plain(message):
    return message.get_body(("plain",)).get_content().replace("\u202f", "\u00a0")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_booking_over_a_change_of_clocks_seen_from_tokyo(people, server, mail_server, language):
    """Wish 39: page, mail and calendar say the same instant, before and after the clocks of Paris change."""
    words = Words(language)
    booking.practitioner(people, server, words)
    booking.open_page(server)
    change, step = booking.next_change()
    before, after = change - datetime.timedelta(days=2), change + datetime.timedelta(days=1)
    page = visit(people("client", locale=language, timezone_id="Asia/Tokyo"), server.base + booking.HOME)
    choose_type(page)
    # The script found the zone.
    expect(page.locator(".zone summary")).to_contain_text("Tokyo")
    problems = check(page, "times")
    page.goto(f"{page.url}&day={before}")
    shown = []
    for day in (before, after):
        moment = at(day, 10)
        slot = page.locator(f"button[value='{booking.slot_name(moment)}']")
        expect(slot).to_have_text(booking.time_words(words, moment.astimezone(TOKYO)))
        shown.append(moment.astimezone(TOKYO).hour)
    assert shown[0] - shown[1] == step.total_seconds() / 3600
    chosen = at(after, 10)
    there = moment_words(words, chosen, "Paris", with_offset=True)
    here = moment_words(words, chosen.astimezone(TOKYO), "Tokyo", with_offset=True)
    touch(page, booking.slot_name(chosen))
    expect(page.locator(".book-when")).to_contain_text(here)
    expect(page.locator(".book-when")).to_contain_text(there)
    expect(page.locator(".held")).to_contain_text(words("book_held_left", left="").split("  ")[0].strip(" ."))
    problems += check(page, "form")
    # The other language is the same page: zone and hold stay.
    for name in ("English", "Français") if language == "fr" else ("Français", "English"):
        button(page, name).click()
        expect(page.locator(".book-when")).to_contain_text("Tokyo")
        expect(page.locator("[data-until]")).to_be_visible()
    fill(page, note="À 10 h, si possible")
    send(page, words)
    expect_done(page, words)
    expect(page.get_by_role("main")).to_contain_text(here)
    expect(page.get_by_role("main")).to_contain_text(there)
    problems += check(page, "own page")
    found = mails(mail_server, 2)
    text = booking.calendar(found["zoe@example.org"][0])
    assert field(text, "DTSTART") == booking.slot_name(chosen)
    assert here.replace("\u202f", "\u00a0") in plain(found["zoe@example.org"][0])
    assert problems == []


def test_the_clients_page_goes_with_the_time(people, server, mail_server):
    """What is left until the door opens is asked for again; without a door the page is loaded anew."""
    words = Words("fr")
    desk = play.set_up(server, people("host"), words)
    play.add_appointment(desk, words, server, in_minutes=200)
    address = manage_link(mail_server.next_to("zoe@example.org"))
    page = people("client").new_page()
    page.clock.install()
    page.goto(address)
    line = page.locator("[data-opens]")
    expect(line).to_contain_text("3 heures")
    later = page.content().replace("3 heures", "2 heures")
    page.route(address, lambda route: route.fulfill(body=later, content_type="text/html"))
    page.clock.run_for(301_000)
    expect(line).to_contain_text("2 heures")
    page.unroute(address)
    desk.goto(server.base + "/desk")
    desk.get_by_role("link", name="Zoë Lefèvre-Østergård").first.click()
    # Moved, all that names the hour is new, not the door's line alone.
    desk.get_by_role("link", name=words("desk_move"), exact=True).click()
    desk.locator("#day").fill((datetime.datetime.now(play.PARIS) + datetime.timedelta(days=3)).strftime("%Y-%m-%d"))
    desk.locator("#time").fill("16:10")
    button(desk, words("desk_move_look")).click()
    button(desk, words("desk_move_yes")).click()
    page.clock.run_for(301_000)
    expect(page.locator(".facts, dl").first).to_contain_text(re.compile("16.h.10"))
    desk.locator("summary", has_text=words("desk_cancel")).click()
    button(desk, words("desk_cancel_yes")).click()
    expect(desk.locator(".notice")).to_be_visible()
    page.clock.run_for(301_000)
    expect(page.locator("main")).to_contain_text(words("visit_is_cancelled"))


def test_confirmed_at_once_then_moved_and_cancelled(people, server, mail_server):
    """Wish 40: the client's own page does everything, by buttons; opening any of its addresses changes nothing."""
    words = Words("en")
    booking.practitioner(people, server, words)
    booking.open_page(server)
    with booking.tables(server) as database:
        database.execute("UPDATE appointment_types SET confirms_at_once = 1")
    page = open_times(people("client", locale="en"), server)
    touch(page)
    fill(page)
    send(page, words, at_once=True)
    expect_done(page, words, at_once=True)
    found = mails(mail_server, 2)
    first = booking.calendar(found["zoe@example.org"][0])
    own = manage_link(found["zoe@example.org"][0])
    assert page.url.startswith(own)
    problems = check(page, "confirmed")
    # A scanner opens every address that it finds, again and again.
    links = [link.get_attribute("href") for link in page.get_by_role("main").get_by_role("link").all()]
    for link in links:
        if link.startswith("/"):
            page.request.get(server.base + link)
    page.reload()
    expect(page.locator(".chip")).to_have_text(words("common_state_confirmed"))
    file = page.request.get(server.base + next(link for link in links if link.endswith(".ics")))
    assert file.headers["content-type"].startswith("text/calendar")
    assert field(file.text(), "UID") == field(first, "UID")
    assert field(file.text(), "METHOD") == "PUBLISH"
    for name in ("Google", "Outlook"):
        link = page.get_by_role("link", name=name)
        assert "noreferrer" in link.get_attribute("rel")

    page.get_by_role("link", name=words("visit_move"), exact=True).click()
    problems += check(page, "move")
    target = page.locator("a.slot").nth(3)
    page.goto(server.base + target.get_attribute("href"))
    problems += check(page, "move, confirm")
    button(page, words("visit_move_yes")).click()
    expect(page.locator(".notice")).to_have_text(words("visit_notice_moved"))
    moved = booking.calendar(mails(mail_server, 2)["zoe@example.org"][0])
    assert field(moved, "UID") == field(first, "UID")
    assert int(field(moved, "SEQUENCE")) > int(field(first, "SEQUENCE"))
    assert field(moved, "DTSTART") != field(first, "DTSTART")

    page.get_by_role("link", name=words("visit_cancel"), exact=True).click()
    page.locator("#reason").fill("A cold")
    problems += check(page, "cancel")
    button(page, words("visit_cancel_yes")).click()
    expect(page.locator(".notice")).to_have_text(words("visit_notice_cancelled"))
    expect(page.locator(".chip")).to_have_text(words("common_state_cancelled"))
    cancelled = booking.calendar(mails(mail_server, 2)["zoe@example.org"][0])
    assert field(cancelled, "METHOD") == "CANCEL"
    assert field(cancelled, "UID") == field(first, "UID")
    problems += check(page, "cancelled")
    # The page offers to begin again.
    page.get_by_role("link", name=words("visit_book_again")).click()
    expect(page.locator(".offer-link")).to_have_count(1)
    problems += check(page, "types")
    assert problems == []


def test_too_late_to_change(people, server, mail_server):
    words = Words("fr")
    booking.practitioner(people, server, words)
    booking.open_page(server, cancel_hours=168)
    with booking.tables(server) as database:
        database.execute("UPDATE appointment_types SET confirms_at_once = 1")
    page = open_times(people("client"), server)
    touch(page)
    fill(page)
    send(page, words, at_once=True)
    expect_done(page, words, at_once=True)
    expect(page.get_by_role("main")).to_contain_text(words("visit_too_late", hours="168"))
    expect(page.get_by_role("link", name=words("visit_cancel"), exact=True)).to_have_count(0)
    own = page.url.split("?")[0]
    for verb in ("move", "cancel"):
        page.goto(f"{own}/{verb}")
        assert page.url == own
    assert check(page, "too late") == []


def test_a_slot_taken_meanwhile(people, server, mail_server):
    """Wish 32: exactly one gets it; the other keeps what was typed and takes another time with one press."""
    words = Words("fr")
    booking.practitioner(people, server, words)
    booking.open_page(server)
    slow = open_times(people("slow"), server)
    wanted = booking.free_times(slow)[0]
    touch(slow, wanted)
    fill(slow, name="Lente", email="lente@example.org", phone="+33 6 12 34 56 78", note="Bonjour")
    # The hold runs out: in the tables, because the test does not wait for minutes.
    with booking.tables(server) as database:
        database.execute("DELETE FROM slot_holds")
    quick = open_times(people("quick"), server)
    touch(quick, wanted)
    fill(quick, name="Vite", email="vite@example.org")
    send(quick, words)
    expect_done(quick, words)
    send(slow, words)
    expect(slow.get_by_role("heading", level=1)).to_have_text(words("book_taken_heading"))
    expect(slow.locator("#name")).to_have_value("Lente")
    expect(slow.locator("#note")).to_have_value("Bonjour")
    assert check(slow, "taken") == []
    slow.locator("input[name=slot]").last.check()
    button(slow, words("book_submit_request")).click()
    expect_done(slow, words)


def test_pressed_twice_and_asked_twice(people, server, mail_server):
    """A form that is sent twice leads to the same page; the same wish in a new form is recognised and tells nobody a link."""
    words = Words("en")
    booking.practitioner(people, server, words)
    booking.open_page(server)
    context = people("client", locale="en")
    page = open_times(context, server)
    touch(page)
    fill(page)
    form = page.evaluate("Object.fromEntries(new FormData(document.querySelector('form.form')))")
    address = page.locator("form.form").get_attribute("action")
    send(page, words)
    expect_done(page, words)
    again = page.request.post(server.base + address, form=form, headers={"Origin": server.base})
    assert again.url.split("?")[0] == page.url.split("?")[0]
    assert len(mails(mail_server, 2)) == 2
    assert mail_server.received.empty()
    # Another form for the same time and address, with a number of its own.
    other = open_times(people("other", locale="en"), server)
    touch(other)
    fill(other)
    other.evaluate("(action) => document.querySelector('form.form').setAttribute('action', action)", address)
    send(other, words)
    expect(other.get_by_role("heading", level=1)).to_have_text(words("book_done_known"))
    assert other.get_by_role("main").locator("a").count() == 0
    assert check(other, "known") == []


def test_programs_and_floods(people, mail_server, tmp_path):
    """A form whose hidden field is filled goes back, however long it took; many requests of one address are asked to wait."""
    words = Words("fr")
    server = Server(tmp_path, smtp=mail_server.url, bookings_per_address="1")
    server.start()
    booking.practitioner(people, server, words)
    booking.open_page(server)
    page = open_times(people("client"), server)
    touch(page)
    fill(page)
    # At once, and with the trap: a slow machine is no program.
    page.evaluate("document.getElementById('homepage').value = 'https://spam.example'")
    button(page, words("book_submit_request")).click()
    expect(page.locator(".error-summary")).to_contain_text(words("book_again"))
    expect(page.locator("#homepage")).to_have_value("")
    page.evaluate("document.getElementById('homepage').value = 'https://spam.example'")
    page.locator("#consent").check()
    send(page, words)
    expect(page.locator(".error-summary")).to_contain_text(words("book_again"))
    expect(page.locator("#homepage")).to_have_value("")
    expect(page.locator("#name")).not_to_have_value("")
    send(page, words)
    expect_done(page, words)
    page.goto(server.base + booking.HOME)
    choose_type(page)
    touch(page)
    fill(page, email="other@example.org")
    send(page, words)
    expect(page.locator(".error-summary")).to_contain_text(words("book_too_many"))
    assert check(page, "too many") == []
    assert server.stop() == 0


def test_a_closed_page_a_full_one_and_types_by_link(people, server):
    words = Words("fr")
    booking.practitioner(people, server, words)
    page = people("client").new_page()
    page.goto(server.base + booking.HOME)
    expect(page.get_by_role("main")).to_contain_text(words("book_closed", practitioner="Anne Martin"))
    assert check(page, "closed") == []
    kind, key = booking.open_page(server)
    with booking.tables(server) as database:
        database.execute("UPDATE appointment_types SET visibility = 'by_link'")
    assert page.goto(f"{server.base}{booking.HOME}/{kind}").status == 404
    page.goto(f"{server.base}{booking.HOME}/{key}")
    touch(page)
    with booking.tables(server) as database:
        database.execute("UPDATE appointment_types SET visibility = 'hidden'")
    assert page.goto(f"{server.base}{booking.HOME}/{key}").status == 404
    with booking.tables(server) as database:
        database.execute("UPDATE appointment_types SET visibility = 'shown'")
        database.execute("DELETE FROM weekly_hours")
    page.goto(f"{server.base}{booking.HOME}/{kind}")
    expect(page.get_by_role("main")).to_contain_text(words("book_nothing_free"))
    assert check(page, "nothing free") == []
    assert page.goto(f"{server.base}{booking.HOME}/{kind}/20260101T000000Z").status == 200
    expect(page.get_by_role("main")).to_contain_text(words("book_gone"))
    assert page.goto(server.base + "/book/nobody").status == 404


def test_a_proposal_is_taken(people, server, mail_server):
    words = Words("fr")
    booking.practitioner(people, server, words)
    booking.open_page(server)
    page = open_times(people("client"), server)
    touch(page)
    fill(page)
    send(page, words)
    expect_done(page, words)
    own = page.url.split("?")[0]
    mails(mail_server, 2)
    day = datetime.datetime.now(booking.UTC).replace(hour=5, minute=0, second=0, microsecond=0) + datetime.timedelta(days=5)
    with booking.tables(server) as database:
        database.executemany("INSERT INTO proposals SELECT id, ? FROM appointments",
                             [(int((day + datetime.timedelta(hours=hours)).timestamp()) * 1000,) for hours in (0, 2)])
    page.goto(own)
    expect(page.get_by_role("heading", name=words("visit_proposals"))).to_be_visible()
    assert check(page, "proposals") == []
    page.locator("button[name=slot]").first.click()
    expect(page.locator(".notice")).to_have_text(words("visit_notice_taken"))
    expect(page.locator(".chip")).to_have_text(words("common_state_confirmed"))
    expect(page.get_by_role("main")).to_contain_text(moment_words(words, day.astimezone(play.PARIS), "Paris"))
    text = booking.calendar(mails(mail_server, 2)["zoe@example.org"][0])
    assert field(text, "STATUS") == "CONFIRMED"


def test_the_device_test_of_an_appointment_is_kept(people, server, mail_server):
    words = Words("en")
    booking.practitioner(people, server, words)
    booking.open_page(server)
    with booking.tables(server) as database:
        database.execute("UPDATE appointment_types SET confirms_at_once = 1")
    page = open_times(people("client", locale="en"), server)
    touch(page)
    fill(page)
    send(page, words, at_once=True)
    expect_done(page, words, at_once=True)
    own = page.url.split("?")[0]
    with page.expect_response(lambda answer: answer.url.endswith("/readiness") and answer.status == 204):
        page.get_by_role("link", name=words("visit_test"), exact=True).click()
        play.camera_runs(page)
    assert check(page, "test of an appointment") == []
    with page.expect_response(lambda answer: answer.url.endswith("/readiness") and answer.status == 204
                              and '"speaker":"failed"' in (answer.request.post_data or "")):
        page.locator("#speaker-test").click()
        page.locator("#speaker-silent").click()
    page.goto(own)
    expect(page.locator(".test-result")).to_have_text(words("visit_test_problem"))
    result = {"browser": "Chrome 140", "connection": "direct", **dict.fromkeys(("camera", "microphone", "speaker"), "good")}
    headers = {"Origin": server.base}
    assert page.request.post(own + "/readiness", data=result, headers=headers).status == 204
    page.reload()
    expect(page.locator(".test-result")).to_have_text(words("visit_test_ready"))
    assert page.request.post(own + "/readiness", data=result | {"camera": "new"}, headers=headers).status == 400
    assert page.request.post(server.base + "/appointments/x/readiness", data=result, headers=headers).status == 404


SNIPPET = """<!doctype html><html lang="en"><title>Other site</title><h1>Other site</h1>
<div data-visavis-booking lang="en"><a href="{home}" target="_blank" rel="noopener">Book an appointment</a></div>
<script async src="{base}/embed.js"></script></html>"""


def test_in_a_page_of_another_site(people, server, mail_server, chromium):
    """The owner's list says who may frame the booking page; the call and the client's own page open in a window of their own."""
    words = Words("en")
    booking.practitioner(people, server, words)
    other = booking.OtherSite(SNIPPET.format(home=server.base + booking.HOME, base=server.base))
    booking.open_page(server)
    # Not allowed: the browser shows no frame, and the link stays.
    stranger = chromium.new_context()
    page = visit(stranger, other.origin)
    refused = page.request.get(f"{server.base}{booking.HOME}?embed={other.origin}")
    assert "frame-ancestors 'none'" in refused.headers["content-security-policy"]
    expect(page.get_by_role("link")).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0, timeout=12_000)
    stranger.close()
    with booking.tables(server) as database:
        database.execute("UPDATE practices SET embed_parents = ?", [f"https://elsewhere.example {other.origin}"])
    context = people("client", locale="en", timezone_id="Asia/Tokyo")
    page = visit(context, other.origin)
    frame = page.frame_locator("iframe")
    expect(frame.locator(".offer-link")).to_be_visible()
    expect(page.get_by_role("link", name="Book an appointment")).to_be_hidden()
    # No chrome of ours, and as tall as it is.
    expect(frame.locator(".site-header")).to_have_count(0)
    play.until(page, "document.querySelector('iframe').offsetHeight > 150")
    frame.locator(".offer-link").click()
    expect(frame.locator(".zone summary")).to_contain_text("Tokyo")
    frame.locator(f"button[name=slot][value='{booking.free_times(frame)[0]}']").click()
    expect(frame.locator("#email")).to_be_visible()
    frame.locator("#name").fill("Zoë")
    frame.locator("#email").fill("zoe@example.org")
    frame.locator("#consent").check()
    inner = page.frames[1]
    booking.wait_as_a_person(inner)
    frame.get_by_role("button", name=words("book_submit_request")).click()
    expect(frame.get_by_role("heading", level=1)).to_have_text(words("book_done_requested"))
    with context.expect_page() as opened:
        frame.get_by_role("link", name=words("book_done_open")).click()
    expect(opened.value.locator(".chip")).to_have_text(words("common_state_requested"))
    # Every page but those made for frames refuses all of them.
    for path in ("/", booking.HOME, opened.value.url.removeprefix(server.base)):
        policy = page.request.get(server.base + path).headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
    other.stop()


def test_every_change_by_a_client_needs_its_own_form(people, server, mail_server):
    """Fault 30: GET, a foreign origin and a missing token change nothing."""
    words = Words("fr")
    booking.practitioner(people, server, words)
    booking.open_page(server)
    page = open_times(people("client"), server)
    touch(page)
    fill(page)
    send(page, words)
    expect_done(page, words)
    own = page.url.split("?")[0]
    for verb in ("move", "cancel", "proposals"):
        for headers, form in (({"Origin": "https://evil.example"}, {}), ({"Origin": server.base}, {}),
                              ({"Origin": server.base}, {"formToken": "x", "slot": "20300101T100000Z"})):
            answer = page.request.post(f"{own}/{verb}", form=form, headers=headers)
            assert answer.status in (400, 403), (verb, answer.status)
    assert page.request.get(own + "/proposals").status in (404, 405)
    page.goto(own)
    expect(page.locator(".chip")).to_have_text(words("common_state_requested"))
