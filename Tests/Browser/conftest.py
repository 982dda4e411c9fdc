import pytest
from harness import Proxy
from harness.people import ARGUMENTS, CHROMIUM, DESKTOP, PATIENCE, SAVES_DATA, Person, Staff
from harness.scenes import Scene
from harness.serving import (  # noqa: F401  what pytest finds here it offers to the tests
    api, artefacts, demonstration, empty_server, outcome, pytest_configure, pytest_runtest_makereport, server,
    shared_server,
)
from playwright.sync_api import expect, sync_playwright

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def proxy(server):
    with Proxy(server.port) as proxy:
        yield proxy


@pytest.fixture
def staff(server):
    return Staff(server.url)


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
    """person(url, name) is somebody at a browser; whole=True gives them a browser of their own that can be restarted, and
    ahead=True one that fetches ahead what may be opened, as it has to be where the line goes.

    On failure a picture of everybody's screen is kept. A test whose page complained fails, whatever it asserted.
    """
    people = []

    def arrive(url, name="somebody", whole=False, ahead=False, **options):
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
        if not ahead:
            people[-1].context.add_init_script(SAVES_DATA)
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
