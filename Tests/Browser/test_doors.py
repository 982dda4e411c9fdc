"""The ways in: the one-time link on an empty data folder, an invitation, a password, and sessions that can be ended."""

import re

from harness import until
from harness.screen import settle
from playwright.sync_api import expect

PASSWORD = "seven small boats"


def set_up(person, server):
    """The first admin, by the link the server prints."""
    link = until(lambda: re.search(r"https://\S+/setup#\S+", server.log), "the one-time link in the log")[0]
    admin = person(server.url, "admin")
    page = admin.open(link.removeprefix(server.url).split(str(server.port))[-1])
    page.get_by_label(re.compile("workspace|company", re.I)).fill("Lumenfold")
    page.get_by_label(re.compile("your name|^name", re.I)).fill("Ada Brandt")
    page.get_by_label(re.compile("e-?mail", re.I)).fill("Ada@Lumenfold.example")
    page.get_by_label(re.compile("password", re.I)).first.fill(PASSWORD)
    page.get_by_role("button", name=re.compile("set up|create|start", re.I)).click()
    expect(page.get_by_role("navigation").get_by_role("link", name="Home").first).to_be_visible()
    return admin, link


def sign_in(page, email, password):
    page.get_by_label(re.compile("e-?mail", re.I)).fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_set_up_by_the_one_time_link(person, empty_server):
    _, link = set_up(person, empty_server)
    late = person(empty_server.url, "late")
    page = late.open(link[link.index("/setup#"):])
    expect(page.get_by_role("button", name=re.compile("set up|create|start", re.I))).to_have_count(0)
    page = late.open("/signin")
    sign_in(page, "ada@lumenfold.EXAMPLE", PASSWORD)
    expect(page.get_by_role("navigation").get_by_role("link", name="Home").first).to_be_visible()


def test_a_wrong_password_says_so_and_no_more(person, empty_server):
    set_up(person, empty_server)
    page = person(empty_server.url, "guesser").open("/signin")
    said = []
    for email in ("ada@lumenfold.example", "nobody@lumenfold.example"):
        sign_in(page, email, "not the password")
        alert = page.get_by_role("alert").filter(has_text=re.compile(r"\S"))
        expect(alert.first).to_be_visible()
        said.append(alert.first.inner_text())
        page.reload()
    assert said[0] == said[1], said


def test_an_invitation_lets_one_person_in_once(person, empty_server):
    admin, _ = set_up(person, empty_server)
    page = admin.open("/settings/members")
    page.get_by_role("button", name=re.compile("add member|invite|new member", re.I)).first.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("June Lind")
    dialog.get_by_label(re.compile("e-?mail", re.I)).fill("june@lumenfold.example")
    dialog.get_by_label("Team").select_option(label="Marketing")
    dialog.get_by_role("button", name=re.compile("add|invite|create", re.I)).click()
    link = page.get_by_role("textbox", name="Link")
    expect(link).to_have_value(re.compile("/join#"))
    address = link.input_value()

    june = person(empty_server.url, "june")
    page = june.open(address[address.index("/join#"):])
    expect(page.get_by_text("June Lind").or_(page.get_by_text("june@lumenfold.example")).first).to_be_visible()
    page.get_by_label(re.compile("password", re.I)).first.fill("nine tall ships")
    page.get_by_role("button", name=re.compile("join|accept|set password|sign in", re.I)).click()
    expect(page.get_by_role("navigation").get_by_role("link", name="Home").first).to_be_visible()

    second = person(empty_server.url, "second").open(address[address.index("/join#"):])
    expect(second.get_by_role("button", name=re.compile("join|accept|set password", re.I))).to_have_count(0)


def test_a_session_ended_elsewhere_signs_out(person, server, staff):
    """Two browsers of one person; one ends the other's session, and the other is asked to sign in."""
    email = staff.find(team="Sales")["email"]
    here = person(server.url, "here").sign_in(email)
    there = person(server.url, "there").sign_in(email)
    away = there.open("/work")
    expect(away.get_by_role("heading", level=1)).to_be_visible()
    page = here.open("/settings/security")
    rows = page.get_by_role("row").filter(has=page.get_by_role("button", name=re.compile("end|sign out|revoke", re.I)))
    expect(rows).not_to_have_count(0)
    rows.last.get_by_role("button", name=re.compile("end|sign out|revoke", re.I)).click()
    expect(away).to_have_url(re.compile("/signin"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_doors_address_may_be_written_a_little_otherwise(person, server):
    someone = person(server.url)
    for path in ("/signin/", "/signin.html", "//signin"):
        page = someone.open(path)
        expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
    page = someone.open("/join/#none")
    expect(page.get_by_role("heading", name="This link does not work any more")).to_be_visible()
    assert not someone.faults(), someone.faults()


def test_signing_in_leads_to_no_other_site(person, server, staff):
    """However the address of another one is written."""
    for number, address in enumerate(["/%09/localhost:1/evil", "/%0A/localhost:1/evil", "//localhost:1/evil", "/%5Clocalhost:1/evil", "/inbox?x=1"]):
        page = person(server.url, f"someone {number}").open(f"/signin?next={address}")
        page.get_by_role("button", name=staff.find(team="Sales")["name"]).click()
        expect(page.get_by_role("navigation").get_by_role("link", name="Home").first).to_be_visible()
        assert page.url == f"{server.url}{'/inbox?x=1' if 'inbox' in address else '/'}"


def test_a_page_that_stays_open_writes_as_nobody_else(person, server, scene):
    """Sales have a plan open; in another tab of their browser Marketing sign in."""
    task = scene.task("Draft the letter")
    sales = person(server.url, "sales").sign_in(scene.sales["email"])
    page = sales.open(scene.path)
    settle(page)
    sales.sign_in(scene.marketing["email"])
    page.wait_for_url("**/signin**")
    tab = sales.context.new_page()
    tab.goto(f"{server.url}{scene.path}")
    settle(tab)
    assert tab.evaluate("fetch('/api/session').then(it => it.json()).then(it => it.member.email)") == scene.marketing["email"]
    # Without the stream, which ended with the session, the page would be told with its next request.
    answer = sales.context.request.patch(
        f"{server.url}/api/tasks/{task['id']}", data={"title": "Theirs"},
        headers={"Origin": server.url, "Quartet-Member": scene.session.me["id"], "Idempotency-Key": "0190b5a0-0000-7000-8000-000000000001"})
    assert answer.status == 401 and scene.titles() == ["Draft the letter"]
