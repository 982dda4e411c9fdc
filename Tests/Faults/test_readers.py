"""Readers that stop reading what they are sent: they cost no memory, hold up nobody, and are let go."""

import base64
import contextlib
import random
import shutil
import threading
import time

import pytest
from harness import Api, Server
from harness.people import Staff
from harness.waiting import until
from raw import END_HEADERS, END_STREAM, HEADERS, EventStream, Http2, fields
from test_stalled import FACTOR, READING, memory

# Of each protocol; a member may have thirty streams.
STOPPED = 24
# What is written to all of them: together it is far more than may be held for them in memory.
CHANGES, LENGTH, ROOM = 400, 9_000, 40


@pytest.fixture
def hasty(demonstration, tmp_path):
    shutil.copytree(demonstration, tmp_path / "data")
    with Server(tmp_path / "data", options=["--patience", str(FACTOR)]) as server:
        yield server


def streams(session):
    lines = session.call("GET", "/metrics").body.decode().splitlines()
    return next(int(line.split()[1].split(".")[0]) for line in lines if line.startswith("quartet_streams "))


def stop_reading(held, session, plan):
    """Streams over HTTP/1.1 of which no more than the beginning is read."""
    for _ in range(STOPPED):
        held.callback(EventStream(session, plan, room=2048).close)


def stop_taking(held, session, plan, port):
    """Streams on one HTTP/2 connection, whose window is never opened further."""
    client = held.enter_context(Http2(port))
    for stream in range(1, STOPPED * 2, 2):
        block = fields(path=f"/api/live?plans={plan}", more=[("cookie", session.cookie)])
        client.send(HEADERS, END_HEADERS | END_STREAM, stream, block)
        assert client.wait_for(HEADERS, stream)


class Reader(threading.Thread):
    """Reads all the while, and notes when each change came."""

    def __init__(self, session, plan, last):
        super().__init__()
        self.stream, self.last, self.came = EventStream(session, plan), last, {}

    def run(self):
        for number in range(self.last + 1):
            if not self.stream.waits_for(f'"Change {number} '.encode()):
                return
            self.came[number] = time.monotonic()
        self.stream.close()


def test_who_stops_reading_is_let_go_and_costs_others_nothing(hasty):
    staff = Staff(hasty.url)
    admin = Api(hasty.url, staff.find(role="admin")["email"])
    one, other = (Api(hasty.url, staff.find(team=team)["email"]) for team in ("Sales", "Success"))
    teams = [team["id"] for team in admin.get("/api/teams")["items"]]
    account = admin.post("/api/accounts", {"name": "Harbour Glass"})["id"]
    plan = admin.post("/api/plans", {"account": account, "title": "FY27", "teams": teams})["id"]
    task = admin.post("/api/tasks", {"plan": plan, "team": teams[0], "title": "What everybody looks at"})["id"]
    dice = random.Random(20261126)
    with contextlib.ExitStack() as held:
        stop_reading(held, one, plan)
        stop_taking(held, other, plan, hasty.port)
        reader = Reader(admin, plan, CHANGES - 1)
        reader.start()
        assert streams(admin) == 2 * STOPPED + 1
        before, written = memory(hasty), {}
        for number in range(CHANGES):
            words = base64.b64encode(dice.randbytes(LENGTH)).decode()[:LENGTH]
            written[number] = time.monotonic()
            admin.patch(f"/api/tasks/{task}", {"notes": f"Change {number} {words}"})
        most = memory(hasty) - before
        reader.join(timeout=20)
        assert len(reader.came) == CHANGES, "who reads has all of it"
        delays = sorted(reader.came[number] - written[number] for number in written)
        assert delays[len(delays) // 2] < 0.1 and delays[-1] < 2, delays[-5:]
        assert most < ROOM, f"{most:.0f} MB, where {2 * STOPPED * CHANGES * LENGTH / 2**20:.0f} MB were not read"
        until(lambda: streams(admin) == 0, "all of them to be let go", timeout=READING + 10)
