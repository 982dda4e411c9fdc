"""What lets one in, beyond a password: a second factor by an app on a phone, recovery codes, links to a new password."""

import base64
import hashlib
import hmac
import re
import struct
import time

import zxingcpp
from harness import until
from harness.people import DESKTOP, PHONE
from harness.screen import examine, settle
from playwright.sync_api import expect
from test_doors import PASSWORD, set_up, sign_in


class Phone:
    """An app that makes codes (RFC 6238). Each code is good once, so that the next is of a later step."""

    def __init__(self, secret):
        self.secret = base64.b32decode(secret + "=" * (-len(secret) % 8))
        self.used = 0

    def code(self):
        now = int(time.time()) // 30
        step = max(now, self.used + 1)
        # A step ahead is taken; for one further on the time has to come.
        until(lambda: int(time.time()) // 30 >= step - 1, "the next code")
        self.used = step
        mac = hmac.digest(self.secret, struct.pack(">Q", step), hashlib.sha1)
        at = mac[-1] & 15
        return f"{(struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def read(rows):
    """What a camera reads of the modules of a QR code."""
    scale, size = 4, len(rows) + 8
    image = bytearray([255]) * (size * scale) ** 2
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            for line in range(scale if dark else 0):
                start = ((y + 4) * scale + line) * size * scale + (x + 4) * scale
                image[start:start + scale] = bytes(scale)
    found = zxingcpp.read_barcodes(memoryview(bytes(image)).cast("B", (size * scale, size * scale)))
    return [each.text for each in found]


def at_home(page):
    expect(page.get_by_role("navigation").get_by_role("link", name="Home").first).to_be_visible()


def look(page, name):
    """At a step of the way, at both widths."""
    for width, size in (("390", PHONE), ("1440", DESKTOP)):
        page.set_viewport_size(size)
        settle(page)
        examine(page, name, width)


def switch_on(page, password, name=None):
    """From the password to the recovery codes; answers the phone and the codes."""
    page.get_by_label("Your password").fill(password)
    page.get_by_role("button", name="Continue").click()
    link = page.get_by_role("link", name="Open the app").get_attribute("href")
    if name:
        look(page, f"{name}-secret")
    modules = page.evaluate("async link => (await import('/js/elements/qr.js')).qrModules(link)", link)
    assert read(modules) == [link]
    secret = page.locator(".secret code").inner_text().replace(" ", "")
    assert f"secret={secret}&" in link
    phone = Phone(secret)
    code = page.get_by_role("textbox", name=re.compile("^Code"))
    expect(code).to_be_focused()
    code.fill("000000")
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_text("Is not right, or was used already")).to_be_visible()
    code.fill(phone.code())
    page.get_by_role("button", name="Switch on").click()
    codes = page.locator(".codes code")
    expect(codes).to_have_count(10)
    if name:
        look(page, f"{name}-codes")
    kept = codes.all_inner_texts()
    page.get_by_role("button", name="I have kept them").click()
    return phone, kept


