# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The practitioner's desk: answering requests, the calendar by pointer, keys and form, and being late."""

import datetime
import re

import pytest
from playwright.sync_api import expect

import play
from play import Words, add_appointment, arrive, button, join_link, manage_link, visit
from test_pages import check

# A week ahead, so that every hour of it is to come.
MONDAY = datetime.date.today() + datetime.timedelta(days=7 + (7 - datetime.date.today().weekday()) % 7)


@pytest.fixture
def words(request):
    return Words("fr")


@pytest.fixture
def desk(people, server, mail_server, words):
    return play.set_up(server, people("host"), words)


def send(page, words, server, name, day=MONDAY, time="10:00", confirmed=True, minutes=50):
    """Fills in the form for an appointment by hand and sends it."""
    page.goto(server.base + "/desk/appointments")
    page.locator("#name").fill(name)
    page.locator("#email").fill(f"{name.split()[0].lower()}@example.org")
    page.locator("#language").select_option("fr")
    page.locator("#day").fill(day.isoformat())
    page.locator("#time").fill(time)
    page.locator("#length").fill(str(minutes))
    button(page, words("desk_new_confirmed" if confirmed else "desk_new_requested")).click()


def add(page, words, server, name, **when):
    """Adds an appointment by hand, of 50 minutes unless told otherwise, and gives the address of its page."""
    send(page, words, server, name, **when)
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page.url.split("?")[0]


def text_of(message):
    return message.get_body(("plain",)).get_content().replace("\u00a0", " ")


def state(page):
    return page.locator(".chips .chip").first


def week(server, day=MONDAY):
    return f"{server.base}/desk/calendar?view=week&day={day.isoformat()}"


def test_declining_says_why(desk, server, mail_server, words):
    add(desk, words, server, "Nora Petit", confirmed=False)
    desk.locator(".answer summary").click()
    desk.locator("#words").fill("Je suis absente cette semaine-là.")
    button(desk, words("desk_decline_yes")).click()
    expect(state(desk)).to_have_text(words("common_state_declined"))
    assert "Je suis absente cette semaine-là." in text_of(mail_server.next_to("nora@example.org"))


def test_confirming_tells_who_lost_the_slot(desk, server, mail_server, words):
    """Wishes 33: of two requests for one slot one can be confirmed, and the other is told."""
    add(desk, words, server, "Tom Hall", time="10:30", confirmed=False)
    first = add(desk, words, server, "Ines Roux", confirmed=False)
    expect(desk.locator(".answer")).to_contain_text(words("desk_request_rival"))
    button(desk, words("desk_confirm")).click()
    expect(state(desk)).to_have_text(words("common_state_confirmed"))
    expect(desk.get_by_role("main")).to_contain_text(words("desk_request_lost_one"))
    assert mail_server.next_to("ines@example.org")
    assert mail_server.next_to("tom@example.org")
    # A later request for the same time shows the conflict and cannot be confirmed.
    add(desk, words, server, "Ali Ben", confirmed=False)
    expect(desk.locator(".answer .warning").first).to_contain_text("Ines Roux")
    expect(desk.get_by_role("button", name=words("desk_confirm"), exact=True)).to_have_count(0)
    desk.goto(server.base + "/desk")
    expect(desk.locator("#requests + ul .warning").first).to_contain_text("Ines Roux")
    desk.goto(first)
    expect(state(desk)).to_have_text(words("common_state_confirmed"))


