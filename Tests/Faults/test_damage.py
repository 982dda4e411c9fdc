"""Damaged files: a refusal in one sentence with nothing touched, or a server that answers all the same, and `quartet verify` tells."""

import hashlib
import json
import random
import shutil
import sqlite3

import pytest
from harness import Api, Server
from harness.people import Staff
from test_disk import Scene, refusal

SEED, FLIPS, CUTS = 20261126, 8, 3
PAGE = 4096


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def flip(path, place):
    with open(path, "r+b") as file:
        file.seek(place)
        byte = file.read(1)[0]
        file.seek(place)
        file.write(bytes([byte ^ 0xFF]))


@pytest.fixture
def copies(demonstration, tmp_path, no_pages):
    """copies(name) is a server, not yet started, on a copy of the demonstration."""
    servers = []

    def make(name):
        shutil.copytree(demonstration, tmp_path / name)
        servers.append(Server(tmp_path / name))
        servers[-1].log_path.touch()
        servers[-1].pages = no_pages
        return servers[-1]

    yield make
    for server in servers:
        if server.process and server.process.poll() is None:
            server.kill()


@pytest.mark.parametrize("place", [0, 16, 100], ids=["magic", "page size", "schema"])
def test_a_broken_header_is_refused(copies, place):
    server = copies("header")
    database = server.data / "quartet.db"
    flip(database, place)
    before = digest(database)
    said = refusal(server)
    assert said == f"quartet: The database in {server.data} is damaged; restore a backup.\n"
    assert digest(database) == before


def test_a_newer_schema_is_refused(copies):
    server = copies("newer")
    database = server.data / "quartet.db"
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("INSERT INTO migration (name, hash, at) VALUES ('9999-future', 'x', 0)")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = digest(database)
    assert refusal(server) == (
        "quartet: The data is of a newer version: it has migration 9999-future. Use that version of Quartet.\n")
    assert digest(database) == before


def test_flipped_bytes_anywhere(copies, rounds, verify):
    """Whatever is hit: no crash, no answer but what was asked for or that it cannot be given, and verify tells of what matters."""
    dice = random.Random(SEED)
    told = 0
    for number in range(rounds(FLIPS)):
        server = copies(f"flip-{number}")
        database = server.data / "quartet.db"
        page = dice.randrange(1, database.stat().st_size // PAGE)
        # Half of them where the page says what is in it.
        flip(database, page * PAGE + (dice.randrange(12) if number % 2 else dice.randrange(PAGE)))
        server.spawn()
        if server.comes_up():
            statuses = look_around(server)
            assert statuses <= {200, 201, 503}, (number, page, statuses, server.log[-2000:])
            assert server.process.poll() is None, server.log
            server.stop()
        else:
            assert server.process.returncode == 1
            assert server.log.startswith("quartet: ") and server.log.count("\n") == 1, server.log
        code, said = verify(server.data)
        told += code != 0
        assert code in (0, 1) and said, said
        shutil.rmtree(server.data)
    assert told > 0


def read(answer):
    """Of a text that was hit, a letter may be none any more."""
    return json.loads(answer.body.decode(errors="replace"))


def look_around(server):
    """Reads much, and writes; the statuses there were."""
    api = Api(server.url)
    statuses = {api.call("GET", "/healthz").status}
    answer = api.call("GET", "/api/demo")
    statuses.add(answer.status)
    if answer.status != 200:
        return statuses
    member = next(member for member in read(answer)["members"] if member["role"] == "admin")
    answer = api.call("POST", "/api/demo/session", {"email": member["email"]})
    statuses.add(answer.status)
    if answer.status != 201:
        return statuses
    for path in ("/api/home", "/api/accounts?limit=200", "/api/tasks?limit=200", "/api/changes?limit=200", "/api/search?q=plan", "/api/plans?limit=200"):
        answer = api.call("GET", path)
        statuses.add(answer.status)
    plans = read(answer)["items"] if answer.status == 200 else []
    for plan in plans[:20]:
        statuses.add(api.call("GET", f"/api/plans/{plan['id']}/snapshot").status)
    statuses.add(api.call("POST", "/api/accounts", {"name": "After the damage"}).status)
    return statuses


def test_a_truncated_log_keeps_what_came_before(copies, rounds, verify):
    """The write-ahead log ends in the middle: what was written first is there, whole, up to some moment."""
    dice = random.Random(SEED)
    for number in range(rounds(CUTS)):
        server = copies(f"cut-{number}")
        with server:
            scene = Scene(server, Api(server.url, Staff(server.url).find(team="Sales")["email"]))
            wanted = [f"Task {n}" for n in range(20)]
            for title in wanted:
                assert scene.write(title).status == 201
            server.kill()
            log = server.data / "quartet.db-wal"
            with open(log, "r+b") as file:
                file.truncate(dice.randrange(log.stat().st_size))
            server.start()
            answer = scene.session.call("GET", f"/api/plans/{scene.plan}/snapshot")
            if answer.status == 200:
                kept = sorted((task["title"] for task in answer.json["tasks"]), key=lambda title: int(title.split()[1]))
                assert kept == wanted[:len(kept)]
            assert server.stop() == 0, server.log
        code, said = verify(server.data)
        assert code == 0, said
        shutil.rmtree(server.data)
