# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Clients without scripts who go back, mistype, and press twice: nothing is lost, and each page says what is so."""

import re

import pytest

from booking_client import FIREFOX, SAFARI, Client, name, open_house
from person import Shown
from person import rows as stored
from programs import at, rows

TIME = at(3, 9)


class Phone(Client):
    """Keeps its open forms, as a phone's Back button shows them again."""

    def open(self, moment=TIME):
        """The address of the form for this time, with its fields as the page gives them."""
        path = self.touch(moment)
        return path, self.form(path)

    def press(self, path: str, hidden: dict[str, str], **fields):
        fields = {"name": "Zoë", "email": "zoe@exmaple.org", "phone": "", "note": "", "homepage": "", "consent": "on"} | fields
        return self.send(path.split("?")[0], {**hidden, **fields})

    def offered(self, moment=TIME) -> bool:
        return f'value="{name(moment)}"' in self.get(self.page).text


@pytest.fixture
def house(tmp_path, post):
    """Requests are confirmed by hand; each quarter of an hour can be booked."""
    post.empty()
    for server in open_house(tmp_path, confirms=0, smtp=post.url, bookings_per_address="20"):
        change(server, "booking_rules set step_minutes = 15")
        yield server


def change(server, sql: str, *values):
    server.stop()
    with rows(server) as table:
        table.execute(f"update {sql}", values)
        table.execute("update booking_rules set revision = revision + 1")
    server.start()


@pytest.fixture
def mute(tmp_path):
    """Without a mail server."""
    yield from open_house(tmp_path, confirms=0)


def said(page) -> str:
    return re.sub(r"\s+", " ", Shown(page.text).text)


def test_ones_own_hold_is_not_in_the_way(house):
    phone, other = Phone(house, SAFARI), Phone(house, FIREFOX)
    first = phone.touch(TIME)
    assert phone.offered() and not other.offered()
    # A quarter of an hour later lies in the time that is held: it may be had instead, and the first is free again.
    later = at(3, 9, 15)
    assert phone.offered(later) and not other.offered(later)
    moved = phone.touch(later)
    assert "hold=" in moved and moved != first
    assert phone.offered(later) and not other.offered(later)
    assert stored(house, "select count(*) from slot_holds") == [(1,)]
    assert phone.press(moved, phone.form(moved)).location.startswith("/appointments/")


def test_a_hold_elsewhere_that_is_not_in_the_way_stays(house):
    phone = Phone(house, SAFARI)
    assert "hold=" in phone.touch(TIME) and "hold=" in phone.touch(at(3, 15))
    assert stored(house, "select count(*) from slot_holds") == [(2,)]


@pytest.mark.parametrize("what", ["length_minutes = 45", "price = '90 €'", "confirms_at_once = 1", "name = 'Autre'"])
def test_what_changed_meanwhile_is_shown_once_before_it_is_agreed(house, what):
    phone = Phone(house, SAFARI)
    path, hidden = phone.open()
    change(house, f"appointment_types set {what} where id = ?", house.type)
    shown = phone.press(path, hidden, note="À 10 h")
    assert shown.status == 409 and "À 10 h" in shown.text and "zoe@exmaple.org" in shown.text
    assert stored(house, "select count(*) from appointments") == [(0,)]
    hidden |= dict(re.findall(r'name="(terms)" value="([^"]*)"', shown.text))
    assert phone.press(path, hidden).location.startswith("/appointments/")


def test_without_a_mail_server_no_page_promises_a_mail(mute):
    phone = Phone(mute, SAFARI)
    path, hidden = phone.open()
    pages = [phone.get(path), phone.press(path, hidden, email="")]
    own = phone.press(path, hidden).location
    pages += [phone.get(own), phone.get(path)]
    own = own.split("?")[0]
    slot = f"{own}/move/{name(at(4, 9))}"
    pages += [phone.get(own), phone.get(slot)]
    pages.append(phone.get(phone.post(own + "/move", {"slot": name(at(4, 9))}, page=slot).location))
    pages.append(phone.get(phone.post(own + "/cancel", {"reason": ""}).location))
    for page in pages:
        assert page.status in (200, 422)
        text = said(page).replace("e-mail address", "").replace("no mail is sent", "")
        assert not re.search(r"\bmails?\b", text, re.I), re.findall(r".{60}\bmail.{30}", text, re.I)
