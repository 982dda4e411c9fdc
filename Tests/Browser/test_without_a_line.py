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
    someone = person(proxy.url, "sales", whole=True, ahead=True).sign_in(scene.sales["email"])
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
    said = page.get_by_role("region", name=re.compile("^Discussion"))
    said.get_by_role("textbox").first.fill("The hall is ours from Monday")
    page.keyboard.press("Control+Enter")
    expect(said.get_by_text("The hall is ours from Monday")).to_be_visible()
    expect(bar(page)).to_contain_text("Offline, 5 edits waiting")

    page = someone.restart_browser()
    settle(page)
    plan = PlanPage(page)
    expect(plan.task("Book the large hall")).to_be_visible()
    expect(plan.objective("Win the southern depots")).to_be_visible()
    proxy.mend()
    until(lambda: len(scene.session.snapshot(scene.id)["comments"]) == 1, "everything to be sent")
    assert len(scene.titles("objectives")) == 2
    expect(bar(page)).to_have_count(0)
    expect(plan.task("Book the large hall")).to_have_count(1)
    assert sorted(scene.titles()) == ["Book the large hall", "Draft the second letter"]
    mine = scene.session.get(f"/api/changes?plan={scene.id}&limit=50")["items"]
    told = [(change["kind"], change["action"]) for change in reversed(mine) if change["seq"] > seq]
    assert [it for it in told if it[0] in ("task", "objective", "comment")] == [
        ("task", "update"), ("task", "create"), ("task", "update"), ("objective", "create"), ("comment", "create")], told
    assert scene.session.get(f"/api/tasks/{task['id']}")["title"] == "Draft the second letter"


