# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The outside world on a port of this machine: other people's calendars, good and hostile, and a receiver of messages."""

import http.server
import threading
import time
import urllib.parse
import zlib
from dataclasses import dataclass, field

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Test//EN\r\n"


def calendar(*events: str) -> bytes:
    return (HEAD + "".join(events) + "END:VCALENDAR\r\n").encode()


def event(uid: str, start: str, end: str, *more: str) -> str:
    lines = [f"UID:{uid}", "DTSTAMP:20260101T000000Z", f"DTSTART:{start}", f"DTEND:{end}", *more]
    return "BEGIN:VEVENT\r\n" + "".join(line + "\r\n" for line in lines) + "END:VEVENT\r\n"


@dataclass
class Heard:
    method: str
    path: str
    fields: dict[str, str]
    body: bytes
    at: float = field(default_factory=time.time)


class Outside:
    """Answers as the path says. `calendar` can be changed while it runs; `answers` are statuses for the next messages."""

    def __init__(self, host="127.0.0.1"):
        self.calendar = calendar()
        self.tag = '"1"'
        self.answers: list[int] = []
        self.heard: list[Heard] = []
        self.released = threading.Event()
        self.news = threading.Condition()
        outside = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                outside.answer(self)

            do_POST = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer((host, 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.base = f"http://{host}:{self.port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def of(self, path: str) -> list[Heard]:
        return [one for one in self.heard if one.path.split("?")[0] == path]

    def wait_for(self, path: str, count=1, within=20.0) -> list[Heard]:
        with self.news:
            assert self.news.wait_for(lambda: len(self.of(path)) >= count, within), f"{path} was not asked for"
        return self.of(path)

    def answer(self, request):
        length = int(request.headers.get("Content-Length") or 0)
        heard = Heard(request.command, request.path, {k.lower(): v for k, v in request.headers.items()},
                      request.rfile.read(length))
        with self.news:
            self.heard.append(heard)
            self.news.notify_all()
        parts = urllib.parse.urlsplit(request.path)
        try:
            getattr(self, "on_" + parts.path.strip("/").split("/")[0].replace(".", "_"))(
                request, urllib.parse.parse_qs(parts.query))
        except (BrokenPipeError, ConnectionResetError):
            pass

    @staticmethod
    def say(request, status: int, body: bytes = b"", **fields: str):
        request.send_response(status)
        for name, value in fields.items():
            request.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in fields:
            request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def on_good_ics(self, request, _):
        if request.headers.get("If-None-Match") == self.tag:
            return self.say(request, 304)
        self.say(request, 200, self.calendar, ETag=self.tag, Content_Type="text/calendar")

    def on_held_ics(self, request, query):
        """The calendar, once it is released."""
        if self.released.wait(20):
            self.on_good_ics(request, query)

    def on_gzip_ics(self, request, _):
        packer = zlib.compressobj(wbits=31)
        body = packer.compress(self.calendar) + packer.flush()
        self.say(request, 200, body, Content_Encoding="gzip")

    def on_to(self, request, query):
        self.say(request, 302, Location=query["to"][0])

    def on_round(self, request, query):
        self.say(request, 302, Location=f"/round?n={int(query.get('n', ['0'])[0]) + 1}")

    def on_status(self, request, query):
        self.say(request, int(query["code"][0]), b"no")

    def on_huge(self, request, _):
        """50 MB, whose length is not told before."""
        request.send_response(200)
        request.end_headers()
        request.wfile.write(HEAD.encode())
        for _ in range(50):
            request.wfile.write(b"X-PAD:" + b"x" * (1 << 20) + b"\r\n")

    def on_bomb(self, request, _):
        """200 MB in 200 kB."""
        packer = zlib.compressobj(9, wbits=31)
        body = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
        self.say(request, 200, body, Content_Encoding="gzip")

    def on_drip(self, request, _):
        request.send_response(200)
        request.end_headers()
        pause = threading.Event()
        for _ in range(600):
            request.wfile.write(b"B")
            request.wfile.flush()
            pause.wait(0.5)

    def on_headers(self, request, _):
        request.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            request.wfile.write(b"X-%d: %s\r\n" % (number, b"x" * 200))

    def on_many(self, request, _):
        """100,000 events."""
        self.say(request, 200, calendar(*(
            event(f"e{number}", "20270101T090000Z", "20270101T100000Z") for number in range(100_000))))

    def on_page(self, request, _):
        self.say(request, 200, b"<!doctype html><title>no calendar</title>")

    def on_hook(self, request, _):
        self.say(request, self.answers.pop(0) if self.answers else 204)


def running():
    """What a fixture needs, of the scope that it wants."""
    outside = Outside()
    yield outside
    outside.stop()
