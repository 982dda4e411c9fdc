"""Measures the server beside what it can be compared with, on the same machine in the same run.

Printed are the median of several runs and their spread. The load generator shares the machine's cores.
"""

import argparse
import hashlib
import json
import pathlib
import re
import secrets
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Browser"))
from harness import Api, Server, until  # noqa: E402
from harness.people import Staff  # noqa: E402
from harness.server import ROOT, free_port  # noqa: E402
from open_streams import bench_streams  # noqa: E402

CLIENTS = 32
PORTFOLIOS = [100, 1_000, 10_000]
TEXTS = 1_000_000
TASKS = 150
HERE = pathlib.Path(__file__).resolve().parent


def show(what, figures, unit, against=None):
    middle = statistics.median(figures)
    line = f"  {what:<46} {middle:>10,.6g} {unit:<6} ({min(figures):,.6g} to {max(figures):,.6g})"
    if against:
        line += f"  ×{middle / against[1]:.2f} of {against[0]}"
    print(line, flush=True)
    return middle


def load(url, seconds, script=None, headers=(), arguments=()):
    """One run of wrk: requests a second, 50th and 99th percentile in milliseconds, refusals."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--latency", "--timeout", "10s"]
    for header in headers:
        command += ["-H", header]
    if script:
        command += ["-s", str(script)]
    output = subprocess.run(
        [*command, url, *(("--", *arguments) if arguments else ())], capture_output=True, text=True, check=True
    ).stdout

    def milliseconds(share):
        number, unit = re.search(rf"{share}%\s+([\d.]+)(us|ms|s)\b", output).groups()
        return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]

    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", output)
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]),
        "p50": milliseconds(50),
        "p99": milliseconds(99),
        "refused": int(refused[1]) if refused else 0,
        "broken": sum(map(int, errors.groups())) if errors else 0,
    }


def counters(api):
    """The store's own counts of writes and commits, from /metrics."""
    text = api.call("GET", "/metrics").body.decode()
    return {name: float(value) for name, value in re.findall(r"^(quartet_\w+) ([\d.e+]+)$", text, re.M)}


class Nginx:
    """Serves given bytes over TLS, as a baseline."""

    def __init__(self, folder, files):
        self.port = free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        site = folder / "site"
        site.mkdir()
        for name, content in files.items():
            (site / name).write_bytes(content)
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
             "-subj", "/CN=localhost", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
            check=True, capture_output=True)
        (folder / "nginx.conf").write_text(f"""
            daemon off; worker_processes auto; pid {folder}/nginx.pid; error_log stderr error;
            events {{ worker_connections 1024; }}
            http {{
              access_log off; sendfile on; keepalive_requests 10000000; default_type application/json;
              client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
              uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
              server {{
                listen 127.0.0.1:{self.port} ssl; root {site};
                ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;
              }}
            }}""")
        # nginx's own workers give up root for a user who could not read the folder otherwise.
        folder.chmod(0o755)
        folder.parent.chmod(0o755)
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf"])
        until(self._listens, "nginx to listen")

    def _listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)


def sqlite_in_a_loop(folder, seconds):
    """Durable commits a second of one update and one journal row each, by the SQLite library itself."""
    connection = sqlite3.connect(folder / "baseline.sqlite", isolation_level=None)
    connection.executescript("""
        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS task (id INTEGER PRIMARY KEY, effort REAL) STRICT;
        CREATE TABLE IF NOT EXISTS change (seq INTEGER PRIMARY KEY, before TEXT, after TEXT) STRICT;""")
    connection.executemany("INSERT OR IGNORE INTO task VALUES (?, 0)", [(number,) for number in range(TASKS)])
    done, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE task SET effort = ? WHERE id = ?", (done, done % TASKS))
        connection.execute("INSERT INTO change (before, after) VALUES (?, ?)", ('{"effort":0}', '{"effort":1}'))
        connection.execute("COMMIT")
        done += 1
    connection.close()
    return done / seconds


