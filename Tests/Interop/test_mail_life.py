# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The mails of a whole life, from the request on the public page to the cancellation, read by programs that are not ours; and
the program killed in each of its steps."""

import asyncio
import contextlib
import datetime
import email
import email.policy
import html
import http.client
import os
import queue
import re
import sqlite3
import threading
import time
import zoneinfo
from pathlib import Path

import pytest

from calendar_judges import judged
from conftest import Server
from person import PARIS, Person, rows, until
from plug import Plug

ROOT = Path(__file__).resolve().parents[2]
UTC = datetime.timezone.utc
TOKYO = zoneinfo.ZoneInfo("Asia/Tokyo")
KINDS = ["request_received", "confirmed", "moved", "reminder_day", "cancelled"]


class Sender(Person):
    """Says when a form is about to be sent."""

    on_send = None

    def send(self, path, fields, **headers):
        if self.on_send:
            self.on_send()
        return super().send(path, fields, **headers)


class House:
    """Anne, whose page is open, and her mail server."""

    def __init__(self, folder: Path):
        self.post = Plug()
        self.server = Server(folder, smtp=self.post.url)
        self.server.start()
        self.anne = Sender(self.server).set_up()
        with self.tables() as database:
            database.execute("update booking_rules set is_open = 1, revision = revision + 1")
            self.slug, = database.execute("select slug from booking_rules").fetchone()
            self.type, = database.execute("select id from appointment_types order by position").fetchone()

    @contextlib.contextmanager
    def tables(self):
        """The tables of the server, which is stopped meanwhile: one process owns the file."""
        self.server.stop()
        with contextlib.closing(sqlite3.connect(self.server.folder / "data/visavis.sqlite")) as database, database:
            yield database
        self.post.start += 1
        self.server.start()

    def stop(self):
        self.server.stop()
        self.post.stop()


@pytest.fixture
def house(tmp_path):
    house = House(tmp_path)
    yield house
    house.stop()


def slot_name(moment: datetime.datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


class Life:
    """One appointment of a client in Tokyo, by the pages alone."""

    def __init__(self, house: House, name="Zoë, \"Léa\"; O'Neil 😀 עדי", language="en"):
        self.house, self.name = house, name
        self.client = Sender(house.server, language)

    def free(self, after_days: int) -> datetime.datetime:
        """A free time so many days ahead or later."""
        first = datetime.datetime.now(PARIS).date() + datetime.timedelta(days=after_days)
        path = f"/book/{self.house.slug}/{self.house.type}?zone=Asia/Tokyo&day="
        for week in range(6):
            day = first + datetime.timedelta(weeks=week)
            for value in re.findall(r'name="slot" value="(\w+)"', self.client.get(path + str(day)).text):
                moment = datetime.datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
                if moment.astimezone(PARIS).date() >= first:
                    return moment
        raise AssertionError("nothing is free")

    def request(self):
        start = self.free(4)
        path = f"/book/{self.house.slug}/{self.house.type}/{slot_name(start)}?zone=Asia/Tokyo"
        page = self.client.get(path)
        form = re.search(r'<form[^>]*action="' + path.split("?")[0] + r'".*?</form>', page.text, re.S)[0]
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        until(lambda: time.time() > int(hidden["began"].split(".")[0]) + 3)  # as long as a person needs
        fields = {**hidden, "name": self.name, "email": "zoe@example.org", "phone": "", "note": "", "homepage": "",
                  "consent": "on"}
        return self.client.send(path.split("?")[0], fields)

    def confirm(self):
        return self.house.anne.post(f"/desk/appointments/{self.id}/confirm", page=f"/desk/appointments/{self.id}")

    def move(self):
        return self.client.post(
            f"{self.manage}/move", {"slot": slot_name(self.free(7))}, page=f"{self.manage}/move/{slot_name(self.free(7))}")

    def cancel(self):
        return self.client.post(f"{self.manage}/cancel", {"reason": "I cannot come."}, page=self.manage)

    def remind(self, delay=0.0):
        """The day before comes in so many seconds; when that is, in seconds since 1970."""
        with self.house.tables() as database:
            due = int((time.time() + delay) * 1000)
            database.execute("update due_tasks set due_at = ? where kind = 'reminder_day'", (due,))
        return due / 1000

    @property
    def id(self) -> str:
        return self.row("id")

    def row(self, column: str):
        found = rows(self.house.server, f"select {column} from appointments")
        return found[0][0] if found else None

    @property
    def manage(self) -> str:
        """From the mail, as the client has it."""
        sql = "select message from outbox where kind = 'request_received' and message is not null"
        until(lambda: rows(self.house.server, sql))
        message, = rows(self.house.server, sql)[0]
        return re.search(r"/appointments/[\w-]{22}", text_of(parsed(message)))[0]

    def mailed(self, kind: str) -> bool:
        return rows(self.house.server, "select count(*) from outbox where kind = ?", kind) == [(1,)]


def parsed(content: bytes) -> email.message.EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)


def text_of(message) -> str:
    return message.get_body(("plain",)).get_content().replace("\u00a0", " ")


def calendar_of(message):
    """What both judges read in the calendar part, whose type repeats the object's method; the attached file is the same."""
    found = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    if not found:
        return None
    content = found[0].get_payload(decode=True)
    file = next(part for part in message.walk() if part.get_content_type() == "application/ics")
    assert file.get_payload(decode=True) == content
    seen = judged(content)
    assert found[0].get_param("method") == seen.method
    return seen


