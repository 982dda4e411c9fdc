"""Speaking with each other on the line one means: threads, names, marks in the text, and words that try to be more."""

import pytest
from harness import until
from playwright.sync_api import expect

PURPOSE = "Run every depot on one platform. Prove it in depot 1, then roll out to every depot before the renewal."

# What the custom highlights cover, in the order of the page.
MARKED = """() => [...(CSS.highlights.get('said') ?? [])].map(range => range.toString())"""

CHOOSE = """([words, nth]) => {
    const walker = document.createTreeWalker(document.querySelector('.purpose'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        let at = -1;
        for (let i = 0; i <= nth; i++) at = node.data.indexOf(words, at + 1);
        if (at < 0) continue;
        getSelection().setBaseAndExtent(node, at, node, at + words.length);
        document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
        return true;
    }
    return false;
}"""


@pytest.fixture
def two(person, server, scene):
    """The manager from Sales and a contributor from Marketing, both at the plan."""
    scene.session.patch(f"/api/plans/{scene.id}", {"purpose": PURPOSE})
    people = [person(server.url, name).sign_in(getattr(scene, name)["email"]) for name in ("sales", "marketing")]
    for someone in people:
        someone.open(scene.path)
        expect(someone.page.get_by_role("heading", name="Discussion")).to_be_visible()
    return people


def card(someone):
    return someone.page.get_by_role("region", name="Discussion")


def test_a_thread_of_two(two, scene):
    vera, emil = two
    name = scene.marketing["name"]
    first, last = name.split(" ", 1)
    # A name is completed by keyboard alone, and only people who see the plan are offered.
    box = card(vera).get_by_role("textbox", name="Write a comment")
    box.press_sequentially(f"Can you take this, @{first[:2].lower()}")
    field = card(vera).locator("textarea")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(card(vera).get_by_role("listbox")).to_be_visible()
    expect(card(emil).get_by_role("status")).to_have_text(f"{scene.sales['name'].split(' ')[0]} is typing")
    while name not in card(vera).locator("[role=option][aria-selected=true]").inner_text():
        field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value(f"Can you take this, @{name} ")
    expect(card(vera).get_by_role("listbox")).to_be_hidden()
    field.press_sequentially("**today**?")
    field.press("Control+Enter")
    expect(field).to_have_value("")

    # It arrives formatted, with the name marked for whom it calls; the writer no longer types.
    said = card(emil).locator(".remark").first
    expect(said.locator(".mention.calls-me")).to_have_text(f"@{name}")
    expect(said.locator("strong")).to_have_text("today")
    expect(card(emil).get_by_role("status")).to_have_text("")
    stored = scene.session.snapshot(scene.id)["comments"][0]
    assert f"@[{name}](member:" in stored["text"]

    # An answer, a reaction that both see with its author, and taking it back.
    card(emil).get_by_role("button", name="Reply", exact=True).click()
    card(emil).get_by_role("textbox", name="Reply").fill("By noon")
    card(emil).get_by_role("textbox", name="Reply").press("Control+Enter")
    expect(card(vera).locator(".remark").nth(1)).to_contain_text("By noon")
    card(vera).locator(".remark").nth(1).get_by_role("button", name="React").click()
    vera.page.get_by_role("menuitemradio", name="Well done").click()
    chip = card(emil).get_by_role("button", name=f"🎉 1: {scene.sales['name']}")
    chip.click()
    expect(card(vera).get_by_role("button", name="🎉 2: ")).to_be_visible()
    card(vera).get_by_role("button", name="🎉 2: ").click()
    expect(card(emil).get_by_role("button", name=f"🎉 1: {name}")).to_be_visible()

    # Its author mends it: that it was edited shows, and what it said before can be read.
    own = card(emil).locator(".remark").nth(1)
    own.get_by_role("button", name="More").click()
    emil.page.get_by_role("menuitem", name="Edit").click()
    own.get_by_role("textbox", name="Comment").fill("By one o’clock")
    own.get_by_role("button", name="Save").click()
    expect(card(vera).locator(".remark").nth(1)).to_contain_text("By one o’clock")
    card(vera).get_by_role("button", name="edited").click()
    expect(card(vera).get_by_role("list", name="Earlier wording")).to_contain_text("By noon")

    # Settled by whoever may speak, folded away, and back again with an answer.
    card(emil).get_by_role("button", name="Resolve").click()
    folded = card(vera).locator("summary")
    expect(folded).to_contain_text(f"Resolved by {first}")
    folded.click()
    card(vera).get_by_role("button", name="Reply", exact=True).click()
    card(vera).get_by_role("textbox", name="Reply").fill("Wait")
    card(vera).get_by_role("textbox", name="Reply").press("Control+Enter")
    expect(card(emil).locator("summary")).to_have_count(0)

    # What begins a thread leaves its place when its author takes the words back.
    begun = card(vera).locator(".remark").first
    begun.get_by_role("button", name="More").click()
    vera.page.get_by_role("menuitem", name="Delete").click()
    expect(card(emil).locator(".remark").first).to_contain_text("Deleted by its author")
    expect(card(emil).locator(".remark")).to_have_count(3)
    assert not vera.faults() and not emil.faults(), vera.faults() + emil.faults()