def make_plan(api):
    """A plan of 150 tasks in an account of its own; returns its id and the tasks'."""
    account = api.post("/api/accounts", {"name": "Bench Foundry"})["id"]
    teams = [team["id"] for team in api.get("/api/teams")["items"]]
    plan = api.post("/api/plans", {"account": account, "title": "FY27", "teams": teams})["id"]
    team = teams[0]
    tasks = [
        api.post("/api/tasks", {"plan": plan, "team": team, "title": f"Step {number}: a title of the usual length",
                                "notes": "What there is to know before starting. " * 4})["id"]
        for number in range(TASKS)
    ]
    return plan, tasks


def bench_snapshot(api, plan, tasks, rounds):
    """What the server itself says a snapshot took, alternately after a change and without one."""
    took = {"built": [], "memory": []}
    for number in range(rounds):
        api.patch(f"/api/tasks/{tasks[number % TASKS]}", {"effort": number % 900 + 1})
        for _ in range(2):
            answer = api.call("GET", f"/api/plans/{plan}/snapshot")
            duration, source = re.search(r'snapshot;dur=([\d.]+);desc="?(\w+)', answer.headers["Server-Timing"]).groups()
            took[source].append(float(duration))
    print(f"\nSnapshot of a plan of {TASKS} tasks, {len(answer.body):,} bytes, as timed by the server")
    show("after a change, built anew", took["built"], "ms")
    show("from memory", took["memory"], "ms")
    return answer.body


def bench_reads(api, server, nginx, plan, runs, seconds):
    print(f"\nReads by {CLIENTS} clients over TLS, requests a second")
    for name, path, file in (("trivial route", "/healthz", "trivial"), ("snapshot from memory", f"/api/plans/{plan}/snapshot", "plan")):
        base = show(f"nginx, the same bytes as the {name}", [load(f"{nginx.url}/{file}", seconds)["rate"] for _ in range(runs)], "/s")
        rates = [load(f"{server.url}{path}", seconds, headers=[f"Cookie: {api.cookie}"]) for _ in range(runs)]
        show(name, [run["rate"] for run in rates], "/s", against=("nginx", base))


def bench_writes(api, server, tasks, folder, runs, seconds):
    print(f"\nUpdates of one task each by {CLIENTS} clients at once, each durable before it is answered")
    base = show("SQLite itself, one commit each, one thread", [sqlite_in_a_loop(folder, seconds) for _ in range(runs)], "/s")
    (folder / "tasks").write_text("\n".join(tasks))
    results, shared = [], []
    for _ in range(runs):
        before = counters(api)
        results.append(load(server.url, seconds, HERE / "update_tasks.lua", arguments=(folder / "tasks", api.cookie, server.url)))
        after = counters(api)
        if "quartet_commits_total" in after:
            writes, commits = (after[name] - before[name] for name in ("quartet_writes_total", "quartet_commits_total"))
            shared.append(writes / max(commits, 1))
    show("updates", [run["rate"] for run in results], "/s", against=("SQLite", base))
    show("half are answered within", [run["p50"] for run in results], "ms")
    show("99 of 100 are answered within", [run["p99"] for run in results], "ms")
    if shared:
        show("writes a commit carried", shared, "")
    refused = sum(run["refused"] + run["broken"] for run in results)
    print(f"  refused or broken: {refused}")
    return refused


class Portfolio:
    """A data folder with so many plans, and what was measured within the process that made it."""

    def __init__(self, folder, program, plans):
        token = secrets.token_urlsafe(32)
        self.cookie = f"__Host-quartet={token}"
        self.data = folder / f"portfolio-{plans}"
        command = [program, self.data, ROOT / "migrations" / "sqlite", str(plans), hashlib.sha256(token.encode()).hexdigest()]
        self.report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def sqlite_reads(data):
    """How long the SQLite library takes to read every row that scores are made of, in seconds."""
    connection = sqlite3.connect(f"file:{data / 'quartet.db'}?mode=ro", uri=True)
    took = []
    for _ in range(3):
        start = time.monotonic()
        for table in ("objective", '"commitment"', "sign_off", "pulse", "task"):
            for _ in connection.execute(f"SELECT * FROM {table}"):
                pass
        took.append(time.monotonic() - start)
    connection.close()
    return took


