# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""Every page and state: axe finds nothing, narrow screens and large text lose nothing, the client's page is light."""

import pytest
from axe_playwright_python.sync_playwright import Axe

import play
from server import Server
from play import Words, add_appointment, arrive, join_link, knock, manage_link, open_room, visit

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


def check(page, where):
    """axe, in light and in dark, and no sideways scrolling at 320 px."""
    problems = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        # Colours that are still on their way would be judged half-way.
        page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.effect.getTiming().iterations === Infinity"
                      " || one.finished))")
        result = Axe().run(page, options=RULES)
        problems += [f"{where} ({scheme}): {found['id']}: {[node['target'] for node in found['nodes']]}"
                     for found in result.response["violations"]]
    page.emulate_media(color_scheme="light")
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if over > 0:
        problems.append(f"{where}: {over} px too wide at 320 px")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.set_viewport_size(size)
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.evaluate("document.documentElement.style.fontSize = ''")
    if over > 0:
        problems.append(f"{where}: {over} px too wide with text at 200 %")
    return problems


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_is_accessible(people, server, mail_server, language):
    words = Words(language)
    problems = []
    context = people("host", locale=language)
    page = visit(context, server.base + "/")
    problems += check(page, "home before set-up")
    page.goto(server.set_up_link)
    problems += check(page, "set-up")
    page.close()
    desk = play.set_up(server, context, words)
    problems += check(desk, "set-up done")
    add_appointment(desk, words, server, language=language, note="Salle 2")
    problems += check(desk, "after adding")
    _, message = mail_server.next()
    add_appointment(desk, words, server, name="Tom", email="tom@example.org", in_minutes=70, confirmed=False)
    for path in ("/desk", "/desk/appointments", "/desk/mail", "/desk/settings", "/admin", "/help", "/privacy", "/legal", "/",
                 "/no-such-page"):
        desk.goto(server.base + path)
        problems += check(desk, path)
    desk.goto(server.base + "/desk")
    desk.get_by_role("link", name="Zoë Lefèvre-Østergård").first.click()
    problems += check(desk, "one appointment")
    desk.goto(server.base + "/desk/mail")
    desk.get_by_role("link", name=message["Subject"]).first.click()
    problems += check(desk, "one mail")
    client = visit(people("client", locale=language), manage_link(message))
    problems += check(client, "the client's appointment page")
    for path in ("/login", "/password", "/test"):
        client.goto(server.base + path)
        problems += check(client, path)
    assert problems == []


def test_every_state_of_the_call_is_accessible(people, server, mail_server):
    words = Words("fr")
    problems = []
    context = people("host")
    desk = play.set_up(server, context, words)
    add_appointment(desk, words, server)
    _, message = mail_server.next()
    client = arrive(people("client"), words, join_link(message))
    problems += check(client, "client, host absent")
    host = visit(context, server.base + "/desk/room")
    play.camera_runs(host)
    problems += check(host, "host before opening")
    host.locator("#open").click()
    host.locator("#room").wait_for()
    knock(client, words)
    host.locator(".knock").wait_for()
    problems += check(client, "client waiting")
    problems += check(host, "host with a knock")
    play.admit(host)
    play.in_call(host, client)
    problems += check(client, "client in call")
    problems += check(host, "host in call")
    client.locator("#call-chat").click()
    host.locator("#call-more").click()
    problems += check(client, "client with chat")
    problems += check(host, "host with menu")
    host.locator("#call-settings").click()
    problems += check(host, "host with settings")
    host.keyboard.press("Escape")
    host.locator("#call-end").click()
    host.locator("#after").wait_for()
    problems += check(client, "client after")
    problems += check(host, "host after")
    assert problems == []


