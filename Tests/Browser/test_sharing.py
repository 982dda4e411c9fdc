"""What people from outside see: a customer by a link, without signing in, and a guest on their plan."""

import pytest
from harness.people import PHONE
from harness.screen import refuse_violations, settle
from playwright.sync_api import expect

SECRET = "Project Nightjar"
PASSWORD = "a lighthouse in May"


def pictured(page, artefacts, name):
    artefacts.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=artefacts / f"{name}.png", full_page=True)


@pytest.fixture
def plan(scene):
    """The scene's plan with steps of both sides, and with what is nobody's business outside."""
    scene.session.patch(scene.path.replace("/plans", "/api/plans"), {"purpose": "Glass that arrives whole."})
    goal = scene.objective(f"{SECRET} objective", companyGoal=SECRET, notes=SECRET)
    scene.shown = scene.task("Send the depot plans", due="2027-03-01", notes=SECRET, objective=goal["id"])
    scene.task(f"{SECRET} task", due="2027-02-01")
    scene.session.post("/api/comments", {"plan": scene.id, "text": f"{SECRET} comment", "about": f"task:{scene.shown['id']}"})
    return scene


def test_the_customer_reads_what_a_manager_chose(plan, person, server, api, artefacts):
    manager = person(server.url, "manager").sign_in(plan.sales["email"])
    page = manager.open(plan.path)
    page.get_by_role("button", name="Share", exact=True).click()
    panel = page.get_by_role("dialog", name="Share FY27")
    panel.get_by_role("button", name="Make a link").click()
    choice = page.get_by_role("dialog", name="A link for Harbour Glass")
    choice.get_by_label("Whom it is for").fill("Steering group")
    for name in ("Objectives", "Days that matter", "Names"):
        choice.get_by_role("checkbox", name=name).uncheck()
    choice.get_by_role("checkbox", name="Send the depot plans").check()
    choice.get_by_role("button", name="Send the depot plans is done by Harbour Glass").click()
    choice.get_by_label("Password, if wanted").fill(PASSWORD)
    preview = choice.get_by_role("region", name="What Harbour Glass will see")
    expect(preview.get_by_role("row", name="Send the depot plans Harbour Glass To do 1 Mar")).to_be_visible()
    expect(preview.get_by_text(SECRET)).to_have_count(0)
    refuse_violations(page)
    pictured(page, artefacts, "choice")
    choice.get_by_role("button", name="Make the link").click()
    made = page.get_by_role("dialog", name="The link for Steering group")
    address = made.get_by_label("Link").input_value()
    made.get_by_role("button", name="Done").click()
    expect(panel.get_by_text("Not read yet")).to_be_visible()
    refuse_violations(page)
    pictured(page, artefacts, "panel")

    customer = person(server.url, "customer")
    kept = []
    customer.context.on("response", lambda answer: kept.append(answer))
    path = address[address.index("/share/"):]
    page = customer.open(path)
    field = page.get_by_label("Password", exact=True)
    field.fill("a guess")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_contain_text("not the password")
    refuse_violations(page)
    field.fill(PASSWORD)
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Harbour Glass and Ellandra")
    expect(page.get_by_text("Glass that arrives whole.")).to_be_visible()
    expect(page.get_by_role("row", name="Send the depot plans Harbour Glass To do 1 Mar")).to_be_visible()
    expect(page.get_by_text(SECRET)).to_have_count(0)
    told = next(answer for answer in reversed(kept) if "/api/shared/" in answer.url and answer.status == 200)
    assert SECRET not in told.text() and plan.sales["email"] not in told.text() and plan.id not in told.text()
    html = next(answer for answer in kept if answer.url.endswith(path))
    for name, value in (("referrer-policy", "no-referrer"), ("cache-control", "no-store"), ("x-robots-tag", "noindex, nofollow")):
        assert html.headers[name] == value and told.headers[name] == value
    refuse_violations(page)
    pictured(page, artefacts, "page")
    page.set_viewport_size(PHONE)
    wide = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide[0] <= wide[1]
    refuse_violations(page)
    pictured(page, artefacts, "page-phone")

    # A reload is let in by the cookie and is no second visit.
    page.reload()
    expect(page.get_by_role("row", name="Send the depot plans")).to_be_visible()
    visits = plan.session.get(f"/api/plans/{plan.id}/share-visits")["items"]
    assert [each["visits"] for each in visits] == [1]
    viewer = api(plan.marketing["email"])
    assert viewer.get(f"/api/share-links?plan={plan.id}")["items"][0]["label"] == "Steering group"

    page = manager.page
    page.get_by_role("button", name="Change the link Steering group").click()
    page.get_by_role("menuitem", name="Revoke").click()
    page.get_by_role("button", name="Revoke").click()
    expect(panel.get_by_text("Revoked", exact=True)).to_be_visible()
    page = customer.page
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is closed")
    expect(page.get_by_text("Send the depot plans")).to_have_count(0)

    page = person(server.url, "marketing").sign_in(plan.marketing["email"]).open(f"{plan.path}/history")
    expect(page.get_by_text("revoked the link Steering group")).to_be_visible()


def test_a_guest_walks_everywhere_and_finds_nothing_planted(person, server, staff, api, artefacts):
    guest = staff.find(role="guest")
    own = api(guest["email"]).get("/api/plans?limit=200")["items"]
    assert own, "the demonstration's guest is on a plan"
    plan = own[0]
    leader = api(staff.find(role="admin")["email"])
    leader.patch(f"/api/accounts/{plan['account']}", {"notes": SECRET, "industry": SECRET})
    signed = leader.get(f"/api/sign-offs?plan={plan['id']}")["items"][0]
    leader.post("/api/comments", {"plan": plan["id"], "about": f"signOff:{signed['id']}", "text": SECRET})

    someone = person(server.url, "guest").sign_in(guest["email"])
    refused = []
    someone.context.on("response", lambda answer: answer.status >= 400 and refused.append(f"{answer.status} {answer.url}"))
    place = f"/plans/{plan['id']}"
    for path in ("/", "/work", "/accounts", f"/accounts/{plan['account']}", place, f"{place}/tasks",
                 f"{place}/tasks?show=promises", f"{place}/history", "/settings", "/search?q=Nightjar"):
        page = someone.open(path)
        settle(page)
        expect(page.get_by_text(SECRET)).to_have_count(0)
        for word in ("Alignment", "Sign-offs", "Teams"):
            expect(page.get_by_role("link", name=word, exact=True)).to_have_count(0)
            expect(page.get_by_role("heading", name=word, exact=True)).to_have_count(0)
        expect(page.get_by_role("button", name="Share", exact=True)).to_have_count(0)
        pictured(page, artefacts, path.strip("/").replace("/", "-").split("?")[0] or "home")
    assert not refused, refused
    for path in ("/alignment", "/teams", "/settings/members"):
        page = someone.open(path)
        settle(page)
        expect(page.get_by_role("heading", name="Members", exact=True)).to_have_count(0)
    assert not refused, refused