def test_words_are_marked_where_they_stand(two, scene):
    vera, emil = two
    # The second "every depot" is meant, and stays meant when the text around it is edited.
    assert vera.page.evaluate(CHOOSE, ["every depot", 1])
    vera.page.get_by_role("button", name="Comment", exact=True).first.click()
    pop = vera.page.get_by_role("dialog", name="Comment on these words")
    expect(pop.get_by_role("textbox")).to_be_focused()
    pop.get_by_role("textbox").fill("Even the small ones?")
    pop.get_by_role("textbox").press("Control+Enter")
    expect(card(emil)).to_contain_text("On these words")
    emil.page.wait_for_function(f"() => ({MARKED})().length === 1")
    scene.session.patch(f"/api/plans/{scene.id}", {"purpose": f"First: {PURPOSE.replace('depot 1', 'depot 7')}"})
    expect(emil.page.locator(".purpose")).to_contain_text("First: Run")
    place = """() => { const [range] = CSS.highlights.get('said'); return [range.toString(), range.startContainer.data.slice(0, range.startOffset)]; }"""
    words, before = emil.page.evaluate(place)
    assert words == "every depot" and before.endswith("roll out to "), (words, before)
    # A click on the words opens what was said about them; it does not open the editor.
    box = emil.page.evaluate("() => { const { x, y, width, height } = [...CSS.highlights.get('said')][0].getClientRects()[0]; return [x + width / 2, y + height / 2]; }")
    emil.page.mouse.click(*box)
    pop = emil.page.get_by_role("dialog", name="Comment on these words")
    expect(pop).to_contain_text("Even the small ones?")
    emil.page.keyboard.press("Escape")
    expect(pop).to_be_hidden()
    # The words are gone: the comment says so, and keeps them.
    scene.session.patch(f"/api/plans/{scene.id}", {"purpose": "Something else"})
    expect(card(emil)).to_contain_text("On text that has changed")
    expect(card(emil).locator("blockquote")).to_have_text("every depot")
    assert emil.page.evaluate(MARKED) == []
    # By keyboard: chosen while editing, and asked for with the key.
    vera.page.get_by_role("button", name="Purpose: Something else. Edit").press("Enter")
    field = vera.page.get_by_role("textbox", name="Purpose")
    field.press("Control+a")
    field.press("Control+Alt+m")
    pop = vera.page.get_by_role("dialog", name="Comment on these words")
    expect(pop.locator("blockquote")).to_have_text("Something else")
    pop.get_by_role("textbox").fill("Is it?")
    pop.get_by_role("button", name="Comment", exact=True).click()
    expect(card(emil)).to_contain_text("Is it?")
    assert not vera.faults() and not emil.faults(), vera.faults() + emil.faults()