def test_a_refused_edit_is_mended_and_what_builds_on_it_goes_with_it(person, server, scene, proxy):
    """While Sales have no line, their objective for a task is deleted, and so is a task that they go on editing."""
    objective = scene.objective("Win the northern depots")
    lost = scene.task("Draft the letter")
    someone = person(proxy.url, "sales", ahead=True).sign_in(scene.sales["email"])
    page = someone.open(scene.path)
    settle_for_a_reload(page)
    plan = PlanPage(page)
    proxy.cut()
    page.get_by_role("button", name=re.compile("^New task")).first.click()
    form = page.get_by_role("dialog", name=re.compile("task"))
    form.get_by_label("Title").fill("Book the hall")
    form.get_by_label("Objective").select_option(label="O1 Win the northern depots")
    form.get_by_role("button", name=re.compile("^(Add|Create|Ask|Send)")).click()
    plan.retitle(plan.task("Book the hall"), "Book the hall", "Book the large hall")
    page.keyboard.press("Escape")
    plan.retitle(plan.task("Draft the letter"), "Draft the letter", "Draft the second letter")
    page.keyboard.press("Escape")
    expect(bar(page)).to_contain_text("Offline, 3 edits waiting")
    for kind, record in (("tasks", lost), ("objectives", objective)):
        assert scene.session.call("DELETE", f"/api/{kind}/{record['id']}").status == 204
    proxy.mend()
    status = page.get_by_role("status").filter(has_text="2 edits not accepted")
    expect(status).to_be_visible()
    assert scene.titles() == []

    # They are still there after a reload, and one of them can be put right.
    page.reload()
    settle(page)
    expect(status).to_be_visible()
    page.get_by_role("button", name="Show", exact=True).click()
    panel = page.get_by_role("dialog", name="Edits not sent")
    task = panel.get_by_role("listitem").filter(has_text="Task added")
    expect(task).to_contain_text("1 later edit that builds on it")
    task.get_by_text("Objective", exact=True).locator("..").get_by_role("button", name="Leave out").click()
    task.get_by_role("button", name="Send again").click()
    until(lambda: scene.titles() == ["Book the large hall"], "the mended task and its new title to be sent")
    panel.get_by_role("region", name="Not accepted").get_by_role("button", name="Drop").click()
    expect(panel.get_by_text("Everything has been sent.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("status").filter(has_text="not accepted")).to_have_count(0)


def test_a_line_that_hangs_is_none(person, server, scene, proxy):
    """Connections are taken and nothing comes back: the page opens all the same, and what is made is sent later."""
    scene.task("Draft the letter")
    page = person(proxy.url, "sales", ahead=True).sign_in(scene.sales["email"]).open(scene.path)
    settle_for_a_reload(page)
    proxy.hang()
    page.reload()
    settle(page)
    plan = PlanPage(page)
    expect(plan.task("Draft the letter")).to_be_visible()
    plan.add_task("Book the hall", team="Marketing")
    expect(bar(page)).to_contain_text("Offline, 1 edit waiting", timeout=40_000)
    proxy.mend()
    until(lambda: sorted(scene.titles()) == ["Book the hall", "Draft the letter"], "the task to be sent")


def test_what_waits_is_its_members_alone_when_the_session_ends_elsewhere(person, server, scene, proxy):
    """Unsent edits stay for whoever made them; another at the same browser neither sees nor sends them."""
    someone = person(proxy.url, "sales", ahead=True).sign_in(scene.sales["email"])
    page = someone.open(scene.path)
    settle_for_a_reload(page)
    proxy.cut()
    PlanPage(page).add_task("Book the hall", team="Marketing")
    expect(bar(page)).to_contain_text("Offline, 1 edit waiting")
    assert someone.context.request.delete(f"{server.url}/api/session", headers={"Origin": server.url}).status == 204
    proxy.mend()
    expect(page).to_have_url(re.compile("/signin"))

    someone.sign_in(scene.marketing["email"])
    settle_for_a_reload(someone.open(scene.path))
    expect(PlanPage(page).task("Book the hall")).to_have_count(0)
    expect(bar(page)).to_have_count(0)
    PlanPage(page).add_task("Print the letters", team="Marketing")
    until(lambda: scene.titles() == ["Print the letters"], "their own edit to be sent, and nothing else")
    page.get_by_role("button", name=re.compile("Ellandra")).click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page).to_have_url(re.compile("/signin"))

    settle(someone.sign_in(scene.sales["email"]).open(scene.path))
    until(lambda: sorted(scene.titles()) == ["Book the hall", "Print the letters"], "what waited to be sent by who made it")


KEPT = """async () => ({
    caches: await caches.keys(), databases: (await indexedDB.databases()).map(it => it.name),
    stored: Object.keys(localStorage).filter(name => name.includes("member")) })"""
NOTHING = {"caches": [], "databases": [], "stored": []}


def test_signing_out_here_or_elsewhere_leaves_nothing_behind(person, server, scene, proxy):
    someone = person(proxy.url, "sales", ahead=True).sign_in(scene.sales["email"])
    page = someone.open(scene.path)
    settle_for_a_reload(page)
    until(lambda: page.evaluate(KEPT)["stored"], "something to be kept")
    kept = page.evaluate(KEPT)
    assert len(kept["caches"]) == 1 and len(kept["databases"]) == 1, kept
    page.get_by_role("button", name=re.compile("Ellandra")).click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page).to_have_url(re.compile("/signin"))
    until(lambda: page.evaluate(KEPT) == NOTHING, "everything to be erased")

    # Somebody else at the same browser: without a line, nothing that the first one opened.
    someone.sign_in(scene.marketing["email"])
    settle_for_a_reload(someone.open("/"))
    until(lambda: page.evaluate(KEPT)["stored"], "something to be kept")
    proxy.cut()
    someone.open(scene.path)
    expect(page.get_by_role("heading", name="Not opened here before")).to_be_visible()
    proxy.mend()

    # Their session is ended elsewhere.
    page.reload()
    settle(page)
    assert someone.context.request.delete(f"{proxy.url}/api/session", headers={"Origin": proxy.url}).status == 204
    expect(page).to_have_url(re.compile("/signin"))
    until(lambda: page.evaluate(KEPT) == NOTHING, "everything to be erased")

    # They leave while there is no line: the server learns of it before it is asked for anything else.
    settle_for_a_reload(someone.sign_in(scene.marketing["email"]).open("/"))
    until(lambda: page.evaluate(KEPT)["stored"], "something to be kept")
    proxy.cut()
    page.get_by_role("button", name=re.compile("Ellandra")).click()
    page.get_by_role("menuitem", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.evaluate(KEPT) == NOTHING | {"caches": ["quartet-app"]}
    proxy.mend()
    someone.open("/")
    expect(page).to_have_url(re.compile("/signin"))
