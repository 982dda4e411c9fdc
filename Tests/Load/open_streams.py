"""A thousand people with the same plan open: when a change reaches each of them, and what each costs the server in memory."""

import json
import statistics
import subprocess

from harness import Api, Server
from harness.people import Staff
from portfolio import Portfolio
from table import Table

STREAMS, SLOW, CHANGES, LISTENERS = 1000, 100, 60, 40
# One member may have thirty streams open; and so many people have that many accounts.
MANY, MANY_CHANGES, PER_MEMBER, ACCOUNTS = 5000, 20, 30, 1720
PASSWORD = "a quiet harbour in May"


def sessions(server):
    """A plan with a task, and the cookies of an admin and of enough members to hold all streams."""
    staff = Staff(server.url)
    chief = staff.find(role="admin")
    admin = Api(server.url, chief["email"])
    teams = [team["id"] for team in admin.get("/api/teams")["items"]]
    account = admin.post("/api/accounts", {"name": "Stream Works"})["id"]
    plan = admin.post("/api/plans", {"account": account, "title": "FY27", "teams": teams})["id"]
    task = admin.post("/api/tasks", {"plan": plan, "team": teams[0], "title": "What everybody looks at"})["id"]
    # Not more come in by invitation than one place may answer in a row.
    colleagues = [member["email"] for member in staff.members if member["role"] != "guest" and member != chief][:LISTENERS]
    cookies = [admin.cookie] + [Api(server.url, email).cookie for email in colleagues]
    for number in range(LISTENERS - len(colleagues)):
        member = {"name": f"Listener {number}", "email": f"listener{number}@example.com", "team": teams[0]}
        link = admin.post(f"/api/members/{admin.post('/api/members', member)['id']}/invitations", {})["link"]
        listener = Api(server.url)
        answer = listener.call("POST", "/api/invitations/accept", {"token": link.split("#")[-1], "password": PASSWORD})
        assert answer.status == 201, answer
        cookies.append(listener.cookie)
    return plan, task, cookies


def memory(server):
    """What the server holds in memory, in bytes."""
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS"))


class Crowd:
    """One run of the client; `idle` and `stalled` are the bytes that each stream cost, at rest and after more was sent than the slow ones take."""

    def __init__(self, server, program, folder, made, protocol, streams, slow, changes=CHANGES):
        plan, task, cookies = made
        (folder / "cookies").write_text("\n".join(cookies))
        command = [program, str(server.port), plan, task, folder / "cookies", protocol, str(streams), str(slow), str(changes)]
        before = memory(server)
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as client:
            self.idle = self._pause(client, "open", server, before) / streams
            self.stalled = self._pause(client, "stalled", server, before) / streams
            self.report = json.loads(client.stdout.readline())
        assert self.report["caughtUp"] == slow, self.report

    @staticmethod
    def _pause(client, word, server, before):
        line = client.stdout.readline().strip()
        assert line == word, f"{word!r} was to come, not {line!r}"
        grown = memory(server) - before
        client.stdin.write("\n")
        client.stdin.flush()
        return grown


def bench_streams(folder, program, binary, runs):
    tables = []
    for protocol, words in (("h2", "a hundred to an HTTP/2 connection"), ("h1", "each on an HTTP/1.1 connection of its own")):
        table = Table(f"{STREAMS:,} streams open on one plan, {SLOW} of them not reading, {words}")
        crowds, alone = [], []
        for number in range(runs):
            data = folder / f"streams-{protocol}-{number}"
            data.mkdir()
            with Server(data, binary=binary, options=["--connections-per-address", str(STREAMS * 2)]) as server:
                made = sessions(server)
                alone.append(Crowd(server, program, folder, made, protocol, 1, 0).report["each"]["p50"])
                crowds.append(Crowd(server, program, folder, made, protocol, STREAMS, SLOW))
        base = statistics.median(alone)

        def add(what, figure, wanted=""):
            table.add(what, [figure(crowd.report) for crowd in crowds], "ms", "a single stream", base, wanted)

        add("half of all streams have a change, from before it is asked for, after", lambda report: report["each"]["p50"])
        add("99 of 100 have it after", lambda report: report["each"]["p99"])
        add("the last one has it after, in 99 of 100 changes", lambda report: report["last"]["p99"], "50 ms")
        table.add("memory a stream costs, at rest", [crowd.idle / 1024 for crowd in crowds], "KB", wanted="32 KB")
        table.add("and once the slow ones are far behind", [crowd.stalled / 1024 for crowd in crowds], "KB", wanted="32 KB")
        tables.append(table)
    return tables


def bench_many_streams(folder, programs):
    """Five thousand streams on one plan: whether all of them stay, and have each change."""
    portfolio = Portfolio(folder, programs["portfolio"], ACCOUNTS, 1, members=-(-MANY // PER_MEMBER))
    table = Table(f"{MANY:,} streams open on one plan, a hundred to an HTTP/2 connection")
    with Server(portfolio.data, binary=programs["quartet"], demo=False) as server:
        manager = Api(server.url)
        manager.cookie = portfolio.members[0]
        task = manager.get("/api/tasks?limit=1")["items"][0]
        made = task["plan"], task["id"], portfolio.members
        crowd = Crowd(server, programs["streams"], folder, made, "h2", MANY, 0, MANY_CHANGES)
        table.add(f"not heard, of {MANY * MANY_CHANGES:,} changes to streams", [crowd.report["missed"]], wanted="0")
        table.add("closed in the end", [MANY - crowd.report["open"]], wanted="0")
        table.add("half of all streams have a change after", [crowd.report["each"]["p50"]], "ms")
        table.add("the last one has it after, in the slowest of the changes", [crowd.report["last"]["max"]], "ms")
        table.add("memory a stream costs, at rest", [crowd.idle / 1024], "KB", wanted="32 KB")
    return table
