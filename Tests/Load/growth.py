"""How figures grow with the number of accounts, and with the amount of text that is searched."""

import json
import shutil
import sqlite3
import statistics
import subprocess
import time

from baselines import sqlite_reads
from harness import Api, Server
from harness.server import ROOT
from open_streams import memory
from portfolio import Portfolio
from table import Columns, figure

WHO = {"leader": "a leader, of all", "member": "a member, of three plans in four", "guest": "a guest, of one plan"}
SIZES = [100, 1_000, 10_000, 100_000]
FULL, FEW = 50, 5
LARGEST_FULL = 10_000
ASKED = 20


def tasks_of(accounts):
    return FULL if accounts <= LARGEST_FULL else FEW


def asked(url, cookie, path):
    """How long each of twenty requests took over TLS, each on a connection of its own, in milliseconds."""
    api = Api(url)
    api.cookie = cookie
    took = []
    for _ in range(ASKED):
        start = time.monotonic()
        answer = api.call("GET", path)
        took.append((time.monotonic() - start) * 1000)
        assert answer.status == 200, answer
    return took, answer


def bench_growth(folder, programs, sizes):
    table = Columns(f"accounts, each with a plan of {FULL} tasks, beyond {LARGEST_FULL:,} of {FEW}", sizes)
    for accounts in sizes:
        started = time.monotonic()
        made = Portfolio(folder, programs["portfolio"], accounts, tasks_of(accounts))
        size = (made.data / "quartet.db").stat().st_size
        begun = time.monotonic()
        with Server(made.data, binary=programs["quartet"], demo=False) as server:
            table.add("start, until it answers", accounts, [(time.monotonic() - begun) * 1000], "ms")
            table.add("memory at rest", accounts, [memory(server) / 1e6], "MB")
            for what, cookie, path in (
                ("the simplest answer", made.leader, "/healthz"),
                ("first page of Accounts, a leader's", made.leader, "/api/accounts?archived=false&sort=name&limit=50&include=plans"),
                ("first page of Accounts, a member's", made.worker, "/api/accounts?archived=false&sort=name&limit=50&include=plans"),
                ("Home, of one who is on 40 plans", made.worker, "/api/home"),
                ("My work, of one who is on 40 plans", made.worker, "/api/work"),
                ("My work, of one who is on one plan in 25", made.everywhere, "/api/work"),
                ("first page of Alignment, a leader's", made.leader, "/api/alignment"),
                ("first page of Alignment, a member's", made.worker, "/api/alignment"),
                ("search for a word that all plans have", made.leader, "/api/search?q=objective"),
                ("search for one account, by a number", made.worker, "/api/search?q=account+42"),
            ):
                took, answer = asked(server.url, cookie, path)
                table.add(what, accounts, took, "ms")
            table.add("memory after that", accounts, [memory(server) / 1e6], "MB")
        report = made.report
        table.add("one plan's alignment, within the process", accounts, report["alignment"], "ms")
        table.add("all scores computed anew", accounts, report["closed"], "s")
        table.add("SQLite alone reads what they are made of", accounts, sqlite_reads(made.data), "s")
        table.add("the database", accounts, [size / 1e6], "MB")
        table.add("made through the door", accounts, [report["filled"]], "s")
        table.add("all of this column took", accounts, [time.monotonic() - started], "s")
        shutil.rmtree(made.data)
    return table


def bench_search(folder, program, rows):
    """How soon the first page of what is found is there, by who asks and for what."""
    data = folder / "texts"
    command = [program, data, ROOT / "migrations" / "sqlite", str(rows), "texts"]
    report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    size = (data / "quartet.db").stat().st_size
    took = []
    with sqlite3.connect(f"file:{data / 'quartet.db'}?mode=ro", uri=True) as like:
        for _ in range(3):
            start = time.monotonic()
            like.execute("SELECT id FROM comment WHERE text LIKE '%quixotic%' LIMIT 20").fetchall()
            took.append((time.monotonic() - start) * 1000)
    table = Columns(
        f"search over {rows:,} rows of text, {size / 1e9:.1f} GB with journal and index, the first page; 50 ms is to be reached, "
        f"{figure(statistics.median(took))} ms is what SQLite alone takes to read the comments through", list(WHO.values()))
    for asked_for, figures in sorted(report["searches"].items()):
        who, what = asked_for.split(", ", 1)
        table.add(what, WHO[who], figures, "ms")
    shutil.rmtree(data)
    return table
