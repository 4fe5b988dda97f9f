# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A desk with more requests than one page lists: the others can be reached, and the page says that there are more."""

import re

import pytest

from conftest import served
from person import Person
from programs import rows


@pytest.fixture
def anne(tmp_path):
    for server in served(tmp_path):
        anne = Person(server).set_up()
        first = anne.add(minutes=600, confirm="no")
        server.stop()
        with rows(server) as table:
            names = [row[1] for row in table.execute("pragma table_info(appointments)")]
            changed = {"id": "id || n", "uid": "uid || n", "join_token_hash": "join_token_hash || n",
                       "manage_token_hash": "manage_token_hash || n", "starts_at": "starts_at + n * 60000"}
            table.execute(
                "with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 204) "
                f"insert into appointments ({', '.join(names)}) "
                f"select {', '.join(changed.get(name, name) for name in names)} from appointments, numbers where id = '{first}'")
        server.start()
        yield anne


def listed(page) -> list[str]:
    section = re.search(r'<section aria-labelledby="requests">.*?</section>', page.text, re.S)
    return list(dict.fromkeys(re.findall(r'href="/desk/appointments/(\w+)"', section[0]))) if section else []


def later(page) -> str | None:
    found = re.search(r'href="(/desk\?requests=\d+)#requests"', page.text)
    return found and found[1]


def test_every_request_can_be_reached_from_the_desk(anne):
    seen, page = [], anne.get("/desk")
    assert 'href="/desk#requests"' not in page.text
    while True:
        seen += listed(page)
        assert page.status == 200 and len(listed(page)) <= 100
        if not (path := later(page)):
            break
        page = anne.get(path)
        assert 'href="/desk#requests"' in page.text
    assert len(seen) == len(set(seen)) == 205


@pytest.mark.parametrize("query", ["-1", "x", "9" * 30, "205", ""])
def test_a_number_that_no_link_has_is_no_fault(anne, query):
    page = anne.get(f"/desk?requests={query}")
    assert page.status == 200 and len(listed(page)) in (0, 100)
