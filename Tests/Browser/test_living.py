# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Pages of the desk that stay open while something changes elsewhere (finding 33)."""

import datetime
import itertools
import re

import pytest
from playwright.sync_api import expect

import booking
import play
from play import Words, button, manage_link, visit


@pytest.fixture
def words(request):
    return Words("fr")


@pytest.fixture
def desk(people, server, words):
    page = booking.practitioner(people, server, words)
    booking.open_page(server)
    page.goto(server.base + "/desk")
    return page


def book(people, server, words, name="Zoë Petit", email="zoe@example.org", slot=None):
    """A client books the first free time, or the one with this name."""
    page = booking.open_times(people("client"), server)
    booking.touch(page, slot)
    booking.fill(page, name, email)
    booking.send(page, words)
    booking.expect_done(page, words)
    return page


def withdraw(people, mail_server, words):
    """The client takes the request back."""
    page = visit(people("client"), manage_link(mail_server.next_to("zoe@example.org")))
    page.get_by_role("link", name=words("visit_cancel_request")).click()
    button(page, words("visit_cancel_yes")).click()
    expect(page.locator(".notice")).to_be_visible()


def mark(page):
    """Nothing that is marked so survives loading the page anew."""
    page.evaluate("window.isSame = true")


def is_same(page):
    return page.evaluate("window.isSame === true")


def statuses(page):
    """What screen readers are told from now on."""
    page.evaluate("""() => {
      window.said = [];
      for (const region of document.querySelectorAll('[role=status]')) {
        new MutationObserver(() => { if (region.textContent) window.said.push(region.textContent); })
          .observe(region, {childList: true, characterData: true, subtree: true});
      }
    }""")


def test_a_request_comes_onto_the_open_desk(desk, people, server, mail_server, words):
    mark(desk)
    statuses(desk)
    expect(desk.locator("#requests")).to_have_count(0)
    book(people, server, words)
    row = desk.locator("#requests + ul > li", has_text="Zoë Petit")
    expect(row).to_be_visible()
    said = words("desk_live_asked", name="Zoë Petit")
    play.until(desk, f"window.said.includes({said!r})")
    # It can be answered from here: its form is whole.
    expect(row.get_by_role("button", name=re.compile(words("desk_confirm")))).to_be_visible()
    # The client withdraws it: it goes by itself, too.
    withdraw(people, mail_server, words)
    expect(desk.locator("#requests")).to_have_count(0)
    play.until(desk, f"window.said.includes({words('desk_live_changed')!r})")
    assert is_same(desk)


def test_what_is_typed_and_open_stays(desk, people, server, mail_server, words):
    play.add_appointment(desk, words, server, name="Tom Hall", email="tom@example.org", in_minutes=120)
    desk.goto(server.base + "/desk")
    row = desk.locator("li.appointment", has_text="Tom Hall")
    row.locator(".late-other summary").click()
    field = row.locator(".late-other input[type=number]")
    field.fill("25")
    mark(desk)
    book(people, server, words)
    expect(desk.locator("#requests + ul > li")).to_have_count(1)
    expect(field).to_be_focused()
    expect(field).to_have_value("25")
    desk.keyboard.press("Enter")
    expect(desk.locator("main")).to_contain_text("25 min")


def test_a_line_that_was_away_is_made_up_for(desk, people, server, mail_server, words):
    desk.context.set_offline(True)
    mark(desk)
    # Chromium lets open sockets live while it is "offline": the server's end takes them down.
    assert server.stop() == 0
    server.start()
    book(people, server, words)
    expect(desk.locator("#requests")).to_have_count(0)
    desk.context.set_offline(False)
    expect(desk.locator("#requests + ul > li")).to_have_count(1, timeout=15_000)
    assert is_same(desk)


def test_an_open_appointment_says_that_it_has_changed(desk, people, server, mail_server, words):
    book(people, server, words)
    desk.goto(server.base + "/desk")
    desk.locator("#requests + ul h3 a").click()
    expect(desk.locator(".answer")).to_be_visible()
    notice = desk.locator(".outdated p")
    desk.locator(".answer summary").click()
    desk.locator("#words").fill("Je suis absente.")
    expect(notice).to_be_hidden()
    withdraw(people, mail_server, words)
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(words("desk_live_elsewhere"))
    expect(desk.locator("#words")).to_have_value("Je suis absente.")
    notice.get_by_role("link", name=words("desk_live_load")).click()
    expect(desk.locator(".chips .chip").first).to_have_text(words("common_state_cancelled"))
    expect(notice).to_be_hidden()