def test_the_client_takes_a_proposed_time(desk, people, server, mail_server, words):
    add(desk, words, server, "Zoe Petit", confirmed=False)
    desk.get_by_role("link", name=words("desk_propose")).click()
    button(desk, words("desk_propose_send")).click()
    expect(desk.get_by_role("alert")).to_contain_text(words("desk_propose_problem", most="5"))
    other = MONDAY + datetime.timedelta(days=1)
    boxes = desk.locator(".tick input")
    for index in range(min(2, boxes.count())):
        boxes.nth(index).check()
    desk.locator("#day").fill(other.isoformat())
    desk.locator("#time").fill("15:20")
    button(desk, words("desk_propose_send")).click()
    expect(desk.locator(".answer")).to_contain_text("15 h 20")
    message = mail_server.next_to("zoe@example.org")
    assert "15 h 20" in text_of(message)
    client = visit(people("client"), manage_link(message))
    client.get_by_role("button", name=re.compile("15 h 20")).click()
    expect(client.get_by_role("main")).to_contain_text("15 h 20")
    desk.reload()
    expect(state(desk)).to_have_text(words("common_state_confirmed"))
    expect(desk.get_by_role("main")).to_contain_text("15 h 20")


def test_an_appointment_is_dragged(desk, server, mail_server, words):
    add(desk, words, server, "Zoe Petit")
    mail_server.next_to("zoe@example.org")
    desk.goto(week(server))
    item = desk.locator(".cal-item", has_text="Zoe Petit")
    columns = desk.locator("[data-column]")
    box, target = item.bounding_box(), columns.nth(2).bounding_box()
    hour = box["height"] * 60 / 50
    desk.mouse.move(box["x"] + 20, box["y"] + 10)
    desk.mouse.down()
    desk.mouse.move(box["x"] + 40, box["y"] + 30, steps=3)
    desk.mouse.move(target["x"] + 20, box["y"] + 10 + hour, steps=5)
    expect(item.locator("[data-when]")).to_contain_text("11 h")
    desk.mouse.up()
    # Nothing has happened yet: the page asks, and "no" leads back to the calendar.
    expect(desk.locator("#question")).to_contain_text("11 h")
    desk.get_by_role("link", name=words("desk_move_no")).click()
    expect(desk.locator("[data-column]").nth(0).locator(".cal-item")).to_have_count(1)
    desk.go_back()
    button(desk, words("desk_move_yes")).click()
    expect(desk.locator(".notice")).to_have_text(words("common_notice_moved"))
    expect(desk.locator("[data-column]").nth(2).locator(".cal-item")).to_contain_text("11 h")
    assert "11 h" in text_of(mail_server.next_to("zoe@example.org"))


def test_a_request_that_is_moved_is_another_time_proposed(desk, server, mail_server, words):
    """By pointer and by keys; the client decides, and until the button is pressed nothing has happened."""
    add(desk, words, server, "Zoe Petit", confirmed=False)
    add(desk, words, server, "Nora Roux", day=MONDAY + datetime.timedelta(days=1))
    mail_server.next_to("nora@example.org")
    desk.goto(week(server))
    item = desk.locator(".cal-item", has_text="Zoe Petit")
    target = desk.locator("[data-column]").nth(2).bounding_box()
    box = item.bounding_box()
    desk.mouse.move(box["x"] + 20, box["y"] + 10)
    desk.mouse.down()
    desk.mouse.move(target["x"] + 20, box["y"] + 10, steps=5)
    desk.mouse.up()
    expect(desk.locator("#question")).to_contain_text("10 h")
    expect(desk.get_by_role("heading", level=1)).to_have_text(words("desk_propose_title"))
    desk.get_by_role("link", name=words("desk_move_no")).click()
    expect(desk.locator("[data-column]").nth(0).locator(".cal-item")).to_contain_text("Zoe Petit")
    # Where somebody else is confirmed it is not to be had.
    desk.wait_for_load_state()
    desk.locator(".cal-item a", has_text="Zoe Petit").focus()
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("alert")).to_contain_text("Nora Roux")
    expect(desk.locator(".question button")).to_have_count(0)
    desk.go_back()
    desk.locator(".cal-item a", has_text="Zoe Petit").focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Enter"):
        desk.keyboard.press(key)
    expect(desk.locator("#question")).to_contain_text("10 h 15")
    desk.locator(".question").get_by_role("button").click()
    expect(state(desk)).to_have_text(words("common_state_requested"))
    expect(desk.locator(".answer")).to_contain_text("10 h 15")
    assert "10 h 15" in text_of(mail_server.next_to("zoe@example.org"))
    desk.goto(week(server))
    expect(desk.locator("[data-column]").nth(0).locator(".cal-item")).to_contain_text("Zoe Petit")


