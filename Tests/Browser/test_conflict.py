"""Two people edit one field. Nobody's words are lost: the second is asked, and whatever they answer holds for both."""

import json

import pytest
from harness import until
from harness.plan_page import PlanPage
from harness.screen import settle, settle_for_offline
from playwright.sync_api import expect

BEFORE = "Win the northern depots"
SALES, MARKETING = "Win the northern depots by May", "Win the northern depots with partners"
ANSWERS = pytest.mark.parametrize(("answer", "stands"), [("Keep mine", MARKETING), ("Take theirs", SALES)])


@pytest.fixture
def two(person, server, scene):
    """Sales and Marketing on one plan with one objective; Marketing may have a line of their own, which can be cut."""
    scene.objective(BEFORE)

    def arrive(marketings_line=None):
        sales = person(server.url, "sales").sign_in(scene.sales["email"]).open(scene.path)
        settle(sales)
        ahead = bool(marketings_line)
        marketing = person(marketings_line or server.url, "marketing", ahead=ahead).sign_in(scene.marketing["email"]).open(scene.path)
        (settle_for_offline if ahead else settle)(marketing)
        return PlanPage(sales), PlanPage(marketing)

    return arrive


@ANSWERS
def test_an_edit_arrives_while_another_is_being_typed(answer, stands, two, scene):
    sales, marketing = two()
    field = marketing.open_title(marketing.objective(BEFORE), BEFORE)
    field.fill(MARKETING)
    sales.retitle(sales.objective(BEFORE), BEFORE, SALES)

    question = marketing.page.get_by_role("alert").filter(has_text=SALES)
    expect(question).to_be_visible()
    expect(field).to_have_value(MARKETING)
    question.get_by_role("button", name=answer).click()
    for plan in (sales, marketing):
        expect(plan.objective(stands)).to_be_visible()
    until(lambda: scene.titles("objectives") == [stands], f"{stands!r} to be what is kept")


@ANSWERS
def test_an_edit_made_offline_meets_another(answer, stands, two, scene, proxy):
    """Marketing has no line while both edit; the question is asked when their edit is sent."""
    sales, marketing = two(proxy.url)
    proxy.cut()
    marketing.retitle(marketing.objective(BEFORE), BEFORE, MARKETING)
    expect(marketing.objective(MARKETING)).to_be_visible()
    sales.retitle(sales.objective(BEFORE), BEFORE, SALES)
    until(lambda: scene.titles("objectives") == [SALES], "Sales' title to be kept")
    proxy.mend()

    question = marketing.page.get_by_role("dialog").or_(marketing.page.get_by_role("alertdialog")).or_(
        marketing.page.get_by_role("alert")).filter(has_text=SALES)
    expect(question.first).to_be_visible(timeout=40_000)
    expect(question.first).to_contain_text(MARKETING)
    expect(question.first).to_contain_text(scene.sales["name"].split()[0])
    question.get_by_role("button", name=answer).click()
    for plan in (sales, marketing):
        expect(plan.objective(stands)).to_be_visible()
    until(lambda: scene.titles("objectives") == [stands], f"{stands!r} to be what is kept")


def test_two_fields_of_one_record_merge(two, scene):
    """One is in the title while the other changes the measure: nobody is asked anything."""
    sales, marketing = two()
    field = marketing.open_title(marketing.objective(BEFORE), BEFORE)
    field.fill(MARKETING)
    sales.objectives.get_by_role("button", name="Measure: No measure yet. Edit").click()
    measure = sales.page.get_by_role("textbox", name="Measure")
    measure.fill("Depots won")
    measure.press("Enter")
    expect(marketing.objectives.get_by_text("Depots won")).to_be_visible()
    field.press("Enter")
    expect(sales.objective(MARKETING)).to_be_visible()
    [objective] = scene.session.snapshot(scene.id)["objectives"]
    assert (objective["title"], objective["measure"]) == (MARKETING, "Depots won")


def test_an_edit_whose_answer_was_lost_hides_nobody_elses(person, server, scene):
    """It was kept, somebody changed it since, and it is sent again with a later one behind it: that one is asked about."""
    objective = scene.objective(BEFORE, notes="Ask first.")
    path = f"/api/objectives/{objective['id']}"
    notes = lambda: scene.session.get(path)["notes"]
    page = person(server.url, "marketing", ahead=True).sign_in(scene.marketing["email"]).open(scene.path)
    settle_for_offline(page)
    reached = []

    def lose(route):
        if not reached:
            reached.append(route.fetch().status)
        route.abort("connectionreset")

    def write(before, after):
        page.get_by_role("button", name=f"Notes: {before}").click()
        field = page.get_by_role("textbox", name="Notes")
        field.fill(after)
        field.press("Control+Enter")

    page.route(f"**{path}", lose)
    PlanPage(page).objective(BEFORE).click()
    write("Ask first.", "Ask twice.")
    until(lambda: page.title() and notes() == "Ask twice.", "the edit to be kept")
    write("Ask twice.", "Ask thrice.")
    scene.session.patch(path, {"notes": "Do not ask."})
    page.unroute(f"**{path}")
    question = page.get_by_role("alertdialog")
    expect(question).to_contain_text("Do not ask.")
    question.get_by_role("button", name="Take theirs").click()
    expect(page.get_by_role("button", name="Notes: Do not ask.")).to_be_visible()
    assert reached == [200] and notes() == "Do not ask."


