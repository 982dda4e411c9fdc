"""The line goes away and comes back: edits wait in the open, are sent once, and nothing is lost or doubled on the way in."""

import re

from harness import until
from harness.plan_page import PlanPage
from harness.screen import settle, settle_for_offline
from playwright.sync_api import expect

WAITING = re.compile(r"\b1 (change|edit)|waiting|unsent|offline", re.I)


def test_an_edit_while_the_server_is_down_is_sent_once(person, server, scene):
    scene.task("Draft the letter")
    someone = person(server.url, "sales", ahead=True).sign_in(scene.sales["email"])
    page = someone.open(scene.path)
    settle_for_offline(page)
    plan = PlanPage(page)
    server.kill()
    plan.retitle(plan.task("Draft the letter"), "Draft the letter", "Draft the second letter")
    expect(plan.task("Draft the second letter")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text=WAITING).first).to_be_visible()
    server.start()
    until(lambda: scene.titles() == ["Draft the second letter"], "the edit to be sent")
    expect(page.get_by_role("status").filter(has_text=WAITING)).to_have_count(0)
    expect(plan.task("Draft the second letter")).to_be_visible()


def test_what_was_made_while_offline_is_there_once(person, server, scene, proxy):
    """The answer to a creation is lost on the line; the browser tries again and the server knows it by its key."""
    someone = person(proxy.url, "sales", ahead=True).sign_in(scene.sales["email"])
    page = someone.open(scene.path)
    settle_for_offline(page)
    plan = PlanPage(page)
    proxy.cut()
    plan.add_task("Book the hall", team="Marketing")
    expect(page.get_by_role("status").filter(has_text=WAITING).first).to_be_visible()
    assert scene.titles() == []
    proxy.mend()
    until(lambda: scene.titles() == ["Book the hall"], "the task to be sent")
    expect(plan.task("Book the hall")).to_have_count(1)
    changes = scene.session.get(f"/api/changes?plan={scene.id}&kind=task")["items"]
    assert [change["action"] for change in changes] == ["create"]


def test_the_queue_survives_a_reload(person, server, scene, proxy):
    """Typed while offline, the tab closed and opened: the words are still there and still go out."""
    scene.task("Draft the letter")
    someone = person(proxy.url, "sales", ahead=True).sign_in(scene.sales["email"])
    page = someone.open(scene.path)
    settle_for_offline(page)
    plan = PlanPage(page)
    proxy.cut()
    plan.retitle(plan.task("Draft the letter"), "Draft the letter", "Draft the second letter")
    expect(page.get_by_role("status").filter(has_text=WAITING).first).to_be_visible()
    page.close()
    proxy.mend()
    someone.page = someone.context.new_page()
    someone.open(scene.path)
    until(lambda: scene.titles() == ["Draft the second letter"], "the edit to be sent")


def test_an_edit_refused_by_the_server_is_taken_back(person, server, scene, api):
    """Queued while offline, refused when it arrives: the screen says so and shows what is true."""
    task = scene.task("Draft the letter")
    someone = person(server.url, "sales", ahead=True).sign_in(scene.sales["email"])
    page = someone.open(scene.path)
    settle_for_offline(page)
    plan = PlanPage(page)
    page.route("**/api/tasks/**", lambda route: route.fulfill(
        status=403, content_type="application/problem+json",
        body='{"type":"about:blank","title":"Forbidden","status":403,"detail":"You may not edit this task."}'))
    plan.retitle(plan.task("Draft the letter"), "Draft the letter", "Draft the second letter")
    expect(page.get_by_text("You may not edit this task.").first).to_be_visible()
    expect(plan.task("Draft the letter")).to_be_visible()
    assert scene.session.get(f"/api/tasks/{task['id']}")["title"] == "Draft the letter"


def test_the_stream_resumes_with_nothing_lost_or_doubled(person, server, scene, proxy):
    page = person(proxy.url, "marketing").sign_in(scene.marketing["email"]).open(scene.path)
    settle(page)
    page.evaluate("globalThis.loadedOnce = true")
    plan = PlanPage(page)
    wanted = []
    for number in range(4):
        for step in ("before the cut", "during it"):
            if step == "during it":
                proxy.cut()
            for part in range(3):
                wanted.append(f"Task {number}.{part} made {step}")
                scene.task(wanted[-1])
        proxy.mend()
        expect(plan.task(wanted[-1])).to_be_visible(timeout=30_000)
    for title in wanted:
        expect(plan.task(title)).to_have_count(1)
    assert page.evaluate("globalThis.loadedOnce"), "the page was loaded anew"
    assert sorted(scene.titles()) == sorted(wanted)


def test_what_was_made_offline_leads_nobody_away_later(person, server, scene, proxy):
    page = person(proxy.url, "sales", ahead=True).sign_in(scene.sales["email"]).open("/accounts")
    settle(page)
    page.wait_for_function("() => document.documentElement.dataset.complete === ''")
    proxy.cut()
    page.get_by_role("button", name="New account").first.click()
    form = page.get_by_role("dialog", name="New account")
    form.get_by_label("Name").fill("Harbour Ropes")
    form.get_by_role("button", name="Add account").click()
    expect(form).to_have_count(0)
    proxy.mend()
    found = "/api/accounts?q=Harbour%20Ropes"
    until(lambda: len(scene.session.get(found)["items"]) == 1, "the account to be sent")
    expect(page.get_by_role("status").filter(has_text=WAITING)).to_have_count(0)
    expect(page).to_have_url(re.compile("/accounts$"))
