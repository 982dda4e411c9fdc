"""What concerns somebody reaches them while they look, is answered and put off where it stands, and is nobody else's."""

import re

import pytest
from harness import until
from harness.people import PHONE
from harness.screen import settle
from playwright.sync_api import expect

TASK = "Two customer quotes for the winter brief"


class Inbox:
    def __init__(self, page):
        self.page = page
        self.plan = page.get_by_role("region", name="Harbour Glass")

    def row(self, words):
        return self.plan.get_by_role("listitem").filter(has_text=words)

    def not_read(self):
        """What the sidebar counts."""
        link = self.page.get_by_role("navigation", name="Workspace", exact=True).get_by_role("link", name=re.compile("^Inbox"))
        found = re.search(r"(\d+)\+? not read", link.text_content())
        return int(found[1]) if found else 0


@pytest.fixture
def inbox(person, server, scene):
    """inbox("marketing") is that team's representative at their inbox, all of it read."""

    def arrive(team, **options):
        who = person(server.url, team, **options).sign_in(getattr(scene, team)["email"])
        page = who.open("/inbox")
        settle(page)
        everything = page.get_by_role("button", name="Mark all as read")
        if everything.is_visible():
            everything.click()
            expect(page.get_by_text("Everything is read").first).to_be_visible()
        return Inbox(page)

    return arrive


def test_what_is_asked_arrives_is_answered_in_place_and_comes_back(inbox, scene, api):
    marketing, sales = inbox("marketing"), inbox("sales")
    task = scene.task(TASK, due="2031-03-31")
    row = marketing.row(TASK)
    expect(row).to_contain_text("asks Marketing for")
    until(lambda: marketing.not_read() == 1, "the sidebar to count it")
    # By the keyboard alone: to the row, counter with another day, and read it.
    row.get_by_role("button", name=f"Counter: {TASK}").click()
    row.get_by_label("Any other day").fill("2031-04-30")
    row.get_by_role("button", name=re.compile("^Send")).click()
    offer = sales.row(TASK)
    expect(offer).to_contain_text("offers")
    expect(marketing.row(TASK)).to_have_class(re.compile("read"))
    offer.get_by_role("button", name=f"Accept: {TASK}").click()
    until(lambda: scene.session.get(f"/api/tasks/{task['id']}")["promised"] == "2031-04-30", "the promise")
    expect(marketing.row("accepted")).to_contain_text("30 Apr 2031")

    objective = scene.objective("Cut open escalations by half")
    scene.session.post("/api/commitments", {
        "plan": scene.id, "objective": objective["id"], "team": scene.teams["Marketing"], "ask": "A campaign"})
    asked = marketing.row("to commit to")
    expect(asked).to_contain_text("A campaign")
    asked.get_by_role("button", name=re.compile("^Commit: ")).click()
    asked.get_by_label("What exactly do we promise?").fill("In May")
    asked.get_by_role("button", name="Commit", exact=True).click()
    expect(sales.row("committed Marketing to")).to_contain_text("In May")


def test_read_put_off_and_muted_by_the_keyboard(inbox, scene):
    marketing = inbox("marketing")
    page = marketing.page
    scene.task(TASK)
    row = marketing.row(TASK)
    row.focus()
    page.keyboard.press("e")
    expect(row).to_have_class(re.compile("read"))
    page.keyboard.press("e")
    until(lambda: marketing.not_read() == 1, "it to be not read again")
    page.keyboard.press("s")
    page.get_by_role("menuitem", name=re.compile("^Tomorrow")).click()
    expect(row).to_have_count(0)
    expect(page.get_by_text("1 put off")).to_be_visible()
    assert marketing.not_read() == 0
    views = page.get_by_role("navigation", name="Views")
    views.get_by_role("link", name="Put off").click()
    expect(row).to_contain_text("until")
    row.get_by_role("button", name="Take up").click()
    until(lambda: marketing.not_read() == 1, "it to be back")
    views.get_by_role("link", name="All").click()
    # Muted, a plan says only what names its member.
    marketing.plan.get_by_role("button", name="More of this plan").click()
    page.get_by_role("menuitem", name="Mute: only what names me").click()
    expect(marketing.plan.get_by_text("Muted", exact=True)).to_be_visible()
    scene.task("Asked of a muted team")
    me = scene.session.get("/api/plan-members?limit=200&plan=" + scene.id)["items"]
    mine = next(seat["member"] for seat in me if seat["team"] == scene.teams["Marketing"])
    scene.task("Given to me", team="Sales", assignee=mine)
    expect(marketing.row("Given to me")).to_contain_text("gave you")
    expect(marketing.row("Asked of a muted team")).to_have_count(0)


