"""Every screen at desk and phone width, light and dark: nothing complains, nothing overflows, everyone can use it.

With PICTURES=1 pictures of all of them stay in artefacts/screens/ to be looked at.
"""

import re

import pytest
from harness import Api, until
from harness.people import DESKTOP, PHONE, SAVES_DATA, Person, Staff
from harness.plan_page import Board
from harness.screen import changed_by_other_styles, examine, settle
from playwright.sync_api import expect

WIDTHS = {"1440": DESKTOP, "390": PHONE}

# A screen's address; {plan} and {account} are a plan of the member's own and its account, {then} a change of it long ago,
# {reviewed} is a plan on which a review was held and another is scheduled.
SCREENS = {
    "home": "/",
    "inbox": "/inbox",
    "work": "/work",
    "accounts": "/accounts",
    "account": "/accounts/{account}",
    "plan": "/plans/{plan}",
    "tasks": "/plans/{plan}/tasks",
    "promises": "/plans/{plan}/tasks?show=promises",
    "history": "/plans/{plan}/history",
    "history-compare": "/plans/{plan}/history?compare={then}..now",
    "history-stood": "/plans/{plan}/history?at={then}",
    "account-history": "/accounts/{account}/history",
    "reviews": "/plans/{reviewed}/reviews",
    "review-next": "/plans/{reviewed}/reviews/{next_review}",
    "review-held": "/plans/{reviewed}/reviews/{held_review}",
    "alignment": "/alignment",
    "team": "/teams",
    "search": "/search?q=renew",
    "search-empty": "/search",
    "settings-workspace": "/settings/workspace",
    "settings-teams": "/settings/teams",
    "settings-members": "/settings/members",
    "settings-notifications": "/settings/notifications",
    "settings-security": "/settings/security",
    "settings-audit": "/settings/audit",
    "settings-backup": "/settings/backup",
    "settings-export": "/settings/export",
    "nowhere": "/plans/01890000-0000-7000-8000-000000000000",
}


@pytest.fixture(scope="module")
def admin(shared_server):
    """An admin's own busiest plan, and its account."""
    email = Staff(shared_server.url).find(role="admin")["email"]
    api = Api(shared_server.url, email)
    plans = api.get("/api/plans?limit=200")["items"]
    active = [plan for plan in plans if plan["state"] == "active"]
    plan = max(active, key=lambda plan: len(api.snapshot(plan["id"])["objectives"]))
    held = api.get("/api/reviews?state=closed&sort=closedAt")["items"][0]
    following = api.get(f"/api/reviews?state=scheduled&plan={held['plan']}")["items"][0]
    then = api.get(f"/api/changes?plan={plan['id']}&limit=150")["items"][-1]["seq"]
    return {
        "email": email, "plan": plan["id"], "account": plan["account"], "then": then, "reviewed": held["plan"],
        "held_review": held["id"], "next_review": following["id"]}


@pytest.fixture(scope="module", params=WIDTHS)
def view(request, browser, shared_server, admin):
    """A signed-in admin's browser of one width."""
    width = request.param
    options = {"viewport": WIDTHS[width], "color_scheme": "light", "has_touch": width == "390"}
    contexts = []

    def arrive(signed_in=True):
        context = browser.new_context(
            ignore_https_errors=True, locale="en-GB", timezone_id="Europe/Berlin", reduced_motion="reduce", **options)
        context.add_init_script(SAVES_DATA)
        contexts.append(context)
        someone = Person(shared_server.url, "admin", context)
        return someone.sign_in(admin["email"]) if signed_in else someone

    arrive.width = width
    arrive.member = arrive()
    yield arrive
    for context in contexts:
        context.close()


@pytest.mark.parametrize("name", SCREENS)
def test_screen(name, view, admin):
    someone = view.member
    someone.complaints.clear()
    page = someone.open(SCREENS[name].format(**admin))
    settle(page)
    # At once, before they come by themselves.
    changed = changed_by_other_styles(page)
    examine(page, name, view.width)
    assert not changed, changed[:6]
    # The address that leads nowhere is refused by the server, and the browser says so.
    complaints = someone.faults() if name == "nowhere" else someone.complaints
    assert not complaints, complaints


def test_sign_in(view):
    someone = view(signed_in=False)
    page = someone.open("/signin")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    settle(page)
    examine(page, "signin", view.width)
    assert not someone.faults(), someone.faults()


def test_board(view, admin):
    someone = view.member
    someone.complaints.clear()
    page = someone.open(f"/plans/{admin['plan']}/tasks")
    settle(page)
    Board(page).open()
    settle(page)
    examine(page, "board", view.width)
    assert not someone.complaints, someone.complaints


def test_palette(view):
    someone = view.member
    someone.complaints.clear()
    page = someone.open("/")
    settle(page)
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    dialog.get_by_role("combobox").fill("price")
    expect(dialog.get_by_role("group", name="Tasks")).to_be_visible()
    examine(page, "palette", view.width)
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert not someone.complaints, someone.complaints


def test_set_up(view, empty_server):
    link = until(lambda: re.search(r"https://\S+/setup#\S+", empty_server.log), "the one-time link in the log")[0]
    someone = view(signed_in=False)
    someone.page.goto(link)
    expect(someone.page.get_by_role("button", name="Create workspace")).to_be_visible()
    settle(someone.page)
    examine(someone.page, "set-up", view.width)
    assert not someone.complaints, someone.complaints


def test_join(view, shared_server, admin):
    api = Api(shared_server.url, admin["email"])
    member = api.post("/api/members", {"name": f"Newcomer {view.width}", "email": f"newcomer{view.width}@ellandra.example",
                                       "team": api.me["team"]})
    link = api.post(f"/api/members/{member['id']}/invitations", {})["link"]
    someone = view(signed_in=False)
    someone.page.goto(link)
    expect(someone.page.get_by_role("button", name="Join")).to_be_visible()
    settle(someone.page)
    examine(someone.page, "join", view.width)
    assert not someone.complaints, someone.complaints
