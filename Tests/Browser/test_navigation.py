"""Going to and fro: what is shown is where the address says one is, however slow the line."""

import re

from harness.screen import settle
from playwright.sync_api import expect


def test_back_during_a_slow_load_shows_the_screen_one_was_on(person, server, scene):
    page = person(server.url, "sales").sign_in(scene.sales["email"]).open("/")
    settle(page)
    held = []
    page.route(re.compile(rf"/api{scene.path}/"), lambda route: held.append(route))
    page.get_by_role("navigation", name="Workspace", exact=True).get_by_role("link", name="Harbour Glass").click()
    # The skeleton of the plan stands while its answer is on the way.
    expect(page.locator("main")).to_have_attribute("aria-busy", "true")
    expect(page).to_have_url(re.compile(re.escape(scene.path)))

    page.evaluate("history.back()")
    expect(page).to_have_url(f"{server.url}/")
    settle(page)
    expect(page.get_by_role("heading", name="My plans", level=2).first).to_be_visible()

    # What arrives late changes nothing, and the plan opens when it is gone to again.
    for route in held:
        route.continue_()
    page.unroute_all()
    settle(page)
    expect(page).to_have_url(f"{server.url}/")
    page.evaluate("history.forward()")
    expect(page.get_by_role("heading", name=re.compile("Harbour Glass"), level=1)).to_be_visible()
    settle(page)
