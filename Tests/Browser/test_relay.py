# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Calls that find no way but the relay: over UDP, TCP and TLS on the site's own port, in Chromium and in Firefox."""

import re
import socket
import ssl
import tempfile
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

import play
import relaying
from certificates import make_certificate
from firefox import Firefox
from play import RECEIVED, Words, add_appointment, admit, in_call, join_link, knock, media_rise, open_room, until
from server import Server
from test_pages import check

words = Words("fr")
TRANSPORTS = ["udp", "tcp", "tls"]


def free_relay_port() -> int:
    """Free over UDP and TCP, on all addresses."""
    while True:
        with socket.socket() as stream, socket.socket(type=socket.SOCK_DGRAM) as datagrams:
            stream.bind(("", 0))
            try:
                datagrams.bind(stream.getsockname())
            except OSError:
                continue
            return stream.getsockname()[1]


@pytest.fixture
def site(mail_server):
    """A server with TLS, whose relay may be met on this machine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = Server(
            folder, smtp=mail_server.url, tls=make_certificate(folder), turn_port=str(free_relay_port()),
            turn_public_ip="127.0.0.1", turn_allowed_peers="127.0.0.0/8")
        server.start()
        yield server
        alive = server.process.poll() is None
        ended = server.stop()
        assert alive and ended == 0, "\n".join(server.lines[-40:])


@pytest.fixture
def firefox():
    browsers = []

    def start(*scripts):
        browser = Firefox()
        browsers.append(browser)
        for script in [play.KEEP_PEERS, relaying.LISTEN, *scripts]:
            browser.before_pages(script)
        return browser

    yield start
    for browser in browsers:
        browser.close()


def person(people, name, *scripts):
    context = people(name)
    for script in [relaying.LISTEN, *scripts]:
        context.add_init_script(script)
    return context


def prepare(people, site, mail_server, *scripts, relay_only=False):
    """(host's page, link of a client) with the room open."""
    context = person(people, "host", *scripts)
    desk = play.set_up(site, context, words)
    if relay_only:
        desk.goto(site.base + "/desk/settings")
        desk.locator("#relayOnly").check()
        desk.locator("main form:has(#relayOnly) button[type=submit], main form:has(#relayOnly) button").last.click()
        expect(desk.locator("#relayOnly")).to_be_checked()
    add_appointment(desk, words, site)
    _, message = mail_server.next()
    return open_room(context, words, site), join_link(message)


def join(host, client):
    knock(client, words)
    admit(host)
    in_call(host, client)


def relayed_over(path, transport):
    """Asked of both sides, each of its own end: the other's may have been heard of before it was told of (prflx)."""
    return (path["local"], path["protocol"]) == ("relay", transport) and path["remote"] in ("relay", "prflx")


def allocations(site) -> int:
    """How many the relay holds, by its own account."""
    trusting = ssl.create_default_context(cafile=site.folder / "ca.pem")
    with urllib.request.urlopen(f"{site.base}/metrics", context=trusting) as answer:
        lines = answer.read().decode().splitlines()
    return sum(int(line.split()[-1]) for line in lines if line.startswith("visavis_turn_allocations{"))


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_call_by_relay_alone(people, site, mail_server, firefox, transport):
    """Chromium calls with Firefox, both by relay over one transport."""
    force = relaying.FORCE % transport
    host, link = prepare(people, site, mail_server, force)
    client = firefox(force)
    client.knock(link)
    admit(host)
    media_rise(host)
    client.media_rises()
    assert relayed_over(host.evaluate(relaying.PATH), transport)
    assert relayed_over(client.evaluate(relaying.PATH), transport)


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_a_relayed_call_survives_a_killed_server(people, site, mail_server, transport):
    """Rule 13: sound and picture flow again by ICE restart, 3 s after the signalling is back at the latest."""
    force = relaying.FORCE % transport
    host, link = prepare(people, site, mail_server, force)
    client = play.arrive(person(people, "client", force), words, link)
    join(host, client)
    for page in (host, client):
        media_rise(page)
    outlive(site, [host, client])
    for page in (host, client):
        assert relayed_over(page.evaluate(relaying.PATH), transport)
        media_rise(page)


def wait(page, expression, timeout=15):
    page.until(expression, timeout) if isinstance(page, Firefox) else until(page, expression, timeout)


def outlive(site, pages):
    """Pulls the server's plug in a relayed call, puts it back, and times the media's return."""
    site.kill()
    for page in pages:
        # Nothing comes any more: what was on its way has arrived.
        wait(page, """(async () => {
          const now = performance.now(), seen = await (%s)(), sum = seen.audio + seen.video;
          if (window.testStill?.sum !== sum) window.testStill = { sum, since: now };
          window.testCount = seen;
          window.testWelcomed = 0;
          return now - window.testStill.since > 500;
        })()""" % RECEIVED)
    peers = [page.evaluate("window.testPeers.length") for page in pages]
    # Each page looks for itself from now on, not when its turn comes.
    for page in pages:
        page.evaluate(f"(window.testFlow = {relaying.FLOWS_AGAIN % RECEIVED}, 0)")
    site.start()
    flowing = [page.evaluate("window.testFlow") for page in pages]
    assert min(flowing) > 0, "no media"
    for page in pages:
        wait(page, "window.testWelcomed > 0")
    welcomed = max(page.evaluate("window.testWelcomed") for page in pages)
    assert max(flowing) - welcomed < 3000
    assert [page.evaluate("window.testPeers.length") for page in pages] == peers


def test_firefox_restarts_a_relayed_call_too(people, site, mail_server, firefox):
    force = relaying.FORCE % "udp"
    host, link = prepare(people, site, mail_server, force)
    client = firefox(force)
    client.knock(link)
    admit(host)
    media_rise(host)
    client.media_rises()
    outlive(site, [host, client])
    client.media_rises()


def test_who_is_excluded_has_no_relay(people, site, mail_server):
    """Also a page that does not obey: its allocations are gone, its credential makes no new ones."""
    force = relaying.FORCE % "udp"
    host, link = prepare(people, site, mail_server, force)
    context = person(people, "client", force, relaying.DISOBEY)
    # The lobby's own test would keep its connections too.
    context.route("**/api/v1/relay-test", lambda route: route.abort())
    client = play.arrive(context, words, link)
    join(host, client)
    assert client.evaluate(relaying.GATHER) > 0
    host.locator("#call-more").click()
    host.locator("#exclude").click()
    host.locator("#confirm-yes").click()
    play.expect_state(client, words, "call_excluded", name="Anne Martin")
    assert client.evaluate(relaying.GATHER) == 0
    until(client, "window.testPeers.every(peer => peer.iceConnectionState !== 'connected')", timeout=30)
    # The numbers are a second old at most.
    end = time.monotonic() + 10
    while allocations(site) > 0 and time.monotonic() < end:
        pass
    assert allocations(site) == 0


def test_hidden_addresses(people, site, mail_server, firefox):
    """With the practitioner's setting neither side learns where the other one is."""
    host, link = prepare(people, site, mail_server, relay_only=True)
    client = firefox()
    client.knock(link)
    admit(host)
    media_rise(host)
    client.media_rises()
    for page in (host, client):
        assert page.evaluate(relaying.PATH)["local"] == "relay"
        assert page.evaluate(relaying.KINDS) == ["relay"]
        said = "\n".join(page.evaluate("window.testSignals"))
        assert " typ relay" in said
        assert " typ host" not in said and " typ srflx" not in said and " typ prflx" not in said
        assert said.count(" raddr ") == said.count(" raddr 0.0.0.0 rport 0")


def test_the_device_test_tries_every_way(people, site, firefox):
    page = people("client").new_page()
    page.goto(site.base + "/test")
    expect(page.locator("#connection-words")).to_have_text(words("call_connection_good"))
    page.locator("#connection summary").click()
    for transport in TRANSPORTS:
        expect(page.locator(f"[data-way={transport}]")).to_have_attribute("data-state", "good")
    expect(page.locator("[data-way=tls]")).to_contain_text(words("call_connection_tls"))
    expect(page.locator("[data-way=tls] strong")).to_have_text(re.compile(r"fonctionne, \d+\sms"))
    other = firefox()
    other.goto(site.base + "/test")
    other.until("document.querySelectorAll('[data-way][data-state=good]').length === 3")
    assert other.evaluate("document.getElementById('connection').dataset.state") == "good"


def test_the_lobby_says_that_the_connection_works(people, site, mail_server):
    _, link = prepare(people, site, mail_server)
    client = play.arrive(people("client"), words, link)
    expect(client.locator("#connection-words")).to_have_text(words("call_connection_good"))
    expect(client.locator("#connection-advice")).to_be_hidden()
    expect(client.locator("#connection-ways")).to_be_hidden()
    expect(client.locator("#ask-button")).to_have_attribute("aria-disabled", "false")


def test_a_network_that_lets_nothing_through_is_told_with_what_to_do(people, site):
    context = people("client")
    # This browser has no way to the relay at all.
    context.add_init_script(relaying.FORCE % "none")
    page = context.new_page()
    page.goto(site.base + "/test")
    expect(page.locator("#connection-words")).to_have_text(words("call_connection_blocked"))
    expect(page.locator("#connection-advice")).to_contain_text(words("call_connection_blocked_text"))
    page.locator("#connection summary").click()
    assert check(page, "no way through") == []
    page.locator("#connection-retry").click()
    expect(page.locator("#connection-words")).to_have_text(words("call_connection_blocked"))
