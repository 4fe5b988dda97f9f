# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Clients without scripts who go back, mistype, and press twice: nothing is lost, and each page says what is so."""

import re

import pytest

from booking_client import FIREFOX, SAFARI, Client, name, open_house
from conftest import served
from person import Shown, until
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


# MARK: a corrected address


def test_a_corrected_form_changes_the_address_and_mails_go_there(house, post):
    phone = Phone(house, SAFARI)
    path, hidden = phone.open()
    first = phone.press(path, hidden)
    page = phone.get(first.location)
    assert "zoe@exmaple.org" in said(page), "the answer names where the mail goes"
    post.next_to("zoe@exmaple.org")
    again = phone.press(path, hidden, email="zoe@example.org", note="Bonjour")
    assert again.status == 303 and again.location.startswith("/appointments/")
    page = phone.get(again.location)
    assert "zoe@example.org" in said(page) and "zoe@exmaple.org" not in said(page)
    mail = post.next_to("zoe@example.org").get_body(("plain",)).get_content()
    assert again.location.split("?")[0] in mail, "the new mail has the link that works"
    # What was mailed to a stranger opens nothing.
    assert phone.get(first.location).status == 404
    assert stored(house, "select email from clients") == [("zoe@example.org",)]
    assert stored(house, "select note, state from appointments") == [("Bonjour", "requested")]
    # Pressed once more as it was: the same page, and no third mail.
    assert phone.press(path, hidden, email="zoe@example.org", note="Bonjour").location.split("?")[0] == again.location.split("?")[0]
    kinds = [kind for kind, in stored(house, "select kind from outbox")]
    assert kinds.count("request_received") == 2 and kinds.count("request_new") == 1


def test_the_clients_page_corrects_the_address(house, post):
    phone = Phone(house, SAFARI)
    path, hidden = phone.open()
    own = phone.press(path, hidden).location.split("?")[0]
    change = own + "/address"
    assert f'href="{change}"' in phone.get(own).text
    assert 'value="zoe@exmaple.org"' in phone.get(change).text
    wrong = phone.post(change, {"email": "zoe@"})
    assert wrong.status == 422 and 'value="zoe@"' in wrong.text
    answer = phone.post(change, {"email": "zoe@example.org"})
    assert answer.status == 303
    page = phone.get(answer.location)
    assert "zoe@example.org" in said(page) and 'class="notice"' in page.text
    assert answer.location.split("?")[0] in post.next_to("zoe@example.org").get_body(("plain",)).get_content()
    assert phone.get(own).status == 404 and phone.get(change).status == 404
    # The form's own way back is no way around the new link.
    back = phone.get(path)
    assert back.status == 200 and "just been requested" in said(back) and "zoe@" not in back.text
    assert "/known" in phone.press(path, hidden, email="zoe@example.net").location


def test_a_corrected_form_that_is_wrong_itself_comes_back_as_it_was_typed(house):
    phone = Phone(house, SAFARI)
    path, hidden = phone.open()
    first = phone.press(path, hidden)
    back = phone.press(path, hidden, email="zoe@", note="À 10 h")
    assert back.status == 422 and 'value="zoe@"' in back.text and "À 10 h" in back.text
    assert "is free" not in said(back), "it is the client's already"
    assert phone.get(first.location).status == 200


def test_corrections_are_no_way_to_mail_strangers(house, tmp_path):
    house.stop()
    for server in served(house.folder, bookings_per_address="3"):
        server.slug, server.type = house.slug, house.type
        phone = Phone(server, SAFARI)
        own = phone.press(*phone.open()).location.split("?")[0]
        answers = []
        for number in range(3):
            answers.append(phone.post(own + "/address", {"email": f"zoe{number}@example.org"}))
            own = answers[-1].location.split("?")[0] or own
        assert [answer.status for answer in answers] == [303, 303, 429]
        assert 'value="zoe2@example.org"' in answers[-1].text


def test_a_mail_that_was_refused_is_said_on_the_clients_page(house):
    phone = Phone(house, SAFARI)
    own = phone.press(*phone.open(), email="refused@example.org").location.split("?")[0]
    until(lambda: 'class="aside warning"' in phone.get(own).text)
    assert "refused@example.org" in said(phone.get(own))
    answer = phone.post(own + "/address", {"email": "zoe@example.org"})
    assert 'class="aside warning"' not in phone.get(answer.location).text


# MARK: back


def test_back_after_a_booking_says_what_was_requested_and_leads_to_it(house):
    phone = Phone(house, SAFARI)
    path, hidden = phone.open()
    own = phone.press(path, hidden).location.split("?")[0]
    back = phone.get(path)
    assert back.status == 200, "no “can no longer be booked” about one's own"
    assert f'href="{own}"' in back.text and "zoe@exmaple.org" in said(back)
    # Once it is cancelled there is nothing to lead to.
    phone.post(own + "/cancel", {"reason": ""})
    assert 'name="email"' in phone.get(path).text


def test_who_shares_a_hold_learns_nothing_of_the_other(house):
    anna, ben = Phone(house, SAFARI), Phone(house, SAFARI)
    path, hidden = anna.open()
    assert ben.touch(TIME) == path
    own = anna.press(path, hidden).location.split("?")[0]
    page = ben.get(path)
    assert page.status == 200 and own not in page.text and "exmaple" not in page.text
    assert f'href="{ben.page}' in page.text, "the way to other times"


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


# MARK: what was agreed


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


# MARK: no longer offered


@pytest.mark.parametrize("what, said_then", [
    ("appointment_types set visibility = 'hidden' where id = ?", "is no longer offered, and nothing was requested"),
    ("booking_rules set is_open = 0 where ? <> ''", "takes no appointments through this page at the moment")])
def test_what_is_no_longer_offered_is_said_kindly(house, what, said_then):
    phone = Phone(house, SAFARI)
    path, hidden = phone.open()
    times = phone.get(phone.page)
    sent, other = phone.press(path, hidden).location.split("?")[0], phone.open(at(4, 9))
    change(house, what, house.type)
    for answer in (phone.press(*other), phone.send(phone.page, {"slot": name(at(5, 9)), "formToken": times.form_token()})):
        assert answer.status == 409 and said_then in said(answer), answer.text
    assert stored(house, "select count(*) from appointments") == [(1,)]
    assert phone.get(sent).status == 200


# MARK: no mail server


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
