"""Makes the pictures of README.md in docs/: the demonstration as one of its people sees it, their busiest plan first."""

import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Tests" / "Browser"))
from harness import Api, Server  # noqa: E402
from harness.people import ARGUMENTS, CHROMIUM, PHONE, Person, Staff  # noqa: E402
from harness.screen import settle  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

LIMIT = 300_000
DESK = {"width": 1440, "height": 1000}

# Name of the picture, address, window, scheme.
PICTURES = [
    ("plan-light", "/plans/{plan}", DESK, "light"),
    ("plan-dark", "/plans/{plan}", DESK, "dark"),
    ("plan-phone", "/plans/{plan}", PHONE, "light"),
    ("home-light", "/", DESK, "light"),
    ("alignment-light", "/alignment", DESK, "light"),
    ("inbox-light", "/inbox", DESK, "light"),
    ("review-light", "/plans/{plan}/reviews/{review}", DESK, "light"),
    ("history-light", "/plans/{plan}/history", DESK, "light"),
]


def main():
    folder = ROOT / "docs"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        data = pathlib.Path(name) / "data"
        data.mkdir()
        with Server(data) as server:
            member = Staff(server.url).find(team="Marketing")
            api = Api(server.url, member["email"])
            home = api.get("/api/home")
            plan = max((plan["id"] for plan in home["plans"]), key=lambda plan: len(api.snapshot(plan)["objectives"]))
            review = api.get(f"/api/reviews?plan={plan}&state=closed&sort=closedAt")["items"][0]["id"]
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for picture, path, window, scheme in PICTURES:
                context = browser.new_context(
                    ignore_https_errors=True, viewport=window, color_scheme=scheme, locale="en-GB",
                    timezone_id="Europe/Berlin", reduced_motion="reduce")
                page = Person(server.url, picture, context).sign_in(member["email"]).open(path.format(plan=plan, review=review))
                settle(page)
                if path == "/plans/{plan}":  # what judges the plan comes once the plan can be read
                    page.get_by_role("heading", name="What costs points").wait_for()
                    settle(page)
                file = folder / f"{picture}.png"
                page.screenshot(path=file)
                context.close()
                size = file.stat().st_size
                print(f"{file.relative_to(ROOT)}  {size:,} bytes")
                if size > LIMIT:
                    sys.exit(f"{file.name} is over {LIMIT:,} bytes")
            browser.close()


if __name__ == "__main__":
    main()