def test_a_link_leads_to_the_comment(person, server, scene):
    goal = scene.objective("Adopt analytics")
    ask = scene.session.post("/api/commitments", {"plan": scene.id, "objective": goal["id"], "team": scene.teams["Product"]})
    task = scene.task("Call them")
    said = {}
    for about in (f"objective:{goal['id']}", f"task:{task['id']}", f"commitment:{ask['id']}", None):
        fields = {"plan": scene.id, "text": f"About {about}"} | ({"about": about} if about else {})
        said[about] = scene.session.post("/api/comments", fields)["id"]
    page = person(server.url, "reader").sign_in(scene.marketing["email"]).open(scene.path)
    for about, comment in said.items():
        page.goto(f"{server.url}{scene.path}?comment={comment}")
        linked = page.locator(".remark.linked")
        expect(linked).to_contain_text(f"About {about}")
        expect(linked).to_be_in_viewport()
    elsewhere = page.get_by_role("region", name="Discussion").locator(".elsewhere")
    expect(elsewhere.get_by_role("link")).to_have_count(3)
    elsewhere.get_by_role("link", name="Adopt analytics").first.click()
    expect(page.get_by_role("dialog", name="Objective").locator(".remark.linked")).to_be_visible()


def test_what_a_review_decided_and_who_is_on_the_team_are_spoken_of(two, scene):
    vera, emil = two
    post, of = scene.session.post, {"plan": scene.id}
    review = post("/api/reviews", of | {"type": "weekly", "title": "Kick-off", "startsAt": "2026-11-25T09:00:00Z"})
    of |= {"review": review["id"]}
    item = post("/api/agenda-items", of | {"title": "Prices"})
    post(f"/api/reviews/{review['id']}/openings", {})
    post("/api/decisions", of | {"item": item["id"], "text": "We hold the price"})
    post(f"/api/reviews/{review['id']}/closings", {})
    path = f"{scene.path}/reviews/{review['id']}"

    # On the record of a review that was held: beside a decision and an item, and beneath the whole.
    page = vera.open(path)
    for name, words in (("We hold the price", "Still so?"), ("Prices", "All of them?")):
        page.get_by_role("button", name=f"Comment: {name}").click()
        panel = page.get_by_role("dialog", name=f"Comments: {name}")
        panel.get_by_role("textbox", name="Write a comment").fill(words)
        panel.get_by_role("button", name="Comment", exact=True).click()
        expect(panel.locator(".remark")).to_contain_text(words)
        panel.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="1 thread, 1 open: We hold the price")).to_be_visible()
    whole = page.get_by_role("region", name="Discussion")
    whole.get_by_role("textbox", name="Write a comment").fill("A good one")
    whole.get_by_role("button", name="Comment", exact=True).click()
    expect(whole.locator(".remark")).to_contain_text("A good one")

    # Whoever is at the plan hears of it there, and is led to the very place.
    elsewhere = card(emil).locator(".elsewhere")
    elsewhere.get_by_role("link", name="Prices").click()
    panel = emil.page.get_by_role("dialog", name="Comments: Prices")
    expect(panel.locator(".remark.linked")).to_contain_text("All of them?")
    panel.get_by_role("button", name="Close").click()
    expect(emil.page).to_have_url(f"{emil.url}{path}")
    emil.open(scene.path)
    card(emil).locator(".elsewhere").get_by_role("link", name="Kick-off").click()
    expect(emil.page.get_by_role("region", name="Discussion").locator(".remark.linked")).to_contain_text("A good one")

    # Of somebody on the plan team, too.
    name = scene.product["name"]
    emil.open(scene.path).get_by_role("button", name=f"Comment: {name}").click()
    panel = emil.page.get_by_role("dialog", name=f"Comments: {name}")
    panel.get_by_role("textbox").fill("Away until May")
    panel.get_by_role("button", name="Comment", exact=True).click()
    page = vera.open(scene.path)
    expect(page.get_by_role("button", name=f"1 thread, 1 open: {name}")).to_be_visible()


