# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Pages of the desk that stay open while something changes elsewhere (finding 33)."""

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


def book(people, server, words, name="Zoë Petit", email="zoe@example.org"):
    """A client books the first free time."""
    page = booking.open_times(people("client"), server)
    booking.touch(page)
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
