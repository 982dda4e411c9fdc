"""Finding what somebody said, and keeping a way to look at a list."""

import re

from harness.screen import settle
from playwright.sync_api import expect


def test_a_comment_is_found_by_a_word_from_the_palette_and_the_page(person, server, scene):
    task = scene.task("Print the timetable")
    scene.session.post("/api/comments", {
        "plan": scene.id, "about": f"task:{task['id']}", "text": "The Zürich depot <b>needs</b> its naïve façade first"})
    someone = person(server.url).sign_in(scene.marketing["email"])
    page = someone.open("/")
    settle(page)

    # From the palette: as one types, whatever the case and the accents, with the words marked.
    page.keyboard.press("/")
    palette = page.get_by_role("dialog", name="Search and do")
    palette.get_by_role("combobox").fill("zurich faca")
    comments = palette.get_by_role("group", name="Comments")
    expect(comments.get_by_role("option")).to_have_count(1)
    expect(comments.locator("mark")).to_have_text(["Zürich", "façade"])
    expect(comments).to_contain_text("<b>needs</b>")
    expect(comments).to_contain_text("Print the timetable · Harbour Glass, FY27")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"{scene.path}\?comment=[^&]+&task={task['id']}$"))
    settle(page)
    task_panel = page.get_by_role("dialog", name="Task")
    expect(task_panel).to_be_visible()
    page.keyboard.press("Escape")
    expect(task_panel).to_be_hidden()

    # An answer that comes late says nothing of what is asked by then.
    held = []
    page.route(re.compile(r"/api/search\?q=zur&"), lambda route: held.append(route))
    page.keyboard.press("Control+k")
    expect(palette.get_by_role("combobox")).to_have_value("")
    with page.expect_request(re.compile(r"/api/search\?q=zur&")):
        palette.get_by_role("combobox").fill("zur")
    palette.get_by_role("combobox").fill("velmora")
    expect(palette.get_by_role("group", name="Accounts")).to_contain_text("Velmora")
    for route in held:
        route.abort()
    expect(palette.get_by_role("group", name="Comments").get_by_text("Zürich")).to_have_count(0)

    # Everything that is found is on a page of its own, with an address.
    palette.get_by_role("combobox").fill("harbour glass")
    palette.get_by_role("option", name=re.compile("All that is found")).click()
    expect(page).to_have_url(f"{server.url}/search?q=harbour+glass")
    settle(page)
    expect(page.locator(".hits li").first.get_by_role("link")).to_have_text("Harbour Glass")
    page.keyboard.press("/")
    field = page.get_by_role("searchbox")
    expect(field).to_be_focused()
    field.fill("ZURICH")
    expect(page).to_have_url(f"{server.url}/search?q=ZURICH")
    kinds = page.get_by_role("navigation", name="Kinds")
    kinds.get_by_role("link", name=re.compile("Comments")).click()
    expect(page).to_have_url(f"{server.url}/search?q=ZURICH&kind=comment")
    row = page.locator(".hits li", has_text="façade")
    expect(row.locator("mark")).to_have_text("Zürich")
    field.focus()
    page.keyboard.press("ArrowDown")
    expect(row.get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"{scene.path}\?comment=[^&]+&task={task['id']}$"))
    settle(page)
    page.evaluate("history.back()")
    expect(row).to_be_visible()

    # What was retold is found by what it says now, and where one was is offered again.
    scene.session.patch(f"/api/tasks/{task['id']}", {"title": "Print the almanac"})
    field.fill("almanac")
    expect(kinds.get_by_role("link", name="Everything")).to_be_visible()
    kinds.get_by_role("link", name="Everything").click()
    expect(page.locator(".hits li").first).to_contain_text("Print the almanac")
    field.fill("!?")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(palette.get_by_role("group", name="Recent")).to_contain_text("Harbour Glass")


def test_what_nobody_can_mean_finds_nothing_and_is_not_asked(person, server, scene):
    """10,000 characters: pasted into the palette and the page, and as an address; and a task by its short name."""
    task = scene.task("Print the timetable")
    asked, long = [], "timetable " * 1000
    page = person(server.url).sign_in(scene.marketing["email"]).open("/search")
    settle(page)
    page.on("request", lambda request: "/api/search" in request.url and asked.append(request.url))
    refusal = "Nothing is found by more than 400 characters."
    page.get_by_role("searchbox").fill(long)
    expect(page.get_by_text(refusal)).to_be_visible()
    assert len(page.url) < 1000, page.url
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog", name="Search and do")
    palette.get_by_role("combobox").fill(long)
    expect(palette.get_by_text(refusal)).to_be_visible()
    page.goto(f"{server.url}/search?q={long.replace(' ', '+')}")
    settle(page)
    expect(page.get_by_text(refusal)).to_be_visible()
    assert asked == []
    # Whoever asks the server all the same is told the same.
    answer = page.request.get(f"{server.url}/api/search?q={long.replace(' ', '+')}")
    assert answer.status == 200 and answer.json()["items"] == []

    page.goto(f"{server.url}/search?q=T-{task['number']}&kind=task")
    first = page.locator(".hits li").first
    expect(first.get_by_role("link")).to_have_text(f"T-{task['number']} Print the timetable")