def test_an_account_is_spoken_of(two, scene):
    vera, emil = two
    account = f"/accounts/{scene.account['id']}"
    emil.open("/inbox")
    page = vera.open(account)
    box = card(vera).get_by_role("textbox", name="Write a comment")
    box.fill(f"Who knows the treasurer, @{scene.marketing['name']}?")
    box.press("Control+Enter")

    # The one who is called hears of it, answers where it is told, and the answer arrives where it was asked.
    told = emil.page.get_by_role("region", name="Harbour Glass").get_by_role("listitem")
    expect(told).to_contain_text("mentioned you on Harbour Glass")
    told.get_by_role("button", name="Reply on Harbour Glass").click()
    emil.page.get_by_role("textbox", name="Reply").fill("We met at the fair")
    emil.page.get_by_role("textbox", name="Reply").press("Control+Enter")
    expect(card(vera).locator(".remark").nth(1)).to_contain_text("We met at the fair")
    card(vera).locator(".remark").nth(1).get_by_role("button", name="React").click()
    page.get_by_role("menuitemradio", name="Well done").click()

    # It is found, and both ways lead to it.
    emil.page.get_by_role("link", name="Harbour Glass", exact=True).last.click()
    expect(card(emil).locator(".remark.linked")).to_contain_text("treasurer")
    expect(card(emil).get_by_role("button", name="🎉 1: ")).to_be_visible()
    emil.open("/search?q=treasurer").get_by_role("link", name="treasurer").click()
    expect(card(emil).locator(".remark.linked")).to_contain_text("treasurer")

    # What was said stands in the account's history; one's own is taken back with a trace, and undone.
    own = card(emil).locator(".remark").nth(1)
    own.get_by_role("button", name="More").click()
    emil.page.get_by_role("menuitem", name="Delete").click()
    expect(card(vera).locator(".remark")).to_have_count(1)
    page.goto(f"{vera.url}{account}/history")
    line = page.locator("li", has_text="deleted a comment on Harbour Glass")
    expect(line).to_be_visible()
    line = emil.open(f"{account}/history").locator("li", has_text="deleted a comment on Harbour Glass")
    line.get_by_role("button", name="Restore").click()
    expect(emil.page.locator("li", has_text="brought back").first).to_be_visible()
    expect(emil.open(account).locator(".remark").nth(1)).to_contain_text("We met at the fair")
    assert not vera.faults() and not emil.faults(), vera.faults() + emil.faults()


def test_who_cannot_see_the_plan_is_asked_about_first(person, server, scene, staff):
    stranger = staff.find(team="Success")
    scene.session.patch(f"/api/plans/{scene.id}", {"access": "restricted"})
    for email, may_add in ((scene.marketing["email"], False), (scene.sales["email"], True)):
        someone = person(server.url, email.split("@")[0]).sign_in(email)
        someone.open(scene.path)
        field = card(someone).locator("textarea")
        field.press_sequentially(f"Ask @{stranger['name'].split(' ')[0]}")
        expect(card(someone).get_by_role("option")).to_have_count(0)
        field.fill(f"Ask @{stranger['name']} about it")
        field.press("Control+Enter")
        alert = card(someone).get_by_role("alert")
        expect(alert).to_contain_text(f"{stranger['name']} cannot see this plan.")
        assert alert.get_by_role("button", name="Add to the plan team").is_visible() is may_add
        answer = "Add to the plan team" if may_add else "Keep as plain words"
        alert.get_by_role("button", name=answer).click()
        expect(field).to_have_value("")
        expect(card(someone).locator(".remark").last).to_contain_text("about it")
        assert not someone.faults(), someone.faults()
    until(lambda: len(scene.session.snapshot(scene.id)["comments"]) == 2, "both comments")
    plain, called = [comment["text"] for comment in scene.session.snapshot(scene.id)["comments"]]
    assert plain == f"Ask {stranger['name']} about it"
    assert called.startswith(f"Ask @[{stranger['name']}](member:")
