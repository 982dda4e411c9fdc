"""The log says what went how, and nothing of whom or of what: whatever is planted in requests of every sort is not in it."""

import http.client
import json
import shutil
import signal
import urllib.parse

from harness import Api, Server
from harness.server import trusting

SECRETS = {
    "email": "planted.person@elsewhere.example", "password": "planted horse battery", "token": "PlantedTokenPlantedTokenPlantedTokenPlanted",
    "search": "plantedsearchword", "comment": "plantedcomment", "client": "Plantedclient Works", "agent": "PlantedAgent/9.9",
    "path": "plantedpath", "break": "planted\u2028break", "address": "203.0.113.77", "client address": "127.0.0.99", "label": "plantedlabel", "guest": "Planted Guest",
}


def provoke(server, session):
    """Requests of every sort, right and wrong, with a secret in each place there is. Returns what else must not be in the log."""
    anyone, member, admin = Api(server.url), session(server, "member"), session(server, "admin")
    elsewhere = {"User-Agent": SECRETS["agent"], "X-Forwarded-For": SECRETS["address"], "Forwarded": f"for={SECRETS['address']}",
                 "Referer": f"https://x.example/{SECRETS['path']}", "Authorization": f"Bearer {SECRETS['token']}"}
    quoted = urllib.parse.quote

    def ask(api, method, path, body=None, **headers):
        return api.call(method, path, body, headers=elsewhere | headers)

    ask(anyone, "POST", "/api/session", {"email": SECRETS["email"], "password": SECRETS["password"]})
    ask(anyone, "POST", "/api/session", {"email": SECRETS["email"], "pass": SECRETS["password"]})
    ask(anyone, "GET", "/api/session", Cookie=f"__Host-quartet={SECRETS['token']}")
    ask(anyone, "POST", "/api/invitations/lookup", {"token": SECRETS["token"]})
    ask(anyone, "GET", f"/api/shared/{SECRETS['token']}")
    ask(anyone, "GET", f"/share/{SECRETS['token']}")
    ask(anyone, "GET", f"/{SECRETS['path']}.js?{SECRETS['search']}={SECRETS['email']}")
    ask(anyone, "GET", "/%0a%1b%5b31m%22%7d" + quoted(SECRETS["break"]))
    ask(member, "GET", f"/api/search?q={SECRETS['search']}")
    ask(member, "GET", f"/api/tasks?q={SECRETS['search']}&sort={SECRETS['path']}&{SECRETS['path']}=1")
    ask(member, "GET", f"/api/plans/{SECRETS['path']}/snapshot?at={SECRETS['search']}")

    account = ask(admin, "POST", "/api/accounts", {"name": SECRETS["client"]}).json
    teams = admin.get("/api/teams")["items"]
    plan = ask(admin, "POST", "/api/plans", {"account": account["id"], "title": "FY27", "teams": [team["id"] for team in teams]}).json
    assert ask(admin, "POST", "/api/comments", {"plan": plan["id"], "text": SECRETS["comment"]}).status == 201
    ask(admin, "POST", "/api/comments", {"plan": plan["id"], "text": SECRETS["comment"], SECRETS["path"]: SECRETS["comment"]})
    shared = ask(admin, "POST", f"/api/plans/{plan['id']}/share-links", {
        "label": SECRETS["label"], "sections": ["purpose"], "password": SECRETS["password"]})
    assert shared.status == 201, shared
    link = shared.json["link"].rsplit("/", 1)[1]
    ask(anyone, "GET", f"/share/{link}")
    ask(anyone, "POST", f"/api/shared/{link}/unlock", {"password": "wrong " + SECRETS["password"]})
    ask(anyone, "POST", f"/api/shared/{link}/unlock", {"password": SECRETS["password"]})
    ask(anyone, "GET", f"/api/shared/{link}")
    guest = ask(admin, "POST", f"/api/plans/{plan['id']}/guests", {"name": SECRETS["guest"], "email": SECRETS["email"]})
    assert guest.status == 201, guest
    invitation = guest.json["link"].rsplit("#", 1)[1]
    assert ask(anyone, "POST", "/api/invitations/accept", {"token": invitation, "password": SECRETS["password"]}).status == 201
    ask(anyone, "POST", "/api/session", {"email": SECRETS["email"], "password": SECRETS["password"]})
    ask(admin, "POST", "/api/digests/tests", {})
    # Any address of 127/8 is this machine's own, and so can be come from.
    line = http.client.HTTPSConnection("127.0.0.1", server.port, context=trusting, source_address=(SECRETS["client address"], 0))
    line.request("GET", "/api/session")
    assert line.getresponse().status == 401
    line.close()
    cookies = [api.cookie.split("=", 1)[1] for api in (anyone, member, admin)]
    return [link, invitation, *cookies]


def test_nothing_that_is_planted_is_in_the_log(demonstration, tmp_path, monkeypatch, session):
    monkeypatch.setenv("QUARTET_LOG_LEVEL", "debug")
    folder = tmp_path / "data"
    shutil.copytree(demonstration, folder)
    with Server(folder) as server:
        planted = [*SECRETS.values(), *provoke(server, session)]
        members = Api(server.url).get("/api/demo")["members"]
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(timeout=20) == 0
        log = server.log

    for secret in planted + [member["email"] for member in members] + [member["name"] for member in members]:
        assert secret.lower() not in log.lower(), f"{secret}: " + next(line for line in log.splitlines() if secret.lower() in line.lower())
    lines = [line for line in log.split("\n") if line and not line.startswith(("Quartet ", "Sign in at "))]
    assert len(lines) > 30
    for line in lines:
        entry = json.loads(line)
        assert {"at", "level", "message"} <= entry.keys() and "\x1b" not in line, line
    routes = {entry.get("route") for entry in map(json.loads, lines)}
    assert {"/api/session", "/api/shared/{token}", "static"} <= routes