def test_an_edit_of_what_is_still_on_its_way_hides_nobody_elses(person, server, scene):
    """An objective was made and its answer lost; somebody renames it, and then comes the edit that waited behind it."""
    page = person(server.url, "marketing", ahead=True).sign_in(scene.marketing["email"]).open(scene.path)
    settle_for_offline(page)
    plan = PlanPage(page)
    reached = []

    def lose(route):
        if route.request.method == "POST" and not reached:
            reached.append(route.fetch().json()["id"])
        route.abort("connectionreset")

    # The stream would tell of it, and the edit then knows what it is based on.
    page.route("**/api/live**", lambda route: route.abort())
    page.route("**/api/objectives**", lose)
    plan.add_objective(BEFORE)
    # The page is asked, so that what is routed is routed meanwhile.
    until(lambda: page.title() and reached, "the objective to be kept")
    plan.retitle(plan.objective(BEFORE), BEFORE, MARKETING)
    scene.session.patch(f"/api/objectives/{reached[0]}", {"title": SALES})
    page.unroute("**/api/objectives**")
    question = page.get_by_role("alertdialog")
    expect(question).to_contain_text(SALES)
    question.get_by_role("button", name="Keep mine").click()
    until(lambda: scene.titles("objectives") == [MARKETING], "the answer to be kept")


def test_a_question_that_cannot_be_asked_blocks_nothing(person, server, scene):
    """What would ask cannot be fetched: the words stand in their field, and the next edit goes through."""
    scene.objective(BEFORE)
    page = person(server.url, "marketing").sign_in(scene.marketing["email"]).page
    page.route("**/js/shell/conflict.js", lambda route: route.abort())
    clash = {"field": "title", "theirs": SALES, "yours": MARKETING, "by": scene.session.me["id"], "at": "2026-11-23T10:00:00Z"}
    refuse = lambda route: route.fulfill(status=409, content_type="application/problem+json", body=json.dumps({
        "title": "Conflict", "status": 409, "detail": "Somebody else has changed title in the meantime.", "conflicts": [clash]}))
    page.goto(f"{server.url}{scene.path}")
    settle(page)
    plan = PlanPage(page)
    field = plan.open_title(plan.objective(BEFORE), BEFORE)
    page.route("**/api/objectives/*", refuse)
    field.fill(MARKETING)
    field.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="in the meantime")).to_be_visible()
    expect(field).to_have_value(MARKETING)
    page.unroute("**/api/objectives/*")
    field.press("Enter")
    until(lambda: scene.titles("objectives") == [MARKETING], "the edit to be kept")


def test_two_texts_become_one_while_typing_and_after_time_without_a_line(two, scene, proxy):
    """Notes of several lines: both are kept, line by line, and whoever comes second sees it before it stands."""
    [objective] = scene.session.snapshot(scene.id)["objectives"]
    path = f"/api/objectives/{objective['id']}"
    notes = lambda: scene.session.get(path)["notes"]
    scene.session.patch(path, {"notes": "Ask the depots.\nCount the trains.\nReport in May."})
    _, marketing = two(proxy.url)
    page = marketing.page
    marketing.objective(BEFORE).click()
    page.get_by_role("button", name="Notes: Ask the depots.").click()
    field = page.get_by_role("textbox", name="Notes")
    field.fill("Ask the depots.\nCount the trains.\nReport in May, in Kiel.")
    scene.session.patch(path, {"notes": "Ask all depots.\nCount the trains.\nReport in May."})
    question = page.get_by_role("alert").filter(has_text="Ask all depots.")
    expect(question).to_contain_text(scene.sales["name"])
    expect(field).to_have_value("Ask the depots.\nCount the trains.\nReport in May, in Kiel.")
    question.get_by_role("button", name="Keep both").click()
    expect(field).to_have_value("Ask all depots.\nCount the trains.\nReport in May, in Kiel.")
    field.press("Control+Enter")
    until(lambda: notes() == "Ask all depots.\nCount the trains.\nReport in May, in Kiel.", "both to be kept")

    proxy.cut()
    page.get_by_role("button", name="Notes: Ask all depots.").click()
    field.fill("Ask all depots.\nCount the trains.\nReport in June, in Kiel.\nThank them.")
    field.press("Control+Enter")
    scene.session.patch(path, {"notes": "Ask all depots by phone.\nCount the trains.\nReport in May, in Kiel."})
    proxy.mend()
    question = page.get_by_role("alertdialog")
    expect(question.get_by_role("group", name="Both together")).to_contain_text("Ask all depots by phone.")
    question.get_by_role("button", name="Keep both").click()
    until(lambda: notes() == "Ask all depots by phone.\nCount the trains.\nReport in June, in Kiel.\nThank them.", "both to be kept")
    expect(page.get_by_role("button", name="Notes: Ask all depots by phone.")).to_be_visible()
