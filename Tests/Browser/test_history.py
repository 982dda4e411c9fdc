"""History as two people use it: found, taken back, brought back, and the plan as it was beside the plan as it is."""

import re

from harness import until
from harness.people import PHONE
from harness.screen import settle
from playwright.sync_api import expect

TASK = "Write to the depot leads"
OBJECTIVE = "Adopt analytics in four depots"


def row(page, words):
    """The line of history that says this."""
    return page.locator(".journal li[data-row]").filter(has_text=words).first


def test_a_day_of_two_people_is_told_taken_back_and_brought_back(person, server, scene, api):
    objective = scene.objective(OBJECTIVE, target=40, notes="Dispatchers see their own depot.\nTheir leads see all.")
    task = scene.task(TASK, team="Sales")
    begun = scene.session.snapshot(scene.id)["seq"]
    hers = person(server.url, "sales").sign_in(scene.sales["email"]).open(f"{scene.path}/history")
    settle(hers)

    # What the other does arrives while one looks; what they did to many is one line.
    theirs = api(scene.marketing["email"])
    theirs.patch(f"/api/tasks/{task['id']}", {"title": "Call the depot leads"})
    expect(row(hers, f"renamed {TASK} to Call the depot leads")).to_be_visible()
    letters = [scene.task(f"Letter {number}", team="Marketing") for number in range(4)]
    for letter in letters:
        theirs.patch(f"/api/tasks/{letter['id']}", {"status": "done"})
    finished = row(hers, "finished 4 tasks")
    expect(finished).to_be_visible()
    finished.get_by_text("Which").click()
    expect(finished.locator("details li")).to_have_count(4)

    # An edit on which nothing stands goes back; one that was edited since says why it cannot.
    finished.get_by_role("button", name="Undo: finished 4 tasks").click()
    expect(row(hers, "put 4 tasks back to do").or_(row(hers, "reopened 4 tasks"))).to_be_visible()
    scene.session.patch(f"/api/tasks/{task['id']}", {"title": "Visit the depot leads"})
    renamed = row(hers, f"renamed {TASK} to Call the depot leads")
    renamed.hover()
    renamed.get_by_role("button", name=re.compile("^Undo: renamed")).click()
    expect(renamed.get_by_role("alert")).to_contain_text("Title of the task changed since.")

    # Filters stand in the address, and what comes meanwhile obeys them.
    hers.get_by_role("combobox", name="Who").select_option(label="Marketing")
    expect(row(hers, "asked Marketing for Letter 0")).to_have_count(0)
    hers.get_by_role("combobox", name="What").select_option(label="Changed")
    hers.get_by_role("combobox", name="When").select_option(label="Today")
    hers.get_by_role("combobox", name="Kind").select_option(label="Tasks")
    expect(hers).to_have_url(re.compile(rf"who=team%3A{scene.teams['Marketing']}&what=changed&when=today&kind=task$"))
    hers.reload()
    settle(hers)
    scene.objective("Renew early")
    theirs.patch(f"/api/tasks/{letters[0]['id']}", {"priority": "high"})
    expect(row(hers, "changed the priority of Letter 0")).to_be_visible()
    expect(row(hers, "added Renew early")).to_have_count(0)
    hers.get_by_role("button", name="Clear").click()
    expect(row(hers, "added Renew early")).to_be_visible()

    # A deletion is brought back from its line, with what had gone with it.
    scene.session.post("/api/comments", {"plan": scene.id, "about": f"task:{task['id']}", "text": "By Friday"})
    scene.session.call("DELETE", f"/api/tasks/{task['id']}")
    deleted = row(hers, "deleted the task Visit the depot leads")
    deleted.hover()
    deleted.get_by_role("button", name=re.compile("^Restore")).click()
    expect(row(hers, "brought back the task Visit the depot leads")).to_be_visible()
    expect(deleted.get_by_role("button", name=re.compile("^Restore"))).to_have_count(0)
    assert [it["text"] for it in scene.session.snapshot(scene.id)["comments"]] == ["By Friday"]

    # A link to what was deleted says so, and offers the same; then it opens what it names.
    scene.session.call("DELETE", f"/api/tasks/{task['id']}")
    hers.goto(f"{server.url}{scene.path}/tasks?task={task['id']}")
    gone = hers.get_by_role("dialog", name="Task, deleted")
    expect(gone).to_contain_text("Visit the depot leads")
    gone.get_by_role("button", name="Restore").click()
    panel = hers.get_by_role("dialog", name="Task", exact=True)
    expect(panel.get_by_role("button", name=re.compile("^Title: Visit the depot leads"))).to_be_visible()
    panel.get_by_text("History of this").click()
    expect(row(panel, f"renamed {TASK} to Call the depot leads")).to_be_visible()

    # The plan before all this, beside the plan now: what differs is said, and texts word by word.
    scene.session.patch(f"/api/objectives/{objective['id']}", {
        "target": 60, "notes": "Dispatchers see their own depots.\nTheir leads see all."})
    hers.goto(f"{server.url}{scene.path}/history?compare={begun}..now")
    settle(hers)
    changed = hers.get_by_role("article").filter(has_text=OBJECTIVE)
    expect(changed.locator(".tag")).to_have_text("Changed")
    expect(changed.locator(".differs")).to_have_count(2)
    expect(changed.locator("del")).to_have_text(["40", "depot"])
    expect(changed.locator("ins")).to_have_text(["60", "depots"])
    expect(hers.get_by_role("article").filter(has_text="Letter 3").locator(".tag")).to_have_text("Added")
    expect(hers.get_by_role("status").filter(has_text="differences")).to_have_text("7 differences: 2 changed, 5 added")
    expect(changed.get_by_text("Weight")).to_have_count(0)
    hers.get_by_label("Only differences").uncheck()
    expect(hers.get_by_role("article").filter(has_text="Plan team")).to_have_count(0)
    expect(hers.get_by_role("heading", name="Plan team")).to_be_visible()
    # It follows the plan where one side of it is now.
    theirs.patch(f"/api/objectives/{objective['id']}", {"target": 40})
    expect(changed.locator(".differs")).to_have_count(1)

    hers.get_by_role("combobox", name="Before").select_option(label="A day…")
    expect(hers).to_have_url(re.compile(r"compare=\d{4}-\d\d-\d\d\.\.now$"))
    hers.goto(f"{server.url}{scene.path}/history?at=1")
    expect(hers.get_by_role("alert")).to_have_text("That moment is before the plan began.")


