# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What a person waits for: admission to picture, the client's page, the program's start."""

import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

import play
from conftest import CHROMIUM_FLAGS
from mailbox_server import MailServer
from playwright.sync_api import sync_playwright
from server import PROGRAM, Server
from table import ROOT, Row, first_line

ROUNDS = 9
# Seconds from the knock's card to the press: nobody presses sooner, and both pages prepare meanwhile.
READING = 1
STARTS = 5
LOADS = 5

# Two connections in one document with nothing of ours on it, the camera already running and its picture already shown:
# from their making to the first frame on both sides. Candidates go as soon as they are found, by a call of a function.
BARE = """async () => {
  const stream = await navigator.mediaDevices.getUserMedia({video: {width: 1280, height: 720}, audio: true});
  const own = document.createElement('video'); own.muted = true; own.srcObject = stream;
  document.body.append(own); await own.play();
  const started = performance.now();
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const videos = [];
  const shown = [a, b].map((peer) => new Promise((resolve) => {
    const video = document.createElement('video'); video.muted = true; document.body.append(video); videos.push(video);
    peer.ontrack = ({streams}) => { if (!video.srcObject) { video.srcObject = streams[0]; video.play(); } };
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
  for (const video of [own, ...videos]) video.remove();
  return ended - started;
}"""

# Both pages run on this machine, so Date.now() is one clock for both.
WATCH = """() => {
  window.testShown = new Promise((resolve) => document.getElementById('remote')
    .requestVideoFrameCallback(() => resolve(Date.now())));
}"""

PRESS = """() => {
  const pressed = Date.now();
  document.querySelector('[data-act=admit]').click();
  return pressed;
}"""

# 1.6 Mbit/s and 150 ms, as Chromium throttles: the latency is added to each request.
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}


def context(browser):
    made = browser.new_context(
        locale="fr-FR", timezone_id="Europe/Paris", permissions=["camera", "microphone"],
        viewport={"width": 1280, "height": 800})
    made.set_default_timeout(20_000)
    return made


def calls(browser, server, mail) -> tuple[Row, str]:
    """Admission to the first remote frame on both sides, and a bare page's connection, by turns."""
    words = play.Words("fr")
    host, message = play.first_room(server, context(browser), words, mail)
    link = play.join_link(message)
    bare_page = context(browser).new_page()
    # An empty page of the same origin, whose address the browser trusts with the camera.
    empty = "<!doctype html><title>-</title>"
    bare_page.route("**/bare", lambda route: route.fulfill(content_type="text/html", body=empty))
    bare_page.goto(server.base + "/bare")
    ours, bare = [], []
    for _ in range(ROUNDS):
        # The bare page first: the host's page, idle in its room, is the only other one then.
        bare.append(bare_page.evaluate(BARE))
        client_context = context(browser)
        client = play.arrive(client_context, words, link)
        play.knock(client, words)
        host.locator("[data-act=admit]").wait_for()
        time.sleep(READING)
        for page in (host, client):
            page.evaluate(WATCH)
        pressed = host.evaluate(PRESS)
        ours.append(max(page.evaluate("window.testShown") for page in (host, client)) - pressed)
        host.locator("#call-end").click()
        host.locator("#after-close").click()
        client_context.close()
    mine, theirs = statistics.median(ours), statistics.median(bare)
    return Row(
        "admit pressed → first remote frame on both sides, Chromium", "≤ 1.5 × a bare page",
        f"{mine:.0f} ms ({min(ours):.0f} to {max(ours):.0f}): {mine / theirs:.2f} ×",
        f"bare page {theirs:.0f} ms ({min(bare):.0f} to {max(bare):.0f}), {ROUNDS} calls of each by turns",
        mine <= 1.5 * theirs), link


def load_page(browser, link) -> tuple[int, list[str], float]:
    """(bytes as transferred, addresses, seconds until its scripts have run) of a first visit."""
    client_context = context(browser)
    client = client_context.new_page()
    session = client_context.new_cdp_session(client)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    sizes, requests = [], []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
    client.goto(link, wait_until="load")
    play.camera_runs(client)
    # Module scripts have run when the load event comes.
    usable = client.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
    client_context.close()
    return sum(sizes), [url for url in requests if url.startswith("http")], usable / 1000


def weight(browser, server, link) -> list[Row]:
    loads = [load_page(browser, link) for _ in range(LOADS)]
    size, requests, _ = loads[0]
    foreign = [url for url in requests if not url.startswith(server.base)]
    fonts = [url for url in requests if ".woff" in url]
    usable = statistics.median(load[2] for load in loads)
    return [
        Row("client's page, cold, compressed, with its headers", "≤ 50 KB, ≤ 16 requests, no web font, no other host",
            f"{size / 1000:.1f} KB, {len(requests)} requests, {len(fonts)} fonts, {len(foreign)} to other hosts",
            "Galene 59 KB, 16 requests",
            size <= 50_000 and len(requests) <= 16 and not foreign and not fonts),
        Row("the same page usable at 1.6 Mbit/s and 150 ms", "≤ 1 s", f"{usable:.2f} s", "", usable <= 1),
    ]


def start(folder) -> Row:
    """From exec to the first answered request, on a database that exists."""
    times = []
    for _ in range(STARTS):
        server = Server(folder)
        begun = time.perf_counter()
        server.process = subprocess.Popen(
            [PROGRAM, "serve"], cwd=ROOT, env=server.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not answers(server):
            assert server.process.poll() is None, "the server has stopped"
            time.sleep(0.002)
        times.append(time.perf_counter() - begun)
        server.stop()
    middle = statistics.median(times)
    return Row("start to first answered request", "≤ 0.5 s", f"{middle:.2f} s ({min(times):.2f} to {max(times):.2f})",
               "", middle <= 0.5)


def answers(server) -> bool:
    try:
        return urllib.request.urlopen(server.base + "/healthz", timeout=1).status == 200
    except OSError:
        return False


def facts() -> list[str]:
    return [first_line("/usr/bin/chromium", "--version")]


def rows() -> list[Row]:
    mail = MailServer()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder), smtp=mail.url)
        server.start()
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS)
        try:
            call, link = calls(browser, server, mail)
            page = weight(browser, server, link)
        finally:
            browser.close()
            server.stop()
        started = start(Path(folder))
    mail.stop()
    return [call, *page, started]
