"""Two people on one plan see where the other is: at the field, while they are in it, and no longer."""

from harness.plan_page import PlanPage
from harness.screen import settle_for_offline
from playwright.sync_api import expect

TITLE = "Win the northern depots"


def test_who_is_in_a_field_is_seen_there_until_they_leave_it(person, server, scene, proxy):
    scene.objective(TITLE)
    pages = []
    for name, member, line in (("sales", scene.sales, server), ("marketing", scene.marketing, proxy)):
        page = person(line.url, name, ahead=True).sign_in(member["email"]).open(scene.path)
        settle_for_offline(page)
        pages.append(PlanPage(page))
    sales, marketing = pages
    first = scene.marketing["name"].split()[0]
    seats = sales.page.locator(".seat")
    field = marketing.open_title(marketing.objective(TITLE), TITLE)
    # Sales looks at the same objective in its panel, and opens the same field.
    sales.objective(TITLE).click()
    value = sales.page.get_by_role("button", name=f"Title: {TITLE}. Edit", exact=True)
    box = value.bounding_box()
    expect(seats).to_contain_text([f"{first} is editing this"])
    assert value.bounding_box() == box, "the field moved"
    value.click()
    expect(sales.page.get_by_role("status").filter(has_text=f"{scene.marketing['name']} is editing this too.")).to_be_attached()
    expect(marketing.page.locator(".seat")).to_have_count(1)

    # In another field, they are seen there; nowhere, nowhere; and so when their line is cut.
    sales.page.keyboard.press("Escape")
    field.press("Escape")
    expect(seats).to_have_count(0)
    expect(marketing.page.locator(".seat")).to_have_count(0)
    marketing.page.get_by_role("button", name="Notes: Add notes. Edit").click()
    expect(sales.page.locator(".notes .seat")).to_have_count(1)
    proxy.cut()
    expect(seats).to_have_count(0)
    proxy.mend()
    expect(sales.page.locator(".notes .seat")).to_have_count(1)


def test_who_answers_is_seen_at_what_they_answer(person, server, scene):
    goal = scene.objective(TITLE)
    scene.session.post("/api/commitments", {"plan": scene.id, "objective": goal["id"], "team": scene.teams["Marketing"]})
    sales, marketing = (
        PlanPage(person(server.url, name).sign_in(member["email"]).open(scene.path))
        for name, member in (("sales", scene.sales), ("marketing", scene.marketing)))
    first = scene.marketing["name"].split()[0]
    pop = marketing.open_cell(TITLE, "Marketing")
    expect(pop.get_by_role("textbox", name="Your answer")).to_be_focused()
    seat = sales.cell(TITLE, "Marketing").locator(".seat")
    expect(seat).to_contain_text(first)
    marketing.page.keyboard.press("Escape")
    expect(seat).to_have_count(0)
    # The same where a team signs.
    marketing.page.get_by_role("region", name="Sign-offs").get_by_role("link", name="Marketing").first.click()
    marketing.page.get_by_role("textbox", name="Note").click()
    signs = sales.page.get_by_role("region", name="Sign-offs")
    expect(signs.locator("li", has_text="Marketing").locator(".seat")).to_contain_text(first)
    marketing.page.keyboard.press("Escape")
    expect(signs.locator(".seat")).to_have_count(0)
