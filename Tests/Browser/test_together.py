"""The outcome: two people of two teams work on one plan, each in a browser of their own, through a crash and back."""

from harness.plan_page import Board, PlanPage
from harness.screen import settle
from playwright.sync_api import expect

OBJECTIVE = "Win the northern depots"
TASK = "One-page story for the northern depots"


def test_sales_and_marketing_share_a_plan(person, server, scene):
    sales = person(server.url, "sales", whole=True).sign_in(scene.sales["email"])
    marketing = person(server.url, "marketing", whole=True).sign_in(scene.marketing["email"])
    settle(sales.open(scene.path))
    settle(marketing.open(scene.path))
    for someone in (sales, marketing):
        # A reload would forget this.
        someone.page.evaluate("globalThis.loadedOnce = true")
    hers, theirs = PlanPage(sales.page), PlanPage(marketing.page)

    hers.add_objective(OBJECTIVE)
    expect(theirs.objective(OBJECTIVE)).to_be_visible()

    hers.ask(OBJECTIVE, "Marketing", "A story that dispatchers believe")
    hers.ask(OBJECTIVE, "Product", "The gateway by spring")
    expect(theirs.cell(OBJECTIVE, "Marketing", "asked")).to_be_visible()
    expect(theirs.cell(OBJECTIVE, "Product", "asked")).to_be_visible()

    hers.add_task(TASK, team="Marketing")
    expect(theirs.task(TASK)).to_be_visible()

    theirs.commit(OBJECTIVE, "Marketing", "A film and a page by March")
    expect(hers.cell(OBJECTIVE, "Marketing", "committed")).to_be_visible()

    for someone in (sales, marketing):
        someone.page.get_by_role("link", name="Tasks").first.click()
    board = Board(marketing.page).open()
    watched = Board(sales.page).open()
    expect(watched.card("To do", TASK)).to_be_visible()
    board.move(TASK, "In progress")
    expect(watched.card("In progress", TASK)).to_be_visible()
    assert all(someone.page.evaluate("globalThis.loadedOnce") for someone in (sales, marketing)), "a page was loaded anew"

    before = scene.session.snapshot(scene.id)
    server.kill()
    server.start()
    after = scene.session.snapshot(scene.id)
    kinds = ("plan", "planMembers", "objectives", "commitments", "tasks", "comments")
    assert {kind: after[kind] for kind in kinds} == {kind: before[kind] for kind in kinds}

    for someone in (sales, marketing):
        page = someone.restart_browser()
        expect(Board(page).open().card("In progress", TASK)).to_be_visible()
        plan = PlanPage(someone.open(scene.path))
        expect(plan.objective(OBJECTIVE)).to_be_visible()
        expect(plan.cell(OBJECTIVE, "Marketing", "committed")).to_be_visible()
        expect(plan.cell(OBJECTIVE, "Product", "asked")).to_be_visible()


def test_a_card_is_dragged_and_the_other_sees_it_move(person, server, scene, api):
    task = scene.task(TASK, due="2031-03-31")
    api(scene.marketing["email"]).post(f"/api/tasks/{task['id']}/answers", {"answer": "accepted"})
    boards = []
    for name, member in (("sales", scene.sales), ("marketing", scene.marketing)):
        page = person(server.url, name).sign_in(member["email"]).open(f"{scene.path}/tasks")
        settle(page)
        boards.append(Board(page).open())
    sales, marketing = boards
    marketing.drag(TASK, "To do", "Done")
    expect(sales.card("Done", TASK)).to_be_visible()
    expect(sales.card("To do", TASK)).to_have_count(0)


def test_a_team_declines_with_a_reason_and_is_asked_again(person, server, scene):
    scene.objective(OBJECTIVE)
    plans = []
    for name, member in (("sales", scene.sales), ("product", scene.product)):
        page = person(server.url, name).sign_in(member["email"]).open(scene.path)
        settle(page)
        plans.append(PlanPage(page))
    sales, product = plans
    sales.ask(OBJECTIVE, "Product", "The gateway by spring")
    expect(product.cell(OBJECTIVE, "Product", "asked")).to_be_visible()
    product.decline(OBJECTIVE, "Product", "No one is free before June")
    expect(sales.cell(OBJECTIVE, "Product", "declined")).to_be_visible()
    pop = sales.open_cell(OBJECTIVE, "Product")
    expect(pop).to_contain_text("No one is free before June")
    pop.get_by_role("textbox", name="Your request").fill("By June then")
    pop.get_by_role("button", name="Ask again").click()
    expect(product.cell(OBJECTIVE, "Product", "asked")).to_be_visible()
