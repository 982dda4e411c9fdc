"""What one team asks of another: asked, countered, promised, moved, held to, released, reopened; each on two screens at once."""

import re

import pytest
from harness import until
from harness.plan_page import Board, PlanPage
from harness.screen import settle
from playwright.sync_api import expect

TASK = "Two customer quotes for the winter brief"
# Wanted before anything that the demonstration asks of anybody, so that it stands first.
FIRST_OF_ALL = "2020-01-06"
DAY, LATER = "2031-03-31", "2031-04-30"
DAY_SHOWN, LATER_SHOWN = "31 Mar 2031", "30 Apr 2031"


class Home:
    """What waits for the answer of whoever looks at it."""

    def __init__(self, page):
        self.page = page
        self.requests = page.get_by_role("region", name="Waiting for your answer")

    def row(self, title):
        return self.requests.get_by_role("listitem").filter(has=self.page.get_by_role("link", name=title, exact=True))

    def waiting(self):
        """What the sidebar counts."""
        badge = self.page.get_by_role("navigation", name="Workspace", exact=True).get_by_role("link", name=re.compile("^Home"))
        found = re.search(r"(\d+) waiting", badge.text_content())
        return int(found[1]) if found else 0


@pytest.fixture
def at(person, server, scene):
    """at("sales", "/") is that team's representative at an address."""

    def arrive(team, path):
        page = person(server.url, team).sign_in(getattr(scene, team)["email"]).open(path)
        settle(page)
        return page

    return arrive


@pytest.fixture
def answer(scene, api):
    """answer(task, "marketing", answer="accepted") is that team's word, given elsewhere."""

    def give(task, team, **words):
        return api(getattr(scene, team)["email"]).post(f"/api/tasks/{task['id']}/answers", words)

    return give


@pytest.fixture
def promise(scene, answer):
    """A task that Marketing has promised Sales."""
    return answer(scene.task(TASK, due=DAY), "marketing", answer="accepted")


@pytest.fixture
def stands(scene):
    """stands(status="done") waits until the scene's only task is so."""

    def wait(**wanted):
        def look():
            [task] = scene.session.snapshot(scene.id)["tasks"]
            return {name: task[name] for name in wanted} == wanted

        until(look, f"the task to be {wanted}")

    return wait


def tasks_of(page):
    return page.get_by_role("region", name="Tasks")


def row_of(page, title=TASK):
    return page.get_by_role("row").filter(has=page.get_by_role("link", name=title, exact=True))


def open_detail(page, title=TASK):
    page.get_by_role("link", name=title, exact=True).click()
    return page.get_by_role("dialog", name="Task")


def test_a_request_is_countered_and_promised(at, scene, stands):
    marketing = Home(at("marketing", "/"))
    sales = at("sales", scene.path)
    before = marketing.waiting()
    sales.get_by_role("button", name=re.compile("^New task")).first.click()
    form = sales.get_by_role("dialog", name=re.compile("^(New task|Ask .* for a task)$"))
    form.get_by_label("Title").fill(TASK)
    form.get_by_label("Team").select_option(label="Marketing")
    form.get_by_label("Due").fill(FIRST_OF_ALL)
    form.get_by_role("button", name="Ask Marketing").click()

    first = marketing.requests.get_by_role("listitem").first
    expect(first.get_by_role("link", name=TASK)).to_be_visible()
    assert marketing.waiting() == before + 1

    first.get_by_role("button", name=f"Counter: {TASK}").click()
    first.get_by_label("Any other day").fill(DAY)
    first.get_by_label(re.compile("^Note to")).fill("The buyer is away until then")
    first.get_by_role("button", name=re.compile("^Send .*31 Mar")).click()
    expect(marketing.row(TASK)).to_have_count(0)
    assert marketing.waiting() == before

    row = row_of(sales)
    expect(row.get_by_text("The buyer is away until then")).to_be_visible()
    row.get_by_role("button", name=f"Accept {DAY_SHOWN}: {TASK}").click()
    expect(row.get_by_text("Promised", exact=True)).to_be_visible()
    stands(handshake="accepted", promised=DAY, due=DAY)


