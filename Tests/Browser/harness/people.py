"""People at their browsers. Each has cookies and storage of their own, and notes what the page complains of."""

import os
import re

from .api import Api

# Chromium without its windows, which is a fifth quicker.
CHROMIUM = "/usr/bin/chromium-headless-shell"
# Chromium's sandbox refuses to run as root, which is what continuous integration is.
# No browser fetches a service worker behind a certificate that it only tolerates.
# Letters stand where they do on people's screens, not on whole pixels.
ARGUMENTS = ["--ignore-certificate-errors", "--font-render-hinting=none"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# Generous, since it costs time only where something is wrong: the machine may be busy with other things.
PATIENCE = 30_000

# Most people here save data: a page that fetches ahead all that may be opened costs most of what a test costs.
SAVES_DATA = "Object.defineProperty(NetworkInformation.prototype, 'saveData', { get: () => true })"

# What a browser itself says of a refused or broken request. The tests that cause those look at the screen instead.
NETWORK_NOTES = re.compile(r"^Failed to load resource: ")


class Person:
    def __init__(self, place, name, context, reopen=None):
        self.url = place
        self.name = name
        self.email = None
        self.context = context
        self._reopen = reopen
        self.complaints = []
        self._watch(context)
        self.page = context.pages[0] if context.pages else context.new_page()

    def _watch(self, context):
        context.set_default_timeout(PATIENCE)
        context.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        context.on("weberror", lambda problem: self.complaints.append(f"uncaught: {problem.error}"))

    def faults(self):
        """Errors on the console (violations of the security policy among them) and uncaught exceptions."""
        return [text for text in self.complaints if not NETWORK_NOTES.match(text)]

    def sign_in(self, email):
        """By the demonstration's button, without the page: the cookie lands in this browser."""
        answer = self.context.request.post(
            f"{self.url}/api/demo/session", data={"email": email}, headers={"Origin": self.url}
        )
        assert answer.status == 201, f"{answer.status} {answer.text()[:300]}"
        self.email = email
        return self

    def open(self, path):
        self.page.goto(f"{self.url}{path}")
        return self.page

    def restart_browser(self):
        """Closes the whole browser and opens it again on the same profile, at the address it was at."""
        address = self.page.url
        self.context.close()
        self.context = self._reopen()
        self._watch(self.context)
        self.page = self.context.pages[0] if self.context.pages else self.context.new_page()
        self.page.goto(address)
        return self.page


class Staff:
    """The demonstration's members, found by what they are and not by their names."""

    def __init__(self, url):
        self.members = Api(url).get("/api/demo")["members"]

    def find(self, team=None, role="member", but=()):
        for member in self.members:
            if member["role"] == role and (team is None or member["team"] == team) and member["email"] not in but:
                return member
        raise AssertionError(f"the demonstration has no {role} in {team}")
