"""No mouse: signing in, finding a plan, editing it, and taking the edit back."""

import re

import pytest
from harness import DEMO_PASSWORD, until
from harness.plan_page import PlanPage
from harness.screen import settle
from playwright.sync_api import expect


def tab_to(page, target, limit=80):
    """Presses Tab until the target has the focus, as a person would."""
    for _ in range(limit):
        if target.evaluate("element => element === document.activeElement || element.contains(document.activeElement)"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{limit} tabs did not lead to it")


def test_what_is_typed_while_the_palette_comes_is_for_it(person, server, scene):
    page = person(server.url, "sales").sign_in(scene.sales["email"]).open(scene.path)
    settle(page)
    held = []
    page.route("**/js/shell/palette.js", lambda route: held.append(route))
    with page.expect_request("**/js/shell/palette.js"):
        page.keyboard.press("Control+k")
    page.keyboard.type("c harbour g")
    held[0].continue_()
    palette = page.get_by_role("dialog")
    expect(palette.get_by_role("combobox")).to_have_value("c harbour g")
    expect(palette.get_by_role("combobox")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("harbour")
    expect(palette.get_by_role("option").filter(has_text="Harbour Glass").first).to_be_visible()
    expect(palette).to_have_count(1)


def test_keyboard_alone(person, server, scene):
    scene.task("Draft the letter")
    page = person(server.url, "sales").open("/signin")
    email = page.get_by_role("textbox", name=re.compile("e-?mail", re.I))
    expect(email).to_be_visible()
    tab_to(page, email)
    page.keyboard.type(scene.sales["email"])
    page.keyboard.press("Tab")
    tab_to(page, page.get_by_label("Password", exact=True))
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation").get_by_role("link", name="Home").first).to_be_visible()
    settle(page)

    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.type("Harbour Glass")
    options = page.get_by_role("dialog").get_by_role("option")
    expect(options.first).to_contain_text("Harbour Glass")
    plan_option = options.filter(has_text="FY27").first
    expect(plan_option).to_be_visible()
    until(lambda: plan_option.get_attribute("aria-selected") == "true" or page.keyboard.press("ArrowDown"), "the plan to be chosen")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(scene.path)))
    settle(page)

    plan = PlanPage(page)
    task = plan.task("Draft the letter")
    tab_to(page, task, limit=200)
    page.keyboard.press("Enter")
    title = page.get_by_role("button", name="Title: Draft the letter. Edit", exact=True)
    expect(title).to_be_visible()
    tab_to(page, title, limit=200)
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Title", exact=True)).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Draft the second letter")
    page.keyboard.press("Enter")
    expect(plan.task("Draft the second letter")).to_be_visible()
    until(lambda: scene.titles() == ["Draft the second letter"], "the edit to be kept")
    page.keyboard.press("Control+z")
    expect(plan.task("Draft the letter")).to_be_visible()
    until(lambda: scene.titles() == ["Draft the letter"], "the edit to be undone")


def test_undo(person, server, scene):
    scene.objective("Halve repeat tickets")
    page = person(server.url, "sales").sign_in(scene.sales["email"]).open(scene.path)
    settle(page)
    plan = PlanPage(page)
    plan.objective("Halve repeat tickets").click()
    detail = page.get_by_role("dialog", name="Objective")
    for way in ("Control+z", "Meta+z", "toast"):
        detail.get_by_role("button", name="Title: Halve repeat tickets. Edit", exact=True).click()
        field = detail.get_by_role("textbox", name="Title", exact=True)
        field.fill("Halve all tickets")
        field.press("Enter")
        until(lambda: scene.titles("objectives") == ["Halve all tickets"], "the edit to be kept")
        expect(detail.get_by_role("button", name="Title: Halve all tickets. Edit", exact=True)).to_be_visible()
        if way == "toast":
            page.get_by_role("button", name="Undo").click()
        else:
            page.keyboard.press(way)
        expect(plan.objective("Halve repeat tickets")).to_have_count(1)
        until(lambda: scene.titles("objectives") == ["Halve repeat tickets"], f"the edit to be undone by {way}")


def test_a_deleted_task_comes_back_with_its_comments(person, server, scene):
    task = scene.task("Draft the letter")
    scene.session.post("/api/comments", {"plan": scene.id, "about": f"task:{task['id']}", "text": "In two languages"})
    answer = scene.session.call("DELETE", f"/api/tasks/{task['id']}")
    page = person(server.url, "sales").sign_in(scene.sales["email"]).open(scene.path)
    settle(page)
    expect(PlanPage(page).task("Draft the letter")).to_have_count(0)
    scene.session.post(f"/api/entries/{answer.headers['Quartet-Entry']}/undo", {})
    expect(PlanPage(page).task("Draft the letter")).to_be_visible()
    after = scene.session.snapshot(scene.id)
    assert [comment["text"] for comment in after["comments"]] == ["In two languages"]


def test_keys_walk_from_the_requests_of_home_to_the_week(person, server, scene):
    scene.task("Two quotes for the brief", due="2020-01-06")
    page = person(server.url, "marketing").sign_in(scene.marketing["email"]).open("/")
    settle(page)
    rows = page.locator("main [data-row]")
    expect(page.get_by_role("link", name="Two quotes for the brief").first).to_be_visible()
    for number in range(rows.count()):
        page.keyboard.press("j")
        expect(rows.nth(number)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(rows.count() - 2)).to_be_focused()
    for _ in range(rows.count()):
        page.keyboard.press("k")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/tasks[?]task="))
