"""Two people edit one field. Nobody's words are lost: the second is asked, and whatever they answer holds for both."""

import re

import pytest
from harness.plan_page import PlanPage
from harness.screen import settle
from playwright.sync_api import expect

HERS, THEIRS = "Win the northern depots by May", "Win the northern depots with partners"


@pytest.mark.parametrize(("answer", "stands"), [("Keep mine", THEIRS), ("Take theirs", HERS)])
def test_the_second_is_asked(answer, stands, person, server, scene):
    title = "Win the northern depots"
    scene.objective(title)
    pages = []
    for name, member in (("sales", scene.sales), ("marketing", scene.marketing)):
        page = person(server.url, name).sign_in(member["email"]).open(scene.path)
        settle(page)
        pages.append(page)
    first, second = map(PlanPage, pages)

    # Marketing is in the field, with words of their own, when Sales' edit arrives.
    second.objective(title).click()
    box = second.page.locator(":focus")
    box.fill(THEIRS)
    first.edit(first.objective(title), HERS)
    expect(first.objective(HERS)).to_be_visible()
    expect(second.activity.get_by_text(HERS).first).to_be_visible()
    expect(box).to_have_value(THEIRS)
    box.press("Enter")

    question = second.page.get_by_role("dialog").or_(second.page.get_by_role("alertdialog")).filter(has_text=HERS)
    expect(question).to_be_visible()
    expect(question).to_contain_text(THEIRS)
    expect(question).to_contain_text(scene.sales["name"].split()[0])
    question.get_by_role("button", name=re.compile(answer, re.I)).click()
    for plan in (first, second):
        expect(plan.objective(stands)).to_be_visible()
    assert scene.titles("objectives") == [stands]


def test_two_fields_of_one_record_merge(person, server, scene):
    """One edits the title, the other the measure: nobody is asked anything."""
    objective = scene.objective("Halve repeat tickets", measure="Tickets a month")
    page = person(server.url, "sales").sign_in(scene.sales["email"]).open(scene.path)
    settle(page)
    plan = PlanPage(page)
    plan.objective("Halve repeat tickets").click()
    box = page.locator(":focus")
    box.fill("Halve repeat tickets by June")
    scene.session.patch(f"/api/objectives/{objective['id']}", {"measure": "Repeat tickets a month"})
    expect(plan.objectives.get_by_text("Repeat tickets a month")).to_be_visible()
    box.press("Enter")
    expect(plan.objective("Halve repeat tickets by June")).to_be_visible()
    expect(plan.objectives.get_by_text("Repeat tickets a month")).to_be_visible()
    record = scene.session.get(f"/api/objectives/{objective['id']}")
    assert (record["title"], record["measure"]) == ("Halve repeat tickets by June", "Repeat tickets a month")