def test_every_outcome_is_accessible(people, mail_server, tmp_path):
    """Refused, asked to wait, excluded, no answer, locked, the host's other page, invitation tools and dialogs."""
    words = Words("en")
    server = Server(tmp_path, smtp=mail_server.url, knock_seconds="20")
    server.start()
    problems = []
    context = people("host", locale="en")
    desk = play.set_up(server, context, words)
    add_appointment(desk, words, server, language="en")
    link = join_link(mail_server.next()[1])
    desk.goto(server.base + "/desk")
    desk.locator("summary").first.click()
    problems += check(desk, "invitation tools")
    host = open_room(context, words, server)
    client = arrive(people("client", locale="en"), words, link)

    def again():
        client.reload()
        play.camera_runs(client)

    knock(client, words)
    host.locator("[data-act=wait]").click()
    host.locator(".knock-wait button").first.click()
    host.locator("[data-act=wait]").click()
    problems += check(host, "host choosing what to say")
    problems += check(client, "asked to wait")
    host.locator("[data-act=refuse]").click()
    client.locator("#retry").wait_for()
    problems += check(client, "refused")
    again()
    knock(client, words)
    client.locator("#retry").wait_for(timeout=25_000)
    problems += check(client, "no answer")
    host.locator("#lock").click()
    again()
    problems += check(client, "locked")
    problems += check(host, "host locked")
    host.locator("#lock").click()
    knock(client, words)
    play.admit(host)
    play.in_call(host, client)
    host.locator("#call-more").click()
    host.locator("#exclude").click()
    problems += check(host, "host asked whether to exclude")
    host.locator("#confirm-yes").click()
    client.locator("#retry").wait_for()
    problems += check(client, "excluded")
    visit(context, server.base + "/desk/room")
    host.locator("#elsewhere").wait_for()
    problems += check(host, "host moved to another page")
    server.stop()
    assert problems == []


def test_the_clients_page_is_light(people, server, mail_server):
    """At most 50 KB compressed and 16 requests, all to our own host, no font."""
    words = Words("fr")
    context = people("host")
    desk = play.set_up(server, context, words)
    add_appointment(desk, words, server)
    _, message = mail_server.next()
    client = people("client").new_page()
    session = client.context.new_cdp_session(client)
    session.send("Network.enable")
    sizes, requests = [], []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
    client.goto(join_link(message))
    play.camera_runs(client)
    requests = [url for url in requests if url.startswith("http")]
    assert all(url.startswith(server.base + "/") for url in requests), requests
    assert len(requests) <= 16, "\n".join(requests)
    assert sum(sizes) <= 50 * 1024, (sum(sizes), requests)


def test_every_answer_carries_the_security_headers(people, server):
    page = people("stranger").new_page()
    for path in ("/", "/no-such-page", "/healthz", "/ws", "/api/v1/tickets", "/help"):
        answer = page.request.get(server.base + path)
        for name in ("content-security-policy", "permissions-policy", "referrer-policy", "x-content-type-options",
                     "cross-origin-opener-policy"):
            assert name in answer.headers, (path, name)


WATCH_SHIFTS = """
window.testShifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.testShifts.push({value: entry.value,
    what: entry.sources.map(({node}) => node?.nodeType === 1 ? node.outerHTML.slice(0, 120) : node?.textContent)});
}).observe({type: 'layout-shift', buffered: true});
"""


def test_nothing_moves_when_scripts_start(people, server, mail_server):
    words = Words("fr")
    context = people("host")
    desk = play.set_up(server, context, words)
    add_appointment(desk, words, server)
    _, message = mail_server.next()
    moved = []
    for person, address in [(context, "/desk"), (context, "/desk/settings"), (context, "/desk/calendar"), (context, "/desk/room"),
                            (context, "/admin"), (people("client"), join_link(message)), (people("tester"), "/test")]:
        page = person.new_page()
        page.add_init_script(WATCH_SHIFTS)
        page.goto(address if address.startswith("http") else server.base + address)
        page.wait_for_load_state("networkidle")
        if page.locator("#preview").count():
            play.camera_runs(page)
        shifts = page.evaluate("window.testShifts")
        if sum(shift["value"] for shift in shifts) > 0.01:
            moved.append((address, shifts))
        page.close()
    assert moved == []
