# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A practitioner says what can be booked, and the public page follows: with the mouse, with the keyboard alone, without scripts."""

import datetime
import re

import pytest
from playwright.sync_api import expect

import play
from play import PARIS, Words, button, visit
from test_pages import check

PARTS = ["", "/types", "/hours", "/rules", "/calendars", "/mails", "/programs", "/new-type", "/mails/confirmed/en"]


def day(ahead: int) -> datetime.date:
    return datetime.datetime.now(PARIS).date() + datetime.timedelta(days=ahead)


def opened(desk, server, words, slug="anne"):
    desk.goto(server.base + "/desk/booking")
    if not desk.locator("#isOpen").is_checked():
        desk.locator("#isOpen").check()
    desk.locator("#slug").fill(slug)
    desk.locator("#introduction").fill("Je reçois aussi en anglais.")
    button(desk, words("common_save")).click()
    expect(desk.locator(".notice")).to_have_text(words("common_notice_saved"))


def only_hours(desk, server, words, weekdays, spans):
    """The week has these hours on these days (1 is Monday) and no others."""
    desk.goto(server.base + "/desk/booking/hours")
    while (remove := desk.locator(".week button[value^=remove]")).count():
        before = remove.count()
        remove.first.click()
        expect(remove).to_have_count(before - 1)
    for weekday in weekdays:
        for row, (start, end) in enumerate(spans):
            desk.locator(f"button[value=add-{weekday}]").click()
            expect(desk.locator(f"#start-{weekday}-{row}")).to_be_focused()
            desk.locator(f"#start-{weekday}-{row}").fill(start)
            desk.locator(f"#end-{weekday}-{row}").fill(end)
    button(desk, words("offer_week_save")).click()
    expect(desk.locator(".notice")).to_have_text(words("common_notice_saved"))


def offered_days(page, server, slug="anne") -> dict[datetime.date, list[datetime.time]]:
    """All that the public page offers in its first weeks, by the days and times in Paris."""
    page.goto(f"{server.base}/book/{slug}")
    page.locator(".offer-link").first.click()
    found: dict[datetime.date, list[datetime.time]] = {}
    for _ in range(3):
        page.wait_for_load_state()
        for value in page.locator("[name=slot]").evaluate_all("all => all.map((one) => one.value)"):
            moment = datetime.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=datetime.timezone.utc).astimezone(PARIS)
            found.setdefault(moment.date(), []).append(moment.time())
        later = page.locator("a[rel~=next]")
        if later.count() == 0:
            break
        later.first.click()
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_set_is_what_can_be_booked(people, server, mail_server, language):
    words = Words(language)
    desk = play.set_up(server, people("host", locale=language), words)
    client = visit(people("client", locale=language), server.base + "/")
    client.goto(server.base + "/desk")
    opened(desk, server, words)
    desk.goto(server.base + "/desk/booking/rules")
    desk.locator("#minimumNotice").fill("1")
    desk.locator("#noticeUnit").select_option("days")
    desk.locator("#step").select_option("60")
    button(desk, words("common_save")).click()
    only_hours(desk, server, words, range(1, 8), [("10:00", "12:00")])
    expect(desk.locator("#end-7-0")).to_have_value("12:00")
    desk.goto(server.base + "/desk/booking/new-type")
    desk.locator("#name").fill("Suivi court")
    desk.locator("#length").fill("60")
    desk.locator("#price").fill("45 €")
    desk.locator("#colour-violet").check()
    desk.locator("#bufferAfter").fill("0")
    desk.get_by_label(words("offer_confirms_once"), exact=True).check()
    button(desk, words("common_save")).click()
    # The new one to the top.
    desk.locator("#type-" + desk.locator(".type").last.get_attribute("id").removeprefix("type-") + " button[value=up]").click()
    expect(desk.locator(".type h2").first).to_have_text("Suivi court")
    client.goto(server.base + "/book/anne")
    expect(client.get_by_role("main")).to_contain_text("Je reçois aussi en anglais.")
    expect(client.locator(".offer").first).to_contain_text("Suivi court")
    expect(client.locator(".offer").first).to_contain_text("45 €")
    found = offered_days(client, server)
    assert found[day(3)] == [datetime.time(10), datetime.time(11)]
    assert min(found) >= day(1) and len(found) >= 7
    # A day off, and a day with other hours.
    for ahead, kind in ((3, "closed"), (4, "hours")):
        desk.goto(server.base + "/desk/booking/hours")
        desk.locator("#x-firstDay").fill(day(ahead).isoformat())
        desk.locator(f"#x-kind-{kind}").check()
        if kind == "hours":
            desk.locator("#start-x-0").fill("20:00")
            desk.locator("#end-x-0").fill("21:00")
        button(desk, words("offer_exception_save")).click()
        expect(desk.locator(".notice")).to_have_text(words("common_notice_saved"))
    found = offered_days(client, server)
    assert day(3) not in found and found[day(4)] == [datetime.time(20)]
    desk.locator(".exceptions button").first.click()
    expect(desk.locator(".exceptions li")).to_have_count(1)
    assert day(3) in offered_days(client, server)
    # By link only, then closed.
    desk.goto(server.base + "/desk/booking/types")
    desk.get_by_role("link", name="Suivi court", exact=True).click()
    desk.locator("#visibility-by_link").check()
    button(desk, words("common_save")).click()
    link = desk.locator(".type").first.locator("input[readonly]").input_value()
    client.goto(server.base + "/book/anne")
    expect(client.get_by_role("main")).not_to_contain_text("Suivi court")
    client.goto(link)
    expect(client.get_by_role("main")).to_contain_text("Suivi court")
    desk.goto(server.base + "/desk/booking")
    desk.locator("#isOpen").uncheck()
    button(desk, words("common_save")).click()
    client.goto(server.base + "/book/anne")
    expect(client.locator(".offer")).to_have_count(0)


