# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A call between Chromium and Firefox, each way round."""

import pytest

import play
from firefox import Firefox
from play import RECEIVED, Words, add_appointment, admit, arrive, join_link, media_rise, open_room

words = Words("fr")


@pytest.fixture
def firefox():
    browser = Firefox()
    browser.before_pages(play.KEEP_PEERS)
    yield browser
    browser.close()


def media_rise_in(firefox):
    firefox.until(f"""(async () => {{
      const now = await ({RECEIVED})();
      const before = window.testBefore ??= now;
      return now.frames >= before.frames + 5 && now.audio > before.audio;
    }})()""")


def test_firefox_as_client(people, server, mail_server, firefox):
    host_context = people("host")
    desk = play.set_up(server, host_context, words)
    add_appointment(desk, words, server)
    _, message = mail_server.next()
    host = open_room(host_context, words, server)
    firefox.goto(join_link(message))
    firefox.until("document.getElementById('preview').videoWidth > 0")
    firefox.until("document.getElementById('ask-button').getAttribute('aria-disabled') === 'false'")
    firefox.click("#ask-button")
    admit(host)
    media_rise(host)
    media_rise_in(firefox)


def test_firefox_as_host(people, server, mail_server, firefox):
    desk = play.set_up(server, people("owner"), words)
    add_appointment(desk, words, server)
    _, message = mail_server.next()
    firefox.goto(server.base + "/login")
    firefox.evaluate("""(() => { document.getElementById('email').value = 'anne@example.org';
      document.getElementById('password').value = 'correct horse battery'; return true; })()""")
    firefox.click("main form button")
    firefox.until("location.pathname === '/desk'")
    firefox.goto(server.base + "/desk/room")
    firefox.until("document.getElementById('preview').videoWidth > 0")
    firefox.click("#open")
    client = arrive(people("client"), words, join_link(message))
    play.knock(client, words)
    firefox.until("document.querySelector('[data-act=admit]')")
    firefox.click("[data-act=admit]")
    media_rise(client)
    media_rise_in(firefox)
