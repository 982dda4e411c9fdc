"""Backing up, restoring elsewhere, and taking data along, by the program itself; and what browsers make of it."""

import json
import re
import shutil
import threading

from harness import Api, Server, until
from harness.command import quartet
from harness.people import Staff
from harness.screen import settle
from playwright.sync_api import expect

SOUND = (0, "The file is sound; rows, journal, index and scores agree.\n")


class Writer:
    """Adds tasks as fast as they are taken, as long as its block lasts."""

    def __init__(self, scene):
        self.scene, self.count, self.is_over = scene, 0, threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self.write)
        self.thread.start()
        until(lambda: self.count > 3, "some tasks to be written")
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.thread.join()

    def write(self):
        while not self.is_over.is_set():
            self.scene.task(f"Task {self.count}")
            self.count += 1


def test_restored_elsewhere_it_is_another_history(person, scene, server, proxy, tmp_path):
    dana = person(proxy.url, "dana").sign_in(scene.sales["email"])
    page = dana.open(f"{scene.path}/tasks")
    settle(page)
    with Writer(scene) as writer:
        copy = tmp_path / "copy.db"
        code, said = quartet("backup", copy, data=server.data)
        assert code == 0 and "It is sound." in said, said
        assert quartet("verify", data=server.data) == SOUND, "while they write"
        assert writer.count > 4
    scene.task("After the backup")
    expect(page.get_by_text("After the backup").first).to_be_visible()
    session = scene.session
    snapshot = f"/api/plans/{scene.id}/snapshot"
    etag = session.call("GET", snapshot).headers["ETag"]
    lists = [f"/api/{path}&after={session.get(f'/api/{path}')['next']}" for path in ("tasks?limit=2", "changes?limit=2")]
    assert all(session.call("GET", path).status == 200 for path in lists)

    code, said = quartet("backup", copy, data=server.data)
    assert code == 1 and "is there already" in said
    code, said = quartet("restore", copy, "--replace", data=server.data)
    assert code == 1 and "in use by another Quartet" in said, "a server runs on it"
    proxy.cut()
    server.stop()
    code, said = quartet("restore", copy, data=server.data)
    assert code == 1 and "holds data already" in said
    elsewhere = tmp_path / "elsewhere"
    code, said = quartet("restore", copy, data=elsewhere)
    assert code == 0 and "sign in again" in said, said
    assert quartet("verify", data=elsewhere) == SOUND

    page.evaluate("window.isBefore = true")
    with Server(elsewhere, port=server.port) as other:
        assert session.call("GET", snapshot).status == 401, "all sessions have ended"
        # Another tab has signed in by the time this one has a line again.
        answer = dana.context.request.post(
            f"{other.url}/api/demo/session", data={"email": dana.email}, headers={"Origin": other.url})
        assert answer.status == 201
        proxy.mend()
        until(lambda: not is_before(page), "the stream to say that it is another history")
        settle(page)
        assert page.url.endswith(f"{scene.path}/tasks")
        expect(page.get_by_text("Task 0", exact=True).first).to_be_visible()
        expect(page.get_by_text("After the backup")).to_have_count(0)

        session = Api(other.url, dana.email)
        assert session.call("GET", snapshot, headers={"If-None-Match": etag}).status == 200
        for path in lists:
            answer = session.call("GET", path)
            assert answer.status == 410 and "backup has been restored" in answer.json["detail"], answer


def is_before(page):
    """Whether the page is still the one that it was; false, too, while it is on its way."""
    try:
        return page.evaluate("window.isBefore ?? false")
    except Exception:
        return False


def test_taken_along_it_is_the_same_and_somebody_gets_in(scene, server, staff, tmp_path):
    admin = staff.find(role="admin", team=None)["email"]
    scene.task("Taken along")
    folder, elsewhere = tmp_path / "all", tmp_path / "elsewhere"
    code, said = quartet("export", folder, data=server.data)
    assert code == 0, said
    assert (folder / "csv" / "accounts.csv").read_text("utf-8-sig").startswith("id,rev,")
    lines = [json.loads(line) for line in (folder / "quartet.jsonl").read_text().splitlines()]
    assert lines[0]["format"] == "quartet" and lines[-1]["line"] == "end"
    code, said = quartet("import", folder / "quartet.jsonl", "--public-url", "https://q.example", data=elsewhere)
    assert code == 0, said
    assert quartet("verify", data=elsewhere) == SOUND
    again = tmp_path / "again.jsonl"
    assert quartet("export", again, data=elsewhere)[0] == 0
    assert [json.loads(line) for line in again.read_text().splitlines()][1:] == lines[1:]

    with Server(elsewhere, demo=False) as other:
        got = accept(other, said)
        assert got.json["member"]["email"] == admin
        code, said = quartet("member reset", scene.sales["email"], data=elsewhere)
        assert code == 0, said
        session = Api(other.url)
        session.cookie = accept(other, said).headers["Set-Cookie"].split(";")[0]
        assert "Taken along" in [task["title"] for task in session.snapshot(scene.id)["tasks"]]
        code, said = quartet("member add", "Ann Other", "ann@ellandra.example", data=elsewhere)
        assert code == 1 and "The server runs" in said
        other.stop()
        assert "up to date" in quartet("migrate", data=elsewhere)[1]
        code, said = quartet("member add", "Ann Other", "ann@ellandra.example", "--role", "admin", data=elsewhere)
        assert code == 0 and "/join#" in said, said


def accept(server, said):
    """Sets a password by the link in what was said."""
    token = re.search(r"/join#([\w-]+)", said)[1]
    answer = Api(server.url).call("POST", "/api/invitations/accept", {"token": token, "password": "a long walk home"})
    assert answer.status == 201, answer
    return answer


def test_an_admin_sees_how_backups_go(person, demonstration, tmp_path):
    data, copies = tmp_path / "data", tmp_path / "copies"
    shutil.copytree(demonstration, data)
    copies.mkdir()
    with Server(data, options=["--backups", copies]) as server:
        admin = Staff(server.url).find(role="admin")["email"]
        page = person(server.url, "admin").sign_in(admin).open("/settings/backup")
        settle(page)
        page.get_by_role("button", name="Back up now").click()
        expect(page.get_by_role("row").filter(has_text="Made").nth(1)).to_be_visible()
        [copy] = copies.glob("*.db")
        assert quartet("verify", copy, data=data) == SOUND
        page.get_by_label("Make a backup every day").check()
        expect(page.get_by_text("The next is due")).to_be_visible()
        figures = Api(server.url).call("GET", "/metrics").body.decode()
        assert re.search(r"^quartet_last_backup_age_seconds \d", figures, re.M)
        shutil.rmtree(copies)
        page.reload()
        expect(page.get_by_role("alert").filter(has_text=f"There is no folder {copies}.")).to_be_visible()
        page.get_by_role("button", name="Back up now").click()
        expect(page.get_by_role("alert").filter(has_text="The last backup failed")).to_be_visible()
        expect(page.get_by_text("The backup could not be made.")).to_be_visible()
