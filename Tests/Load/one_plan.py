"""One plan of 150 tasks, read and changed by 32 clients at once, each figure in turns with what it is compared with."""

import json
import os
import pathlib
import re
import subprocess

from baselines import Nginx, slow_disk, sqlite_commits
from harness import Api, Server
from harness.people import Staff
from harness.server import ROOT
from loads import CLIENTS, load, load_over_2
from table import Table

TASKS = 150
HERE = pathlib.Path(__file__).resolve().parent


def make_plan(api):
    """A plan of 150 tasks in an account of its own; returns its id and the tasks'."""
    account = api.post("/api/accounts", {"name": "Bench Foundry"})["id"]
    teams = [team["id"] for team in api.get("/api/teams")["items"]]
    plan = api.post("/api/plans", {"account": account, "title": "FY27", "teams": teams})["id"]
    tasks = [
        api.post("/api/tasks", {"plan": plan, "team": teams[0], "title": f"Step {number}: a title of the usual length",
                                "notes": "What there is to know before starting. " * 4})["id"]
        for number in range(TASKS)
    ]
    return plan, tasks


def in_turns(runs, **cases):
    """Runs each case once, then each again, so that what the machine does besides falls on all of them."""
    taken = {name: [] for name in cases}
    for _ in range(runs):
        for name, run in cases.items():
            taken[name].append(run())
    return taken


def own_time(api, plan, tasks, rounds):
    """What the server itself says a snapshot took, after a change and without one, in milliseconds."""
    took = {"built": [], "memory": []}
    for number in range(rounds):
        api.patch(f"/api/tasks/{tasks[number % TASKS]}", {"effort": number % 900 + 1})
        for _ in range(2):
            answer = api.call("GET", f"/api/plans/{plan}/snapshot")
            duration, source = re.search(r'snapshot;dur=([\d.]+);desc="?(\w+)', answer.headers["Server-Timing"]).groups()
            took[source].append(float(duration))
    return took, answer


def reads(api, server, folder, plan, tasks, runs, seconds):
    took, answer = own_time(api, plan, tasks, rounds=40)
    table = Table(f"a plan of {TASKS} tasks, {len(answer.body) // 1000} KB, read by {CLIENTS} clients over TLS")
    table.add("built anew after a change, the server's own time", took["built"], "ms")
    table.add("from memory, the server's own time", took["memory"], "ms")
    path = f"{server.url}/api/plans/{plan}/snapshot"
    cookie = f"cookie: {api.cookie}"
    (folder / "tasks").write_text("\n".join(tasks))
    writing = (folder / "tasks", api.cookie, server.url, plan)
    with Nginx(folder / "nginx", server.data, {"plan": answer.body, "short": b"x" * 200}) as nginx:
        taken = in_turns(
            runs,
            nginx=lambda: load(f"{nginx.url}/plan", seconds)["rate"],
            memory=lambda: load(path, seconds, headers=[cookie])["rate"],
            nginx2=lambda: load_over_2(f"{nginx.url}/plan", seconds),
            memory2=lambda: load_over_2(path, seconds, headers=[cookie]),
            short=lambda: load(f"{nginx.url}/short", seconds)["rate"],
            same=lambda: load(path, seconds, headers=[cookie, f"if-none-match: {etag(api, plan)}"])["rate"],
            trivial=lambda: load(f"{server.url}/healthz", seconds)["rate"],
            changing=lambda: load(server.url, seconds, HERE / "change_and_read.lua", arguments=writing)["rate"] / 2)
    whole, whole2, short = (sorted(taken[name])[runs // 2] for name in ("nginx", "nginx2", "short"))
    table.add("from memory, HTTP/1.1", taken["memory"], "/s", "nginx", whole, "0.80")
    table.add("from memory, HTTP/2", taken["memory2"], "/s", "nginx", whole2, "0.60")
    table.add("unchanged since the ETag that is sent", taken["same"], "/s", "nginx with 200 bytes", short, "0.40")
    table.add("the server's simplest answer", taken["trivial"], "/s", "nginx with 200 bytes", short)
    table.add("changed before each read, the durable change included", taken["changing"], "/s", "nginx", whole, "0.15")
    return table


def etag(api, plan):
    return api.call("GET", f"/api/plans/{plan}/snapshot").headers["ETag"]


def counters(api):
    """The store's own counts of writes and commits, from /metrics."""
    text = api.call("GET", "/metrics").body.decode()
    return [float(re.search(rf"^{name} ([\d.e+]+)$", text, re.M)[1]) for name in ("quartet_writes_total", "quartet_commits_total")]


def writes(api, server, folder, tasks, commits, runs, seconds):
    table = Table(f"updates of a task each by {CLIENTS} clients, checked, journaled and durable before they are answered")
    shared = []

    def update():
        before = counters(api)
        result = load(server.url, seconds, HERE / "update_tasks.lua", arguments=(folder / "tasks", api.cookie, server.url))
        after = counters(api)
        shared.append((after[0] - before[0]) / max(after[1] - before[1], 1))
        return result

    taken = in_turns(runs, sqlite=lambda: sqlite_commits(folder, commits, seconds), quartet=update)
    base = sorted(taken["sqlite"])[runs // 2]
    table.add("updates over TLS", [run["rate"] for run in taken["quartet"]], "/s", "SQLite's commits, in C, one thread", base, "0.35")
    table.add("half are answered within", [run["p50"] for run in taken["quartet"]], "ms")
    table.add("99 of 100 are answered within", [run["p99"] for run in taken["quartet"]], "ms", wanted="20 ms")
    table.add("updates to a commit", shared)
    refused = sum(run["refused"] + run["broken"] for run in taken["quartet"])
    table.add("refused or broken", [refused], wanted="0")
    return table, refused


def sharing(folder, program, runs, seconds):
    """What it is worth that writers share commits: the door alone, without HTTP, as it is and with one write to a commit."""
    table = Table(f"the door alone, {CLIENTS} writers, without HTTP")
    slow = slow_disk(folder)
    for words, environment in (("", {}), (", each sync 1 ms slower", slow)):
        if environment is None:
            continue

        def run(group):
            data = folder / "door"
            command = [program, data, ROOT / "migrations" / "sqlite", str(seconds), "updates", str(group)]
            output = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | environment).stdout
            subprocess.run(["rm", "-r", data], check=True)
            return json.loads(output)["rate"]

        taken = in_turns(runs, alone=lambda: run(1), together=lambda: run(128))
        alone = sorted(taken["alone"])[runs // 2]
        table.add(f"updates that share commits{words}", taken["together"], "/s", "one to a commit", alone)
    return table


def bench_one_plan(folder, programs, runs, seconds):
    data = folder / "data"
    data.mkdir()
    with Server(data, binary=programs["quartet"]) as server:
        api = Api(server.url, Staff(server.url).find(role="admin")["email"])
        plan, tasks = make_plan(api)
        read = reads(api, server, folder, plan, tasks, runs, seconds)
        written, refused = writes(api, server, folder, tasks, programs["commits"], runs, seconds)
    return [read, written, sharing(folder, programs["portfolio"], runs, 2)], refused
