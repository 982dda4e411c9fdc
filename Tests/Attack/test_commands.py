"""What is done with all the data from the command line leaves a line in the audit, as it does from a browser."""

import shutil

from harness import Api, Server
from harness.command import quartet
from harness.people import Staff


def test_what_is_taken_and_put_back_is_in_the_audit(demonstration, tmp_path):
    data, copy = tmp_path / "data", tmp_path / "copy.db"
    shutil.copytree(demonstration, data)

    def told(server):
        """The events of the audit that nobody brought about who is signed in, oldest first."""
        admin = Api(server.url, Staff(server.url).find(role="admin")["email"])
        return [line["event"] for line in reversed(admin.get("/api/audit?limit=200")["items"]) if line["member"] is None]

    with Server(data) as server:
        before = len(told(server))
        assert quartet("backup", copy, data=data)[0] == 0
        assert quartet("export", tmp_path / "all.jsonl", data=data)[0] == 0
        assert told(server)[before:] == ["backedUp", "exported"]
        assert server.stop() == 0, server.log
        assert quartet("restore", copy, "--replace", data=data)[0] == 0
        server.start()
        # The copy was whole before its line was written.
        assert told(server)[before:] == ["restored"]
    moved = tmp_path / "moved"
    assert quartet("import", tmp_path / "all.jsonl", data=moved)[0] == 0
    # No demonstration any more, so that nobody gets in by a button: the command makes a link, and the audit says so.
    code, said = quartet("backup", tmp_path / "moved.db", data=moved)
    assert code == 0 and "audit" not in said, said
