# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What a person waits for: admission to picture, the client's page, the program's start. Prints rows of the table."""

import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "Tests/Browser"))

import play  # noqa: E402
from conftest import CHROMIUM_FLAGS  # noqa: E402
from mailbox_server import MailServer  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from server import Server  # noqa: E402

ROUNDS = 7

# A bare page: two connections in one document, camera already running, from createOffer to the first frame on both sides.
BARE = """async () => {
  const stream = await navigator.mediaDevices.getUserMedia({video: {width: 1280, height: 720}, audio: true});
  const warm = document.createElement('video'); warm.muted = true; warm.srcObject = stream; await warm.play();
  const started = performance.now();
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const shown = [a, b].map((peer) => new Promise((resolve) => {
    const video = document.createElement('video'); video.muted = true; document.body.append(video);
    peer.ontrack = ({streams}) => { video.srcObject = streams[0]; video.play(); };
    video.requestVideoFrameCallback(() => resolve(performance.now()));
  }));
  a.onicecandidate = ({candidate}) => candidate && b.addIceCandidate(candidate);
  b.onicecandidate = ({candidate}) => candidate && a.addIceCandidate(candidate);
  for (const peer of [a, b]) for (const track of stream.getTracks()) peer.addTrack(track, stream);
  await a.setLocalDescription(); await b.setRemoteDescription(a.localDescription);
  await b.setLocalDescription(); await a.setRemoteDescription(b.localDescription);
  const ended = Math.max(...await Promise.all(shown));
  for (const peer of [a, b]) peer.close();
  for (const track of stream.getTracks()) track.stop();
  return ended - started;
}"""

# Both pages run on this machine, so Date.now() is one clock for both.
WATCH = """() => {
  window.testShown = new Promise((resolve) => document.getElementById('remote')
    .requestVideoFrameCallback(() => resolve(Date.now())));
}"""


def row(what, ours, bar, note=""):
    print(f"| {what} | {ours} | {bar} | {note} |", flush=True)


def context(browser):
    made = browser.new_context(locale="fr-FR", permissions=["camera", "microphone"], viewport={"width": 1280, "height": 800})
    made.set_default_timeout(20_000)
    return made


def calls(browser, server, mail):
    """Admission to the first remote frame on both sides, and a bare page's connection, by turns."""
    words = play.Words("fr")
    host_context = context(browser)
    desk = play.set_up(server, host_context, words)
    play.add_appointment(desk, words, server)
    link = play.join_link(mail.next()[1])
    desk.close()
    host = play.open_room(host_context, words, server)
    bare_page = context(browser).new_page()
    bare_page.goto(server.base + "/test")
    ours, bare = [], []
    for _ in range(ROUNDS):
        client_context = context(browser)
        client = play.arrive(client_context, words, link)
        play.knock(client, words)
        host.locator("[data-act=admit]").wait_for()
        for page in (host, client):
            page.evaluate(WATCH)
        pressed = host.evaluate("() => { document.querySelector('[data-act=admit]').click(); return Date.now(); }")
        shown = max(page.evaluate("window.testShown") for page in (host, client))
        ours.append(shown - pressed)
        host.locator("#call-end").click()
        host.locator("#after-close").click()
        client_context.close()
        bare.append(bare_page.evaluate(BARE))
    a, b = statistics.median(ours), statistics.median(bare)
    row("admit pressed → first remote frame on both sides", f"{a:.0f} ms, bare page {b:.0f} ms: {a / b:.2f} ×", "≤ 1.5 ×",
        f"median of {ROUNDS}")
    return link


def weight(browser, link):
    """The client's page, cold, at 1.6 Mbit/s and 150 ms: bytes, requests, time until the page can be used."""
    client_context = context(browser)
    client = client_context.new_page()
    session = client_context.new_cdp_session(client)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000})
    sizes, requests = [], []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
    client.goto(link, wait_until="load")
    usable = client.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
    play.camera_runs(client)
    count = len([url for url in requests if url.startswith("http")])
    row("client's page, cold", f"{sum(sizes) / 1024:.1f} KB, {count} requests, usable after {usable / 1000:.2f} s",
        "≤ 50 KB, ≤ 16, ≤ 1 s", "1.6 Mbit/s, 150 ms")
    client_context.close()


def start(folder):
    """From exec to the first answered request, on a database that exists."""
    times = []
    for _ in range(5):
        server = Server(folder)
        begun = time.perf_counter()
        server.process = subprocess.Popen([server_program(), "serve"], cwd=ROOT, env=server.environment,
                                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while True:
            try:
                urllib.request.urlopen(server.base + "/healthz", timeout=1).read()
                break
            except OSError:
                continue
        times.append(time.perf_counter() - begun)
        server.stop()
    row("start to first answered request", f"{statistics.median(times):.2f} s", "≤ 0.5 s", "median of 5")


def server_program():
    from server import PROGRAM
    return PROGRAM


if __name__ == "__main__":
    mail = MailServer()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder), smtp=mail.url)
        server.start()
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        weight(browser, calls(browser, server, mail))
        browser.close()
        server.stop()
        start(Path(folder))
    mail.stop()