def test_an_appointment_is_moved_by_keys(desk, server, words):
    add(desk, words, server, "Zoe Petit")
    desk.goto(week(server))
    link = desk.locator(".cal-item a", has_text="Zoe Petit")
    link.focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown"):
        desk.keyboard.press(key)
    expect(desk.locator(".cal-item.is-moving")).to_contain_text("10 h 30")
    expect(desk.locator("#announcer")).to_contain_text("10 h 30")
    desk.keyboard.press("Escape")
    expect(desk.locator(".cal-item.is-moving")).to_have_count(0)
    for key in ("ArrowRight", "ArrowDown", "Enter"):
        desk.keyboard.press(key)
    expect(desk.locator("#question")).to_contain_text("10 h 15")
    button(desk, words("desk_move_yes")).click()
    expect(desk.locator("[data-column]").nth(1).locator(".cal-item")).to_contain_text("10 h 15")
    # Unmoved, Enter opens the appointment.
    desk.locator(".cal-item a", has_text="Zoe Petit").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", level=1)).to_have_text("Zoe Petit")


def test_who_comes_is_read_whole_in_the_week(desk, server, words):
    """Also in a short block, and in the list that a phone shows."""
    for minutes, time in [(15, "09:00"), (30, "10:00"), (50, "11:00")]:
        add(desk, words, server, "Zoe Petit", time=time, minutes=minutes)
    for width in (1280, 390):
        desk.set_viewport_size({"width": width, "height": 900})
        desk.goto(week(server))
        items = desk.locator(".cal-item").all()
        assert len(items) == 3
        for item in items:
            block, name = item.bounding_box(), item.locator("strong").bounding_box()
            assert name["height"] > 10 and block["y"] <= name["y"], (width, block, name)
            assert name["y"] + name["height"] <= block["y"] + block["height"], (width, block, name)


