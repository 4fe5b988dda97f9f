# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What the owner hands out, erases and counts."""

import json
import re

import pytest

import programs
from conftest import served
from person import PASSWORD, Person, Shown, rows, tables
from test_operator import run


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    yield from served(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="module")
def anne(shared):
    return Person(shared).set_up()


def test_one_persons_data_is_handed_out_and_erased(shared, anne):
    first = anne.add(minutes=60 * 24 * 2, email="Zoe@example.org", note="Salle 2")
    anne.add(minutes=60 * 24 * 3, name="Tom", email="tom@example.org")
    page = anne.post("/admin/client", {"email": "nobody@example.org"})
    assert page.status == 422 and "Nothing is kept" in page.text
    assert "zoe@" not in page.location
    page = anne.post("/admin/client", {"email": "zoe@example.org"})
    assert page.status == 200 and "Appointments: 1" in Shown(page.text).text
    file = anne.post("/admin/client/export", {"email": "zoe@example.org"}, page="/admin/client")
    assert file.fields["Content-Type"].startswith("application/json") and "attachment" in file.fields["Content-Disposition"]
    data = json.loads(file.text)
    assert [one["name"] for one in data["appointments"]] == ["Zoë Lefèvre-Østergård"]
    assert data["appointments"][0]["note"] == "Salle 2" and data["appointments"][0]["mails"]
    before = tables(shared)
    # Not without the tick, and not while something is to come.
    for fields, words in [({}, "Tick this box"), ({"confirm": "on"}, "Still to come: 1")]:
        answer = anne.post("/admin/client/erase", {"email": "zoe@example.org", **fields}, page="/admin/client")
        assert answer.status == 422 and words in answer.text
        assert tables(shared) == before
    assert anne.post(f"/desk/appointments/{first}/cancel", {}, page=f"/desk/appointments/{first}").status == 303
    answer = anne.post("/admin/client/erase", {"email": "ZOE@example.org", "confirm": "on"}, page="/admin/client")
    assert answer.status == 200 and "The data is erased" in answer.text
    assert rows(shared, "select count(*) from clients where lower(email) = 'zoe@example.org'") == [(0,)]
    assert rows(shared, "select count(*) from outbox where appointment_id = ?", first) == [(0,)]
    assert rows(shared, "select note from appointments where id = ?", first) == [("",)]
    assert rows(shared, "select count(*) from clients where email = 'tom@example.org'") == [(1,)]
    assert anne.post("/admin/client", {"email": "zoe@example.org"}).status == 422
    assert rows(shared, "select clients, appointments from erasures") == [(1, 1)]
    assert not any("zoe@" in line.lower() for line in list(shared.lines))


def test_the_figures_count_by_week_and_name_nobody(shared, anne):
    anne.add(minutes=10, name="Ida Vogel", email="ida@example.org")
    page = anne.get("/admin/figures")
    assert page.status == 200
    shown = Shown(page.text)
    assert sum(attributes.get("class") == "bar" for _, attributes in shown.elements) == 6 * 26
    assert len(re.findall(r"<tr><th scope=\"row\">", page.text)) == 26
    newest = re.search(r"<tbody><tr><th[^>]*>[^<]*</th>" + r"<td>(\d+)</td>" * 5, page.text)
    assert int(newest[1]) >= 1 and int(newest[5]) >= 1
    assert "Ida" not in shown.text


def test_the_figures_write_their_numbers_as_the_reader_does(shared, anne):
    anne.add(minutes=20, name="Tom Hall", email="tom@example.org")
    lead = 86_400_000 * 14 // 10
    with programs.rows(shared) as table:
        table.execute("update appointments set created_at = starts_at - ?", (lead,))
    for language, number in [("fr", "1,4"), ("en", "1.4")]:
        with programs.rows(shared) as table:
            table.execute("update accounts set language = ?", (language,))
        page = anne.get("/admin/figures").text
        figures = re.findall(r'<figcaption>.*?<span class="muted">[^<]*? ([\d.,]+)</span>', page)
        assert len(figures) == 6 and figures[5] == number and f"<td>{number}</td>" in page
        assert f": {number}</title>" in page


def test_29_nobody_else_sees_them(shared, anne):
    assert run(shared, "user", "add", "max@example.org", "--name", "Max", "--practitioner", typed=PASSWORD + "\n")[0] == 0
    other = Person(shared)
    assert other.sign_in("max@example.org").status == 303
    token = other.get("/desk/settings").form_token()
    before = tables(shared)
    for path in ["/admin/figures", "/admin/client"]:
        assert other.get(path).status == 403 and Person(shared).get(path).status == 303
    for path in ["/admin/client", "/admin/client/export", "/admin/client/erase"]:
        answer = other.send(path, {"email": "tom@example.org", "confirm": "on", "formToken": token})
        assert answer.status == 403 and "Tom" not in answer.text
    for path in ["/admin/client/export", "/admin/client/erase"]:
        assert anne.get(path).status in (404, 405)
    assert tables(shared) == before
