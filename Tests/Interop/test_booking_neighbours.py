# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Clients who book behind one address: a family, an office, a telephone network. And how often one of them may move."""

import pytest

from booking_client import FIREFOX, SAFARI, Client, name, open_house
from programs import at


@pytest.fixture
def house(tmp_path):
    yield from open_house(tmp_path, moves_per_appointment="2")


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
