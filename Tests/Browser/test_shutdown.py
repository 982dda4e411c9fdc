"""Stopping the server with streams open, and the avatars of who is here."""

import time

from harness.screen import settle
from playwright.sync_api import expect


def a_plan(api, *emails):
    """An active plan that all of them see."""
    seen = [{plan["id"] for plan in api(email).get("/api/plans?limit=200")["items"] if plan["state"] == "active"} for email in emails]
    return sorted(set.intersection(*seen))[0]


def test_stops_within_ten_seconds_with_streams_open(person, server, staff, api):
    dana, june = staff.find(team="Sales")["email"], staff.find(team="Marketing")["email"]
    plan = a_plan(api, dana, june)
    for email in (dana, june):
        page = person(server.url, email.split("@")[0]).sign_in(email).open(f"/plans/{plan}")
        settle(page)
        expect(page.get_by_text("Live", exact=True)).to_be_visible()
    start = time.monotonic()
    assert server.stop(timeout=10) == 0, server.log
    assert time.monotonic() - start < 10


def test_who_is_here_comes_and_goes(person, server, staff, api):
    dana, june = staff.find(team="Sales"), staff.find(team="Marketing")
    plan = a_plan(api, dana["email"], june["email"])
    page = person(server.url, "sales").sign_in(dana["email"]).open(f"/plans/{plan}")
    here = page.get_by_role("group", name="Here now")
    settle(page)
    expect(here.get_by_role("img", name=june["name"])).to_have_count(0)
    other = person(server.url, "marketing").sign_in(june["email"])
    other.open(f"/plans/{plan}")
    expect(here.get_by_role("img", name=june["name"])).to_be_visible()
    other.page.close()
    expect(here.get_by_role("img", name=june["name"])).to_have_count(0)
