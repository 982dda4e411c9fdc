"""Markup in every text field there is: on every screen it is text, and the browser is given nothing to run or to forbid."""

import pytest
from harness.screen import settle
from playwright.sync_api import expect

LINE = '"><img src=x onerror=broken=1>'
LINES = LINE + "\n<script>broken=1</script><svg onload=broken=1>\n[x](javascript:broken=1) javascript:broken=1 ![y](x)\nhttps://x.example/'\"onmouseover=\"broken=1"
# What is no free text: each is checked against a list, or is how somebody signs in.
NO_TEXT = {("workspace", "currency"), ("workspace", "timeZone"), ("member", "timeZone"), ("member", "email"), ("workspace", "mailFrom"),
           ("savedView", "screen"), ("savedView", "query")}


def plant(api, kind, description, record):
    """Fills every text field of a record that may be written. Returns how many took it."""
    taken = 0
    for field in description["fields"]:
        if field["type"] != "text" or field.get("readOnly") or field.get("fixed") or (kind, field["name"]) in NO_TEXT:
            continue
        text = (LINES if field.get("multiline") else LINE)[:field.get("maxLength", 10_000)]
        answer = api.call("PATCH", f"/api/{description['path']}/{record['id']}", {field["name"]: text})
        assert answer.status == 200, (kind, field["name"], answer)
        taken += 1
    return taken


@pytest.fixture
def planted(scene, staff, api):
    """The scene's plan with something of every kind, all of it with markup in every text field."""
    session, admin = scene.session, api(staff.find(role="admin")["email"])
    kinds = admin.get("/api/schema")["kinds"]
    goal, task = scene.objective("Aim", due="2027-03-01"), scene.task("Step", due="2026-12-01")
    scene.commitment = session.post("/api/commitments", {"plan": scene.id, "objective": goal["id"], "team": scene.teams["Marketing"], "ask": LINE})
    marketing = api(scene.marketing["email"])
    marketing.post(f"/api/commitments/{scene.commitment['id']}/answers", {"answer": "declined", "reason": LINE})
    review = session.post("/api/reviews", {"plan": scene.id, "type": "weekly", "title": "Weekly", "leader": session.me["id"], "startsAt": "2026-12-01T09:00:00Z"})
    session.post(f"/api/reviews/{review['id']}/openings", {})
    item = session.post("/api/agenda-items", {"plan": scene.id, "review": review["id"], "title": "Own"})
    about = {"plan": scene.id, "review": review["id"], "item": item["id"]}
    made = {
        "account": scene.account, "plan": scene.plan, "objective": goal, "task": task, "review": review, "agendaItem": item,
        "comment": session.post("/api/comments", {"plan": scene.id, "text": "Said", "about": f"task:{task['id']}"}),
        "reviewNote": session.post("/api/review-notes", about | {"text": "Noted"}),
        "decision": session.post("/api/decisions", about | {"text": "Decided", "team": scene.teams["Marketing"]}),
    }
    count = sum(plant(session, kind, kinds[kind], record) for kind, record in made.items())
    of_admin = {"team": admin.get("/api/teams")["items"][0], "member": session.me, "workspace": admin.get("/api/workspaces")["items"][0]}
    count += sum(plant(admin, kind, kinds[kind], record) for kind, record in of_admin.items())
    assert count > 20, count
    session.post("/api/comments", {"plan": scene.id, "text": f"@[<img src=x onerror=broken=1>](member:{session.me['id']}) {LINES}"})
    session.post("/api/saved-views", {"owner": session.me["id"], "screen": "accounts", "name": LINE})
    shared = session.post(f"/api/plans/{scene.id}/share-links", {
        "label": LINE, "sections": ["purpose", "objectives", "commitments", "tasks", "dates", "people"], "tasks": [task["id"]]})
    scene.review, scene.shared = review, shared["link"][shared["link"].index("/share/"):]
    return scene


def test_markup_is_text_on_every_screen(planted, person, server):
    plan, page = planted.path, person(server.url, "sales").sign_in(planted.sales["email"]).page
    paths = [
        plan, f"{plan}/tasks", f"{plan}/history", f"{plan}/reviews", f"{plan}/reviews/{planted.review['id']}", "/", "/inbox", "/work",
        "/accounts", f"/accounts/{planted.account['id']}", f"/accounts/{planted.account['id']}/history", "/alignment", "/teams",
        "/search?q=onerror", "/settings/members", "/settings/teams", planted.shared,
    ]
    for path in paths:
        page.goto(f"{server.url}{path}")
        settle(page)
        if path not in ("/work", "/alignment"):
            expect(page.locator("body"), path).to_contain_text("onerror=broken")
        assert page.evaluate("globalThis.broken") is None, path
        assert page.locator("img[src='x'], svg[onload], [onmouseover], [onerror], a[href^='javascript:' i]").count() == 0, path
    page.goto(f"{server.url}{plan}/tasks")
    page.get_by_role("link").filter(has_text="onerror=broken").first.click()
    settle(page)
    assert page.evaluate("globalThis.broken") is None
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("onerror")
    expect(page.get_by_role("option").filter(has_text="onerror=broken").first).to_be_visible()
    assert page.evaluate("globalThis.broken") is None