def test_several_are_chosen_and_done_with_at_once_and_a_view_of_them_is_kept(inbox, scene):
    marketing = inbox("marketing")
    page = marketing.page
    for number in range(3):
        scene.task(f"Letter {number}")
    expect(marketing.row("Letter")).to_have_count(3)
    until(lambda: marketing.not_read() == 3, "the sidebar to count them")
    # By the keyboard: x takes a row, j goes on, and a key does it to all that are taken.
    marketing.row("Letter 2").focus()
    for key in "xjx":
        page.keyboard.press(key)
    chosen = page.get_by_role("toolbar", name="Selected notices")
    expect(chosen.get_by_role("status")).to_have_text("2 selected")
    page.keyboard.press("e")
    until(lambda: marketing.not_read() == 1, "both to be read")
    chosen.get_by_role("button", name="Not read").click()
    expect(chosen).to_be_hidden()
    until(lambda: marketing.not_read() == 3, "both to be not read again")
    # What was done together is taken back together.
    page.keyboard.press("Control+z")
    until(lambda: marketing.not_read() == 1, "that to be taken back")
    marketing.row("Letter 0").get_by_role("checkbox").click()
    marketing.row("Letter 2").get_by_role("checkbox").click(modifiers=["Shift"])
    expect(chosen.get_by_role("status")).to_have_text("3 selected")
    chosen.get_by_role("button", name="Put off").click()
    page.get_by_role("menuitem", name=re.compile("^Next week")).click()
    expect(page.get_by_text("3 put off")).to_be_visible()

    # What is narrowed is kept as a view with an address.
    away = page.get_by_role("navigation", name="Views").get_by_role("link", name="Put off")
    away.click()
    expect(away).to_have_attribute("aria-current", "page")
    page.get_by_role("combobox", name="What").select_option(label="Requests and answers")
    expect(page).to_have_url(re.compile("what=asked"))
    page.get_by_role("combobox", name="Plan").select_option(label="Harbour Glass, FY27")
    expect(marketing.row("Letter")).to_have_count(3)
    page.get_by_role("button", name="Save these filters as a view").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Letters for later")
    page.get_by_role("dialog").get_by_role("button", name="Save view").click()
    kept = page.get_by_role("navigation", name="Views").get_by_role("link", name="Letters for later")
    expect(kept).to_have_attribute("aria-current", "page")
    page.get_by_role("combobox", name="What").select_option(label="Drift and reviews")
    expect(page.get_by_text("Nothing fits these filters.")).to_be_visible()
    kept.click()
    expect(marketing.row("Letter")).to_have_count(3)


def test_a_notice_of_a_plan_that_is_lost_vanishes(inbox, scene, api):
    marketing = inbox("marketing")
    seats = scene.session.get("/api/plan-members?limit=200&plan=" + scene.id)["items"]
    seat = next(seat for seat in seats if seat["team"] == scene.teams["Marketing"])
    scene.task(TASK)
    row = marketing.row(TASK)
    expect(row).to_be_visible()
    scene.session.patch(f"/api/plan-members/{seat['id']}", {"duty": None})
    scene.session.patch(scene.path.replace("/plans", "/api/plans"), {"access": "restricted"})
    expect(row).to_be_visible()
    assert scene.session.call("DELETE", f"/api/plan-members/{seat['id']}").status == 204
    expect(row).to_have_count(0)
    expect(marketing.plan).to_have_count(0)
    assert "Harbour Glass" not in str(api(scene.marketing["email"]).get("/api/inbox"))


def test_the_inbox_on_a_phone(inbox, scene):
    marketing = inbox("marketing", viewport=PHONE)
    scene.task(TASK)
    dock = marketing.page.get_by_role("navigation", name="Workspace, small screens")
    expect(dock.get_by_role("link", name=re.compile("^Inbox"))).to_contain_text("1")
    marketing.row(TASK).get_by_role("link", name=TASK).click()
    expect(marketing.page.get_by_role("dialog", name="Task")).to_be_visible()
    expect(dock.get_by_role("link", name=re.compile("^Inbox"))).not_to_contain_text("1")


def test_a_mention_is_answered_where_it_stands(inbox, scene, api):
    marketing, sales = inbox("marketing"), inbox("sales")
    me = next(it for it in scene.session.get("/api/members?limit=200")["items"] if it["email"] == scene.marketing["email"])
    task = scene.task("Draft the letter", team="Sales")
    said = scene.session.post("/api/comments", {
        "plan": scene.id, "about": f"task:{task['id']}", "text": f"@[{me['name']}](member:{me['id']}), is it **ready** by `noon`?"})
    row = marketing.row("mentioned you on")
    # As it is read, not as it is written.
    expect(row).to_contain_text(f"@{me['name']}, is it ready by noon?")
    row.get_by_role("button", name="Reply on Draft the letter").click()
    words = row.get_by_label("Reply", exact=True)
    expect(words).to_be_focused()
    # What is refused is not lost: it stands there again.
    marketing.page.keyboard.insert_text("Yes \u202edrow")
    marketing.page.keyboard.press("Control+Enter")
    expect(marketing.page.get_by_text(re.compile("characters that turn the direction of writing"))).to_be_visible()
    row.get_by_role("button", name="Reply on Draft the letter").click()
    expect(words).to_have_value("Yes \u202edrow")
    words.fill("")
    marketing.page.keyboard.type(f"Yes, today, @{scene.sales['name'].split()[0]}")
    expect(marketing.page.get_by_role("option", name=re.compile(scene.sales["name"]))).to_be_visible()
    marketing.page.keyboard.press("Enter")
    marketing.page.keyboard.press("Control+Enter")
    until(lambda: len(scene.session.snapshot(scene.id)["comments"]) == 2, "the reply")
    reply = next(it for it in scene.session.snapshot(scene.id)["comments"] if it["id"] != said["id"])
    assert (reply["parent"], reply["about"]) == (said["id"], f"task:{task['id']}")
    expect(row).to_have_class(re.compile("read"))
    mine = api(scene.marketing["email"])
    until(lambda: not any(it["cause"] == "mentioned" for it in mine.get("/api/home")["notifications"]), "the mention to be read")
    # That it is read goes without saying.
    expect(marketing.page.locator(".toast")).to_contain_text("Comment added")
    expect(sales.row("mentioned you on")).to_contain_text(f"Yes, today, @{scene.sales['name']}")
