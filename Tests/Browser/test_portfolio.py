"""What spans all plans: it moves while one looks, be it on plans of one's own or not, and bears a line that fails."""

import re

import pytest
from harness.people import PHONE
from harness.screen import settle
from playwright.sync_api import expect

ACCOUNT = "Harbour Glass"
OBJECTIVE = "Win the northern depots"


@pytest.fixture
def active(scene):
    """The plan counts, and its teams have signed nothing yet."""
    scene.session.patch(f"/api/plans/{scene.id}", {"state": "active"})
    return scene


@pytest.fixture
def leader(person, server, staff):
    """A leader, who is on the team of none of the plans made here; answers the page, open at a path."""
    someone = person(server.url, "leader").sign_in(staff.find(role="leader")["email"])

    def arrive(path):
        page = someone.open(path)
        settle(page)
        # A reload would forget this.
        page.evaluate("globalThis.loadedOnce = true")
        return page

    yield arrive
    assert someone.page.evaluate("globalThis.loadedOnce"), "the page was loaded anew"


def test_figures_over_all_plans_lead_to_their_tasks(leader, active):
    """A cell of reliability and a bar of load open to the tasks that they count."""
    page = leader("/alignment")
    cell = page.locator(".rel button").filter(has_text=re.compile(r"n \d+")).first
    counted = int(re.search(r"n (\d+)(?: of (\d+))?", cell.inner_text())[1])
    cell.click()
    panel = page.get_by_role("dialog", name=re.compile("^Promised by"))
    expect(panel.get_by_text(re.compile(r"^\d+ tasks?$"))).to_be_visible()
    assert panel.get_by_role("listitem").count() >= counted
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()

    page = leader("/teams")
    bar = page.get_by_role("group", name="Weeks").get_by_role("button").nth(1)
    told = re.search(r": (\d+) tasks?$", bar.get_attribute("aria-label"))[1]
    bar.click()
    panel = page.get_by_role("dialog", name=re.compile("week of"))
    expect(panel.get_by_text(re.compile(rf"^{told} tasks?$"))).to_be_visible()
    panel.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/plans/.*/tasks\?task="))
    page.evaluate("globalThis.loadedOnce = true")


def sign(scene, verdict):
    return scene.session.post(f"/api/plans/{scene.id}/sign-offs", {
        "team": scene.teams["Sales"], "verdict": verdict, "note": "So we say",
        "seq": scene.session.snapshot(scene.id)["seq"]})


def row(page, name=ACCOUNT):
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=name, exact=True))


def test_scores_sums_and_losses_move_for_a_leader(leader, active):
    active.objective(OBJECTIVE)
    page = leader("/alignment")
    score = row(page).get_by_role("cell").first
    before = score.inner_text()
    lost = int(re.search(r"\d+$", page.get_by_role("link", name="Agreement lost this week").get_attribute("aria-label"))[0])
    losses = page.get_by_role("region", name="Agreement lost this week")

    sign(active, "agreed")
    expect(score).not_to_have_text(before)
    sign(active, "disagreed")
    expect(losses.get_by_role("link", name=f"Answer the concern, {ACCOUNT}")).to_have_attribute(
        "href", f"{active.path}?signoffs={active.teams['Sales']}")
    expect(page.get_by_role("link", name=f"Agreement lost this week: {lost + 1}")).to_be_visible()
    expect(row(page)).to_contain_text("Lost")

    active.session.patch(active.path.replace("/plans", "/api/plans"), {"state": "closed"})
    expect(row(page)).to_have_count(0)
    expect(page.get_by_role("link", name=f"Agreement lost this week: {lost}", exact=True)).to_be_visible()


def test_what_was_missed_while_the_line_was_broken_is_read_again(person, proxy, staff, active):
    someone = person(proxy.url, "leader").sign_in(staff.find(role="leader")["email"])
    page = someone.open("/alignment")
    settle(page)
    score = row(page).get_by_role("cell").first
    before = score.inner_text()
    proxy.cut()
    expect(page.get_by_text("Reconnecting…")).to_be_visible()
    sign(active, "agreed")
    proxy.mend()
    expect(score).not_to_have_text(before)


def test_a_team_is_live_over_all_accounts(leader, active, api):
    # Who settles a decline is the account's general manager.
    active.session.patch(f"/api/accounts/{active.account['id']}", {"generalManager": active.session.me["id"]})
    page = leader(f"/teams/{active.teams['Marketing']}")
    waiting, promises, commitments = (
        page.get_by_role("region", name=name) for name in ("Waiting for an answer", "Promises", "Commitments"))
    while waiting.get_by_role("button", name="Show all").count():
        waiting.get_by_role("button", name="Show all").click()

    task = active.task("One-page story", due="2027-01-15")
    expect(waiting.get_by_role("link", name="One-page story")).to_be_visible()
    marketing = api(active.marketing["email"])
    marketing.post(f"/api/tasks/{task['id']}/answers", {"answer": "accepted"})
    expect(waiting.get_by_role("link", name="One-page story")).to_have_count(0)
    expect(promises.get_by_role("link", name="One-page story")).to_be_visible()

    objective = active.objective(OBJECTIVE)
    asked = active.session.post("/api/commitments", {
        "plan": active.id, "objective": objective["id"], "team": active.teams["Marketing"], "ask": "A story"})
    expect(waiting.get_by_role("link", name=OBJECTIVE)).to_be_visible()
    marketing.post(f"/api/commitments/{asked['id']}/answers", {"answer": "declined", "reason": "Nobody is free"})
    if commitments.get_by_role("button", name="Show all").count():
        commitments.get_by_role("button", name="Show all").click()
    answer = commitments.get_by_role("row").filter(has_text=OBJECTIVE)
    expect(answer).to_contain_text("Declined")
    active.session.post(f"/api/commitments/{asked['id']}/settlements", {})
    expect(answer).to_contain_text("Settled")

    active.session.patch(f"/api/plans/{active.id}", {"state": "closed"})
    expect(answer).to_have_count(0)
    expect(promises.get_by_role("link", name="One-page story")).to_have_count(0)


