"""A whole journey without a line: what was opened opens again, what is made waits, and all of it arrives once, in order."""

import re

from harness import until
from harness.plan_page import PlanPage
from harness.screen import settle, settle_for_a_reload
from playwright.sync_api import expect


def bar(page):
    return page.get_by_role("status").filter(has_text=re.compile("Offline|Sending"))


def test_a_plan_is_worked_on_through_a_reload_and_a_restart(person, server, scene, proxy):
    task = scene.task("Draft the letter")
    scene.objective("Win the northern depots")
    someone = person(proxy.url, "sales", whole=True).sign_in(scene.sales["email"])
    page = someone.open(scene.path)
    settle_for_a_reload(page)
    plan = PlanPage(page)
    # Changed while the page was open: what is kept has to know.
    plan.retitle(plan.task("Draft the letter"), "Draft the letter", "Draft the first letter")
    until(lambda: scene.titles() == ["Draft the first letter"], "the title to be kept")
    page.keyboard.press("Escape")
    seq = scene.session.get("/api/session")["seq"]

    proxy.cut()
    plan.retitle(plan.task("Draft the first letter"), "Draft the first letter", "Draft the second letter")
    page.keyboard.press("Escape")
    plan.add_task("Book the hall", team="Marketing")
    expect(bar(page)).to_contain_text("Offline, 2 edits waiting")

    page.reload()
    settle(page)
    plan = PlanPage(page)
    expect(bar(page)).to_contain_text("Offline, 2 edits waiting")
    expect(plan.task("Draft the second letter")).to_be_visible()
    plan.retitle(plan.task("Book the hall"), "Book the hall", "Book the large hall")
    page.keyboard.press("Escape")
    page.get_by_role("navigation", name="Plan", exact=True).get_by_role("link", name="Plan").click()
    expect(plan.objective("Win the northern depots")).to_be_visible()
    plan.add_objective("Win the southern depots")
    expect(bar(page)).to_contain_text("Offline, 4 edits waiting")

    page = someone.restart_browser()
    settle(page)
    plan = PlanPage(page)
    expect(plan.task("Book the large hall")).to_be_visible()
    expect(plan.objective("Win the southern depots")).to_be_visible()
    proxy.mend()
    until(lambda: len(scene.titles("objectives")) == 2, "everything to be sent")
    expect(bar(page)).to_have_count(0)
    expect(plan.task("Book the large hall")).to_have_count(1)
    assert sorted(scene.titles()) == ["Book the large hall", "Draft the second letter"]
    mine = scene.session.get(f"/api/changes?plan={scene.id}&limit=50")["items"]
    told = [(change["kind"], change["action"]) for change in reversed(mine) if change["seq"] > seq]
    assert [it for it in told if it[0] in ("task", "objective")] == [
        ("task", "update"), ("task", "create"), ("task", "update"), ("objective", "create")], told
    assert scene.session.get(f"/api/tasks/{task['id']}")["title"] == "Draft the second letter"