def written(messages: dict, folder: Path):
    """The mails as files, for people and their programs to open; the folder's name is VISAVIS_TEST_OUTPUT's."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, (kind, message) in enumerate(messages.items(), 1):
        (folder / f"{number}-{kind}.eml").write_bytes(message)


def moment(instant: datetime.datetime, city: str, zone) -> str:
    local = instant.astimezone(zone)
    offset = local.utcoffset() // datetime.timedelta(hours=1)
    return f"{local:%A} {local.day} {local:%B} at {local.hour}:{local:%M} ({city} time, UTC+{offset})"


def test_38_39_a_whole_life_has_one_uid_a_rising_sequence_and_the_hours_of_its_pages(house, tmp_path):
    life = Life(house)
    assert life.request().status == 303
    until(lambda: life.mailed("request_received"))
    first = life.row("starts_at")
    pages = {"request_received": life.client.get(life.manage).text}
    assert life.confirm().status == 303
    pages["confirmed"] = life.client.get(life.manage).text
    assert life.move().status == 303
    pages["moved"] = life.client.get(life.manage).text
    life.remind()
    until(lambda: life.mailed("reminder_day"))
    all_gone = "select count(*) from outbox where state <> 'accepted'"
    # A reminder that still waits when the appointment is cancelled is not sent.
    until(lambda: rows(house.server, all_gone) == [(0,)])
    assert life.cancel().status == 303
    until(lambda: rows(house.server, all_gone) == [(0,)])
    mails = dict(rows(house.server, "select kind, message from outbox where recipient = 'zoe@example.org'"))
    messages = {kind: mails[kind] for kind in KINDS}
    written(messages, Path(os.environ.get("VISAVIS_TEST_OUTPUT", tmp_path)) / "mail-life")
    read = {kind: parsed(content) for kind, content in messages.items()}
    seen = {kind: found for kind, message in read.items() if (found := calendar_of(message))}

    assert [(found.method, found.status) for found in seen.values()] == [
        ("REQUEST", "TENTATIVE"), ("REQUEST", "CONFIRMED"), ("REQUEST", "CONFIRMED"), ("CANCEL", "CANCELLED")]
    assert len({found.uid for found in seen.values()}) == 1
    sequences = [found.sequence for found in seen.values()]
    assert sequences == sorted(set(sequences)), "each higher than the one before"
    assert len({message["Message-ID"] for message in read.values()}) == 5
    starts = [first, first] + [life.row("starts_at")] * 2
    for found, start in zip(seen.values(), starts):
        assert found.start.timestamp() * 1000 == start
        assert "Zoë" not in found.summary
    for kind, message in read.items():
        assert message["To"].addresses[0].addr_spec == "zoe@example.org"
        assert message["To"].addresses[0].display_name == life.name
        assert not [part.defects for part in message.walk() if part.defects]
        if kind in pages:
            for zone, city in ((TOKYO, "Tokyo"), (PARIS, "Paris")):
                words = moment(seen[kind].start, city, zone)
                assert words in text_of(message)
                shown = pages[kind].replace("\u00a0", " ").replace("\u202f", " ")
                assert words in shown, "the page says the same hour, with the same offset"
    assert f"Hello {life.name}," in text_of(read["confirmed"])
    assert "I cannot come." in text_of(parsed(mails_to_anne(house)["cancelled_by_client"]))


def test_36_what_was_sent_and_when_stands_with_the_appointment(house):
    life = Life(house)
    assert life.request().status == 303
    until(lambda: life.mailed("request_received"))
    assert life.confirm().status == 303
    life.remind()
    until(lambda: life.mailed("reminder_day"))
    until(lambda: rows(house.server, "select count(*) from outbox where state <> 'accepted'") == [(0,)])
    page = house.anne.get(f"/desk/appointments/{life.id}").text
    sent = rows(house.server, "select id, kind, subject from outbox where recipient = 'zoe@example.org'")
    assert {kind for _, kind, _ in sent} == {"request_received", "confirmed", "reminder_day"}
    for id, kind, subject in sent:
        line = re.search(f'<(?:li|p)><a href="[^"]*/{id}[^"]*">.*?</(?:li|p)>', page)
        assert line, f"{kind} is not in the log"
        assert re.search(r"Accepted by the mail server.* at \d+:\d\d", line[0]), "what became of it, and when"
        assert subject in html.unescape(house.anne.get(re.search(r'href="([^"]*)"', line[0])[1]).text)


def mails_to_anne(house) -> dict[str, bytes]:
    return dict(rows(house.server, "select kind, message from outbox where recipient = 'anne@example.org'"))


class Killing:
    """Pulls the plug in each step of a life: a moment after it began, or when its mail comes."""

    def __init__(self, life: Life, how: str, part: float):
        self.life, self.how, self.part = life, how, part
        self.house = life.house

    def step(self, act, kind: str):
        self.arm()
        with contextlib.suppress(OSError, http.client.HTTPException):
            act()
        self.house.server.process.wait(20)
        self.disarm()
        self.revive()
        if not self.life.mailed(kind):
            act()
            until(lambda: self.life.mailed(kind))

    def arm(self):
        if self.how == "in the change":
            def pull():
                threading.Timer(self.part, self.house.server.kill).start()

            self.house.anne.on_send = self.life.client.on_send = pull
        else:
            setattr(self.house.post, "before" if self.how == "before the answer" else "after", self.house.server.kill)

    def disarm(self):
        self.house.anne.on_send = self.life.client.on_send = None
        self.house.post.before = self.house.post.after = None

    def remind(self):
        """The server must run before the reminder is due, so that the plug is pulled while it does that."""
        due = self.life.remind(delay=5)
        if self.how == "in the change":
            threading.Timer(due - time.time() + self.part, self.house.server.kill).start()
        else:
            self.arm()
        self.house.server.process.wait(20)
        self.disarm()
        self.revive()
        until(lambda: self.life.mailed("reminder_day"))

    def revive(self):
        # What the dead program had sent is read to its end, so that it counts as that start's.
        until(lambda: not asyncio.all_tasks(self.house.post.loop))
        self.house.post.start += 1
        self.house.server.start()
        # The next step would take back what had not gone yet.
        until(lambda: rows(self.house.server, "select count(*) from outbox where state <> 'accepted'") == [(0,)], within=20)


@pytest.mark.parametrize("part", [0.003, 0.008, 0.02])
def test_39_killed_in_the_change_of_each_step(house, part):
    play_killed(house, "in the change", part)


@pytest.mark.parametrize("how", ["before the answer", "after the answer"])
def test_39_killed_when_the_mail_of_each_step_comes(house, how):
    play_killed(house, how, 0)


def play_killed(house, how: str, part: float):
    life = Life(house)
    killing = Killing(life, how, part)
    killing.step(life.request, "request_received")
    killing.step(life.confirm, "confirmed")
    killing.step(life.move, "moved")
    killing.remind()
    killing.step(life.cancel, "cancelled")
    until(lambda: rows(house.server, "select count(*) from outbox where state <> 'accepted'") == [(0,)], within=20)
    written_mails = rows(house.server, "select kind, message_id from outbox where recipient = 'zoe@example.org'")
    assert sorted(kind for kind, _ in written_mails) == sorted(KINDS), "each once"
    came = {message["Message-ID"].strip("<>") for message in received(house.post)}
    assert came == {id for (id,) in rows(house.server, "select message_id from outbox")}, "none lost, none made up"
    assert all(len(starts) == len(set(starts)) for starts in house.post.came.values()), "again only after a kill"
    assert rows(house.server, "select count(*) from appointments") == [(1,)]


def received(post) -> list:
    messages = []
    with contextlib.suppress(queue.Empty):
        while True:
            messages.append(post.next(timeout=0.2)[1])
    return messages


def test_36_40_a_server_that_was_off_over_the_reminder_drops_it_and_lets_the_request_expire(house):
    life = Life(house)
    assert life.request().status == 303
    until(lambda: life.mailed("request_received"))
    with house.tables() as database:
        database.execute("update appointments set expires_at = ?", (int(time.time() * 1000) - 86400000,))
    until(lambda: life.mailed("expired"))
    assert life.row("state") == "expired"
    late = Life(house)
    assert late.request().status == 303
    id, = rows(house.server, "select id from appointments where state = 'requested'")[0]
    assert house.anne.post(f"/desk/appointments/{id}/confirm", page=f"/desk/appointments/{id}").status == 303
    with house.tables() as database:
        yesterday = int(time.time() * 1000) - 86400000
        database.execute(
            "update due_tasks set due_at = ?, late_after = ? where kind = 'reminder_day'", (yesterday, yesterday + 1))
    until(lambda: rows(house.server, "select count(*) from due_tasks where kind = 'reminder_day'") == [(0,)])
    assert rows(house.server, "select count(*) from outbox where kind = 'reminder_day'") == [(0,)]
    until(lambda: any("due task late" in line and id in line and "zoe" not in line for line in list(house.server.lines)))