def test_accounts_and_an_account_follow_what_others_do(leader, active):
    page = leader("/accounts")
    total = int(re.search(r"\d+", page.get_by_role("heading", level=1).locator("xpath=..").inner_text())[0])
    active.session.post("/api/accounts", {"name": "Aldermere"})
    expect(row(page, "Aldermere")).to_be_visible()
    expect(page.get_by_text(f"{total + 1} accounts", exact=True)).to_be_visible()

    sign(active, "agreed")
    row(page).get_by_role("link", name=ACCOUNT).click()
    expect(page.get_by_role("heading", name=ACCOUNT, level=1)).to_be_visible()
    plan = page.get_by_role("region", name="Plans").get_by_role("row").filter(has_text="FY27")
    score = plan.get_by_role("cell").nth(1)
    before = score.inner_text()
    active.task("Draft the letter", team="Sales")
    expect(plan.get_by_role("link", name="1 open")).to_be_visible()
    sign(active, "concerns")
    expect(score).not_to_have_text(before)


@pytest.mark.parametrize("path, asked, what", [
    ("/alignment", "alignment", "The plans"),
    ("/accounts", "accounts", "The accounts"),
    ("/plans/{}/history", "changes", "The changes"),
])
def test_a_list_that_does_not_come_says_so_and_comes_when_asked_again(path, asked, what, person, server, scene):
    for number in range(12):
        scene.task(f"Letter {number}")
    page = person(server.url, "sales").sign_in(scene.sales["email"]).page
    address = re.compile(rf"/api/{asked}\?")
    page.route(address, lambda route: route.fulfill(status=500, json={"title": "Internal error"}))
    page.goto(server.url + path.format(scene.id))
    settle(page)
    expect(page.get_by_role("alert").filter(has_text=f"{what} could not be read.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("columnheader")).to_have_count(0)

    # Pages of five, the second of which does not come at first.
    page.unroute(address)
    fails = [True]

    def in_fives(route):
        if "after=" in route.request.url and fails and fails.pop():
            return route.fulfill(status=500, json={"title": "Internal error"})
        return route.continue_(url=re.sub(r"limit=\d+", "limit=5", route.request.url))

    page.route(address, in_fives)
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("alert").filter(has_text="Internal error")).to_be_visible()
    more = page.get_by_role("button", name=re.compile("^Show (more|earlier changes)$"))
    # Twelve tasks that somebody added in one go are one line of history, with the changes folded in it.
    records = page.locator("main [data-row]:not(.journal *), main .journal details li")
    expect(records).to_have_count(5)
    more.click()
    expect(records.nth(9)).to_be_attached()


def test_filters_show_what_is_set_after_clearing_and_from_the_address(person, server, scene):
    page = person(server.url, "sales").sign_in(scene.sales["email"]).open(f"/alignment?team={scene.teams['Product']}")
    settle(page)
    team = page.get_by_role("combobox", name="Team", exact=True)
    expect(team.locator("option:checked")).to_have_text("Product")
    page.get_by_role("button", name="Clear").click()
    expect(team.locator("option:checked")).to_have_text("any")
    team.select_option(label="Success")
    expect(page).to_have_url(re.compile(f"team={scene.teams['Success']}"))
    page.get_by_role("button", name="Clear").click()
    expect(team.locator("option:checked")).to_have_text("any")

    page.goto(f"{server.url}{scene.path}/history?kind=objective")
    settle(page)
    kind = page.get_by_role("combobox", name="Kind", exact=True)
    expect(kind.locator("option:checked")).to_have_text("Objectives")
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("link", name="History").click()
    expect(kind.locator("option:checked")).to_have_text("Everything")


def test_reliability_is_read_for_days_of_ones_own(leader):
    page = leader("/alignment")
    card = page.get_by_role("region", name="Reliability between teams", exact=True)
    with page.expect_response(re.compile(r"/api/reliability\?from=2026-01-01")):
        card.get_by_label("From").fill("2026-01-01")
        card.get_by_label("From").dispatch_event("change")
    expect(page).to_have_url(re.compile(r"from=2026-01-01&to="))
    expect(card.get_by_role("radio", checked=True)).to_have_count(0)
    card.get_by_text("Year", exact=True).click()
    expect(page).to_have_url(re.compile(r"/alignment\?period=year$"))
    expect(card.get_by_label("From")).not_to_have_value("2026-01-01")


def test_a_phone_reaches_teams_and_orders_accounts(person, server, staff):
    someone = person(server.url, "leader", viewport=PHONE, has_touch=True).sign_in(staff.find(role="leader")["email"])
    page = someone.open("/accounts")
    settle(page)
    page.get_by_role("button", name="Name, A to Z").click()
    page.get_by_role("menuitemradio", name="Next renewal first").click()
    expect(page).to_have_url(re.compile(r"\?sort=renewal$"))
    expect(page.get_by_role("button", name="Next renewal first")).to_be_visible()
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Teams").click()
    expect(page.get_by_role("navigation", name="Teams")).to_be_visible()