def test_a_finger_moves_by_the_grip_and_in_the_month(people, server, mail_server, words):
    context = people("host", has_touch=True)
    desk = play.set_up(server, context, words)
    add(desk, words, server, "Zoe Petit")
    desk.goto(f"{server.base}/desk/calendar?view=month&day={MONDAY.isoformat()}")
    item = desk.locator(".cal-item", has_text="Zoe Petit")
    grip = item.locator(".cal-grip").bounding_box()
    day = (MONDAY + datetime.timedelta(days=3)).isoformat()
    target = desk.locator(f"[data-day='{day}']").bounding_box()
    session = context.new_cdp_session(desk)

    def touch(kind, x=None, y=None):
        points = [] if x is None else [{"x": x, "y": y}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = grip["x"] + grip["width"] / 2, grip["y"] + grip["height"] / 2
    touch("touchStart", x, y)
    for part in (0.3, 0.6, 1):
        touch("touchMove", x + (target["x"] + 20 - x) * part, y + (target["y"] + 10 - y) * part)
    touch("touchEnd")
    expect(desk.locator("#question")).to_contain_text(words("desk_move_question", when="").strip(" ?\u202f")[:8])
    button(desk, words("desk_move_yes")).click()
    expect(desk.locator(f"[data-day='{day}'] .cal-item")).to_contain_text("Zoe Petit")


def test_without_scripts_everything_is_a_form(people, server, mail_server, words):
    play.set_up(server, people("host"), words).context.storage_state(path=server.folder / "state.json")
    desk = people("plain", java_script_enabled=False, storage_state=server.folder / "state.json").new_page()
    add(desk, words, server, "Zoe Petit")
    desk.goto(week(server))
    assert desk.locator(".cal-item").bounding_box()["height"] > 30
    desk.locator(".cal-item a").click()
    desk.get_by_role("link", name=words("desk_move"), exact=True).click()
    desk.locator("#time").fill("16:10")
    button(desk, words("desk_move_look")).click()
    expect(desk.locator("#question")).to_contain_text("16 h 10")
    button(desk, words("desk_move_yes")).click()
    expect(desk.locator(".facts")).to_contain_text("16 h 10")
    # The hours of one day.
    desk.goto(week(server))
    desk.locator(".cal-hours-text a").nth(2).click()
    for index in range(4):
        desk.locator(f"#from{index}").fill("")
        desk.locator(f"#to{index}").fill("")
    desk.locator("#from0").fill("07:00")
    desk.locator("#to0").fill("06:00")
    button(desk, words("common_save")).click()
    expect(desk.get_by_role("alert")).to_contain_text(words("desk_hours_overlap"))
    desk.locator("#to0").fill("08:30")
    button(desk, words("common_save")).click()
    third = desk.locator(".cal-day").nth(2)
    expect(third.locator(".cal-hours-text")).to_contain_text("7 h – 8 h 30")
    expect(third).to_contain_text(words("desk_calendar_exception"))
    third.locator(".cal-hours-text a").click()
    button(desk, words("desk_hours_weekly")).click()
    expect(desk.locator(".cal-day").nth(2)).not_to_contain_text(words("desk_calendar_exception"))


def test_the_hours_of_a_day_are_drawn(desk, server, words):
    desk.goto(week(server))
    first = desk.locator("[data-column]").nth(1)
    edge = first.locator(".cal-edge-end").last
    spans = first.get_attribute("data-spans")
    end = int(re.split("[-,]", spans)[-1])
    edge.scroll_into_view_if_needed()
    box = edge.bounding_box()
    board = desk.locator("[data-calendar]")
    scale = first.bounding_box()["height"] / (int(board.get_attribute("data-to")) - int(board.get_attribute("data-from")))
    desk.mouse.move(box["x"] + 30, box["y"] + 3)
    desk.mouse.down()
    desk.mouse.move(box["x"] + 30, box["y"] + 3 - 60 * scale, steps=4)
    desk.mouse.up()
    expect(desk.get_by_role("heading", level=1)).to_contain_text(words("desk_hours_title", day="")[:8])
    hour = f"{(end - 60) // 60:02}:{(end - 60) % 60:02}"
    assert hour in [field.input_value() for field in desk.locator("input[type=time]").all()]
    button(desk, words("common_save")).click()
    expect(desk.locator(".cal-day").nth(1)).to_contain_text(words("desk_calendar_exception"))


def test_a_lobby_follows_its_appointment(desk, people, server, mail_server, words):
    """A page that stays open names the new hour when the appointment is moved, and the one before never again."""
    add_appointment(desk, words, server)
    client = arrive(people("client"), words, join_link(mail_server.next_to("zoe@example.org")))
    before = client.locator("#page").get_attribute("data-when")
    desk.goto(server.base + "/desk")
    desk.get_by_role("link", name="Zoë Lefèvre-Østergård").first.click()
    desk.get_by_role("link", name=words("desk_move"), exact=True).click()
    desk.locator("#day").fill((datetime.datetime.now(play.PARIS) + datetime.timedelta(days=2)).strftime("%Y-%m-%d"))
    desk.locator("#time").fill("23:30")
    button(desk, words("desk_move_look")).click()
    button(desk, words("desk_move_yes")).click()
    expect(client.locator("#state-title")).to_have_text(words("call_too_early_title"))
    expect(client.locator("#state-text")).to_contain_text(re.compile("23.h.30"))
    assert before not in client.locator("main").inner_text()
    play.camera_runs(client)


def test_being_late_is_read_in_the_lobby(desk, people, server, mail_server, words):
    """Wishes, what others lack, 9: one press tells the client who waits and the one who comes."""
    add_appointment(desk, words, server)
    client = arrive(people("client"), words, join_link(mail_server.next_to("zoe@example.org")))
    expect(client.locator("#state-delay")).to_be_hidden()
    desk.goto(server.base + "/desk")
    desk.locator(".late button[value='10']").click()
    expect(desk.locator(".notice")).to_have_text(words("common_notice_late"))
    expect(desk.locator(".late-said").first).to_contain_text("10")
    expect(client.locator("#state-delay")).to_contain_text("10 minutes")
    assert "10 minutes" in text_of(mail_server.next_to("zoe@example.org"))
    # Another number replaces it, on the host's own page too.
    host = visit(desk.context, server.base + "/desk/room")
    play.camera_runs(host)
    host.locator("#open").click()
    expect(host.locator("#room-delay")).to_contain_text("10")
    host.locator("#room-late").click()
    host.locator("#late-minutes").fill("25")
    host.locator("#late-minutes").press("Enter")
    expect(host.locator("#room-delay")).to_contain_text("25")
    expect(client.locator("#state-delay")).to_contain_text("25 minutes")
    # Written into the page as well, for whoever comes now.
    client.reload()
    expect(client.locator("#state-delay")).to_contain_text("25 minutes")


def test_a_links_code_is_drawn_when_it_is_looked_at(desk, server, words):
    add(desk, words, server, "Nora Petit")
    asked = []
    desk.on("request", lambda request: asked.append(request.url) if request.url.endswith("link.svg") else None)
    desk.goto(server.base + "/desk", wait_until="networkidle")
    row = desk.locator(".appointment", has_text="Nora Petit")
    assert asked == []
    row.locator(".invite summary").click()
    code = row.locator(".invite img")
    expect(code).to_be_visible()
    desk.wait_for_function("code => code.complete && code.naturalWidth > 0", arg=code.element_handle())
    assert len(asked) == 1


def test_the_test_link_is_sent_again(desk, server, mail_server, words):
    add(desk, words, server, "Zoe Petit")
    mail_server.next_to("zoe@example.org")
    expect(desk.locator(".desk-side")).to_contain_text(words("desk_ready_untested"))
    desk.locator(".ready-send button").click()
    expect(desk.locator(".notice")).to_have_text(words("common_notice_test_link"))
    assert "/test" in text_of(mail_server.next_to("zoe@example.org"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_desks_pages_are_accessible(people, server, mail_server, language):
    words = Words(language)
    desk = play.set_up(server, people("host", locale=language), words)
    problems = []
    page = add(desk, words, server, "Tom Hall", time="10:30", confirmed=False)
    # One that takes the request's slot is asked about first, and the question has the focus.
    send(desk, words, server, "Ines Roux")
    expect(desk.locator(".question")).to_be_focused()
    expect(desk.locator(".question")).to_contain_text(words("desk_new_rival"))
    problems += check(desk, "a question before adding")
    button(desk, words("desk_new_yes")).click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Ines Roux")
    expect(desk.get_by_role("main")).to_contain_text(words("desk_request_lost_one"))
    add(desk, words, server, "Zoe Petit", time="10:00", confirmed=False)
    desk.locator(".answer summary").click()
    problems += check(desk, "a request")
    for path in ("/move?day=" + MONDAY.isoformat() + "&time=12:00", "/proposals"):
        desk.goto(page + path)
        problems += check(desk, path)
    for view in ("day", "week", "month"):
        desk.goto(f"{server.base}/desk/calendar?view={view}&day={MONDAY.isoformat()}")
        problems += check(desk, view)
    desk.goto(f"{server.base}/desk/calendar/hours?day={MONDAY.isoformat()}")
    problems += check(desk, "hours of a day")
    desk.goto(server.base + "/desk")
    problems += check(desk, "desk with requests")
    assert problems == []
