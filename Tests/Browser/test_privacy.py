"""A guest sees the plans they are on, and of those accounts the name. A restricted plan does not exist for others."""

import pytest
from harness.screen import settle
from playwright.sync_api import expect

SECRET = "Project Nightjar"


@pytest.fixture
def restricted(server, staff, api):
    """A restricted plan made by someone in Sales, with a task, a comment and an account nobody else is on."""
    owner = staff.find(team="Sales")
    session = api(owner["email"])
    account = session.post("/api/accounts", {"name": "Thistle Works"})
    plan = session.post("/api/plans", {"account": account["id"], "title": SECRET, "access": "restricted"})
    team = session.me["team"]
    session.post("/api/tasks", {"plan": plan["id"], "team": team, "title": f"{SECRET} task"})
    session.post("/api/objectives", {"plan": plan["id"], "title": f"{SECRET} objective"})
    session.post("/api/comments", {"plan": plan["id"], "text": f"{SECRET} comment"})
    return {"owner": owner, "account": account["id"], "plan": plan["id"], "session": session}


def test_its_owner_sees_it(restricted, person, server):
    page = person(server.url, "owner").sign_in(restricted["owner"]["email"]).open(f"/plans/{restricted['plan']}")
    expect(page.get_by_text(f"{SECRET} task").first).to_be_visible()


@pytest.mark.parametrize("role", ["member", "guest"])
def test_others_find_it_nowhere(role, restricted, person, staff, server, api):
    stranger = staff.find(role=role, but=[restricted["owner"]["email"]], team="Product" if role == "member" else None)
    session = api(stranger["email"])
    for path in ("/api/plans", "/api/tasks", "/api/objectives", "/api/comments", "/api/changes", "/api/accounts?include=plans",
                 "/api/home", "/api/work", f"/api/changes?plan={restricted['plan']}",
                 f"/api/accounts/{restricted['account']}/overview"):
        answer = session.call("GET", path)
        assert answer.status in (200, 403, 404), f"{path}: {answer}"
        assert SECRET not in answer.body.decode(), path
    assert session.call("GET", f"/api/plans/{restricted['plan']}").status == 404
    assert session.call("GET", f"/api/plans/{restricted['plan']}/snapshot").status == 404

    someone = person(server.url, role).sign_in(stranger["email"])
    for path in (f"/plans/{restricted['plan']}", "/", "/accounts", "/work", f"/accounts/{restricted['account']}"):
        page = someone.open(path)
        settle(page)
        expect(page.get_by_text(SECRET)).to_have_count(0)
        assert SECRET not in page.title()


def test_a_plan_taken_away_leaves_the_screen(restricted, person, staff, server):
    """Someone put on the plan looks at it; when they are taken off it, it goes from their screen at once."""
    session = restricted["session"]
    email = staff.find(team="Marketing")["email"]
    member = next(member for member in session.get("/api/members?limit=200")["items"] if member["email"] == email)
    seat = session.post("/api/plan-members", {
        "plan": restricted["plan"], "member": member["id"], "team": member["team"], "role": "contributor"})
    page = person(server.url, "visitor").sign_in(email).open(f"/plans/{restricted['plan']}")
    expect(page.get_by_text(f"{SECRET} task").first).to_be_visible()
    assert session.call("DELETE", f"/api/plan-members/{seat['id']}").status == 204
    expect(page.get_by_text(SECRET)).to_have_count(0)