def test_a_day_moved_by_hand_is_a_request_and_the_promise_is_held_to(at, scene, promise, stands):
    marketing = Home(at("marketing", "/"))
    before = marketing.waiting()
    sales = at("sales", f"{scene.path}/tasks")
    detail = open_detail(sales)
    detail.get_by_role("button", name=re.compile("^Due day: .*Edit$")).click()
    field = detail.get_by_label("Due day", exact=True)
    field.fill(LATER)
    # The browser's calendar lies over the field and takes the keys.
    field.blur()
    expect(detail.get_by_text(f"Promised for {DAY_SHOWN} · new day proposed")).to_be_visible()

    until(lambda: marketing.waiting() == before + 1, "Marketing to be asked")
    # It is wanted later than what else waits there.
    for more in marketing.requests.get_by_role("button", name=re.compile("^Show all")).all():
        more.click()
    row = marketing.row(TASK)
    expect(row).to_contain_text("instead of")
    row.get_by_role("button", name=f"Hold to {DAY_SHOWN}: {TASK}").click()
    row.get_by_role("textbox", name=f"Why not {LATER_SHOWN}?").fill("It is printed in March")
    row.get_by_role("button", name=f"Hold to {DAY_SHOWN}", exact=True).click()
    expect(marketing.row(TASK)).to_have_count(0)

    expect(detail.get_by_text("Promised", exact=True)).to_be_visible()
    expect(detail.get_by_text("It is printed in March")).to_be_visible()
    stands(handshake="accepted", promised=DAY, due=DAY)


def test_the_asker_takes_back_a_day_of_their_own(at, scene, promise, stands):
    scene.session.patch(f"/api/tasks/{promise['id']}", {"due": LATER})
    sales = at("sales", f"{scene.path}/tasks")
    detail = open_detail(sales)
    detail.get_by_role("button", name=f"Take back the new day: {TASK}").click()
    expect(detail.get_by_text("Promised", exact=True)).to_be_visible()
    stands(handshake="accepted", due=DAY, status="todo")


def test_a_request_is_withdrawn_before_it_is_answered(at, scene):
    scene.task(TASK, due=FIRST_OF_ALL)
    marketing = Home(at("marketing", "/"))
    expect(marketing.row(TASK)).to_be_visible()
    sales = at("sales", f"{scene.path}/tasks")
    detail = open_detail(sales)
    detail.get_by_role("button", name=f"Withdraw and drop: {TASK}").click()
    expect(detail.get_by_role("button", name="Status: Dropped. Edit")).to_be_visible()
    expect(marketing.row(TASK)).to_have_count(0)


@pytest.mark.parametrize("state", ["open", "under renegotiation", "dropped"])
def test_the_asker_releases_wherever_a_promise_stands(state, at, scene, api, promise, stands):
    theirs = api(scene.marketing["email"])
    if state != "open":
        theirs.patch(f"/api/tasks/{promise['id']}", {"due": LATER} if state == "under renegotiation" else {"status": "dropped"})
    marketing = at("marketing", f"{scene.path}/tasks?show=promises")
    sales = at("sales", f"{scene.path}/tasks?show=promises")
    detail = open_detail(sales)
    detail.get_by_role("button", name=f"Release: {TASK}").click()
    sales.get_by_role("alertdialog").get_by_role("button", name="Release", exact=True).click()
    expect(detail.get_by_text("Released", exact=True)).to_be_visible()
    expect(row_of(marketing).get_by_text("Released", exact=True)).to_be_visible()
    stands(released=True)


def test_who_delivers_is_not_offered_the_askers_say(at, scene, promise):
    detail = open_detail(at("marketing", f"{scene.path}/tasks"))
    expect(detail.get_by_role("region", name="Request between teams")).to_be_visible()
    expect(detail.get_by_role("button", name=re.compile("^(Release|Reopen|Withdraw|Hold)"))).to_have_count(0)
    expect(detail.get_by_role("button", name="Delete")).to_have_count(0)


def test_the_asker_reopens_what_was_called_done(at, scene, api, promise, stands):
    """Also as somebody who only looks on."""
    seat = next(it for it in scene.session.snapshot(scene.id)["planMembers"] if it["duty"] and it["team"] == scene.teams["Sales"])
    api(scene.marketing["email"]).patch(f"/api/tasks/{promise['id']}", {"status": "done"})
    scene.session.patch(f"/api/plan-members/{seat['id']}", {"role": "viewer"})
    marketing = at("marketing", f"{scene.path}/tasks")
    expect(marketing.get_by_role("link", name=TASK, exact=True)).to_have_count(0)
    sales = at("sales", f"{scene.path}/tasks?show=promises")
    row_of(sales).get_by_role("button", name=f"Reopen: {TASK}").click()
    expect(tasks_of(marketing).get_by_role("link", name=TASK, exact=True)).to_be_visible()
    stands(status="todo", promised=DAY)


