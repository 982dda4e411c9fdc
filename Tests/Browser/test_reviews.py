"""A review, prepared by several, held on three screens that follow one, kept, and printed."""

import datetime
import re

from harness import ROOT, Api, until
from harness.paper import A4, LETTER, Paper
from harness.people import DESKTOP, PHONE, Staff
from harness.screen import examine, settle_for_offline
from playwright.sync_api import expect

LAGS = "Win the northern depots"
OWN = "Who pays for the stand"


def begun(scene):
    """The plan is late in its period, and its one objective at the beginning of its way."""
    today = datetime.date.today()
    start, end = today - datetime.timedelta(days=300), today + datetime.timedelta(days=60)
    scene.session.patch(f"/api/plans/{scene.id}", {"start": start.isoformat(), "end": end.isoformat(), "state": "active"})
    scene.objective(LAGS, measure="Depots", baseline=0, current=5, target=100)


def rows(page):
    return page.get_by_role("region", name="Quarterly review").locator(".agenda-list > li b")


def shown(page):
    return page.locator("#item-h")


def test_a_review_from_the_calendar_to_its_record(person, server, scene):
    begun(scene)
    sales, marketing, product = (
        person(server.url, name).sign_in(member["email"]).open(f"{scene.path}/reviews")
        for name, member in (("sales", scene.sales), ("marketing", scene.marketing), ("product", scene.product)))
    first = {name: member["name"].split()[0] for name, member in
             (("sales", scene.sales), ("marketing", scene.marketing))}

    # On the calendar: the agenda fills itself; others add to it, and put it in order by the keyboard.
    sales.get_by_role("button", name="Schedule a review").click()
    sales.get_by_role("dialog", name="Schedule a review").get_by_role("button", name="Schedule", exact=True).click()
    expect(rows(marketing)).to_have_text(["Alignment", LAGS, "Sign-offs"])
    marketing.get_by_role("textbox", name="New agenda item").fill(OWN)
    marketing.get_by_role("textbox", name="New agenda item").press("Enter")
    expect(rows(sales)).to_have_text(["Alignment", LAGS, OWN, "Sign-offs"])
    sales.get_by_role("button", name=f"Move {OWN}").press("Alt+ArrowUp")
    expect(rows(marketing)).to_have_text(["Alignment", OWN, LAGS, "Sign-offs"])

    # It begins, and two come in; their screens go where the leader goes.
    sales.get_by_role("link", name="Prepare").click()
    sales.get_by_role("button", name="Start the review").click()
    expect(shown(sales)).to_have_text("Alignment")
    for page in (marketing, product):
        page.get_by_role("link", name="Join").click()
        expect(page.get_by_role("button", name=f"Following {first['sales']}")).to_be_visible()
        expect(page.get_by_role("button", name="End review")).to_have_count(0)
    for page in (sales, marketing, product):
        expect(page.get_by_role("group", name="In the review").get_by_role("img")).to_have_count(3)
    sales.keyboard.press("ArrowRight")
    for page in (sales, marketing, product):
        expect(shown(page)).to_have_text(OWN)

    # One looks on their own, stays there while the others go on, and comes back.
    product.get_by_role("navigation", name="Agenda").get_by_role("button", name=re.compile("^Sign-offs")).click()
    expect(product.get_by_text("You are looking on your own")).to_be_visible()
    sales.get_by_role("button", name="Next").last.click()
    expect(shown(marketing)).to_have_text(LAGS)
    expect(shown(product)).to_have_text("Sign-offs")
    product.get_by_role("button", name=f"Back to {first['sales']}").click()
    expect(shown(product)).to_have_text(LAGS)
    expect(product.get_by_text("You are looking on your own")).to_have_count(0)

    # What is still to come is put in another order while it runs: by a menu, by a key, and by hand.
    def agenda(page):
        return page.get_by_role("navigation", name="Agenda").locator("li .t")

    sales.get_by_role("navigation", name="Agenda").get_by_role("button", name="Move Sign-offs").click()
    sales.get_by_role("menuitem", name=re.compile("^Move up")).click()
    for page in (sales, marketing, product):
        expect(agenda(page)).to_have_text(["Alignment", OWN, "Sign-offs", LAGS])
        expect(shown(page)).to_have_text(LAGS)
    marketing.get_by_role("navigation", name="Agenda").get_by_role("button", name=re.compile("^Sign-offs")).press("Alt+ArrowDown")
    expect(agenda(sales)).to_have_text(["Alignment", OWN, LAGS, "Sign-offs"])
    agenda(sales).nth(3).drag_to(agenda(sales).nth(1))
    expect(agenda(product)).to_have_text(["Alignment", "Sign-offs", OWN, LAGS])
    agenda(sales).nth(1).drag_to(agenda(sales).nth(3))
    expect(agenda(product)).to_have_text(["Alignment", OWN, LAGS, "Sign-offs"])

    # A note is read while it is written.
    marketing.keyboard.press("n")
    field = marketing.get_by_role("textbox", name="Note", exact=True)
    expect(field).to_be_focused()
    field.press_sequentially("Two of five planners")
    log = sales.get_by_role("complementary", name="Decisions and notes")
    expect(log.get_by_text("Two of five planners")).to_be_visible()
    expect(log.locator(".typing")).to_contain_text(f"{first['marketing']}is writing")
    field.press_sequentially(" answered")
    field.press("Enter")
    expect(log.get_by_text("Two of five planners answered")).to_be_visible()
    expect(log.locator(".typing")).to_have_count(0)
    expect(field).to_have_value("")

    # Everyone can use it, on a phone, too.
    for width, size in (("1440", DESKTOP), ("390", PHONE)):
        product.set_viewport_size(size)
        examine(product, "review-mode", width)
    product.get_by_role("button", name="Agenda").click()
    expect(product.get_by_role("dialog", name="Agenda").get_by_role("button", name=re.compile(f"^{LAGS}"))).to_be_visible()
    product.keyboard.press("Escape")
    product.set_viewport_size(DESKTOP)

    # A decision, and its task by one key.
    sales.keyboard.press("d")
    sales.get_by_role("textbox", name="Decision", exact=True).fill("Ask the planners by telephone")
    sales.keyboard.press("Enter")
    sales.keyboard.press("Escape")
    expect(sales.get_by_role("button", name="Make a task")).to_be_visible()
    sales.keyboard.press("t")
    expect(product.get_by_role("link", name=re.compile(r"^T-1\b"))).to_be_visible()
    [task] = scene.session.snapshot(scene.id)["tasks"]
    assert task["title"] == "Ask the planners by telephone" and task["objective"], task

    # The lead goes to another, and the others with it.
    sales.get_by_role("button", name="Who leads").click()
    sales.get_by_role("menuitem", name=scene.marketing["name"]).click()
    expect(marketing.get_by_role("button", name="You lead")).to_be_visible()
    expect(sales.get_by_role("button", name=f"Following {first['marketing']}")).to_be_visible()
    marketing.locator(".stage").focus()
    marketing.keyboard.press("j")
    for page in (sales, marketing, product):
        expect(shown(page)).to_have_text("Sign-offs")

    # It ends for everybody, and is kept.
    marketing.get_by_role("button", name="End review").click()
    marketing.get_by_role("alertdialog").get_by_role("button", name="End review").click()
    for page in (sales, marketing, product):
        expect(page.get_by_role("heading", level=1, name="Quarterly review")).to_be_visible()
        expect(page.get_by_text("Two of five planners answered")).to_be_visible()
        expect(page.get_by_role("link", name="The plan as it stood")).to_have_attribute("href", re.compile(r"history\?at=\d+"))
    review = scene.session.get(f"/api/reviews?plan={scene.id}")["items"][0]
    assert review["state"] == "closed" and len(review["attendees"]) == 3, review
    product.get_by_role("link", name="Reviews").click()
    expect(product.get_by_role("region", name="Held")).to_contain_text("1 decision, 0 done")
    expect(product.get_by_role("region", name="Decisions")).to_contain_text("1 of 1 not done")


