"""A disk that is full, read-only, or gone from under the server: it says so, keeps what it has, and goes on when it can."""

import contextlib
import os
import resource
import shutil
import subprocess

import pytest
from harness import Api, Server, until
from harness.people import Staff


@pytest.fixture
def scene(server, staff, api):
    """A session and a plan to write to."""
    session = api(staff.find(team="Sales")["email"])
    return Scene(server, session)


class Scene:
    def __init__(self, server, session):
        self.server, self.session = server, session
        team = session.get("/api/teams")["items"][0]["id"]
        account = session.post("/api/accounts", {"name": "Harbour Glass"})["id"]
        self.plan = session.post("/api/plans", {"account": account, "title": "FY27", "teams": [team]})["id"]
        self.task = {"plan": self.plan, "team": team}

    def write(self, title, notes=""):
        return self.session.call("POST", "/api/tasks", self.task | {"title": title, "notes": notes})

    def write_until_refused(self):
        """Large ones, and then small ones. The titles that were acknowledged, and the last refusal."""
        done = []
        for notes in ("x" * 8000, ""):
            while (answer := self.write(title := f"Task {len(done)}", notes)).status == 201:
                done.append(title)
                assert len(done) < 2000, "nothing was refused"
        return done, answer

    def titles(self):
        return sorted(task["title"] for task in self.session.snapshot(self.plan)["tasks"])

    def health(self):
        return self.session.call("GET", "/healthz").status


def refused(answer, reason):
    assert answer.status == 503, answer
    assert reason in answer.json["detail"] and "Nothing was changed." in answer.json["detail"]
    assert int(answer.headers["Retry-After"]) > 0


def goes_on(scene, done, verify):
    """Without a restart, and with all that was acknowledged."""
    until(lambda: scene.health() == 200, "it to be well again", timeout=10)
    assert scene.write("Afterwards").status == 201
    assert scene.titles() == sorted([*done, "Afterwards"])
    assert '"status":500' not in scene.server.log
    assert scene.server.stop() == 0, scene.server.log
    assert verify(scene.server.data)[0] == 0


def test_a_file_that_may_not_grow(scene, verify):
    process, log = scene.server.process.pid, scene.server.data / "quartet.db-wal"

    def allow(size):
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    allow(log.stat().st_size + 200_000)
    done, answer = scene.write_until_refused()
    refused(answer, "The disk")
    allow(0)  # not even by the little that it takes to find out
    until(lambda: scene.health() == 503, "it to be unwell")
    assert scene.titles() == sorted(done), "what is there can be read"
    allow(resource.RLIM_INFINITY)
    goes_on(scene, done, verify)


@contextlib.contextmanager
def small_disk(folder, size):
    """A file system of so many bytes at `folder`."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def fill(path):
    """Makes a file take all that is left."""
    with open(path, "ab", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(b"x" * 65536):
            pass


def may_mount():
    return os.geteuid() == 0 and subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"], check=False).returncode == 0


@pytest.mark.parametrize("_", ["a disk of its own"] if may_mount() else [])
def test_a_full_disk(demonstration, tmp_path, verify, _):
    size = sum(file.stat().st_size for file in demonstration.iterdir())
    with small_disk(tmp_path / "disk", size + (16 << 20)) as disk:
        shutil.copytree(demonstration, disk / "data")
        server = Server(disk / "data")
        server.log_path = tmp_path / "log"
        with server:
            scene = Scene(server, Api(server.url, Staff(server.url).find(team="Sales")["email"]))
            filler = disk / "filler"
            fill(filler)
            done, answer = scene.write_until_refused()
            refused(answer, "The disk is full.")
            fill(filler)
            until(lambda: scene.health() == 503, "it to be unwell")
            assert scene.titles() == sorted(done)
            filler.unlink()
            goes_on(scene, done, verify)


def refusal(server):
    """A start that is not to succeed; what it says."""
    before = server.log_path.stat().st_size
    server.spawn()
    assert server.process.wait(timeout=20) == 1, server.log
    return server.log_path.read_text()[before:]


@pytest.mark.parametrize("_", ["mounted so"] if may_mount() else [])
def test_a_read_only_folder(demonstration, tmp_path, _):
    folder = tmp_path / "data"
    shutil.copytree(demonstration, folder)
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        server = Server(folder)
        server.log_path.touch()
        assert refusal(server) == f"quartet: The data folder {folder} is not writable by this user.\n"
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_folder_that_is_removed_while_it_runs(scene, tmp_path):
    shutil.rmtree(scene.server.data)
    refused(scene.write("Into the void"), "The data folder was moved or removed while Quartet runs.")
    until(lambda: scene.health() == 503, "it to be unwell")
    assert scene.server.stop() in (0, 1), scene.server.log


def test_a_folder_that_is_moved_away_and_back(scene, tmp_path, verify):
    assert scene.write("Before").status == 201
    scene.server.data.rename(tmp_path / "elsewhere")
    refused(scene.write("Meanwhile"), "The data folder was moved or removed while Quartet runs.")
    (tmp_path / "elsewhere").rename(scene.server.data)
    goes_on(scene, ["Before"], verify)


def test_two_servers_on_one_folder(server):
    second = Server(server.data)
    second.log_path = server.data.parent / "second.log"
    second.log_path.touch()
    assert refusal(second) == f"quartet: The data folder {server.data} is in use by another Quartet; stop that one first.\n"
    assert Api(server.url).call("GET", "/healthz").status == 200