def test_a_restricted_plan_is_found_by_its_team_alone(person, server, scene, staff):
    plan = scene.session.post("/api/plans", {"account": scene.account["id"], "title": "Quiet takeover", "access": "restricted"})
    scene.session.post("/api/comments", {"plan": plan["id"], "text": "Nobody says takeover aloud"})
    people = {
        "manager": (scene.sales, 2), "colleague": (scene.marketing, 0), "guest": (staff.find(role="guest"), 0),
    }
    for name, (member, count) in people.items():
        page = person(server.url, name).sign_in(member["email"]).open("/search?q=takeover")
        settle(page)
        expect(page.locator(".hits li")).to_have_count(count)
        expect(page.get_by_role("heading", name="Nothing found")).to_have_count(0 if count else 1)


def test_views_are_ones_own_until_they_are_shared(person, server, scene):
    sales = person(server.url, "sales").sign_in(scene.sales["email"]).open("/accounts?renewal=180")
    settle(sales)
    views = sales.get_by_role("navigation", name="Views")
    sales.get_by_role("button", name="Save these filters as a view").click()
    dialog = sales.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Soon due")
    dialog.get_by_role("button", name="Save view").click()
    mine = views.get_by_role("link", name="Soon due")
    expect(mine).to_have_attribute("aria-current", "page")
    expect(sales).to_have_url(re.compile(r"/accounts\?renewal=180&saved="))
    address = sales.url

    # Others do not have it; its address shows them the same list.
    marketing = person(server.url, "marketing").sign_in(scene.marketing["email"]).open(address.removeprefix(server.url))
    settle(marketing)
    theirs = marketing.get_by_role("navigation", name="Views").get_by_role("link", name="Soon due")
    expect(theirs).to_have_count(0)
    expect(marketing.get_by_text("within", exact=True)).to_be_visible()

    # Another filter changes what is shown and not the view, until it is updated.
    sales.get_by_role("button", name="Archived", exact=True).click()
    update = sales.get_by_role("button", name="Update view")
    update.click()
    expect(update).to_be_hidden()
    sales.get_by_role("button", name="This view").click()
    sales.get_by_role("menuitem", name="Share with everybody").click()
    expect(mine.locator("svg")).to_be_visible()

    marketing.reload()
    settle(marketing)
    theirs.click()
    expect(marketing).to_have_url(re.compile(r"archived=yes&renewal=180&saved="))
    marketing.get_by_role("button", name="This view").click()
    expect(marketing.get_by_role("menuitem")).to_have_text(re.compile("^Shared by .*Save it as your own"))
    marketing.keyboard.press("Escape")

    # A view named by itself leads to its filters.
    saved = re.search(r"saved=[\w-]+", marketing.url)[0]
    page = person(server.url, "again").sign_in(scene.marketing["email"]).open(f"/accounts?{saved}")
    expect(page).to_have_url(re.compile(r"archived=yes&renewal=180&saved="))

    sales.get_by_role("button", name="This view").click()
    sales.get_by_role("menuitem", name="Delete").click()
    sales.get_by_role("alertdialog").get_by_role("button", name="Delete").click()
    expect(mine).to_have_count(0)
    expect(sales).to_have_url(re.compile(r"/accounts\?archived=yes&renewal=180$"))
    sales.keyboard.press("Control+z")
    expect(mine).to_be_visible()


def test_ones_own_work_has_views(person, server, scene):
    me = next(it for it in scene.session.get("/api/members?limit=200")["items"] if it["email"] == scene.marketing["email"])
    for title, due in (("Long ago", "2020-01-01"), ("Far away", "2031-01-01")):
        scene.session.post("/api/tasks", {
            "plan": scene.id, "team": me["team"], "title": title, "due": due, "assignee": me["id"]})
    page = person(server.url).sign_in(me["email"]).open("/work")
    settle(page)
    tasks = page.get_by_role("table", name="Tasks")
    page.get_by_role("combobox", name="Account").select_option(label="Harbour Glass")
    expect(tasks.get_by_role("link", name=re.compile("Long ago|Far away"))).to_have_count(2)
    page.get_by_role("button", name="Save these filters as a view").click()
    page.get_by_role("dialog").get_by_label("Name").fill("The harbour")
    page.get_by_role("dialog").get_by_role("button", name="Save view").click()
    views = page.get_by_role("navigation", name="Views")
    views.get_by_role("link", name="Late").click()
    expect(tasks.get_by_role("link", name="Long ago")).to_be_visible()
    expect(tasks.get_by_role("link", name="Far away")).to_have_count(0)
    views.get_by_role("link", name="The harbour").click()
    expect(page).to_have_url(re.compile(rf"/work\?account={scene.account['id']}&saved="))
    expect(tasks.get_by_role("link", name="Far away")).to_be_visible()