def test_the_preview_follows_the_keys_and_saves_nothing(people, server, mail_server):
    words = Words("fr")
    desk = play.set_up(server, people("host"), words)
    desk.goto(server.base + "/desk/booking")
    frame = desk.frame_locator("iframe[name=offer-preview]")
    expect(frame.locator("h1")).to_be_visible()
    desk.locator("#introduction").fill("Pas encore enregistré")
    expect(frame.get_by_role("main")).to_contain_text("Pas encore enregistré")
    desk.locator("#introduction").fill("Enregistré")
    button(desk, words("common_save")).click()
    expect(desk.locator(".notice")).to_have_text(words("common_notice_saved"))
    expect(desk.locator("#introduction")).to_have_value("Enregistré")
    desk.goto(server.base + "/desk/booking/mails/confirmed/en")
    mail = desk.frame_locator("iframe[name=mail-preview]")
    desk.locator("#body").fill("Dear {client}, see you on {day}.")
    expect(mail.locator("body")).to_contain_text("see you on")
    expect(mail.locator("body")).not_to_contain_text("{day}")
    button(desk, words("offer_wording_test")).click()
    expect(desk.locator(".notice")).to_have_text(words("offer_notice_test_sent"))
    expect(desk.locator("#body")).to_have_value("Dear {client}, see you on {day}.")
    _, message = mail_server.next()
    assert message["To"].addresses[0].addr_spec == "anne@example.org"
    assert "see you on" in message.get_body(("plain",)).get_content()


def preview(desk):
    return desk.frame_locator("iframe[name=offer-preview]")


def previewed(desk) -> set[str]:
    return {text.replace("\N{NO-BREAK SPACE}", " ") for text in preview(desk).locator(".slot").all_inner_texts()}


def test_hours_are_seen_as_a_client_would_while_they_are_typed(people, server, mail_server):
    words = Words("fr")
    desk = play.set_up(server, people("host"), words)
    only_hours(desk, server, words, range(1, 8), [("10:00", "12:00")])
    expect(preview(desk).locator(".slot").first).to_be_visible()
    assert previewed(desk) == {"10 h", "11 h"}
    for weekday in range(1, 8):
        desk.locator(f"#start-{weekday}-0").fill("18:00")
        desk.locator(f"#end-{weekday}-0").fill("20:00")
    expect(preview(desk).locator(".slot", has_text="18\N{NO-BREAK SPACE}h").first).to_be_visible()
    # A preview of some of them may have come first.
    expect(preview(desk).locator(".slot", has_text="10\N{NO-BREAK SPACE}h")).to_have_count(0)
    assert previewed(desk) == {"18 h", "19 h"}
    # The next week, another zone and another type are of the same unsaved hours.
    preview(desk).locator("a[rel~=next]").click()
    expect(preview(desk).locator("a[rel~=prev]")).to_be_visible()
    assert previewed(desk) == {"18 h", "19 h"}
    preview(desk).locator(".zone summary").click()
    preview(desk).locator("#zone").select_option("Asia/Tokyo")
    expect(preview(desk).locator(".zone summary")).to_contain_text("Tokyo")
    there = previewed(desk)
    # In Tokyo it is seven or eight hours later: one or two in the morning, where the saved hours are in the evening.
    assert len(there) == 2 and there <= {"1 h", "2 h", "3 h"}
    preview(desk).get_by_role("link", name=words("book_back_types")).click()
    preview(desk).locator(".offer-link").first.click()
    expect(preview(desk).locator(".slot").first).to_be_visible()
    assert previewed(desk) == there
    # One more row is a page of its own, which shows what was typed before.
    desk.locator("button[value=add-1]").click()
    expect(desk.locator("#start-1-1")).to_be_focused()
    expect(preview(desk).locator(".slot", has_text="18\N{NO-BREAK SPACE}h").first).to_be_visible()
    # What cannot be saved is said, and what is saved is shown.
    desk.locator("#end-2-0").fill("17:00")
    expect(preview(desk).get_by_role("main")).to_contain_text(words("offer_preview_unread"))
    assert previewed(desk) == {"10 h", "11 h"}
    # A day off.
    desk.locator("#x-firstDay").fill(day(3).isoformat())
    expect(preview(desk).get_by_role("main")).to_contain_text(words("offer_preview_note", type="Séance", minutes="50"))
    closed = day(3).isoformat()
    expect(preview(desk).locator(f"#day-{closed}")).to_have_count(0)
    expect(preview(desk).locator(f"#day-{day(4).isoformat()}")).to_be_visible()
    # Nothing of it was kept.
    desk.goto(server.base + "/desk/booking/hours")
    expect(desk.locator("#start-1-0")).to_have_value("10:00")
    expect(desk.locator(".exceptions li")).to_have_count(0)
    desk.goto(server.base + "/desk/booking/rules")
    expect(preview(desk).locator(".slot", has_text="10\N{NO-BREAK SPACE}h").first).to_be_visible()
    desk.locator("#step").select_option("30")
    expect(preview(desk).locator(".slot", has_text="10\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}30").first).to_be_visible()
    assert previewed(desk) == {"10 h", "10 h 30", "11 h"}