def bench_portfolio(folder, program, binary, runs, seconds):
    """Alignment over many plans: what closing a day, one plan's explanation and a page of all of them cost as they grow."""
    print("\nAlignment of many plans, each of 4 teams, 5 objectives, 19 commitments, 20 tasks")
    for plans in PORTFOLIOS:
        made = Portfolio(folder, program, plans)
        report = made.report
        print(f"  {plans:,} plans, made through the door in {report['filled']:.0f} s")
        base = show("  SQLite itself reads what scores are made of", sqlite_reads(made.data), "s")
        show("  all scores computed anew, the day closed", report["closed"], "s", against=("SQLite", base))
        show("  one plan's alignment, within the process", report["alignment"], "ms")
        for order in ("score", "trend falling"):
            show(f"  first page by {order}, within the process", report["pages"][order], "ms")
        with Server(made.data, binary=binary, demo=False) as server:
            api = Api(server.url)
            api.cookie = made.cookie
            took = []
            for _ in range(20):
                start = time.monotonic()
                answer = api.call("GET", "/api/alignment")
                took.append((time.monotonic() - start) * 1000)
                assert answer.status == 200 and len(answer.json["items"]) == 50, answer
            show("  first page over TLS on a connection of its own", took, "ms")
            beside = folder / f"nginx-{plans}"
            beside.mkdir()
            with Nginx(beside, {"page": answer.body}) as nginx:
                base = show("  nginx, the same bytes, requests a second", [load(f"{nginx.url}/page", seconds)["rate"] for _ in range(runs)], "/s")
                pages = [load(f"{server.url}/api/alignment", seconds, headers=[f"Cookie: {made.cookie}"]) for _ in range(runs)]
                show(f"  first pages for {CLIENTS} clients at once", [page["rate"] for page in pages], "/s", against=("nginx", base))
        shutil.rmtree(made.data)


def bench_search(folder, program, rows):
    """How soon the first page of what is found is there, by who asks and for what."""
    print(f"\nSearch over {rows:,} rows of text, first page, within the process")
    data = folder / "texts"
    command = [program, data, ROOT / "migrations" / "sqlite", str(rows), "texts"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    size = (data / "quartet.db").stat().st_size
    print(f"  made through the door in {report['filled']:.0f} s, {size / 1e6:,.0f} MB with journal and index")
    took = []
    like = sqlite3.connect(f"file:{data / 'quartet.db'}?mode=ro", uri=True)
    for _ in range(3):
        start = time.monotonic()
        like.execute("SELECT id FROM comment WHERE text LIKE '%quixotic%' LIMIT 20").fetchall()
        took.append((time.monotonic() - start) * 1000)
    like.close()
    base = show("  SQLite itself reads the comments through once", took, "ms")
    for what, figures in sorted(report["searches"].items()):
        show(f"  {what}", figures, "ms", against=("SQLite", base))
    shutil.rmtree(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--portfolio", type=pathlib.Path, required=True)
    parser.add_argument("--streams", type=pathlib.Path, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--texts", type=int, default=TEXTS)
    options = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="quartet-bench-") as name:
        folder = pathlib.Path(name)
        data, beside = folder / "data", folder / "nginx"
        data.mkdir()
        beside.mkdir()
        with Server(data, binary=options.binary.resolve()) as server:
            api = Api(server.url, Staff(server.url).find(role="admin")["email"])
            plan, tasks = make_plan(api)
            body = bench_snapshot(api, plan, tasks, rounds=40)
            trivial = api.call("GET", "/healthz").body
            with Nginx(beside, {"trivial": trivial, "plan": body}) as nginx:
                bench_reads(api, server, nginx, plan, options.runs, options.seconds)
            refused = bench_writes(api, server, tasks, folder, options.runs, options.seconds)
        shutil.rmtree(data, ignore_errors=True)
        bench_streams(folder, options.streams.resolve(), options.binary.resolve(), show, min(options.runs, 3))
        bench_portfolio(folder, options.portfolio.resolve(), options.binary.resolve(), min(options.runs, 3), options.seconds)
        bench_search(folder, options.portfolio.resolve(), options.texts)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