def test_an_answer_that_comes_second_says_which_one_stands(at, scene, answer):
    task = scene.task(TASK, due=DAY)
    marketing = at("marketing", f"{scene.path}/tasks")
    row_of(marketing).get_by_role("button", name=f"Decline: {TASK}").click()
    form = marketing.get_by_role("dialog", name="Decline the request")
    form.get_by_label("Why not").fill("Nobody is free")
    answer(task, "marketing", answer="accepted")
    form.get_by_role("button", name="Decline", exact=True).click()
    name = scene.marketing["name"]
    expect(form.get_by_role("alert")).to_have_text(f"Answered already. {name} accepted it for {DAY_SHOWN}.")
    expect(form.get_by_label("Why not")).to_have_value("Nobody is free")
    form.get_by_role("button", name="Cancel").click()
    expect(row_of(marketing).get_by_text("Promised", exact=True)).to_be_visible()


def test_a_refused_answer_stands_open_with_its_words(at, scene):
    scene.task(TASK, due=FIRST_OF_ALL)
    home = Home(at("marketing", "/"))
    home.page.route("**/api/tasks/*/answers", lambda route: route.fulfill(
        status=403, content_type="application/problem+json",
        body='{"title":"Forbidden","status":403,"detail":"Not from this room."}'))
    row = home.row(TASK)
    row.get_by_role("button", name=f"Decline: {TASK}").click()
    row.get_by_role("textbox", name="Why not?").fill("Nobody is free before June")
    row.get_by_role("button", name="Decline", exact=True).click()
    expect(row.get_by_role("alert")).to_have_text("Not from this room.")
    expect(row.get_by_role("textbox", name="Why not?")).to_have_value("Nobody is free before June")


def test_what_is_not_accepted_is_not_dragged_to_done(at, scene, answer, stands):
    task = scene.task(TASK, due=DAY)
    marketing = at("marketing", f"{scene.path}/tasks")
    board = Board(marketing).open()
    board.card("To do", TASK).drag_to(marketing.get_by_role("region", name="Done", exact=True))
    board.move(TASK, "In progress")
    marketing.get_by_role("button", name=f"Move {TASK} to…").click()
    expect(marketing.get_by_role("menuitem", name="Blocked")).to_be_visible()
    expect(marketing.get_by_role("menuitem", name="Done")).to_have_count(0)
    marketing.keyboard.press("Escape")
    answer(task, "marketing", answer="accepted")
    expect(marketing.get_by_text("Promised", exact=True)).to_be_visible()
    board.drag(TASK, "In progress", "Done")
    stands(status="done")


def test_a_team_is_asked_on_several_accounts_at_once(at, scene, api):
    other = scene.session.post("/api/accounts", {"name": "Harbour Cranes"})
    teams = list(scene.teams.values())
    plan = scene.session.post("/api/plans", {"account": other["id"], "title": "FY27", "teams": teams})
    theirs = api(scene.product["email"])
    closed = theirs.post("/api/accounts", {"name": "Harbour Lights"})
    theirs.post("/api/plans", {"account": closed["id"], "title": "FY27", "teams": teams})
    page = at("sales", "/accounts?q=Harbour")
    for name in ("Harbour Cranes", "Harbour Glass", "Harbour Lights"):
        page.get_by_role("checkbox", name=re.compile(name)).check()
    page.get_by_role("button", name="Ask a team").click()
    form = page.get_by_role("dialog", name="Ask a team on 2 plans")
    expect(form.get_by_role("status")).to_contain_text("Harbour Lights: you may not write there")
    form.get_by_label("What do you ask for?").fill(TASK)
    form.get_by_role("combobox", name="Team").select_option(label="Marketing")
    form.get_by_label("Wanted day").fill(DAY)
    form.get_by_role("button", name="Ask", exact=True).click()
    expect(form).to_have_count(0)
    for id in (scene.id, plan["id"]):
        [task] = scene.session.snapshot(id)["tasks"]
        assert (task["title"], task["handshake"], task["team"]) == (TASK, "requested", scene.teams["Marketing"])


def test_a_bulk_edit_is_taken_back_as_one(at, scene):
    titles = ["One letter", "Two letters", "Three letters"]
    for title in titles:
        scene.task(title, team="Sales")
    page = at("sales", f"{scene.path}/tasks")
    plan = PlanPage(page)
    for title in titles:
        row_of(page, title).get_by_role("checkbox").check()
    tools = page.get_by_role("toolbar", name="Selected tasks")
    tools.get_by_role("button", name="Priority").click()
    page.get_by_role("menuitem", name="High").click()
    expect(plan.tasks.get_by_text("High", exact=True)).to_have_count(3)
    page.get_by_role("button", name="Undo").click()
    expect(plan.tasks.get_by_text("High", exact=True)).to_have_count(0)
    until(lambda: {it["priority"] for it in scene.session.snapshot(scene.id)["tasks"]} == {"normal"}, "all to be as they were")
