"""The plug is pulled: of what was written, only what was synced is left. Nothing that was acknowledged may be missing."""

import asyncio
import pathlib
import shutil
import subprocess

import pytest
from crowd import differences, live_and_die, settle, writers
from harness import Api, Server
from harness.people import Staff

CUTS = 12
FILES = ("quartet.db", "quartet.db-wal")


class Plug:
    """The copies that forget, beside a server's data."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        self.library = folder / "power_cut.so"
        source = pathlib.Path(__file__).with_name("power_cut.c")
        subprocess.run(["clang", "-O1", "-shared", "-fPIC", "-o", self.library, source, "-ldl"], check=True)

    @property
    def environment(self):
        return {"LD_PRELOAD": str(self.library), "POWER_CUT": str(self.folder)}

    def begin(self, data):
        for name in FILES:
            if (data / name).exists():
                shutil.copy(data / name, self.folder / name)

    def pull(self, data):
        """What the disk holds after it."""
        (data / "quartet.db-shm").unlink(missing_ok=True)
        for name in FILES:
            (data / name).unlink(missing_ok=True)
            if (self.folder / name).exists():
                shutil.copy(self.folder / name, data / name)


@pytest.fixture
def plug(tmp_path):
    return Plug(tmp_path / "plug")


def test_nothing_acknowledged_is_lost_with_the_power(demonstration, tmp_path, plug, rounds, verify, no_pages):
    folder = tmp_path / "data"
    shutil.copytree(demonstration, folder)
    plug.begin(folder)
    with Server(folder, environment=plug.environment) as server:
        staff = Staff(server.url)
        pairs = list(writers(server, staff, lambda email: Api(server.url, email)))
        crowd = [writer for _, writer in pairs]
        server.kill()
        server.pages = no_pages
        plug.pull(folder)
        asyncio.run(live_and_die(server, crowd, rounds(CUTS), afterwards=lambda: plug.pull(folder)))
        server.start()
        asyncio.run(settle(server, crowd))
        assert differences(pairs) == []
        assert server.stop() == 0, server.log
    assert verify(folder)[0] == 0
