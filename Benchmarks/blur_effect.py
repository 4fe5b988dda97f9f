# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The background blur as a person has it: what a picture costs, how soon it is blurred, how many arrive."""

import os
import statistics
import tempfile
import time
from pathlib import Path

import play
from browser import context
from conftest import CHROMIUM_FLAGS
from mailbox_server import MailServer
from playwright.sync_api import sync_playwright
from scene import Scene
from server import Server
from table import ROOT, Row

MODEL = ROOT / ".build/blur/selfie_segmentation_landscape.tflite"
PRESSES = 7
SECONDS = 8
# Seconds from the choice's showing to the press: nobody presses sooner.
READING = 1
STAGES = {"take": "taking the picture in", "read": "scaling it down and reading it back", "run": "engine",
          "mask": "steadying and fitting the mask", "all": "all, with drawing and handing on"}

# Hears what the worker says, beside the page.
HEAR = """
window.heard = {beats: [], blurred: []};
const Working = window.Worker;
window.Worker = class extends Working {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', ({data}) => {
      if (data.type === 'beat') heard.beats.push([performance.now(), data]);
      if (data.type === 'state' && !data.covered) heard.blurred.push(performance.now());
    });
  }
};
"""

PRESS = """(choice) => {
  const pressed = performance.now();
  document.getElementById(`background-${choice}`).click();
  return pressed;
}"""


def launch(playwright, film: Path):
    return playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=[*CHROMIUM_FLAGS, f"--use-file-for-fake-video-capture={film}"])


def processor_seconds() -> float:
    """Of all processes of Chromium that began with this program."""
    ticks = 0
    children = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append((int(folder.name), int(fields[11]) + int(fields[12])))
    waiting = [os.getpid()]
    while waiting:
        for process, spent in children.get(waiting.pop(), []):
            ticks += spent
            waiting.append(process)
    return ticks / os.sysconf("SC_CLK_TCK")


def main_thread(session) -> float:
    """Seconds of the processor that the page's own thread has taken."""
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


def spent(page, session) -> tuple[float, float]:
    """(processor seconds, the page's own thread's) a second."""
    began, processor, own = time.perf_counter(), processor_seconds(), main_thread(session)
    page.wait_for_timeout(SECONDS * 1000)
    passed = time.perf_counter() - began
    return (processor_seconds() - processor) / passed, (main_thread(session) - own) / passed


def test_page(browser, server):
    one = context(browser)
    one.add_init_script(HEAR)
    page = one.new_page()
    page.goto(server.base + "/test")
    play.camera_runs(page)
    return page


def work(browser, server) -> list[Row]:
    """A camera of 1280 × 720 on the device test's page, whose preview runs in both cases."""
    page = test_page(browser, server)
    session = page.context.new_cdp_session(page)
    # A first press anywhere starts the meter of the microphone, which draws as long as the page is there.
    page.locator("#who-name").click()
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.wait_for_timeout(2000)
    processor_before, own_before = spent(page, session)
    page.locator("#tool-blur").click()
    page.locator("#background-light").wait_for()
    page.evaluate(PRESS, "light")
    page.locator("#background button").click()
    play.until(page, "heard.blurred.length > 0", 30)
    page.evaluate("heard.beats = []")
    processor_after, own_after = spent(page, session)
    beats = page.evaluate("heard.beats")
    page.context.close()
    rate = (beats[-1][1]["pictures"] - beats[0][1]["pictures"]) / (beats[-1][0] - beats[0][0]) * 1000
    stages = {name: statistics.median(beat["times"].get(name, 0) for _, beat in beats) for name in STAGES}
    steps = max(beat["step"] for _, beat in beats)
    processor = (processor_after - processor_before) / rate * 1000
    own = max(0, own_after - own_before) / rate * 1000
    told = ", ".join(f"{words} {stages[name]:.1f}" for name, words in STAGES.items())
    return [
        Row("one picture of 1280 × 720, WebGL on the processor, milliseconds of the worker by the clock", "reported",
            told, f"{rate:.0f} pictures a second, {steps} steps down", True),
        Row("the same, processor time of all of Chromium's threads beyond a clear preview", "reported",
            f"{processor:.0f} ms a picture", "", True),
        Row("the same, of it the page's own thread", "≤ 2 ms a picture", f"{own:.2f} ms", "", own <= 2),
    ]


def press(browser, server) -> Row:
    """From the press to the first blurred picture; everything has been loaded once before."""
    page = test_page(browser, server)
    times = []
    for turn in range(PRESSES + 1):
        page.evaluate("heard.blurred = []")
        page.locator("#tool-blur").click()
        page.locator("#background-light").wait_for()
        page.wait_for_timeout(READING * 1000)
        pressed = page.evaluate(PRESS, "light")
        play.until(page, "heard.blurred.length > 0", 30)
        if turn:
            times.append(page.evaluate("heard.blurred[0]") - pressed)
        page.evaluate(PRESS, "none")
        page.locator("#background button").click()
    page.context.close()
    middle = statistics.median(times)
    return Row("press → first blurred picture, warm cache, 640 × 360", "≤ 500 ms",
               f"{middle:.0f} ms ({min(times):.0f} to {max(times):.0f})", f"{PRESSES} presses", middle <= 500)


def arriving(browser, server, mail) -> Row:
    """A call of two on this machine, both sides' encoders and decoders on its cores."""
    words = play.Words("fr")
    host, message = play.first_room(server, context(browser), words, mail)
    link = play.join_link(message)
    client = play.arrive(context(browser), words, link)
    play.knock(client, words)
    play.admit(host)
    play.in_call(host, client)
    rates = []
    for choice in ("none", "light"):
        client.locator("#call-blur").click()
        client.locator(f"#background-{choice}").check()
        client.locator("#background button").click()
        client.wait_for_timeout(5000)
        began, before = time.perf_counter(), play.received(host)["frames"]
        client.wait_for_timeout(SECONDS * 1000)
        rates.append((play.received(host)["frames"] - before) / (time.perf_counter() - began))
    for page in (host, client):
        page.context.close()
    clear, blurred = rates
    return Row("pictures of 640 × 360 that arrive from a blurring side in a call", "≥ 24 of 30 a second",
               f"{blurred:.1f} a second", f"clear {clear:.1f} a second", blurred >= 24)


def rows() -> list[Row]:
    mail = MailServer()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        folder = Path(folder)
        small, large = (Scene(MODEL, *size).write(folder / f"{size[1]}.y4m") for size in ((640, 360), (1280, 720)))
        server = Server(folder, smtp=mail.url)
        server.start()
        try:
            browser = launch(playwright, small)
            arrived = arriving(browser, server, mail)
            pressed = press(browser, server)
            browser.close()
            browser = launch(playwright, large)
            cost = work(browser, server)
            browser.close()
        finally:
            server.stop()
    mail.stop()
    return [arrived, pressed, *cost]