def test_a_second_factor_from_first_to_last(person, empty_server):
    admin, _ = set_up(person, empty_server)
    page = admin.open("/settings/security")
    factor = page.get_by_role("region", name="Second factor")
    factor.get_by_role("button", name="Switch on").click()
    phone, codes = switch_on(page, PASSWORD, "second-factor")
    expect(factor.get_by_text("10 codes left")).to_be_visible()
    look(page, "second-factor-on")

    page = person(empty_server.url, "again").open("/signin")
    sign_in(page, "ada@lumenfold.example", PASSWORD)
    code = page.get_by_role("textbox", name=re.compile("^Code"))
    expect(code).to_be_focused()
    look(page, "signin-code")
    code.fill("111111")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("not right")
    code.fill(codes[0])
    page.get_by_role("button", name="Sign in", exact=True).click()
    at_home(page)

    # Another admin, from whom one is now asked, is led to set it up and can do nothing else.
    page = admin.open("/settings/security")
    page.get_by_role("checkbox", name="Admins need one").check()
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_role("status").filter(has_text="Admins need a second factor").first).to_be_visible()
    page.goto(f"{empty_server.url}/settings/members")
    page.get_by_role("button", name="Invite").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("June Lind")
    dialog.get_by_label("E-mail").fill("june@lumenfold.example")
    dialog.get_by_label("Role").select_option(label="Admin")
    dialog.get_by_role("button", name="Invite").click()
    link = page.get_by_role("textbox", name="Link")
    expect(link).to_have_value(re.compile("/join#"))
    june = person(empty_server.url, "june")
    page = june.open(link.input_value().removeprefix(empty_server.url))
    page.get_by_label("Password").fill("nine tall ships")
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    look(page, "enrol")
    page.goto(f"{empty_server.url}/accounts")
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    switch_on(page, "nine tall ships")
    at_home(page)
    assert not june.faults(), june.faults()
    assert not admin.faults(), admin.faults()


def test_a_new_password_by_hand_and_by_link(person, empty_server):
    admin, _ = set_up(person, empty_server)
    elsewhere = person(empty_server.url, "elsewhere")
    away = elsewhere.open("/signin")
    sign_in(away, "ada@lumenfold.example", PASSWORD)
    at_home(away)
    page = admin.open("/settings/security")
    card = page.get_by_role("region", name="Password")
    card.get_by_role("button", name="Change password").click()
    card.get_by_label("Current password").fill("not that one")
    card.get_by_label("New password").fill("eleven long rivers")
    look(page, "password-change")
    card.get_by_role("button", name="Change password").click()
    expect(card.get_by_text("Is not your password")).to_be_visible()
    card.get_by_label("Current password").fill(PASSWORD)
    card.get_by_role("button", name="Change password").click()
    expect(page.get_by_text("Password changed")).to_be_visible()
    expect(away).to_have_url(re.compile("/signin"))
    sign_in(away, "ada@lumenfold.example", "eleven long rivers")
    at_home(away)
    assert not admin.faults(), admin.faults()


def test_somebody_is_erased(person, empty_server):
    admin, _ = set_up(person, empty_server)
    page = admin.open("/settings/members")
    page.get_by_role("button", name="Invite").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name").fill("Juno Brief")
    dialog.get_by_label("E-mail").fill("juno@lumenfold.example")
    dialog.get_by_role("button", name="Invite").click()
    page.get_by_role("button", name="Done").click()

    def act(name):
        page.get_by_role("button", name="Actions for Juno Brief").click()
        page.get_by_role("menuitem", name=name).click()

    act("Archive")
    expect(page.get_by_text("Juno Brief archived")).to_be_visible()
    act("Erase for good")
    typed = page.get_by_label("Type their name to go on")
    look(page, "erase")
    typed.fill("Juno")
    page.get_by_role("button", name="Erase", exact=True).click()
    expect(page.get_by_text("Is not the name of this member")).to_be_visible()
    typed.fill("Juno Brief")
    page.get_by_role("button", name="Erase", exact=True).click()
    expect(page.get_by_text("Erased member").first).to_be_visible()
    expect(page.get_by_role("rowheader").filter(has_text="Juno")).to_have_count(0)
    page.goto(f"{empty_server.url}/settings/audit")
    expect(page.get_by_text("erased a person for good")).to_be_visible()
    assert "Juno" not in page.content() and not admin.faults(), admin.faults()


def test_a_camera_reads_what_is_drawn(person, server):
    """At the edges of many versions."""
    page = person(server.url).open("/signin")
    for length in [1, 14, 15, 62, 106, 107, 213, 214, 300, 400, 560, 666]:
        text = "".join(chr(33 + n * 7 % 90) for n in range(length))
        assert read(page.evaluate("async text => (await import('/js/elements/qr.js')).qrModules(text)", text)) == [text]
