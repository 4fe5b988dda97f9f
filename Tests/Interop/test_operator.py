# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""What the operator's commands do, and refuse."""

import socket
import sqlite3
import subprocess
import time
import urllib.parse

import pytest

from conftest import Server
from person import PASSWORD, Person, links, rows, tables, until
from server import PROGRAM, ROOT
from signalling import RoomPage


def run(server, *arguments: str, typed: str | None = None):
    """A command's (status, what it printed); the password is typed on standard input."""
    done = subprocess.run(
        [PROGRAM, *arguments], cwd=ROOT, env=server.environment, text=True, capture_output=True, timeout=60,
        input=typed)
    return done.returncode, (done.stdout + done.stderr).strip()


def refused(outcome) -> str:
    """The one sentence of a command that was refused."""
    status, text = outcome
    assert status == 1, text
    assert text.startswith("Error: ") and text.count("\n") == 0, text
    return text


def with_environment(server, **changes: str):
    server.environment |= changes
    return server


# MARK: serve


def test_a_second_server_on_one_data_folder_is_refused_with_one_sentence(server):
    sentence = refused(run(server, "serve"))
    assert "in use by another" in sentence and str(server.process.pid) in sentence
    assert Person(server).get("/healthz").status == 200


def test_sigterm_stops_within_five_seconds_with_sockets_open_and_requests_half_sent(server):
    anne = Person(server).set_up()
    page = RoomPage(server, anne.get("/desk/room").ticket())
    half = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(3)]
    half[0].sendall(b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nemail=")
    half[1].sendall(b"GET / HT")
    began = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - began < 5
    assert page.closed() == 1001
    for connection in half:
        connection.close()


@pytest.mark.parametrize("key, value, words", [
    ("VISAVIS_HTTP_PORT", "70000", ["httpPort", "70000", "0 to 65535"]),
    ("VISAVIS_HTTP_PORT", "http", ["httpPort", "http", "0 to 65535"]),
    ("VISAVIS_PUBLIC_URL", "ftp://x", ["publicUrl", "ftp://x", "https://host"]),
    ("VISAVIS_PUBLIC_URL", "https://x/sub", ["publicUrl", "https://x/sub", "without a path"]),
    ("VISAVIS_LOG_LEVEL", "loud", ["logLevel", "loud", "debug, info, warning, error"]),
    ("VISAVIS_DEFAULT_TIME_ZONE", "Paris", ["defaultTimeZone", "Paris", "Europe/Paris"]),
    ("VISAVIS_TRUSTED_PROXIES", "10.0.0.0/33", ["trustedProxies", "10.0.0.0/33", "10.0.0.0/8"]),
    ("VISAVIS_DATABASE_URL", "../x", ["databaseUrl", "../x", "without a slash"]),
    ("VISAVIS_SMTP_URL", "http://user:geheim@x", ["smtpUrl", "hidden", "smtps://host:465"]),
    ("VISAVIS_MAIL_FROM", "a@b\r\nBcc: c@d", ["mailFrom", "one mail address"]),
    ("VISAVIS_KNOCK_SECOND", "30", ["VISAVIS_KNOCK_SECOND", "VISAVIS_KNOCK_SECONDS"]),
    ("VISAVIS_TLS_KEY", "key.pem", ["tlsKey", "tlsCertificate", "together"]),
])
def test_a_bad_setting_stops_before_anything_is_opened(tmp_path, key, value, words):
    server = with_environment(Server(tmp_path), **{key: value})
    sentence = refused(run(server, "serve"))
    assert all(word in sentence for word in words), sentence
    assert "geheim" not in sentence
    assert not (tmp_path / "data").exists()


def test_bad_flags_and_files_stop_before_anything_is_opened(tmp_path):
    server = Server(tmp_path)
    del server.environment["VISAVIS_HTTP_PORT"]
    assert "--http-prot" in refused(run(server, "serve", "--http-prot", "1"))
    assert "needs a value" in refused(run(server, "serve", "--http-port"))
    assert "httpPort" in refused(run(server, "serve", "--http-port", "-1"))
    file = tmp_path / "visavis.yaml"
    for text, word in [("htpPort: 1\n", "htpPort"), ("httpPort: [\n", "visavis.yaml"), ("httpPort: x\n", "httpPort"),
                       ("- 1\n", "visavis.yaml")]:
        file.write_text(text)
        assert word in refused(run(server, "serve", "--config", str(file))), text
    assert "nowhere" in refused(run(server, "serve", "--config", str(tmp_path / "nowhere.yaml")))
    assert not (tmp_path / "data").exists()


def test_a_taken_port_is_one_sentence(server, tmp_path_factory):
    other = Server(tmp_path_factory.mktemp("other"))
    other.environment["VISAVIS_HTTP_PORT"] = str(server.port)
    status, text = run(other, "serve")
    assert status == 1
    assert str(server.port) in text.splitlines()[-1] and text.splitlines()[-1].startswith("Error: ")


def test_config_prints_no_secret(tmp_path):
    server = with_environment(
        Server(tmp_path), VISAVIS_SMTP_URL="smtp://user:geheim@mail.example.org:587",
        VISAVIS_MAIL_FROM="rooms@example.org")
    status, text = run(server, "config")
    assert status == 0 and "(set, hidden)" in text and "rooms@example.org" in text
    assert "geheim" not in text


def test_44_neither_the_log_nor_the_owners_page_has_a_secret_or_a_persons_name(tmp_path):
    server = Server(tmp_path, smtp="smtp://user:geheim@127.0.0.1:1", log_level="debug")
    server.start()
    anne = Person(server).set_up()
    id = anne.add(note="a private note")
    join, manage = links(anne.get(f"/desk/mail/{rows(server, 'select id from outbox')[0][0]}"))
    client = Person(server)
    cookie, ticket = anne.cookies["visavis"], client.get(join).ticket()
    assert client.get(manage).status == 200 and client.get(manage + "x").status == 404
    assert Person(server).sign_in(password="a wrong password").status == 422
    assert Person(server).request("POST", "/login", b"email=%FF&password=a+wrong+password").status == 400
    page = RoomPage(server, ticket)
    page.say("{nonsense: Jeanne}")
    page.expect("refused")
    page.leave()
    assert anne.get(f"/desk/appointments/{id}").status == 200
    admin = anne.get("/admin").text
    until(lambda: any("outbox" in line for line in server.lines))
    assert server.stop() == 0
    log = "\n".join(line for line in server.lines if not line.startswith("Open this link"))
    for secret in ["geheim", "Jeanne", "Zo", "zoe@", "private note", "Anne Martin", "anne@", "wrong password", cookie, ticket,
                   join.split("/")[-1], manage.split("/")[-1], PASSWORD]:
        assert secret not in log, secret
    assert "geheim" not in admin and "Zoë" not in admin and "private note" not in admin


def test_the_set_up_link_is_dead_after_use(server):
    path = urllib.parse.urlsplit(server.set_up_link).path
    stranger = Person(server)
    page = stranger.get(path)
    Person(server).set_up()
    assert stranger.get(path).status == 404
    late = stranger.send(path, {"formToken": page.form_token(), "name": "Eve"})
    assert late.status in (400, 404)
    fields = {"practiceName": "X", "name": "Eve", "email": "eve@example.org", "password": PASSWORD,
              "timeZone": "UTC", "language": "en", "formToken": page.form_token()}
    assert stranger.send(path, fields).status == 404
    assert rows(server, "select email from accounts") == [("anne@example.org",)]
    assert "__Host-visavis" not in stranger.cookies and "visavis" not in stranger.cookies


# MARK: people


def test_people_are_added_and_given_passwords_while_it_runs_and_while_it_does_not(server):
    refused(run(server, "user", "add", "max@example.org", "--name", "Max", typed=PASSWORD + "\n"))  # not set up yet
    Person(server).set_up()
    add = ("user", "add", "max@example.org", "--name", "Max Berg", "--practitioner")
    assert "password" in refused(run(server, *add, typed="short\n"))
    refused(run(server, *add, typed="\n"))
    assert run(server, *add, typed=PASSWORD + "\n")[0] == 0
    refused(run(server, *add, typed=PASSWORD + "\n"))  # the address is taken
    max = Person(server)
    assert max.sign_in("max@example.org").status == 303 and max.get("/desk").status == 200
    assert run(server, "user", "password", "max@example.org", typed="another fine battery\n")[0] == 0
    assert max.get("/desk").status == 303, "the earlier login has ended"
    assert max.sign_in("max@example.org").status == 422
    assert max.sign_in("max@example.org", "another fine battery").status == 303
    refused(run(server, "user", "password", "nobody@example.org", typed=PASSWORD + "\n"))

    assert server.stop() == 0
    assert run(server, "user", "add", "ida@example.org", "--name", "Ida", typed=PASSWORD + "\n")[0] == 0
    assert run(server, "user", "password", "max@example.org", typed=PASSWORD + "\n")[0] == 0
    server.start()
    assert Person(server).sign_in("ida@example.org").status == 303
    assert Person(server).sign_in("max@example.org").status == 303


# MARK: backup and restore


def test_a_backup_never_overwrites_and_is_whole(server, tmp_path):
    anne = Person(server).set_up()
    anne.add()
    copy = tmp_path / "copy.sqlite"
    status, text = run(server, "backup", str(copy))
    assert status == 0 and "1 appointments" in text
    assert copy.stat().st_mode & 0o777 == 0o600
    before = copy.read_bytes()
    assert "exists already" in refused(run(server, "backup", str(copy)))
    assert copy.read_bytes() == before
    assert sqlite3.connect(copy).execute("pragma integrity_check").fetchone() == ("ok",)
    refused(run(server, "backup", str(tmp_path / "nowhere" / "copy.sqlite")))

    assert server.stop() == 0
    assert "exists already" in refused(run(server, "backup", str(copy)))
    assert run(server, "backup", str(tmp_path / "second.sqlite"))[0] == 0
    assert sorted(path.name for path in tmp_path.glob("*.sqlite*")) == ["copy.sqlite", "second.sqlite"]


def unusable_copies(good, folder):
    """(file, word of the refusal) of copies that must not be restored."""
    damaged = folder / "damaged.sqlite"
    bytes = bytearray(good.read_bytes())
    bytes[len(bytes) // 2:len(bytes) // 2 + 8192] = b"\xa5" * 8192
    damaged.write_bytes(bytes)
    cut = folder / "cut.sqlite"
    cut.write_bytes(good.read_bytes()[:20_000])
    text = folder / "text.sqlite"
    text.write_text("not a database at all, but long enough to have a header\n" * 20)
    empty = folder / "empty.sqlite"
    empty.write_bytes(b"")
    foreign = folder / "foreign.sqlite"
    with sqlite3.connect(foreign) as other:
        other.execute("create table appointments (id)")
    newer = folder / "newer.sqlite"
    newer.write_bytes(good.read_bytes())
    with sqlite3.connect(newer) as other:
        other.execute("pragma user_version = 999")
    return [(damaged, "damaged"), (cut, "damaged"), (text, "not a"), (empty, "not a"), (foreign, "not a"),
            (newer, "newer"), (folder / "nowhere.sqlite", "Cannot open"), (folder, "")]


def test_restore_refuses_damaged_foreign_and_newer_files(server, tmp_path):
    anne = Person(server).set_up()
    anne.add()
    good = tmp_path / "good.sqlite"
    assert run(server, "backup", str(good))[0] == 0
    files = unusable_copies(good, tmp_path)
    for file, word in files:
        assert word in refused(run(server, "restore", str(file))), file
    assert anne.get("/desk").status == 200
    assert server.stop() == 0
    for file, word in files:
        assert word in refused(run(server, "restore", str(file))), file
    assert not [path for path in (tmp_path / "data").iterdir() if "restor" in path.name]
    server.start()
    assert anne.get("/desk").status == 200


def test_restore_while_it_runs_brings_the_copy_back_and_keeps_the_present(server, tmp_path):
    anne = Person(server).set_up()
    first = anne.add(minutes=5)
    copy = tmp_path / "copy.sqlite"
    assert run(server, "backup", str(copy))[0] == 0
    second = anne.add(minutes=60)
    page = RoomPage(server, anne.get("/desk/room").ticket())
    assert run(server, "restore", str(copy))[0] == 0
    assert page.closed() == 1001

    def answers():
        try:
            return anne.get(f"/desk/appointments/{second}").status == 404
        except OSError:
            return False

    until(answers)
    assert anne.get(f"/desk/appointments/{first}").status == 200
    RoomPage(server, anne.get("/desk/room").ticket()).leave()
    kept = [path for path in (tmp_path / "data").iterdir() if "before-restore" in path.name]
    assert len(kept) == 1
    assert sqlite3.connect(kept[0]).execute("select count(*) from appointments").fetchone() == (2,)


def test_restore_waits_for_the_end_of_a_call_unless_forced(server, tmp_path):
    anne = Person(server).set_up()
    id = anne.add()
    mail = rows(server, "select id from outbox")[0][0]
    join, _ = links(anne.get(f"/desk/mail/{mail}"))
    copy = tmp_path / "copy.sqlite"
    assert run(server, "backup", str(copy))[0] == 0
    host = RoomPage(server, anne.get("/desk/room").ticket())
    host.command("open")
    guest = RoomPage(server, Person(server).get(join).ticket())
    guest.command("knock", knock="k1", name="Zoë", left=None)
    assert host.command("admit", knock="k1")["type"] == "ack"
    assert "--force" in refused(run(server, "restore", str(copy)))
    assert rows(server, "select count(*) from appointments where id = ?", id) == [(1,)]
    assert run(server, "restore", str(copy), "--force")[0] == 0
    assert host.closed() == 1001 and guest.closed() == 1001


def test_a_disabled_person_is_out_at_once_and_an_erased_client_is_forgotten(server):
    anne = Person(server).set_up()
    appointment = anne.add()
    assert server.command("erase-client", "ZOE@example.org").returncode == 0
    # Not in SQLite's log either.
    files = {file.name: file.read_bytes() for file in (server.folder / "data").iterdir() if file.is_file()}
    assert [name for name, held in files.items() if "Zoë".encode() in held or b"zoe@" in held] == []
    assert "Zoë" not in anne.get(f"/desk/appointments/{appointment}").text
    assert all("Zoë" not in str(line) and "zoe@" not in str(line) for table in tables(server).values() for line in table)
    assert "no client" in refused(run(server, "erase-client", "zoe@example.org"))
    assert server.command("user", "disable", "anne@example.org").returncode == 0
    assert anne.get("/desk").status == 303
    assert anne.sign_in().status == 422
    assert server.command("user", "enable", "anne@example.org").returncode == 0
    assert anne.sign_in().status == 303
