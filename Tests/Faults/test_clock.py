"""The clock jumps, by months and back, while the server works and between two starts."""

import pathlib
import shutil
import struct
import subprocess

import pytest
from harness import Api, Server
from harness.people import Staff
from raw import EventStream

DAY = 86_400


class Clock:
    """The time that the server is told."""

    def __init__(self, folder):
        folder.mkdir()
        self.library, self.file = folder / "clock.so", folder / "ahead"
        source = pathlib.Path(__file__).with_name("clock.c")
        subprocess.run(["clang", "-O1", "-shared", "-fPIC", "-o", self.library, source, "-ldl"], check=True)
        self.jump(0)

    def jump(self, days):
        """To so many days ahead of the true time."""
        with open(self.file, "r+b" if self.file.exists() else "wb") as file:
            file.write(struct.pack("=q", days * DAY))

    @property
    def environment(self):
        return {"LD_PRELOAD": str(self.library), "CLOCK": str(self.file)}


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path / "clock")


class Book:
    """What was acknowledged, in order, and that the order was one."""

    def __init__(self, session):
        self.team = session.get("/api/teams")["items"][0]["id"]
        account = session.post("/api/accounts", {"name": "Harbour Glass"})["id"]
        self.plan = session.post("/api/plans", {"account": account, "title": "FY27", "teams": [self.team]})["id"]
        self.tasks = {}
        self.rev = 0

    def write(self, session, title):
        """A task more, and one that changes by what was seen of it before."""
        body = {"plan": self.plan, "team": self.team, "title": title}
        made = session.post("/api/tasks", body)
        assert made["rev"] > self.rev and made["id"] not in self.tasks
        self.tasks[made["id"]] = title
        first = next(iter(self.tasks))
        seen = session.get(f"/api/tasks/{first}")["rev"]
        answer = session.call("PATCH", f"/api/tasks/{first}", {"notes": f"{title}, {len(self.tasks)}"}, {"If-Match": f'"{seen}"'})
        assert answer.status == 200 and answer.json["rev"] > made["rev"], answer
        self.rev = answer.json["rev"]

    def is_kept(self, session):
        there = session.snapshot(self.plan)["tasks"]
        return {task["id"]: task["title"] for task in there} == self.tasks


def test_what_is_written_while_it_jumps(demonstration, tmp_path, clock, verify):
    folder = tmp_path / "data"
    shutil.copytree(demonstration, folder)
    with Server(folder, environment=clock.environment) as server:
        email = Staff(server.url).find(team="Sales")["email"]
        office, phone = Api(server.url, email), Api(server.url, email)
        book = Book(office)
        stream = EventStream(office, book.plan)
        # Back and forth, not so far ahead that a session ends for not being used.
        for days in (0, 10, -400, 0, 12, -3000, 0):
            clock.jump(days)
            title = f"{days} days ahead"
            for session in (office, phone):
                book.write(session, title)
            assert stream.waits_for(title.encode()), title
            assert book.is_kept(phone)
        # So far that sessions end; who signs in goes on, and so do the others once the clock is right.
        clock.jump(60)
        assert office.call("GET", "/api/session").status == 401
        late = Api(server.url, email)
        book.write(late, "Far ahead")
        clock.jump(0)
        for session in (late, office, phone):
            book.write(session, "Put right")
        assert server.stop() == 0, server.log
        for days in (-1000, 13, 0):
            clock.jump(days)
            server.start()
            for session in (late, office):
                book.write(session, f"Started {days} days ahead")
                assert book.is_kept(session)
            assert server.stop() == 0, server.log
        assert '"level":"error"' not in server.log
    assert verify(folder)[0] == 0
