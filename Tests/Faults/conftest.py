import os
import subprocess

import pytest
from harness.people import Staff
from harness.server import BINARY, ROOT
from harness.serving import (  # noqa: F401  what pytest finds here it offers to the tests
    api, artefacts, demonstration, pytest_configure, pytest_runtest_makereport, server, shared_server,
)


@pytest.fixture
def staff(server):  # noqa: F811
    return Staff(server.url)


@pytest.fixture(scope="session")
def rounds():
    """rounds(100) is how often to do something that is done 100 times in an ordinary run; `make faults` does it more often."""
    factor = float(os.environ.get("FAULT_ROUNDS", "1"))
    return lambda usual: max(1, int(usual * factor))


@pytest.fixture(scope="session")
def no_pages(tmp_path_factory):
    """What a server shows that is started so often that compressing all pages would take most of the time."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "index.html").write_text("<!doctype html><title>Quartet</title>")
    return folder


@pytest.fixture
def verify():
    """verify(folder) asks `quartet verify`, and returns its exit code and what it said."""

    def ask(folder):
        command = [BINARY, "verify", "--data", folder, "--migrations", ROOT / "migrations"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120)
        return done.returncode, done.stdout + done.stderr

    return ask
