"""What the first screen costs on the line: own code, compressed, under 100 KB, and all of it named by the page itself."""

import pytest
from harness.screen import settle

LIMIT = 100_000

# Notes when the screen is first usable; what is fetched after that is for later.
USABLE = """
    const look = () => {
        if (!document.querySelector("main h1") || document.querySelector("[aria-busy=true]")) return;
        globalThis.usableAt ??= performance.now();
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
"""

# Encoded bodies plus some 300 bytes of headers each, as the browser itself counts them.
TRANSFERRED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter(entry => !new URL(entry.name).pathname.startsWith("/api/") && entry.startTime <= globalThis.usableAt)
    .map(entry => [new URL(entry.name).pathname, entry.transferSize, entry.decodedBodySize, entry.initiatorType])"""


@pytest.mark.parametrize("screen", ["signin", "home", "plan"])
def test_first_screen_is_light(screen, person, server, scene):
    someone = person(server.url)
    if screen != "signin":
        someone.sign_in(scene.sales["email"])
    someone.page.add_init_script(USABLE)
    page = someone.open({"signin": "/signin", "home": "/", "plan": scene.path}[screen])
    settle(page)
    page.wait_for_function("() => globalThis.usableAt")
    entries = page.evaluate(TRANSFERRED)
    total = sum(entry[1] for entry in entries)
    listing = "\n".join(f"{entry[1]:>8,} of {entry[2]:>8,}  {entry[0]}" for entry in sorted(entries, key=lambda entry: -entry[1]))
    assert len(entries) > 5 and all(entry[1] > 0 for entry in entries), f"not measured, or from a cache:\n{listing}"
    assert total < LIMIT, f"{total:,} bytes in {len(entries)} files:\n{listing}"
    # A module that only another one named would have come a way to the server later than the rest.
    named = page.evaluate("fetch(location.href).then(answer => answer.text())")
    found_late = [entry[0] for entry in entries if entry[3] == "script" and f'"{entry[0]}"' not in named]
    assert not found_late, found_late
    print(f"{screen}: {total:,} bytes in {len(entries)} files")
