# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A real mail server (aiosmtpd) that keeps what it receives."""

import asyncio
import email
import email.policy
import queue
import threading

from aiosmtpd.smtp import SMTP


class MailServer:
    def __init__(self):
        self.empty()
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()

        def run():
            asyncio.set_event_loop(self.loop)
            serving = self.loop.create_server(self.session, "127.0.0.1", 0)
            self.server = self.loop.run_until_complete(serving)
            ready.set()
            self.loop.run_forever()

        threading.Thread(target=run, daemon=True).start()
        assert ready.wait(10)
        self.url = f"smtp://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"

    def session(self):
        return SMTP(self, enable_SMTPUTF8=False)

    def empty(self):
        self.received: queue.Queue = queue.Queue()
        self.kept: list = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):
        self.received.put((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 2.0.0 Ok: queued as TEST"

    def next(self, timeout=15):
        """(recipients, message) of the next mail."""
        return self.received.get(timeout=timeout)

    def next_to(self, address):
        """The next mail to this address; others may come before it."""
        while True:
            for index, (recipients, message) in enumerate(self.kept):
                if address in recipients:
                    del self.kept[index]
                    return message
            self.kept.append(self.next())

    def stop(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
