# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A practitioner whose page is open, and the steps of a client who books there."""

import datetime
import re
import sqlite3
import threading
import zoneinfo
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import expect

import play
from play import button, visit

UTC = datetime.timezone.utc
TOKYO = zoneinfo.ZoneInfo("Asia/Tokyo")
HOME = "/book/anne-martin"


@contextmanager
def tables(server):
    """The tables of a server that is stopped meanwhile: one process owns the file."""
    assert server.stop() == 0
    database = sqlite3.connect(server.folder / "data" / "visavis.sqlite")
    try:
        yield database
        database.commit()
    finally:
        database.close()
    server.start()


def open_page(server, **rules):
    """Opens the booking page of the only practitioner, with a horizon of a year, so that a change of clocks lies in it."""
    rules = {"is_open": 1, "horizon_days": 360, "slug": HOME.split("/")[-1]} | rules
    with tables(server) as database:
        sets = ", ".join(f"{name} = ?" for name in rules)
        database.execute(f"UPDATE booking_rules SET {sets}, revision = revision + 1", list(rules.values()))
        kind = database.execute("SELECT id, link_key FROM appointment_types").fetchone()
    return kind


def practitioner(people, server, words):
    """Anne, signed in."""
    return play.set_up(server, people("host", locale=words.language), words)


def next_change(zone=play.PARIS):
    """The next day on which the zone's clocks change, and by how much."""
    day = datetime.datetime.now(zone).replace(hour=12, minute=0, second=0, microsecond=0)
    while True:
        after = (day + datetime.timedelta(days=1)).replace(tzinfo=zone)
        if after.utcoffset() != day.utcoffset():
            return after.date(), after.utcoffset() - day.utcoffset()
        day = after


def at(day: datetime.date, hour: int, zone=play.PARIS) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour), zone)


def slot_name(moment: datetime.datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M00Z")


def time_words(words, moment) -> str:
    """As the pages say it."""
    if moment.minute == 0:
        return words("dates_hour", hour=str(moment.hour))
    return words("dates_time", hour=str(moment.hour), minute=f"{moment.minute:02}")


def moment_words(words, moment, city, with_offset=False) -> str:
    """With the year where it is not this one; with the offset where two clocks are shown."""
    weekday = words(f"dates_weekday_{moment.isoweekday() % 7 + 1}")
    number = "1er" if words.language == "fr" and moment.day == 1 else str(moment.day)
    other = moment.year != datetime.datetime.now(moment.tzinfo).year
    day = words("dates_day_year" if other else "dates_day", weekday=weekday, day=number,
                month=words(f"dates_month_{moment.month}"), **({"year": str(moment.year)} if other else {}))
    vowel = city[0] in "AEIOUY"
    zone = words("dates_zone_vowel" if vowel else "dates_zone", city=city)
    if with_offset:
        hours = moment.utcoffset() // datetime.timedelta(hours=1)
        zone = words("dates_zone_offset", zone=zone, offset=f"UTC{hours:+d}".replace("-", "−"))
    return words("dates_moment", day=day, time=time_words(words, moment), zone=zone)


def choose_type(page):
    page.locator(".offer-link").first.click()
    expect(page.locator("#week-title")).to_be_visible()


def free_times(page) -> list[str]:
    """The names of the times shown that stay free: those that the notice takes away at the next full hours are left out."""
    slots = page.locator("button[name=slot]")
    expect(slots.first).to_be_visible()
    soon = slot_name(datetime.datetime.now(UTC) + datetime.timedelta(hours=4))
    return [name for name in slots.evaluate_all("all => all.map((one) => one.value)") if name > soon]


def touch(page, name=None):
    """Touches a time: the first that stays free, or the one with this name."""
    page.locator(f"button[name=slot][value='{name or free_times(page)[0]}']").click()
    expect(page.locator("#email")).to_be_visible()


def fill(page, name="Zoë Lefèvre-Østergård", email="zoe@example.org", phone="", note=""):
    page.locator("#name").fill(name)
    page.locator("#email").fill(email)
    page.locator("#phone").fill(phone)
    page.locator("#note").fill(note)
    page.locator("#consent").check()


def wait_as_a_person(page):
    """Until the form has been there for three seconds: it was written before its first byte came."""
    # Timers do not run on a page without scripts, so it is asked again and again.
    while page.evaluate("performance.now() - performance.getEntriesByType('navigation')[0].responseStart") < 3100:
        pass


def send(page, words, at_once=False):
    """Presses the button when a person could have read the form."""
    wait_as_a_person(page)
    button(page, words("book_submit_confirm" if at_once else "book_submit_request")).click()


def expect_done(page, words, at_once=False):
    expect(page.locator(".notice")).to_have_text(words("book_done_confirmed" if at_once else "book_done_requested"))


def mails(mail_server, count):
    """The next mails by their recipients."""
    found = {}
    for _ in range(count):
        recipients, message = mail_server.next()
        found.setdefault(recipients[0], []).append(message)
    return found


def calendar(message):
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    return part.get_content()


def field(text, name):
    return re.search(rf"^{name}[^:\n]*:(.*?)\r?$", text, re.M)[1]


class OtherSite:
    """A page of another origin."""

    def __init__(self, html: str):
        body = html.encode()

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        self.origin = f"http://127.0.0.1:{self.http.server_address[1]}"

    def stop(self):
        self.http.shutdown()


def open_times(context, server):
    page = visit(context, server.base + HOME)
    choose_type(page)
    return page
