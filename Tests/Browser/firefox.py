# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Debian's Firefox ESR, driven by WebDriver BiDi over one WebSocket."""

import itertools
import json
import os
import re
import subprocess
import tempfile
import threading
from pathlib import Path

from websockets.sync.client import connect

from play import RECEIVED

PREFERENCES = {
    "media.navigator.streams.fake": True,
    "media.navigator.permission.disabled": True,
    "media.peerconnection.ice.loopback": True,
    "media.peerconnection.ice.obfuscate_host_addresses": False,
    "media.autoplay.default": 0,
    # Also where the graphics card is the processor.
    "webgl.force-enabled": True,
    "intl.accept_languages": "fr",
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


class Screen:
    """Without one Firefox has no WebGL; where nobody looks, it is a virtual one."""

    def __init__(self):
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1280x800x24"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True)
        self.name = ":" + self.process.stdout.readline().strip()

    def close(self):
        self.process.terminate()
        self.process.wait(10)


class Firefox:
    def __init__(self, screen: Screen | None = None):
        self.profile = tempfile.TemporaryDirectory()
        lines = [f"user_pref({json.dumps(key)}, {json.dumps(value)});" for key, value in PREFERENCES.items()]
        (Path(self.profile.name) / "user.js").write_text("\n".join(lines))
        self.process = subprocess.Popen(
            ["firefox-esr", *([] if screen else ["--headless"]), "--no-remote", "--profile", self.profile.name,
             "--remote-debugging-port", "0"],
            env=os.environ | ({"DISPLAY": screen.name} if screen else {}), stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        address = None
        for line in self.process.stderr:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                address = found[1]
                break
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        self.socket = connect(address + "/session", max_size=None)
        self.numbers = itertools.count(1)
        # The tests' own certificates, for pages and for the relay over TLS.
        self.send("session.new", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": True}}})
        self.context = self.send("browsingContext.getTree", {})["contexts"][0]["context"]

    def send(self, method, params):
        number = next(self.numbers)
        self.socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=60))
            if answer.get("id") == number:
                assert answer["type"] == "success", answer
                return answer["result"]

    def goto(self, address):
        self.send("browsingContext.navigate", {"context": self.context, "url": address, "wait": "complete"})

    def before_pages(self, script):
        self.send("script.addPreloadScript", {"functionDeclaration": f"() => {{ {script} }}"})

    def evaluate(self, expression):
        """The value of an expression; objects come back as JSON."""
        result = self.send("script.evaluate", {
            "expression": f"(async () => JSON.stringify(await ({expression})) ?? 'null')()",
            "awaitPromise": True, "target": {"context": self.context}})
        assert result["type"] == "success", result
        return json.loads(result["result"]["value"])

    def until(self, expression, timeout=30):
        """Waits, in the page, until the expression is true."""
        assert self.evaluate(f"""new Promise((resolve) => {{
          const end = Date.now() + {timeout * 1000};
          const look = async () => {{
            let value = false;
            try {{ value = await ({expression}); }} catch {{}}
            if (value) resolve(true); else if (Date.now() > end) resolve(false); else setTimeout(look, 100);
          }};
          look();
        }})"""), f"never true: {expression}"

    def click(self, selector):
        self.evaluate(f"document.querySelector({json.dumps(selector)}).click() ?? true")

    def knock(self, link):
        """The client's page, until the question is asked."""
        self.goto(link)
        self.until("document.getElementById('preview').videoWidth > 0")
        self.until("document.getElementById('ask-button').getAttribute('aria-disabled') === 'false'")
        self.click("#ask-button")

    def media_rises(self):
        """It sees and hears more of the other side than before."""
        self.until(f"""(async () => {{
          const now = await ({RECEIVED})();
          const before = window.testBefore ??= now;
          return now.frames >= before.frames + 5 && now.audio > before.audio;
        }})()""")
        self.evaluate("delete window.testBefore")

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait(10)
        self.profile.cleanup()