def test_undoing_what_a_filter_hides_a_part_of_is_asked_first(person, server, scene):
    """A weekly task that is done makes the next one, in one entry, of which the filter shows just that."""
    task = scene.task(TASK, team="Sales", due="2031-03-03", recurrence="weekly")
    scene.session.patch(f"/api/tasks/{task['id']}", {"status": "done"})
    page = person(server.url, "sales").sign_in(scene.sales["email"]).open(f"{scene.path}/history?what=created&kind=task")
    settle(page)
    made = row(page, f"added the task {TASK}")
    undo = made.get_by_role("button", name=re.compile("^Undo"))
    made.hover()
    undo.click()
    asked = page.get_by_role("alertdialog", name="Undo what the filter hides, too?")
    expect(asked).to_contain_text("3 changes, 2 of them hidden by the filter")
    asked.get_by_role("button", name="Cancel").click()
    assert scene.titles() == [TASK, TASK]
    undo.click()
    asked.get_by_role("button", name="Undo all of it").click()
    until(lambda: scene.titles() == [TASK], "the next one to be gone")
    assert scene.session.get(f"/api/tasks/{task['id']}")["status"] == "todo"


def test_the_past_of_a_plan_on_a_phone(person, server, scene, api):
    task = scene.task(TASK)
    scene.session.call("DELETE", f"/api/tasks/{task['id']}")
    page = person(server.url, "marketing", viewport=PHONE, has_touch=True).sign_in(scene.marketing["email"]).open(
        f"{scene.path}/history")
    settle(page)
    deleted = row(page, f"deleted the task {TASK}")
    deleted.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="Compare before and after").click()
    gone = page.get_by_role("article").filter(has_text=TASK)
    expect(gone.locator(".tag")).to_have_text("Removed")
    before, after = gone.locator("dd").filter(has_text="Before").first, gone.locator("dd").filter(has_text="After").first
    assert before.bounding_box()["y"] < after.bounding_box()["y"], "before stands above after"
    page.get_by_role("button", name="Swap").click()
    expect(gone.locator(".tag")).to_have_text("Added")
    page.get_by_role("link", name="All changes").click()
    deleted.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("menuitem", name="The plan before this").click()
    expect(page.get_by_role("article").filter(has_text=TASK)).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="The plan as it stood")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
