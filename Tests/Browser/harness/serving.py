"""What tests of a running server are handed: the server, on a copy of the demonstration, and sessions of its members."""

import fcntl
import pathlib
import re
import shutil

import pytest

from .api import Api
from .server import BINARY, ROOT, Server

ARTEFACTS = ROOT / "artefacts" / "browser"


def pytest_configure():
    if not BINARY.exists():
        pytest.exit(f"{BINARY} is not there; swift build makes it", returncode=2)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call":
        item.stash[outcome] = report.failed
    return report


outcome = pytest.StashKey[bool]()


@pytest.fixture
def artefacts(request):
    """This test's own folder, emptied at its start."""
    folder = ARTEFACTS / re.sub(r"[^\w.-]+", "-", request.node.nodeid.removesuffix("]")).strip("-")
    shutil.rmtree(folder, ignore_errors=True)
    return folder


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory):
    """A data folder with the demonstration workspace, filled once for all tests of a run; each test copies it."""
    shared = pathlib.Path(tmp_path_factory.getbasetemp())
    if shared.name.startswith("popen-"):  # one of several parallel workers
        shared = shared.parent
    folder = shared / "demonstration"
    with open(shared / "demonstration.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "demonstration.made").exists():
            folder.mkdir()
            with Server(folder) as server:
                assert server.stop() == 0, server.log
            (shared / "demonstration.made").touch()
    return folder


@pytest.fixture(scope="session")
def shared_server(demonstration, tmp_path_factory):
    """For tests that only look."""
    folder = tmp_path_factory.mktemp("shared") / "data"
    shutil.copytree(demonstration, folder)
    with Server(folder) as server:
        yield server


@pytest.fixture
def server(request, demonstration, tmp_path, artefacts):
    """A server of the test's own, on a copy of the demonstration."""
    folder = tmp_path / "data"
    shutil.copytree(demonstration, folder)
    with Server(folder) as server:
        yield server
        if request.node.stash.get(outcome, False):
            artefacts.mkdir(parents=True, exist_ok=True)
            shutil.copy(server.log_path, artefacts / "server.log")


@pytest.fixture
def empty_server(tmp_path):
    """A server nobody has set up yet."""
    folder = tmp_path / "empty"
    folder.mkdir()
    with Server(folder, demo=False) as server:
        yield server


@pytest.fixture
def api(server):
    """api(email) is that member's session; api() is nobody's."""
    return lambda email=None: Api(server.url, email)
