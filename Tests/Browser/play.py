# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The steps that people take, by the names that they read."""

import datetime
import json
import re
import zoneinfo
from pathlib import Path

from playwright.sync_api import expect

ROOT = Path(__file__).resolve().parents[2]
PARIS = zoneinfo.ZoneInfo("Europe/Paris")

# Keeps every RTCPeerConnection of the page, so that the tests can read what really arrives.
KEEP_PEERS = """
window.testPeers = [];
const Original = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Original {
  constructor(...given) { super(...given); window.testPeers.push(this); }
};
"""

RECEIVED = """async () => {
  const seen = {frames: 0, energy: 0, video: 0, audio: 0};
  for (const peer of window.testPeers) {
    if (peer.connectionState === 'closed') continue;
    for (const report of (await peer.getStats()).values()) {
      if (report.type !== 'inbound-rtp') continue;
      if (report.kind === 'video') { seen.frames += report.framesDecoded || 0; seen.video += report.packetsReceived || 0; }
      if (report.kind === 'audio') { seen.energy += report.totalAudioEnergy || 0; seen.audio += report.packetsReceived || 0; }
    }
  }
  return seen;
}"""


class Words:
    """The sentences of one language, as the pages say them."""

    def __init__(self, language: str):
        self.language = language
        self.entries = {}
        for file in (ROOT / "Sources/Words/Catalogs" / language).glob("*.json"):
            self.entries |= json.loads(file.read_text())

    def __call__(self, key: str, **values: str) -> str:
        text = self.entries[key]
        for name, value in values.items():
            text = text.replace("{" + name + "}", value)
        return text


def visit(context, address: str):
    page = context.new_page()
    page.add_init_script(KEEP_PEERS)
    page.goto(address)
    return page


def until(page, expression: str, timeout=15):
    """Waits, in the page, until the expression is true. The pages' policy forbids what Playwright's own waiting does."""
    assert page.evaluate("""() => new Promise((resolve) => {
      const end = Date.now() + %d;
      const look = async () => {
        if (await (%s)) resolve(true); else if (Date.now() > end) resolve(false); else setTimeout(look, 50);
      };
      look();
    })""" % (timeout * 1000, expression)), f"never true: {expression}"


def camera_runs(page):
    until(page, "document.getElementById('preview').videoWidth > 0")


def button(page, name: str):
    return page.get_by_role("button", name=name, exact=True)


def set_up(server, context, words, name="Anne Martin", email="anne@example.org"):
    """The owner's first run; ends on the page that offers to try it."""
    page = visit(context, server.set_up_link)
    page.get_by_label(words("site_setup_practice")).fill("Cabinet du Marais")
    page.locator("#name").fill(name)
    page.locator("#email").fill(email)
    page.locator("#password").fill("correct horse battery")
    page.locator("#timeZone").select_option("Europe/Paris")
    page.locator("#language").select_option(words.language)
    if not page.locator("#isPractitioner").is_checked():
        page.locator("#isPractitioner").check()
    page.locator("#roomName").fill("Anne")
    button(page, words("site_setup_submit")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(words("site_done_heading"))
    return page


def add_appointment(page, words, server, name="Zoë Lefèvre-Østergård", email="zoe@example.org", in_minutes=5,
                    confirmed=True, language="fr", note=""):
    """Adds an appointment a few minutes ahead, in the practitioner's zone."""
    page.goto(server.base + "/desk/appointments")
    start = datetime.datetime.now(PARIS) + datetime.timedelta(minutes=in_minutes)
    page.locator("#name").fill(name)
    page.locator("#email").fill(email)
    page.locator("#language").select_option(language)
    page.locator("#day").fill(start.strftime("%Y-%m-%d"))
    page.locator("#time").fill(start.strftime("%H:%M"))
    page.locator("#length").fill("50")
    page.locator("#note").fill(note)
    button(page, words("desk_new_confirmed" if confirmed else "desk_new_requested")).click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text(words("desk_new_title"))


def join_link(message) -> str:
    """The one button's address in the mail's HTML part."""
    html = message.get_body(("html",)).get_content()
    return re.search(r'href="(https?://[^"]*/call/[^"]+)"', html)[1]


def manage_link(message) -> str:
    return re.search(r"https?://\S*/appointments/[A-Za-z0-9_-]+", message.get_body(("plain",)).get_content())[0]


def open_room(context, words, server):
    """The practitioner in the open room, camera running."""
    page = visit(context, server.base + "/desk/room")
    camera_runs(page)
    button(page, words("call_host_open")).click()
    expect(page.locator("#room")).to_be_visible()
    return page


def first_room(server, context, words, mail_server):
    """(the host's page in the open room, the client's mail) after the owner's first run."""
    desk = set_up(server, context, words)
    add_appointment(desk, words, server, language=words.language)
    _, message = mail_server.next()
    desk.close()
    return open_room(context, words, server), message


def arrive(context, words, link):
    """The client on the page, camera running."""
    page = visit(context, link)
    camera_runs(page)
    return page


def knock(page, words, name=None):
    if name:
        page.locator("#name").fill(name)
    expect(page.locator("#ask-button")).to_have_attribute("aria-disabled", "false")
    page.locator("#ask-button").click()


def admit(host):
    host.locator("[data-act=admit]").first.click()


def expect_state(page, words, key, **values):
    expect(page.locator("#state-text")).to_have_text(words(key, **values))


def in_call(*pages):
    """Both see and hear each other: frames and sound energy of the other side rise."""
    for page in pages:
        expect(page.locator("#stage")).to_be_visible()
        media_rise(page)


def media_rise(page, energy=True):
    until(page, """(async () => {
      const now = await (%s)();
      const before = window.testBefore ??= now;
      return now.frames >= before.frames + 5 && (%s || now.energy > before.energy);
    })()""" % (RECEIVED, "false" if energy else "true"), timeout=20)
    page.evaluate("window.testBefore = undefined")


def received(page) -> dict:
    return page.evaluate(RECEIVED)


def call_of_two(people, server, mail_server, words, **options):
    """(owner's desk page, host's page, client's page, link, message) with a running call."""
    host_context = people("host", locale=words.language, **options)
    desk = set_up(server, host_context, words)
    add_appointment(desk, words, server, language=words.language)
    _, message = mail_server.next()
    link = join_link(message)
    host = open_room(host_context, words, server)
    client = arrive(people("client", locale=words.language, **options), words, link)
    knock(client, words)
    admit(host)
    in_call(host, client)
    return desk, host, client, link, message