def test_a_row_that_has_just_moved_is_not_pressed(desk, people, server, mail_server, words):
    """Another client's row has come under the finger that was on its way to this one's button."""
    book(people, server, words, "Nora Roux", "nora@example.org")
    desk.goto(server.base + "/desk")
    desk.evaluate("""() => {
      window.pressed = 0;
      document.addEventListener('submit', event => { event.preventDefault(); window.pressed += 1; }, true);
      new MutationObserver(() => {
        const button = document.querySelector('#requests + ul form button');
        button.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true, detail: 1}));
        setTimeout(() => { window.later = true; button.dispatchEvent(
          new MouseEvent('click', {bubbles: true, cancelable: true, detail: 1})); }, 1500);
      }).observe(document.querySelector('#requests + ul'), {childList: true});
    }""")
    book(people, server, words, "Zoë Petit", "zoe@example.org")
    expect(desk.locator("#requests + ul > li")).to_have_count(2)
    play.until(desk, "window.later === true")
    assert desk.evaluate("window.pressed") == 1


def free_times(people, server):
    """The names of the times that a client finds free."""
    page = booking.open_times(people("client"), server)
    names = booking.free_times(page)
    page.close()
    return names


def moment(slot):
    return datetime.datetime.strptime(slot, "%Y%m%dT%H%M%SZ").replace(tzinfo=booking.UTC).astimezone(play.PARIS)


# Counts how often the line has said which appointments are the present ones.
COUNT_WORDS = """
const Original = WebSocket;
window.heard = 0;
window.WebSocket = class extends Original {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', ({data}) => { if (data.includes('"appointments"')) window.heard += 1; });
  }
};
"""


def open_week(desk, server, slot):
    """The week of a time, once it listens; what it is told from then on is counted."""
    desk.add_init_script(COUNT_WORDS)
    desk.goto(f"{server.base}/desk/calendar?view=week&day={moment(slot).date()}")
    play.until(desk, "window.heard > 0")
    desk.evaluate("window.heard = 0")
    mark(desk)


def item(desk, name):
    return desk.locator(".cal-item", has_text=name)


def test_the_open_calendar_follows(desk, people, server, mail_server, words):
    slot = free_times(people, server)[0]
    open_week(desk, server, slot)
    statuses(desk)
    book(people, server, words, slot=slot)
    expect(item(desk, "Zoë Petit")).to_be_visible()
    said = words("desk_live_asked", name="Zoë Petit")
    play.until(desk, f"window.said.includes({said!r})")
    # What has just come can be moved as what was there: by keys, back, and by pointer.
    item(desk, "Zoë Petit").locator("a").focus()
    desk.keyboard.press("ArrowDown")
    expect(desk.locator(".cal-item.is-moving")).to_have_count(1)
    desk.keyboard.press("Escape")
    expect(desk.locator(".cal-item.is-moving")).to_have_count(0)
    assert is_same(desk)
    withdraw(people, mail_server, words)
    expect(item(desk, "Zoë Petit")).to_have_count(0)
    play.until(desk, f"window.said.includes({words('desk_live_calendar')!r})")
    assert is_same(desk)


@pytest.mark.parametrize("hand", ["pointer", "keys"])
def test_what_is_in_hand_stays_in_hand(desk, people, server, mail_server, words, hand):
    times = free_times(people, server)
    # Of one day, so that both are in one week.
    first, second = next(pair for pair in itertools.pairwise(times) if moment(pair[0]).date() == moment(pair[1]).date())
    book(people, server, words, "Nora Roux", "nora@example.org", first)
    open_week(desk, server, first)
    moved = item(desk, "Nora Roux")
    if hand == "pointer":
        box = moved.bounding_box()
        desk.mouse.move(box["x"] + 20, box["y"] + 10)
        desk.mouse.down()
        desk.mouse.move(box["x"] + 20, box["y"] + 110, steps=5)
    else:
        moved.locator("a").focus()
        desk.keyboard.press("ArrowDown")
    expect(desk.locator(".cal-item.is-moving")).to_have_count(1)
    place = moved.get_attribute("style")
    book(people, server, words, slot=second)
    play.until(desk, "window.heard > 0")
    # Long enough for another load, and longer than one follows the other.
    end = desk.evaluate("performance.now()") + 1500
    play.until(desk, f"performance.now() > {end}")
    assert moved.get_attribute("style") == place and item(desk, "Zoë Petit").count() == 0
    if hand == "pointer":
        desk.mouse.move(box["x"] + 20, box["y"] + 10, steps=5)
        desk.mouse.up()
    else:
        desk.keyboard.press("Escape")
    # Let go where it was: now the other one is there, and nothing was asked.
    expect(item(desk, "Zoë Petit")).to_be_visible()
    expect(desk.locator(".cal-item.is-moving")).to_have_count(0)
    assert is_same(desk)
    if hand == "keys":
        expect(moved.locator("a")).to_be_focused()


