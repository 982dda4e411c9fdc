"""Whatever is pasted is text: it runs nothing, breaks nothing, and what is too long is named."""

import re

import pytest
from harness import until
from harness.plan_page import PlanPage
from harness.screen import settle
from playwright.sync_api import expect

MARKUP = '<img src=x onerror="globalThis.broken=1"><script>globalThis.broken=1</script><b>bold</b>${7*7}{{7*7}}'
OVERRIDES = "\u202egnp.exe\u2066 \u200f\u200d\u0301\u0301\u0301 \U0001f469\u200d\U0001f469\u200d\U0001f466 \ufeff end"


@pytest.mark.parametrize("rubbish", [MARKUP, OVERRIDES], ids=["markup", "overrides"])
def test_rubbish_is_only_text(rubbish, person, server, scene):
    page = person(server.url, "sales").sign_in(scene.sales["email"]).open(scene.path)
    settle(page)
    scene.task(rubbish)
    scene.objective(rubbish)
    # What people say to each other may not turn the direction of writing; the rest of it is text like any other.
    said = re.sub("[\u202a-\u202e\u2066-\u2069]", "", rubbish)
    if said != rubbish:
        refused = scene.session.call("POST", "/api/comments", {"plan": scene.id, "text": rubbish})
        assert refused.status == 422 and refused.json["errors"][0]["field"] == "text", refused
    scene.session.post("/api/comments", {"plan": scene.id, "text": said})
    plan = PlanPage(page)
    expect(plan.tasks).to_contain_text(rubbish[:20])
    expect(plan.objectives).to_contain_text(rubbish[:20])
    expect(plan.activity).to_contain_text(rubbish[:20])
    for path in (scene.path, f"{scene.path}/tasks", f"{scene.path}/history", "/work"):
        page.goto(f"{server.url}{path}")
        settle(page)
        assert page.evaluate("globalThis.broken") is None
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


def test_a_hundred_kilobytes_are_refused_with_the_fields_message(person, server, scene):
    scene.objective("Halve repeat tickets")
    page = person(server.url, "sales").sign_in(scene.sales["email"]).open(scene.path)
    settle(page)
    plan = PlanPage(page)
    box = plan.open_title(plan.objective("Halve repeat tickets"), "Halve repeat tickets")
    box.evaluate("element => element.removeAttribute('maxlength')")
    box.fill("x" * 100_000)
    box.press("Enter")
    expect(page.get_by_text(re.compile(r"1 to 200 characters|at most 200|200 characters", re.I)).first).to_be_visible()
    assert scene.titles("objectives") == ["Halve repeat tickets"]
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_an_empty_title_is_not_kept(person, server, scene):
    scene.objective("Halve repeat tickets")
    page = person(server.url, "sales").sign_in(scene.sales["email"]).open(scene.path)
    settle(page)
    plan = PlanPage(page)
    box = plan.open_title(plan.objective("Halve repeat tickets"), "Halve repeat tickets")
    box.fill("   ")
    box.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Title cannot be empty")).to_be_visible()
    box.press("Escape")
    expect(plan.objective("Halve repeat tickets")).to_be_visible()
    until(lambda: scene.titles("objectives") == ["Halve repeat tickets"], "the title to stay")


def test_an_address_that_leads_nowhere_says_so(person, server, scene):
    someone = person(server.url, "sales").sign_in(scene.sales["email"])
    for path in ("/plans/not-an-id", "/plans/../../etc/passwd", "/accounts/%00", "/nowhere", "/%F0%28%8C%28"):
        page = someone.open(path)
        settle(page)
        expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()


def test_what_the_server_refuses_stands_where_it_was_written(person, server, scene):
    scene.task("Draft the letter")
    page = person(server.url, "sales").sign_in(scene.sales["email"]).open(f"{scene.path}/tasks")
    settle(page)
    page.route("**/api/**", lambda route: route.continue_() if route.request.method == "GET" else route.fulfill(
        status=403, content_type="application/problem+json",
        body='{"title":"Forbidden","status":403,"detail":"Not from this room."}'))
    page.get_by_role("link", name="Draft the letter", exact=True).click()
    detail = page.get_by_role("dialog", name="Task")
    refusal = detail.get_by_role("alert").filter(has_text="Not from this room.")

    detail.get_by_role("button", name="Title: Draft the letter. Edit", exact=True).click()
    title = detail.get_by_role("textbox", name="Title", exact=True)
    expect(title).to_have_attribute("maxlength", "200")
    title.fill("Draft two letters")
    title.press("Enter")
    expect(refusal).to_be_visible()
    expect(title).to_have_value("Draft two letters")
    title.press("Escape")
    expect(refusal).to_have_count(0)

    part = detail.get_by_role("textbox", name="New sub-task")
    part.fill("Find the address")
    part.press("Enter")
    expect(refusal).to_have_count(1)
    expect(part).to_have_value("Find the address")

    comment = detail.get_by_role("textbox", name="Write a comment")
    comment.fill("In two languages, please")
    comment.press("Control+Enter")
    expect(refusal).to_have_count(2)
    expect(comment).to_have_value("In two languages, please")
