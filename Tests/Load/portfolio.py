"""Data folders with many accounts, made by the program of that name."""

import hashlib
import json
import secrets
import subprocess

from harness.server import ROOT


class Portfolio:
    """A data folder with so many accounts, each with a plan, and what was measured within the process that made it."""

    def __init__(self, folder, program, accounts, tasks, members=0):
        """Besides the three that are named there are cookies of so many `members`; the first of them manages a plan."""
        tokens = [secrets.token_urlsafe(32) for _ in range(3 + members)]
        self.leader, self.worker, self.everywhere, *self.members = (f"__Host-quartet={token}" for token in tokens)
        self.data = folder / f"portfolio-{accounts}"
        hashes = ",".join(hashlib.sha256(token.encode()).hexdigest() for token in tokens)
        command = [program, self.data, ROOT / "migrations" / "sqlite", str(accounts), hashes, str(tasks)]
        self.report = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
