# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A person at a browser that runs no scripts: keeps cookies, and sends what browsers send with a form."""

import datetime
import gzip
import http.client
import re
import sqlite3
import threading
import time
import urllib.parse
import zoneinfo
from html.parser import HTMLParser

PARIS = zoneinfo.ZoneInfo("Europe/Paris")
PASSWORD = "correct horse battery"


def until(holds, within=15.0):
    """What `holds` returns as soon as it is true; fails when it is not in time."""
    end, pause = time.monotonic() + within, threading.Event()
    while not (value := holds()):
        assert time.monotonic() < end, "it did not come true in time"
        pause.wait(0.03)
    return value


class Answer:
    def __init__(self, response: http.client.HTTPResponse):
        self.status = response.status
        self.fields = response.msg
        body = response.read()
        self.body = gzip.decompress(body) if response.msg["Content-Encoding"] == "gzip" else body

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def location(self) -> str:
        return self.fields["Location"] or ""

    @property
    def id(self) -> str:
        """The id on an error page, by which the log is searched."""
        return re.search(r"<code>([0-9a-zA-Z-]+)</code>", self.text)[1]

    def form_token(self) -> str:
        return re.search(r'name="formToken" value="([^"]+)"', self.text)[1]

    def ticket(self) -> str:
        return re.search(r'ticket="([A-Za-z0-9_.-]+)"', self.text)[1]


class Person:
    def __init__(self, server, language="en"):
        self.server = server
        self.language = language
        self.cookies: dict[str, str] = {}

    def request(self, method: str, path: str, body: bytes | None = None, timeout=20, **fields: str | None) -> Answer:
        """One request; a field given as None is left out."""
        headers = {"Host": f"localhost:{self.server.port}", "Accept-Language": self.language}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method not in ("GET", "HEAD"):
            headers |= {"Origin": self.server.base, "Sec-Fetch-Site": "same-origin",
                        "Content-Type": "application/x-www-form-urlencoded"}
        for name, value in fields.items():
            headers.pop(name.replace("_", "-"), None)
            if value is not None:
                headers[name.replace("_", "-")] = value
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=timeout)
        try:
            connection.request(method, path, body, headers)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        for cookie in answer.fields.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    def get(self, path: str, **fields) -> Answer:
        return self.request("GET", path, **fields)

    def post(self, path: str, fields: dict[str, str] | None = None, page: str | None = None, **headers) -> Answer:
        """Sends a form with the token that `page` shows (the address of the form itself by default)."""
        token = self.get(page or path).form_token()
        return self.send(path, {**(fields or {}), "formToken": token}, **headers)

    def send(self, path: str, fields: dict[str, str], **headers) -> Answer:
        return self.request("POST", path, urllib.parse.urlencode(fields).encode(), **headers)

    # MARK: What people do

    def set_up(self, name="Anne Martin", email="anne@example.org") -> "Person":
        path = urllib.parse.urlsplit(self.server.set_up_link).path
        answer = self.post(path, {
            "practiceName": "Cabinet du Marais", "name": name, "email": email, "password": PASSWORD,
            "timeZone": "Europe/Paris", "language": self.language, "isPractitioner": "on", "roomName": "Anne"})
        assert answer.status == 303, answer.text
        return self

    def sign_in(self, email="anne@example.org", password=PASSWORD) -> Answer:
        return self.post("/login", {"email": email, "password": password})

    def add(self, name="Zoë Lefèvre-Østergård", email="zoe@example.org", minutes=5, confirm="yes", **more) -> str:
        """Adds an appointment so many minutes ahead; returns its id."""
        answer = self.try_to_add(name=name, email=email, minutes=minutes, confirm=confirm, **more)
        assert answer.status == 303, answer.text
        return re.fullmatch(r"/desk/appointments/([^?/]+)(\?.*)?", answer.location)[1]

    def try_to_add(self, minutes=5, **fields) -> Answer:
        return self.post("/desk/appointments", appointment(minutes, **fields))


def appointment(minutes=5, **fields: str) -> dict[str, str]:
    """The fields of the form for a new appointment."""
    start = datetime.datetime.now(PARIS) + datetime.timedelta(minutes=minutes)
    return {
        "name": "Zoë Lefèvre-Østergård", "email": "zoe@example.org", "phone": "", "day": f"{start:%Y-%m-%d}",
        "time": f"{start:%H:%M}", "length": "5", "language": "fr", "note": "", "confirm": "yes", **fields}


class Shown(HTMLParser):
    """What a page shows: its text, and the elements and attributes that it is made of."""

    def __init__(self, html: str):
        super().__init__()
        self.text = ""
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text += data


def links(page: Answer) -> tuple[str, str]:
    """(join, manage): the paths in a mail's text."""
    text = page.text
    return (re.search(r"/call/[\w-]+/[\w-]+", text)[0], re.search(r"(?<!desk)/appointments/[\w-]{22}", text)[0])


def tables(server) -> dict[str, list]:
    """Every row of the database, but for when logins were last seen: to see that nothing was changed."""
    path = server.folder / "data/visavis.sqlite"
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        names = [row[0] for row in connection.execute("select name from sqlite_master where type = 'table'")]
        return {name: sorted(connection.execute(f"select * from {name}").fetchall(), key=repr)
                for name in names if name != "login_sessions"}
    finally:
        connection.close()


def rows(server, sql: str, *values) -> list[tuple]:
    connection = sqlite3.connect(f"file:{server.folder / 'data/visavis.sqlite'}?mode=ro", uri=True)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()
