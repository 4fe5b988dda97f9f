# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A real mail server (aiosmtpd) that keeps what it receives."""

import email
import email.policy
import queue

from aiosmtpd.controller import Controller


class MailServer:
    def __init__(self):
        self.received: queue.Queue = queue.Queue()
        self.controller = Controller(self, hostname="127.0.0.1", port=0)
        self.controller.start()
        port = self.controller.server.sockets[0].getsockname()[1]
        self.url = f"smtp://127.0.0.1:{port}"

    async def handle_DATA(self, server, session, envelope):
        self.received.put((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default)))
        return "250 2.0.0 Ok: queued as TEST"

    def next(self, timeout=15):
        """(recipients, message) of the next mail."""
        return self.received.get(timeout=timeout)

    def stop(self):
        self.controller.stop()
