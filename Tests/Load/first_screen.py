"""What the first screen costs on a phone with a slow line, and how soon an interaction is painted, in Chromium."""

import statistics

from harness import Api, Server
from harness.people import ARGUMENTS, CHROMIUM, PHONE, Person, Staff
from harness.screen import settle
from playwright.sync_api import sync_playwright
from table import Table

# What is called slow 4G, and a phone that is four times as slow as this machine.
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
SLOWER = 4
# Milliseconds after which a screen stands, whatever comes late.
STANDS_AFTER, STANDS = 3000, "It stands."

WATCH = """
    globalThis.painted = 0; globalThis.interactions = [];
    new PerformanceObserver(list => { for (const entry of list.getEntries()) globalThis.painted = entry.startTime; })
        .observe({ type: "largest-contentful-paint", buffered: true });
    new PerformanceObserver(list => { for (const entry of list.getEntries()) if (entry.interactionId) globalThis.interactions.push(entry.duration); })
        .observe({ type: "event", durationThreshold: 16, buffered: true });
"""
TRANSFERRED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter(entry => !new URL(entry.name).pathname.startsWith("/api/") && entry.startTime <= globalThis.painted)
    .reduce((sum, entry) => sum + entry.transferSize, 0)"""


def arrive(browser, server, email, slower=1, line=None):
    context = browser.new_context(ignore_https_errors=True, viewport=PHONE, has_touch=True, is_mobile=True, reduced_motion="reduce")
    someone = Person(server.url, "phone", context)
    if email:
        someone.sign_in(email)
    session = context.new_cdp_session(someone.page)
    if line:
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    someone.page.add_init_script(WATCH)
    return someone


def first_paint(browser, server, email, path):
    """Seconds until the largest part of the screen is painted, by a browser that was never here; and bytes of own code until then."""
    someone = arrive(browser, server, email, SLOWER, LINE)
    page = someone.page
    # Nothing is asked of the page while it draws: who looks for something in it makes it slower. It tells itself.
    page.add_init_script(f"setTimeout(() => console.debug('{STANDS}'), {STANDS_AFTER})")
    with page.expect_console_message(lambda message: message.text == STANDS):
        page.goto(f"{server.url}{path}")
    took, sent = page.evaluate("globalThis.painted") / 1000, page.evaluate(TRANSFERRED) / 1000
    assert took > 0, f"{path} painted nothing"
    someone.context.close()
    return took, sent


def interactions(browser, server, email, plan, slower):
    """Milliseconds from a key or a tap to the next paint, as the browser itself counts, in steps of eight; below 16 counts as 16."""
    someone = arrive(browser, server, email, slower)
    page = someone.open(f"/plans/{plan}")
    settle(page)
    took = []
    for act in (
        lambda: page.keyboard.press("Control+k"),
        lambda: page.keyboard.press("r"),
        lambda: page.keyboard.press("ArrowDown"),
        lambda: page.keyboard.press("Escape"),
        lambda: page.get_by_role("link", name="Tasks").first.click(),
    ):
        page.evaluate("globalThis.interactions.length = 0")
        act()
        # Two frames later the browser has told of it, if it took long enough to be told.
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))")
        took.append(max([16, *page.evaluate("globalThis.interactions")]))
    someone.context.close()
    return took


def bench_first_screen(folder, binary, runs):
    data = folder / "screens"
    data.mkdir()
    table = Table(f"a phone {SLOWER} times as slow as this machine, on slow 4G, nothing kept from before")
    with Server(data, binary=binary) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        email = Staff(server.url).find(team="Sales")["email"]
        api = Api(server.url, email)
        mine = {part["plan"] for part in api.get(f"/api/plan-members?member={api.me['id']}&limit=200")["items"]}
        plan = max(mine, key=lambda plan: len(api.snapshot(plan)["tasks"]))
        for name, who, path in (("Sign in", None, "/signin"), ("Home", email, "/"), ("a plan", email, f"/plans/{plan}")):
            pairs = [first_paint(browser, server, who, path) for _ in range(runs)]
            table.add(f"{name}: largest contentful paint", [took for took, _ in pairs], "s", wanted="1 s")
            table.add(f"{name}: code sent until then, parts for later among it", [sent for _, sent in pairs], "KB")
        for slower in (1, SLOWER):
            all_of = [interactions(browser, server, email, plan, slower) for _ in range(runs)]
            each = list(map(statistics.median, zip(*all_of)))
            words = "this machine" if slower == 1 else f"{slower} times as slow"
            table.add(f"palette, a letter, a step, away, another tab: the slowest of them painted, {words}", [max(each)], "ms", wanted="50 ms")
        browser.close()
    return table