def test_a_review_that_goes_on_is_printed_as_far_as_it_came(person, server, scene):
    begun(scene)
    post, of = scene.session.post, {"plan": scene.id}
    review = post("/api/reviews", of | {"type": "weekly", "title": "Weekly review", "startsAt": "2026-11-25T09:00:00Z"})
    of |= {"review": review["id"]}
    for number in range(14):
        item = post("/api/agenda-items", of | {"title": f"Matter {number}", "notes": "What to know of it before.\n" * 6})
    post(f"/api/reviews/{review['id']}/openings", {})
    post("/api/decisions", of | {"item": item["id"], "text": "We ask by telephone"})
    page = person(server.url, "sales", ahead=True).sign_in(scene.sales["email"]).open(f"{scene.path}/reviews/{review['id']}")
    expect(shown(page)).to_be_visible()
    page.wait_for_selector("[data-complete]", state="attached")
    for paper_format, size in (("A4", A4), ("Letter", LETTER)):
        paper = Paper(page, ROOT / "artefacts" / "print" / f"review-open-{paper_format}.pdf", paper_format)
        assert all(abs(a - b) < 1 for a, b in zip(paper.size, size)), paper.size
        assert 2 <= paper.count <= 4, paper.count
        for number, text in enumerate(paper.pages, 1):
            assert re.search(rf"\b{number} ?/ ?{paper.count}\b", text), text[-300:]
        # All that is on the agenda, once, and what came of it; nothing to press.
        for words in [LAGS, "We ask by telephone", "What to know of it before.", *(f"Matter {n}\n" for n in range(14))]:
            assert words in paper.text, words
        assert paper.text.count("Matter 3\n") == 1
        for word in ("Next", "Previous", "End review", "Decisions and notes", "Make a task"):
            assert word not in paper.text, word


def test_what_is_printed(person, shared_server):
    mira = next(it for it in Staff(shared_server.url).members if it["name"] == "Mira Okafor")
    session = Api(shared_server.url, mira["email"])
    review = next(it for it in session.get("/api/reviews?state=closed&type=quarterly")["items"])
    someone = person(shared_server.url, "mira", ahead=True).sign_in(session.me["email"])
    folder = ROOT / "artefacts" / "print"
    for name, path in (("plan", f"/plans/{review['plan']}"), ("review", f"/plans/{review['plan']}/reviews/{review['id']}")):
        page = someone.open(path)
        settle_for_offline(page)
        page.wait_for_selector("[data-complete]", state="attached")
        for paper_format, size in (("A4", A4), ("Letter", LETTER)):
            paper = Paper(page, folder / f"{name}-{paper_format}.pdf", paper_format)
            assert all(abs(a - b) < 1 for a, b in zip(paper.size, size)), paper.size
            assert 1 <= paper.count <= 8, paper.count
            for number, text in enumerate(paper.pages, 1):
                assert re.search(rf"\b{number} ?/ ?{paper.count}\b", text), text[-300:]
                assert "Velmora Rail, FY27 plan" in text, text[-300:]
            assert "printed by Mira Okafor" in paper.pages[0], paper.pages[0][:500]
            # Nothing of the shell, and nothing to press.
            for word in ("My work", "Search", "Settings", "My plans", "New task", "Print\n", "Add an objective", "Skip to"):
                assert word not in paper.text, word
    assert "No depot opens before its guide and training day are promised." in paper.text
    assert until(lambda: page.locator(".print-head").count() == 0, "the heading to go with the print")
