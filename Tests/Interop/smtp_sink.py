# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A real SMTP server (aiosmtpd) that keeps nothing: every mail it accepts is printed as one line of JSON.

The first line is {"port": …, "certificate": …}. It ends when its standard input does.
"""

import argparse
import asyncio
import base64
import json
import os
import ssl
import subprocess
import sys
import tempfile

from aiosmtpd.smtp import SMTP, AuthResult


def say(value):
    print(json.dumps(value), flush=True)


def certificate(folder):
    """A self-signed certificate for localhost."""
    names = [os.path.join(folder, name) for name in ("certificate.pem", "key.pem")]
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-out", names[0], "-keyout", names[1]],
        check=True, capture_output=True)
    return names


class Sink:
    def __init__(self, options):
        self.options = options
        self.refusals = options.refusals

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        if self.options.mail_reply:
            return self.options.mail_reply
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if self.options.rcpt_reply:
            return self.options.rcpt_reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.options.data_reply and self.refusals != 0:
            self.refusals -= 1
            return self.options.data_reply
        say({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "helo": session.host_name,
            "tls": session.ssl is not None,
            "login": bool(session.authenticated),
            "message": base64.b64encode(envelope.content).decode(),
        })
        if self.options.silent:
            await asyncio.sleep(3600)
        return "250 2.0.0 taken as number 7"


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tls", choices=["none", "starttls", "implicit"], default="none")
    parser.add_argument("--require-starttls", action="store_true")
    parser.add_argument("--login", help="user:password")
    parser.add_argument("--mail-reply", help="say this to every MAIL")
    parser.add_argument("--rcpt-reply", help="say this to every RCPT")
    parser.add_argument("--data-reply", help="say this to messages")
    parser.add_argument("--refusals", type=int, default=-1, help="only to so many messages")
    parser.add_argument("--silent", action="store_true", help="take messages and never answer")
    options = parser.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        context, authority = None, None
        if options.tls != "none":
            authority, key = certificate(folder)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(authority, key)

        def authenticate(server, session, envelope, mechanism, data):
            given = f"{data.login.decode()}:{data.password.decode()}" if hasattr(data, "login") else ""
            return AuthResult(success=given == options.login, handled=given == options.login)

        sink = Sink(options)

        def protocol():
            return SMTP(
                sink, hostname="sink.example", enable_SMTPUTF8=False,
                tls_context=context if options.tls == "starttls" else None,
                require_starttls=options.require_starttls,
                authenticator=authenticate if options.login else None, auth_required=bool(options.login),
                auth_require_tls=options.tls == "starttls")

        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            protocol, "127.0.0.1", 0, ssl=context if options.tls == "implicit" else None)
        say({"port": server.sockets[0].getsockname()[1], "certificate": authority})
        await loop.run_in_executor(None, sys.stdin.read)
        server.close()


asyncio.run(main())
