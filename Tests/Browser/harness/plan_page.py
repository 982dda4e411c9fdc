"""What a person does on a plan, said once. All by roles and names, as somebody with a screen reader would find them."""

import re

from playwright.sync_api import expect


class PlanPage:
    def __init__(self, page):
        self.page = page
        self.map = page.get_by_role("region", name="Commitments")
        self.objectives = page.get_by_role("region", name="Objectives")
        self.tasks = page.get_by_role("region", name="Tasks")
        self.activity = page.get_by_role("region", name="Activity")
        self.dialog = page.get_by_role("dialog")

    # Objectives and commitments

    def add_objective(self, title):
        self.objectives.get_by_role("button", name="Add objective").click()
        field = self.page.get_by_role("textbox", name=re.compile("title|objective", re.I)).last
        field.fill(title)
        field.press("Enter")
        expect(self.objective(title)).to_be_visible()

    def objective(self, title):
        return self.objectives.get_by_text(title, exact=True)

    def cell(self, objective, team, state=None):
        """The cell of the map where an objective and a team meet, in a state if one is given."""
        row = self.map.get_by_role("row").filter(has_text=objective)
        name = re.compile(rf"{team}.*{state or ''}", re.I)
        return row.get_by_role("button", name=name)

    def ask(self, objective, team, what):
        self.cell(objective, team).click()
        self.dialog.get_by_role("textbox").first.fill(what)
        self.dialog.get_by_role("button", name=re.compile(r"^ask", re.I)).click()
        expect(self.cell(objective, team, "asked")).to_be_visible()

    def commit(self, objective, team, promise):
        self.cell(objective, team).click()
        self.dialog.get_by_role("textbox").first.fill(promise)
        self.dialog.get_by_role("button", name=re.compile(r"^commit", re.I)).click()
        expect(self.cell(objective, team, "committed")).to_be_visible()

    def decline(self, objective, team, reason):
        self.cell(objective, team).click()
        self.dialog.get_by_role("button", name=re.compile(r"^decline", re.I)).click()
        self.dialog.get_by_role("textbox").first.fill(reason)
        self.dialog.get_by_role("button", name=re.compile(r"^decline", re.I)).click()
        expect(self.cell(objective, team, "declined")).to_be_visible()

    # Tasks

    def add_task(self, title, team):
        self.page.get_by_role("button", name="New task").first.click()
        self.dialog.get_by_label("Title").fill(title)
        self.dialog.get_by_label("Team").select_option(label=team)
        self.dialog.get_by_role("button", name=re.compile("add|create", re.I)).click()
        expect(self.task(title)).to_be_visible()

    def task(self, title):
        return self.tasks.get_by_text(title, exact=True)

    # Edits in place

    def edit(self, value, to, field=None):
        """Clicks on a value, types another, and leaves with Enter."""
        value.click()
        box = self.page.get_by_role("textbox", name=field) if field else self.page.locator(":focus")
        box.fill(to)
        box.press("Enter")


class Board:
    """The tasks of a plan by status."""

    def __init__(self, page):
        self.page = page

    def open(self):
        board = self.page.get_by_role("radio", name="Board").or_(self.page.get_by_role("tab", name="Board")).or_(
            self.page.get_by_role("link", name="Board"))
        board.first.click()
        return self

    def column(self, status):
        return self.page.get_by_role("region", name=re.compile(rf"^{status}", re.I)).or_(
            self.page.get_by_role("list", name=re.compile(rf"^{status}", re.I))).first

    def card(self, status, title):
        return self.column(status).get_by_text(title, exact=True)

    def move(self, title, status):
        """By the menu, which is the keyboard's way."""
        self.page.get_by_role("button", name=re.compile(rf"move.*{re.escape(title)}", re.I)).click()
        self.page.get_by_role("menuitem", name=status).click()
        expect(self.card(status, title)).to_be_visible()
