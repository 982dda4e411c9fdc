import fcntl
import pathlib
import re
import shutil

import pytest
from harness import ROOT, Api, Proxy, Server
from harness.people import ARGUMENTS, CHROMIUM, DESKTOP, PATIENCE, Person, Staff
from harness.scenes import Scene
from harness.server import BINARY
from playwright.sync_api import expect, sync_playwright

ARTEFACTS = ROOT / "artefacts" / "browser"
expect.set_options(timeout=PATIENCE)


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
def proxy(server):
    with Proxy(server.port) as proxy:
        yield proxy


@pytest.fixture
def staff(server):
    return Staff(server.url)


@pytest.fixture
def api(server):
    """api(email) is that member's session; api() is nobody's."""
    return lambda email=None: Api(server.url, email)


@pytest.fixture
def scene(server, staff, api):
    """A plan of three teams to act on."""
    return Scene(server, staff, api)


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright):
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def person(request, browser, playwright, artefacts, tmp_path):
    """person(url, name) is somebody at a browser; whole=True gives them a browser of their own that can be restarted.

    On failure a picture of everybody's screen is kept. A test whose page complained fails, whatever it asserted.
    """
    people = []

    def arrive(url, name="somebody", whole=False, **options):
        settings = {"ignore_https_errors": True, "viewport": DESKTOP, "locale": "en-GB", "timezone_id": "Europe/Berlin"}
        settings |= {"reduced_motion": "reduce"} | options
        if whole:
            profile = tmp_path / f"profile-{len(people)}"

            def launch():
                return playwright.chromium.launch_persistent_context(
                    profile, executable_path=CHROMIUM, args=ARGUMENTS, **settings
                )

            people.append(Person(url, name, launch(), reopen=launch))
        else:
            people.append(Person(url, name, browser.new_context(**settings)))
        return people[-1]

    yield arrive

    if request.node.stash.get(outcome, False):
        artefacts.mkdir(parents=True, exist_ok=True)
        for number, someone in enumerate(people):
            for page in someone.context.pages:
                page.screenshot(path=artefacts / f"{number}-{someone.name}.png", full_page=True)
                (artefacts / f"{number}-{someone.name}.txt").write_text(
                    "\n".join([page.url, *someone.complaints, page.locator("body").aria_snapshot()])
                )
    complaints = [f"{someone.name}: {fault}" for someone in people for fault in someone.faults()]
    for someone in people:
        someone.context.close()
    assert not complaints, complaints