def test_a_type_is_seen_as_a_client_would_while_it_is_typed(people, server, mail_server):
    words = Words("fr")
    desk = play.set_up(server, people("host"), words)
    only_hours(desk, server, words, range(1, 8), [("10:00", "12:00")])
    desk.goto(server.base + "/desk/booking/types")
    desk.get_by_role("link", name="Séance").first.click()
    expect(preview(desk).locator(".slot", has_text="11\N{NO-BREAK SPACE}h").first).to_be_visible()
    assert previewed(desk) == {"10 h", "11 h"}
    desk.locator("#length").fill("120")
    note = preview(desk).get_by_role("main")
    expect(note).to_contain_text(words("offer_preview_note", type="Séance", minutes="120"))
    assert previewed(desk) == {"10 h"}
    # The next week is of the same unsaved type, another type is not.
    preview(desk).locator("a[rel~=next]").click()
    expect(preview(desk).locator("a[rel~=prev]")).to_be_visible()
    assert previewed(desk) == {"10 h"}
    desk.reload()
    expect(desk.locator("#length")).to_have_value("50")
    # One that is not there yet, before it has a name.
    desk.goto(server.base + "/desk/booking/new-type")
    expect(preview(desk).locator(".slot", has_text="11\N{NO-BREAK SPACE}h").first).to_be_visible()
    desk.locator("#name").fill("Bilan v1.2 & suite")
    desk.locator("#length").fill("90")
    expect(note).to_contain_text(words("offer_preview_note", type="Bilan v1.2 & suite", minutes="90"))
    assert previewed(desk) == {"10 h"}
    preview(desk).locator("a[rel~=next]").click()
    expect(preview(desk).locator("a[rel~=prev]")).to_be_visible()
    expect(note).to_contain_text(words("offer_preview_note", type="Bilan v1.2 & suite", minutes="90"))
    # What cannot be saved is said.
    desk.locator("#length").evaluate("field => { field.removeAttribute('max'); field.value = '999'; }")
    button(desk, words("offer_preview_try")).click()
    expect(note).to_contain_text(words("offer_preview_unread"))
    desk.goto(server.base + "/desk/booking/types")
    expect(desk.locator("main")).not_to_contain_text("Bilan")


