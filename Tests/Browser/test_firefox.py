# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""A call between Chromium and Firefox, each way round."""

import pytest

import play
from firefox import Firefox
from play import Words, add_appointment, admit, arrive, join_link, media_rise

words = Words("fr")


@pytest.fixture
def firefox():
    browser = Firefox()
    browser.before_pages(play.KEEP_PEERS)
    yield browser
    browser.close()


def test_firefox_as_client(people, server, mail_server, firefox):
    host, message = play.first_room(server, people("host"), words, mail_server)
    firefox.knock(join_link(message))
    admit(host)
    media_rise(host)
    firefox.media_rises()


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
    firefox.media_rises()
