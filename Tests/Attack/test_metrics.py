"""What Prometheus would get, read by its own library."""

import re

from harness import ROOT, Api, Server
from prometheus_client.parser import text_string_to_metric_families


def families(api):
    answer = api.call("GET", "/metrics")
    assert answer.status == 200, answer
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    found = list(text_string_to_metric_families(answer.body.decode()))
    names = [family.name for family in found]
    assert len(names) == len(set(names)), "each family stands in one place"
    assert all(family.documentation and family.type != "unknown" for family in found), found
    return {family.name: family for family in found}


def value(families, name, **labels):
    return sum(sample.value for family in families.values() for sample in family.samples
               if sample.name == name and labels.items() <= sample.labels.items())


def test_every_request_and_commit_is_counted(server, session):
    admin = session(server, "admin")
    task = admin.get("/api/tasks?limit=1")["items"][0]
    before = families(admin)
    for notes in ("one", "two"):
        admin.patch(f"/api/tasks/{task['id']}", {"notes": notes})
    assert admin.call("PATCH", f"/api/tasks/{task['id']}", {"title": ""}).status == 422
    assert admin.call("GET", "/nowhere.js").status == 404
    after = families(admin)

    def more(name, **labels):
        return value(after, name, **labels) - value(before, name, **labels)

    edit = {"method": "PATCH", "route": "/api/tasks/{id}"}
    assert more("quartet_requests_total", **edit, status="2xx") == 2
    assert more("quartet_requests_total", **edit, status="4xx") == 1
    assert more("quartet_request_seconds_count", **edit) == 3
    assert more("quartet_requests_total", route="static", status="4xx") == 1
    assert more("quartet_writes_total") >= 2 and more("quartet_commits_total") >= 2
    assert more("quartet_commit_seconds_count") == more("quartet_commits_total")
    assert task["id"] not in str(after), "routes, not addresses"


def test_what_an_administrator_watches_is_there(shared_server, session):
    found = families(session(shared_server, "admin"))
    assert value(found, "quartet_database_bytes") > 100_000
    assert value(found, "quartet_disk_free_bytes") > 0
    assert value(found, "process_resident_memory_bytes") > 10_000_000
    assert value(found, "process_open_fds") > 5
    assert 0 < value(found, "process_cpu_seconds_total") < 600
    started = value(found, "process_start_time_seconds")
    assert abs(started - shared_server.log_path.stat().st_ctime) < 3600
    for histogram in (family for family in found.values() if family.type == "histogram"):
        steps = {}
        for sample in histogram.samples:
            if sample.name.endswith("_bucket"):
                key = tuple(sorted((name, text) for name, text in sample.labels.items() if name != "le"))
                steps.setdefault(key, []).append((float(sample.labels["le"]), sample.value))
        for counts in steps.values():
            assert counts == sorted(counts) and [n for _, n in counts] == sorted(n for _, n in counts)
            assert counts[-1][0] == float("inf")


def test_the_alerts_speak_of_figures_that_are_there(shared_server, session):
    there = {sample.name for family in families(session(shared_server, "admin")).values() for sample in family.samples}
    alerts = (ROOT / "deploy" / "prometheus-alerts.example.yml").read_text()
    asked = set(re.findall(r"\bquartet_\w+", alerts))
    # Its age is told once there is a backup.
    assert len(asked) > 5 and asked - there <= {"quartet_last_backup_age_seconds"}, asked - there


def test_a_token_opens_them_to_other_machines(tmp_path, monkeypatch):
    monkeypatch.setenv("QUARTET_METRICS_TOKEN", "for-the-watchman-alone")
    with Server(tmp_path / "data", demo=False) as server:
        someone, elsewhere = Api(server.url), {"X-Forwarded-For": "192.0.2.1"}

        def ask(**headers):
            return someone.call("GET", "/metrics", headers=elsewhere | headers).status

        assert ask() == 404
        for wrong in ("Bearer", "Bearer ", "Bearer for-the-watchman-alon", "Basic for-the-watchman-alone"):
            assert ask(Authorization=wrong) == 404, wrong
        assert ask(Authorization="Bearer for-the-watchman-alone") == 200
        assert "for-the-watchman-alone" not in server.log
