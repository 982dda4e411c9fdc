"""What a server does before it listens."""

import contextlib
import json
import re
import shutil
import socket
import subprocess

from harness import BINARY, ROOT, Api, Server
from harness.people import Staff
from raw import trusting

STARTS = 4


def connected(server):
    """Connections that were made before the first answer, as many as could be."""
    made = []
    while not made or server.process.poll() is None and len(made) < 20:
        attempt = socket.socket()
        attempt.settimeout(15)
        if attempt.connect_ex(("127.0.0.1", server.port)) == 0:
            made.append(attempt)
        else:
            attempt.close()
    return made


def is_served(connection):
    """Whether somebody is there who speaks TLS; False where the connection has ended."""
    try:
        trusting("http/1.1").wrap_socket(connection, server_hostname="localhost").close()
        return True
    except ConnectionError:
        return False


def test_nobody_who_comes_early_waits_in_vain(tmp_path, no_pages):
    with Server(tmp_path / "data", demo=False) as server:
        server.pages = no_pages
        for _ in range(STARTS):
            server.kill()
            server.spawn()
            with contextlib.ExitStack() as held:
                assert all(is_served(held.enter_context(connection)) for connection in connected(server))


def test_a_port_that_is_taken_is_said_before_the_data_is_touched(tmp_path):
    with Server(tmp_path / "data", demo=False) as first:
        second = Server(tmp_path / "other", demo=False, port=first.port)
        second.spawn()
        assert second.process.wait(timeout=20) == 1
        assert second.log == f"quartet: Port {first.port} is taken by another program; choose another with --port.\n"
        assert not second.data.exists()


def test_the_first_link_leads_to_where_people_reach_it(tmp_path):
    settings = {"QUARTET_PUBLIC_URL": "https://quartet.example.com/"}
    with Server(tmp_path / "data", demo=False, environment=settings) as server:
        assert f"serves {server.url}\n" in server.log
        assert re.search(r"at https://quartet\.example\.com/setup#[\w-]{43}\n", server.log), server.log


def test_that_backups_cannot_be_made_is_said_at_start_and_whenever_one_is_asked_for(demonstration, tmp_path):
    data, folder = tmp_path / "data", tmp_path / "copies"
    shutil.copytree(demonstration, data)
    missing = f"There is no folder {folder}."

    def errors(server):
        lines = [json.loads(line) for line in server.log.splitlines() if line.startswith("{")]
        return [(line["message"], line.get("route"), line.get("error") or line.get("reason")) for line in lines if line["level"] == "error"]

    with Server(data, environment={"QUARTET_BACKUPS": str(folder)}) as server:
        admin = Api(server.url, Staff(server.url).find(role="admin")["email"])
        assert errors(server) == [("Backups cannot be made", None, missing)]
        assert admin.get("/api/backups")["problem"] == missing
        refused = admin.call("POST", "/api/backups", {})
        assert refused.status == 503 and missing in refused.json["detail"]
        assert errors(server)[1:] == [("request", "/api/backups", f"The backup could not be made. {missing}")]
        figures = admin.call("GET", "/metrics").body.decode()
        assert '\nquartet_backups_total{outcome="failed"} 1\n' in figures and "\nquartet_failures_total 1\n" in figures
        folder.mkdir()
        assert admin.get("/api/backups")["problem"] is None
        assert admin.call("POST", "/api/backups", {}).status == 204
        figures = admin.call("GET", "/metrics").body.decode()
        assert '\nquartet_backups_total{outcome="made"} 1\n' in figures and "\nquartet_backups_on 0\n" in figures
        admin.patch(f"/api/workspaces/{admin.get('/api/session')['workspace']['id']}", {"makesBackups": True})
        assert "\nquartet_backups_on 1\n" in admin.call("GET", "/metrics").body.decode()


def test_what_it_writes_is_nobody_elses(tmp_path):
    """Even in a folder that others may look into."""
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    with Server(data, demo=False):
        open_to_others = {path.name: oct(path.stat().st_mode) for path in data.iterdir() if path.stat().st_mode & 0o077}
        assert {"quartet.db", "quartet.db-wal"} <= {path.name for path in data.iterdir()}
    assert not open_to_others


def test_the_program_finds_what_came_with_it(tmp_path):
    """From wherever it is called, and not what lies in the folder where somebody stands."""
    place, elsewhere = tmp_path / "opt quartet", tmp_path / "elsewhere"
    (place / "bin").mkdir(parents=True)
    shutil.copy(BINARY, place / "bin" / "quartet")
    (elsewhere / "migrations" / "sqlite").mkdir(parents=True)
    command = tmp_path / "quartet"
    command.symlink_to(place / "bin" / "quartet")

    def verify():
        return subprocess.run([command, "verify", "--data", "data"], cwd=elsewhere, capture_output=True, text=True, timeout=60)

    shutil.copytree(ROOT / "Public", place / "Public")
    server = Server(elsewhere / "data", demo=False)
    server.pages = place / "Public"
    with server:
        assert Api(server.url).call("GET", "/setup").status == 200
        assert server.stop() == 0
    assert verify().returncode == 1, "there is nothing of its own yet"
    shutil.copytree(ROOT / "migrations", place / "migrations")
    done = verify()
    assert done.returncode == 0, done.stderr
