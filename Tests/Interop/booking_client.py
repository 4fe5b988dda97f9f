# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A client who books without scripts, and a practitioner's house whose page is open."""

import re
import time

from conftest import served
from person import Person, until
from programs import make_type, rows

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

    def form(self, path: str) -> dict[str, str]:
        """The hidden fields of the form behind this address, once they are old enough to be a person's."""
        form = re.search(r'<form[^>]*action="' + path.split("?")[0] + r'".*?</form>', self.get(path).text, re.S)[0]
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        until(lambda: time.time() > int(hidden["began"].split(".")[0]) + 3)  # as long as a person needs
        return hidden

    def book(self, moment: str, **fields):
        path = self.touch(moment)
        hidden = self.form(path)
        fields = {"name": "Zoë", "email": "zoe@example.org", "phone": "", "note": "", "homepage": "", "consent": "on"} | fields
        answer = self.send(path.split("?")[0], {**hidden, **fields})
        assert answer.status == 303, answer.text
        return answer


def name(moment: str) -> str:
    return moment.replace("-", "").replace(":", "")


def open_house(folder, confirms=1, **settings):
    """Yields a server with one practitioner and one type of appointment that can be booked."""
    for server in served(folder, **settings):
        server.anne = Person(server).set_up()
        server.type = make_type(server, confirms_at_once=confirms)
        server.stop()
        with rows(server) as table:
            table.execute("update booking_rules set is_open = 1, revision = revision + 1")
            server.slug = table.execute("select slug from booking_rules").fetchone()[0]
        server.start()
        yield server
