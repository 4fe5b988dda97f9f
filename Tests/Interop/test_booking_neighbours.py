# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Clients who book behind one address: a family, an office, a telephone network. And how often one of them may move."""

import re
import time

import pytest

from conftest import served
from person import Person, until
from programs import at, make_type, rows

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1"


class Client(Person):
    """With a browser that says what it is."""

    def __init__(self, house, browser: str):
        super().__init__(house)
        self.browser = browser
        self.page = f"/book/{house.slug}/{house.type}"

    def request(self, method, path, body=None, timeout=20, **fields):
        return super().request(method, path, body, timeout, **{"User_Agent": self.browser, **fields})

    def touch(self, moment: str):
        """The answer's address after a time is touched: the form with a hold, the form without one, or the times again."""
        answer = self.post(self.page, {"slot": name(moment)}, page=self.page)
        assert answer.status == 303
        return answer.location

    def book(self, moment: str, **fields):
        path = self.touch(moment)
        form = re.search(r'<form[^>]*action="' + path.split("?")[0] + r'".*?</form>', self.get(path).text, re.S)[0]
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        until(lambda: time.time() > int(hidden["began"].split(".")[0]) + 3)  # as long as a person needs
        fields = {"name": "Zoë", "email": "zoe@example.org", "phone": "", "note": "", "homepage": "", "consent": "on"} | fields
        answer = self.send(path.split("?")[0], {**hidden, **fields})
        assert answer.status == 303, answer.text
        return answer


def name(moment: str) -> str:
    return moment.replace("-", "").replace(":", "")


@pytest.fixture
def house(tmp_path):
    for server in served(tmp_path, moves_per_appointment="2"):
        Person(server).set_up()
        server.type = make_type(server, confirms_at_once=1)
        server.stop()
        with rows(server) as table:
            table.execute("update booking_rules set is_open = 1, revision = revision + 1")
            server.slug = table.execute("select slug from booking_rules").fetchone()[0]
        server.start()
        yield server


def test_a_neighbour_does_not_take_a_held_time_away(house):
    anna, ben = Client(house, FIREFOX), Client(house, SAFARI)
    held = anna.touch(at(3, 9))
    assert "hold=" in held
    assert "gone" in ben.touch(at(3, 9)), "it is somebody else's"
    assert anna.touch(at(3, 9)) == held, "whoever goes back and takes it again goes on with the same hold"
    assert 'name="hold"' in anna.get(held).text
    assert anna.book(at(3, 9)).location.startswith("/appointments/")


def test_neighbours_with_the_same_browser_share_a_hold_and_the_first_to_send_has_the_time(house):
    anna, ben = Client(house, SAFARI), Client(house, SAFARI)
    assert anna.touch(at(3, 9)) == ben.touch(at(3, 9))
    assert anna.book(at(3, 9)).location.startswith("/appointments/")
    assert "gone" in ben.touch(at(3, 9))


def test_a_neighbours_open_forms_leave_holds_for_others(house):
    anna, ben = Client(house, FIREFOX), Client(house, SAFARI)
    hours = [9, 10, 11, 12]
    assert ["hold=" in anna.touch(at(4, hour)) for hour in hours] == [True, True, True, False]
    assert ["hold=" in ben.touch(at(5, hour)) for hour in hours] == [True, True, True, False]


def test_one_appointment_is_moved_as_often_in_an_hour_as_the_operator_says(house):
    client = Client(house, FIREFOX)
    path = client.book(at(3, 9)).location.split("?")[0]
    moves = []
    for hour in (10, 11, 12):
        slot = name(at(3, hour))
        moves.append(client.post(f"{path}/move", {"slot": slot}, page=f"{path}/move/{slot}"))
    assert [answer.status for answer in moves] == [303, 303, 429]
    assert 3500 < int(moves[-1].fields["Retry-After"]) <= 3601
