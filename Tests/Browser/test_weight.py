"""What the first screen costs on the line: own code, compressed, under 100 KB."""

import pytest
from harness.screen import settle

LIMIT = 100_000

# Encoded bodies plus some 300 bytes of headers each, as the browser itself counts them.
TRANSFERRED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter(entry => !new URL(entry.name).pathname.startsWith("/api/"))
    .map(entry => [new URL(entry.name).pathname, entry.transferSize, entry.encodedBodySize, entry.decodedBodySize])"""


@pytest.mark.parametrize("screen", ["signin", "home", "plan"])
def test_first_screen_is_light(screen, person, server, staff, api):
    member = staff.find(team="Sales")
    someone = person(server.url)
    path = {"signin": "/signin", "home": "/"}.get(screen)
    if screen != "signin":
        someone.sign_in(member["email"])
    if screen == "plan":
        path = f"/plans/{api(member['email']).get('/api/plans?limit=1')['items'][0]['id']}"
    page = someone.open(path)
    settle(page)
    entries = page.evaluate(TRANSFERRED)
    total = sum(entry[1] for entry in entries)
    listing = "\n".join(f"{entry[1]:>8,} of {entry[3]:>8,}  {entry[0]}" for entry in sorted(entries, key=lambda entry: -entry[1]))
    assert all(entry[1] > 0 for entry in entries), f"something came from a cache, so that nothing was measured:\n{listing}"
    assert total < LIMIT, f"{total:,} bytes in {len(entries)} files:\n{listing}"
    print(f"{screen}: {total:,} bytes in {len(entries)} files")