def open_request(desk, server, page):
    """The first request's page to move it or to propose times, in its own address."""
    desk.goto(server.base + "/desk")
    address = desk.locator("#requests + ul h3 a").first.get_attribute("href")
    desk.goto(f"{server.base}{address}/{page}")
    mark(desk)


def to_slot(tick):
    """The name of the time that a box to tick sends."""
    return booking.slot_name(datetime.datetime.fromtimestamp(int(tick.get_attribute("value")), booking.UTC))


def test_a_time_that_is_proposed_may_be_taken_meanwhile(desk, people, server, mail_server, words):
    book(people, server, words, slot=free_times(people, server)[3])
    open_request(desk, server, "proposals")
    boxes = desk.locator("input[type=checkbox]")
    kept, taken = [boxes.nth(box).get_attribute("value") for box in (0, 2)], boxes.nth(1)
    lost, name = to_slot(taken), desk.locator(f"label[for={taken.get_attribute('id')}]").text_content()
    after = boxes.nth(3).get_attribute("value")
    for box in (0, 1, 2):
        boxes.nth(box).check(force=True)
    desk.locator("#words").fill("Plutôt le matin.")
    book(people, server, words, "Nora Roux", "nora@example.org", lost)
    note = desk.get_by_text(words("desk_live_gone", times=name))
    expect(note.first).to_be_visible()
    # What is ticked is what was ticked, whatever has moved up; and what is typed stays.
    for value in kept:
        expect(desk.locator(f"input[value='{value}']")).to_be_checked()
    expect(desk.locator(f"input[value='{after}']")).not_to_be_checked()
    expect(desk.locator("input:checked")).to_have_count(2)
    expect(desk.locator("#words")).to_be_focused()
    assert is_same(desk) and desk.locator("#words").input_value() == "Plutôt le matin."
    button(desk, words("desk_propose_send")).click()
    expect(desk.locator(".notice")).to_have_text(words("common_notice_proposed"))


def test_what_is_typed_outlives_a_request_that_changes(desk, people, server, mail_server, words):
    """The client moves the request while other times are proposed for it."""
    times = free_times(people, server)
    client = book(people, server, words, slot=times[3])
    open_request(desk, server, "proposals")
    desk.locator("#words").fill("Plutôt le matin.")
    tick = desk.locator("input[type=checkbox]").first
    kept = tick.get_attribute("value")
    tick.check(force=True)
    notice = desk.locator(".outdated p")
    expect(notice).to_be_hidden()
    own = manage_link(mail_server.next_to("zoe@example.org"))
    client.goto(f"{own}/move/{times[5]}")
    client.get_by_role("main").get_by_role("button").first.click()
    expect(client.locator(".notice")).to_be_visible()
    expect(notice).to_contain_text(words("desk_live_elsewhere"))
    notice.get_by_role("link", name=words("desk_live_load")).click()
    expect(notice).to_be_hidden()
    expect(desk.locator(".lead")).to_contain_text(booking.time_words(words, moment(times[5])))
    assert is_same(desk) and desk.locator("#words").input_value() == "Plutôt le matin."
    expect(desk.locator(f"input[value='{kept}']")).to_be_checked()
    # What is sent now is about what is shown now.
    button(desk, words("desk_propose_send")).click()
    expect(desk.locator(".notice")).to_have_text(words("common_notice_proposed"))


def test_the_page_to_move_follows(desk, people, server, mail_server, words):
    first, second, third = free_times(people, server)[:3]
    book(people, server, words, slot=first)
    open_request(desk, server, "move")
    when = moment(second)
    chosen = f"?day={when.date()}&time={when:%H:%M}"
    desk.goto(desk.url + chosen)
    mark(desk)
    expect(desk.locator(".question button")).to_have_count(1)
    desk.locator("#time").fill("11:11")
    link = desk.locator(f".free-times a[href$='{chosen}']")
    expect(link).to_have_count(1)
    # Somebody asks for the time: it may still be taken from them, and the question says so.
    book(people, server, words, "Nora Roux", "nora@example.org", second)
    expect(link).to_have_count(0)
    expect(desk.locator(".question .warning")).to_have_count(1)
    expect(desk.locator("#time")).to_have_value("11:11")
    assert is_same(desk)
    # The client withdraws: there is nothing to be moved.
    withdraw(people, mail_server, words)
    notice = desk.locator(".outdated p")
    expect(notice).to_contain_text(words("desk_live_elsewhere"))
    expect(desk.locator("#time")).to_have_value("11:11")
    notice.get_by_role("link", name=words("desk_live_load")).click()
    expect(desk.locator(".chips .chip").first).to_have_text(words("common_state_cancelled"))
