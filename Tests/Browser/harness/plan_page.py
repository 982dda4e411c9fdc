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

    # Objectives and commitments

    def add_objective(self, title):
        self.objectives.get_by_role("button", name="Add objective").click()
        field = self.page.get_by_role("textbox", name="New objective")
        expect(field).to_be_focused()
        field.fill(title)
        field.press("Enter")
        expect(self.objective(title)).to_be_visible()

    def objective(self, title):
        return self.objectives.get_by_role("link", name=title, exact=True)

    def cell(self, objective, team, state=""):
        """The cell of the map where an objective and a team meet, in a state if one is given."""
        return self.map.get_by_role("button", name=re.compile(rf"^{team}, {re.escape(objective)}: {state}"))

    def open_cell(self, objective, team):
        self.cell(objective, team).click()
        return self.page.get_by_role("dialog", name=objective)

    def ask(self, objective, team, words):
        pop = self.open_cell(objective, team)
        pop.get_by_role("textbox", name="Your request").fill(words)
        pop.get_by_role("button", name=f"Ask {team}").click()
        expect(self.cell(objective, team, "asked")).to_be_visible()

    def commit(self, objective, team, promise):
        pop = self.open_cell(objective, team)
        pop.get_by_role("textbox", name="Your answer").fill(promise)
        pop.get_by_role("button", name="Commit", exact=True).click()
        expect(self.cell(objective, team, "committed")).to_be_visible()

    def decline(self, objective, team, reason):
        pop = self.open_cell(objective, team)
        pop.get_by_role("textbox", name="Your answer").fill(reason)
        pop.get_by_role("button", name="Decline", exact=True).click()
        expect(self.cell(objective, team, "declined")).to_be_visible()

    # Tasks

    def add_task(self, title, team):
        self.page.get_by_role("button", name=re.compile("^New task")).first.click()
        dialog = self.page.get_by_role("dialog", name=re.compile("^(New task|Ask .* for a task)$"))
        dialog.get_by_label("Title").fill(title)
        dialog.get_by_label("Team").select_option(label=team)
        dialog.get_by_role("button", name=re.compile("^(Add|Create|Ask|Send)")).click()
        expect(self.task(title)).to_be_visible()

    def task(self, title):
        return self.tasks.get_by_role("link", name=title, exact=True)

    # Titles are edited in the detail that a title's link opens.

    def open_title(self, link, title):
        """Opens the detail, and the title in it; returns the field."""
        link.click()
        self.page.get_by_role("button", name=f"Title: {title}. Edit", exact=True).click()
        field = self.page.get_by_role("textbox", name="Title", exact=True)
        expect(field).to_be_focused()
        return field

    def retitle(self, link, title, to):
        field = self.open_title(link, title)
        field.fill(to)
        field.press("Enter")


class Board:
    """The tasks of a plan by status."""

    def __init__(self, page):
        self.page = page

    def open(self):
        self.page.get_by_role("group", name="View").get_by_text("Board", exact=True).click()
        expect(self.page.get_by_role("group", name="Board")).to_be_visible()
        return self

    def card(self, status, title):
        column = self.page.get_by_role("region", name=status, exact=True)
        return column.get_by_role("link", name=title, exact=True)

    def move(self, title, status):
        """By the menu, which is the keyboard's way."""
        self.page.get_by_role("button", name=f"Move {title} to…").click()
        self.page.get_by_role("menuitem", name=status, exact=True).click()
        expect(self.card(status, title)).to_be_visible()

    def drag(self, title, origin, status):
        self.card(origin, title).drag_to(self.page.get_by_role("region", name=status, exact=True))
        expect(self.card(status, title)).to_be_visible()
