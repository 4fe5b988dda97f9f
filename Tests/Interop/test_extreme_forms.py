# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Values at and beyond the readers' bounds in each field of the forms that pages show, and in the numbers of HTTP itself: the
server lives, and says what is wrong. Addresses, documents and sockets are walked by `test_extremes.py`.
"""

import itertools
import re

import pytest

from booking_client import open_house
from person import Person, links, rows as select
from signalling import exchange

NUMBERS = ["-1", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "9" * 400, "1e308", "nan",
           "٣"]
MOMENTS = ["0001-01-01", "9999-12-31", "99999999-01-01", "25:61", "٠٩:٣٠", "99991231T235900Z", "-9990101T000000Z",
           "9999-12-31T23:59:59-23:59"]
WORDS = ["", "9223372036854775807.9223372036854775807.9223372036854775807.9223372036854775807",
         "-9223372036854775808-9223372036854775807", "A" * 22, "GMT+99:99", "America/St_Johns"]
TEXTS = NUMBERS + MOMENTS + WORDS


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    limits = dict.fromkeys(["bookings_per_address", "booking_holds_per_address"], "100000")
    for server in open_house(tmp_path_factory.mktemp("extremes"), moves_per_appointment="1000", **limits):
        server.ids = [server.anne.add(minutes=1500), server.anne.add(minutes=3000, confirm="no")]
        mail = select(server, "select id from outbox where appointment_id = ?", server.ids[0])[0][0]
        server.manage = links(server.anne.get(f"/desk/mail/{mail}"))[1]
        yield server


def lives(house, answer, *what):
    assert answer.status < 500, what
    assert house.process.poll() is None, what


def forms(person: Person, path: str) -> list[tuple[str, dict[str, str]]]:
    """Address and fields of each form that a page has."""
    found = []
    for tag, inside in re.findall(r"(<form[^>]*>)(.*?)</form>", person.get(path).text, re.S):
        if 'method="post"' not in tag:
            continue
        names = re.findall(r'<(?:input|select|textarea|button)[^>]*?\sname="([^"]+)"', inside)
        values = dict(re.findall(r'<input[^>]*?\sname="([^"]+)"[^>]*?\svalue="([^"]*)"', inside))
        action = re.search(r'action="([^"]*)"', tag)
        found.append(((action and action[1]) or path, {name: values.get(name, "") for name in names}))
    return found


def test_in_each_field_of_a_form(house):
    ids = house.ids
    pages = {house.anne: [
        "/desk/appointments", "/desk/settings", "/desk/booking", "/desk/booking/rules", "/desk/booking/new-type",
        f"/desk/booking/types/{house.type}", "/desk/booking/hours", "/desk/booking/exceptions", "/desk/booking/calendars",
        "/desk/booking/programs", "/desk/booking/mails/confirmed/fr", f"/desk/appointments/{ids[1]}/proposals",
        f"/desk/appointments/{ids[0]}/move", "/desk/calendar/hours?day=2030-01-07", "/admin", "/admin/client",
        f"/desk/appointments/{ids[0]}", f"/desk/appointments/{ids[1]}"],
        Person(house): [f"/book/{house.slug}/{house.type}", house.manage + "/move", house.manage, "/login", "/password"]}
    done, tried = {"/logout", "/language"}, 0
    for person, paths in pages.items():
        for action, fields in itertools.chain.from_iterable(forms(person, path) for path in paths):
            action = action.split("#")[0]
            # Each form once, and of fields that are numbered the first.
            if action in done:
                continue
            done.add(action)
            names = [name for name in fields if name != "formToken" and not re.search(r"[1-9]\d*$", name)]
            for number, name in enumerate(names):
                for text in TEXTS[number % 2::2]:
                    lives(house, person.send(action, {**fields, name: text}), action, name, text)
                    tried += 1
    assert len(done) > 20 and tried > 500, (sorted(done), tried)


def test_in_each_number_of_http(house):
    for number in [*NUMBERS[:-1], "18446744073709551616"]:
        for request in ["POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n", "GET / HTTP/{}\r\n\r\n",
                        "POST /login HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n{}\r\nab\r\n0\r\n\r\n",
                        "GET / HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n"]:
            try:
                exchange(house, request.format(number).encode(), timeout=0.1)
            except OSError:
                pass  # it waits for a body, or has closed
            assert house.process.poll() is None, (request, number)
