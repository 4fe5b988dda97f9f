# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A mail server that pulls the program's plug."""

import email

from aiosmtpd.smtp import SMTP

from conftest import MailServer


class CountedSession(SMTP):
    def connection_made(self, transport):
        self.event_handler.open += 1
        super().connection_made(transport)

    def connection_lost(self, error):
        super().connection_lost(error)
        self.event_handler.open -= 1


class Plug(MailServer):
    """Kills the program when a mail has come: before the answer, or right after it."""

    def __init__(self):
        self.before = self.after = None
        # Counts the program's starts, and in which of them each Message-ID came.
        self.start = 0
        self.came: dict[str, list[int]] = {}
        # Connections: what a killed program has sent may still be read after its end.
        self.open = 0
        super().__init__()

    def session(self):
        return CountedSession(self, enable_SMTPUTF8=False)

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content)["Message-ID"].strip("<>")
        self.came.setdefault(message, []).append(self.start)
        answer = await super().handle_DATA(server, session, envelope)
        if kill := self.before:
            self.before = None
            kill()
        if kill := self.after:
            self.after = None
            self.loop.call_later(0.0005, kill)
        return answer