def test_with_the_keyboard_alone(people, server, mail_server):
    """A type and a day's hours, without a mouse; the Enter key saves and presses no other button."""
    words = Words("en")
    desk = play.set_up(server, people("host", locale="en"), words)
    desk.goto(server.base + "/desk/booking")

    def reach(selector):
        # A time has four stops of its own: hour, minute, half of the day, clock.
        for _ in range(200):
            desk.keyboard.press("Tab")
            if desk.evaluate("(selector) => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"the Tab key never reaches {selector}")

    reach("#isOpen")
    desk.keyboard.press("Space")
    reach("#slug")
    desk.keyboard.press("Control+A")
    desk.keyboard.type("anne")
    desk.keyboard.press("Enter")
    expect(desk.locator(".notice")).to_have_text(words("common_notice_saved"))
    def follow(path, key):
        reach(f"a[href='{path}']")
        desk.keyboard.press("Enter")
        expect(desk.get_by_role("heading", level=1)).to_have_text(words(key))

    follow("/desk/booking/types", "offer_part_types")
    follow("/desk/booking/new-type", "offer_type_new")
    reach("#name")
    desk.keyboard.type("Short talk")
    reach("[name=colour]")
    desk.keyboard.press("ArrowRight")
    reach("[name=confirms]")
    desk.keyboard.press("ArrowDown")
    reach("main .button-primary")
    desk.keyboard.press("Enter")
    expect(desk.locator(".type h2").last).to_have_text("Short talk")
    follow("/desk/booking/hours", "offer_part_hours")
    reach("button[value='add-6']")
    desk.keyboard.press("Enter")
    expect(desk.locator("#start-6-0")).to_be_focused()
    desk.keyboard.type("0900AM")
    desk.keyboard.press("Tab")
    reach("#end-6-0")
    desk.keyboard.type("1100AM")
    desk.keyboard.press("Enter")
    expect(desk.locator(".notice")).to_have_text(words("common_notice_saved"))
    expect(desk.locator("#start-6-0")).to_have_value("09:00")
    expect(desk.locator("#end-6-0")).to_have_value("11:00")


def test_without_scripts(people, server, mail_server):
    words = Words("fr")
    # Setting up needs scripts for nothing either.
    desk = play.set_up(server, people("host", java_script_enabled=False), words)
    opened(desk, server, words)
    expect(desk.frame_locator("iframe[name=offer-preview]").get_by_role("main")).to_contain_text("Je reçois aussi en anglais.")
    desk.locator("#introduction").fill("Pas encore")
    button(desk, words("offer_preview_try")).click()
    expect(desk.frame_locator("iframe[name=offer-preview]").get_by_role("main")).to_contain_text("Pas encore")
    desk.goto(server.base + "/desk/booking/hours")
    desk.locator("button[value=add-6]").click()
    desk.locator("#start-6-0").fill("07:00")
    desk.locator("#end-6-0").fill("08:00")
    desk.locator("#week button[data-preview]").click()
    expect(preview(desk).locator(".slot", has_text="7\N{NO-BREAK SPACE}h").first).to_be_visible()
    desk.locator("#start-6-0").fill("10:00")
    desk.locator("#end-6-0").fill("09:00")
    button(desk, words("offer_week_save")).click()
    expect(desk.locator("#end-6-0-error")).to_have_text(words("offer_problem_order"))
    expect(desk.locator("#start-6-0")).to_have_value("10:00")
    desk.locator("#end-6-0").fill("12:00")
    button(desk, words("offer_week_save")).click()
    expect(desk.locator(".notice")).to_have_text(words("common_notice_saved"))
    desk.goto(server.base + "/desk/booking/programs")
    desk.locator("#key-name").fill("Mon site")
    button(desk, words("offer_key_make")).click()
    assert re.fullmatch(r"vv_[\w-]{20,}", desk.locator("#secret-value").input_value())
    desk.goto(server.base + "/desk/booking/programs")
    expect(desk.locator("#secret-value")).to_have_count(0)
    expect(desk.locator("#keys ~ .lines")).to_contain_text("Mon site")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_accessible(people, server, mail_server, language):
    words = Words(language)
    desk = play.set_up(server, people("host", locale=language), words)
    opened(desk, server, words)
    desk.goto(server.base + "/desk/booking/calendars")
    desk.locator("#name").fill("Maison")
    desk.locator("#url").fill("https://calendar.invalid/x.ics")
    button(desk, words("offer_calendar_save")).click()
    button(desk, words("offer_own_make")).click()
    desk.goto(server.base + "/desk/booking/hours")
    desk.locator("#x-firstDay").fill(day(5).isoformat())
    button(desk, words("offer_exception_save")).click()
    desk.goto(server.base + "/desk/booking/programs")
    desk.locator("#hook-url").fill("https://hook.invalid/x")
    button(desk, words("offer_hook_add")).click()
    problems = check(desk, "secret")
    for path in PARTS:
        desk.goto(server.base + "/desk/booking" + path)
        problems += check(desk, path)
    desk.goto(server.base + "/desk/booking/types")
    desk.locator(".type h2 a").first.click()
    problems += check(desk, "type")
    desk.locator("#name").fill("")
    desk.evaluate("document.querySelector('main form.form').noValidate = true")
    button(desk, words("common_save")).click()
    expect(desk.locator(".error-summary")).to_be_focused()
    problems += check(desk, "type, refused")
    desk.goto(server.base + "/desk/booking/hours")
    desk.locator("#start-1-0").fill("")
    button(desk, words("offer_week_save")).click()
    problems += check(desk, "hours, refused")
    for path in ("/admin/figures", "/admin/client"):
        desk.goto(server.base + path)
        problems += check(desk, path)
    desk.goto(server.base + "/admin")
    desk.locator(".people a").first.click()
    problems += check(desk, "person")
    assert problems == []
