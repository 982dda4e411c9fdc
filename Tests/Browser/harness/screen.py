"""What holds for every screen."""

from playwright.sync_api import expect


def settle(page):
    """The screen has its heading, and nothing in it is still on its way."""
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    page.evaluate("document.fonts.ready.then(() => true)")
