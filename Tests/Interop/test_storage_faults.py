# SPDX-FileCopyrightText: 2026 The Vis-à-vis authors
# SPDX-License-Identifier: Apache-2.0
"""The disk is full, or another process has the database locked: a clear error, no half state, and it goes on afterwards."""

import contextlib
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

import pytest

import server as server_module
from conftest import Server
from person import Person, Shown, links, rows, tables, until
from signalling import RoomPage


class FullDisk:
    """A file system of 3 MB of its own under the data folder, which can be filled and freed."""

    WRAPPER = """#!/bin/sh
# Runs the program where only it sees the small file system.
exec unshare --map-root-user --mount sh -c 'mount -t tmpfs -o size=3m none "$VISAVIS_DATA_DIR" && exec "$0" "$@"' {program} "$@"
"""

    def __init__(self, folder, monkeypatch):
        data = folder / "data"
        data.mkdir()
        wrapper = folder / "visavis"
        wrapper.write_text(self.WRAPPER.format(program=server_module.PROGRAM))
        wrapper.chmod(0o755)
        if subprocess.run(["unshare", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", data],
                          capture_output=True).returncode:
            pytest.skip("this machine lets nobody mount a file system of their own")
        monkeypatch.setattr(server_module, "PROGRAM", wrapper)
        self.server = Server(folder)
        self.server.start()
        # The data folder as the program sees it.
        self.data = Path(f"/proc/{self.server.process.pid}/root{data}")
        self.server.folder = Copies(self.data, folder / "copies")
        self.filler = self.data / "filler"

    def fill(self):
        with contextlib.suppress(OSError), open(self.filler, "wb", buffering=0) as file:
            while file.write(bytes(4096)):
                pass

    def free(self):
        os.remove(self.filler)


class Copies:
    """A folder whose database is copied when it is asked for: SQLite opens nothing below /proc."""

    def __init__(self, source: Path, target: Path):
        self.source, self.target, self.count = source, target, 0

    def __truediv__(self, name: str) -> Path:
        self.count += 1
        copy = self.target / str(self.count)
        copy.mkdir(parents=True)
        for file in self.source.glob("visavis.sqlite*"):
            shutil.copyfile(file, copy / file.name)
        return copy / Path(name).name


class NoMoreBytes:
    """No file of the program may be written to: what a broken disk or a quota looks like."""

    def __init__(self, folder, monkeypatch):
        # The kernel would kill the program for the first byte; it inherits that the signal is ignored.
        monkeypatch.setattr(server_module.subprocess, "Popen", self.popen(subprocess.Popen))
        self.server = Server(folder)
        self.server.start()

    @staticmethod
    def popen(original):
        return lambda *given, **options: original(*given, restore_signals=False, **options)

    def fill(self):
        assert signal.getsignal(signal.SIGXFSZ) == signal.SIG_IGN
        self.before = resource.prlimit(self.server.process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.server.process.pid, resource.RLIMIT_FSIZE, (0, self.before[1]))

    def free(self):
        resource.prlimit(self.server.process.pid, resource.RLIMIT_FSIZE, self.before)


@pytest.fixture(params=[FullDisk, NoMoreBytes])
def disk(request, tmp_path, monkeypatch):
    disk = request.param(tmp_path, monkeypatch)
    yield disk
    disk.server.stop()


def unavailable(server, answer):
    assert answer.status == 503, answer.text
    assert "Nothing was changed" in Shown(answer.text).text
    assert "Content-Security-Policy" in answer.fields
    until(lambda: any(answer.id in line and "error" in line for line in list(server.lines)))


def test_with_the_disk_full_pages_are_read_changes_refused_and_nothing_is_half_done(disk):
    server, anne = disk.server, Person(disk.server).set_up()
    requested = anne.add(minutes=60, confirm="no")
    confirmed = anne.add(minutes=30)
    mail = rows(server, "select id from outbox")[0][0]
    join, manage = links(anne.get(f"/desk/mail/{mail}"))
    host = RoomPage(server, anne.get("/desk/room").ticket())
    assert host.command("open")["type"] == "ack"
    token, client = anne.get("/desk/appointments").form_token(), Person(server)
    cancel = client.get(f"{manage}/cancel").form_token()
    guest = RoomPage(server, client.get(join).ticket())
    guest.command("knock", knock="k1", name="Zoë", left=None)
    before = tables(server)
    disk.fill()
    for path in ["/desk", f"/desk/appointments/{confirmed}", f"/desk/mail/{mail}", "/desk/room", "/admin"]:
        assert anne.get(path).status == 200, path
    for path in [join, manage, "/", "/login"]:
        assert client.get(path).status == 200, path
    for _ in range(3):
        unavailable(server, anne.try_to_add(minutes=500))
        for path in [f"/desk/appointments/{requested}/confirm", f"/desk/appointments/{confirmed}/cancel", "/desk/try",
                     "/desk/settings/room-link"]:
            unavailable(server, anne.send(path, {"formToken": token}))
        unavailable(server, client.send(f"{manage}/cancel", {"formToken": cancel}))
        unavailable(server, Person(server).sign_in())
    guest.expect("ping")
    answer = host.command("admit", knock="k1")
    assert (answer["type"], answer.get("reason")) == ("refused", "not_now")
    assert not any(message["type"] == "grant" for message in guest.heard)
    host.expect("ping")
    assert tables(server) == before
    disk.free()
    assert host.command("admit", knock="k1")["type"] == "ack"
    guest.expect("grant")
    assert anne.send(f"/desk/appointments/{requested}/confirm", {"formToken": token}).status == 303
    assert rows(server, "select state from appointments where id = ?", requested) == [("confirmed",)]
    assert rows(server, "select count(*) from outbox") == [(2,)]
    assert Person(server).sign_in().status == 303
    assert rows(server, "pragma integrity_check") == [("ok",)]
    host.leave(), guest.leave()


def test_with_the_disk_full_a_backup_is_refused_and_leaves_nothing(tmp_path, monkeypatch):
    disk = NoMoreBytes(tmp_path, monkeypatch)
    Person(disk.server).set_up().add()
    disk.fill()
    done = disk.server.command("backup", str(tmp_path / "copy.sqlite"))
    assert done.returncode == 1 and done.stderr.startswith("Error: ") and done.stderr.count("\n") == 1, done
    disk.free()
    assert not list(tmp_path.glob("copy*"))
    assert disk.server.command("backup", str(tmp_path / "copy.sqlite")).returncode == 0
    disk.server.stop()


def test_43_with_the_database_locked_reading_goes_on_and_waits_are_bounded(server):
    anne = Person(server).set_up()
    confirmed = anne.add(minutes=30)
    token = anne.get("/desk/appointments").form_token()
    host = RoomPage(server, anne.get("/desk/room").ticket())
    assert host.command("open")["type"] == "ack"
    before = tables(server)
    with contextlib.closing(sqlite3.connect(server.folder / "data/visavis.sqlite", isolation_level=None)) as other:
        other.execute("begin immediate")
        # Two commands that must be stored, one after the other: each waits its whole time.
        host.say(type="lock", id=101, locked=True)
        host.say(type="lock", id=102, locked=True)
        began = time.monotonic()
        assert anne.get("/desk").status == 200 and anne.get(f"/desk/appointments/{confirmed}").status == 200
        assert time.monotonic() - began < 2
        unavailable(server, anne.send(f"/desk/appointments/{confirmed}/cancel", {"formToken": token}))
        assert time.monotonic() - began < 15
        while not any(message.get("id") == 102 for message in host.heard):
            host.next(timeout=20)
        assert [message["reason"] for message in host.heard if message["type"] == "refused"] == ["not_now"] * 2
        host.expect("ping")
        said = [message["now"] for message in host.heard if message["type"] in ("welcome", "ping")]
        assert said[-1] - said[0] > 9_000 and max(later - earlier for earlier, later in zip(said, said[1:])) < 6_000, said
        assert tables(server) == before
        other.execute("rollback")
    assert host.command("lock", locked=True)["type"] == "ack"
    assert anne.send(f"/desk/appointments/{confirmed}/cancel", {"formToken": token}).status == 303
    host.leave()


def test_43_a_lock_of_some_seconds_is_waited_for(server):
    anne = Person(server).set_up()
    with contextlib.closing(sqlite3.connect(
            server.folder / "data/visavis.sqlite", isolation_level=None, check_same_thread=False)) as other:
        other.execute("begin immediate")
        timer = threading.Timer(2, lambda: other.execute("commit"))
        timer.start()
        assert anne.add(minutes=30)
        timer.join()
