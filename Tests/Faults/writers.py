"""Clients that write without pause and keep a book of what was acknowledged: they know nothing of the server but its API."""

import asyncio
import json
import random
import uuid

from harness.server import trusting


class Refused(Exception):
    """The server answered, but not as it should."""


class Line:
    """One connection, kept open between requests."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    @classmethod
    async def open(cls, port):
        return cls(*await asyncio.open_connection("127.0.0.1", port, ssl=trusting, server_hostname="localhost"))

    async def ask(self, method, path, headers, body=None):
        """Status, headers in lower case, and the body."""
        content = b"" if body is None else json.dumps(body).encode()
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
        if body is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(content)}"]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
        status, *fields = (await self.reader.readuntil(b"\r\n\r\n")).decode().strip().split("\r\n")
        answered = dict(field.lower().split(": ", 1) for field in fields)
        return int(status.split()[1]), answered, await self.reader.readexactly(int(answered.get("content-length", 0)))

    def close(self):
        self.writer.transport.abort()


class Order:
    """Something that a writer wants done, until it is known to be."""

    def __init__(self, method, path, body, done):
        self.method, self.path, self.body, self.done = method, path, body, done
        self.key = str(uuid.uuid4())
        self.tries = 0


class Writer:
    """Works alone on a plan of its own, one order after the other; what was not acknowledged is asked for again with the same key."""

    def __init__(self, number, server, cookie, plan, teams, seed):
        self.server, self.plan, self.teams = server, plan, teams
        self.dice = random.Random(f"{seed}-{number}")
        self.headers = {"Host": f"localhost:{server.port}", "Origin": server.url, "Cookie": cookie}
        self.made = 0
        self.tasks = {}  # by id: the title, and the number in its notes
        self.objectives = {}  # by id: the title, and the teams that it is asked of
        self.order = None
        self.acknowledged = self.again = 0

    async def run(self, is_up):
        """Until it is cancelled. `is_up` is set while a server may be there."""
        while True:
            await is_up.wait()
            line = None
            try:
                line = await Line.open(self.server.port)
                while True:
                    await self.step(line)
            except (OSError, asyncio.IncompleteReadError):
                pass  # it was killed
            finally:
                if line:
                    line.close()

    async def step(self, line):
        self.order = order = self.order or self.next()
        order.tries += 1
        status, _, body = await line.ask(
            order.method, order.path, self.headers | {"Idempotency-Key": order.key}, order.body)
        if status not in (200, 201, 204):
            raise Refused(f"{order.method} {order.path}: {status} {body[:500]!r}")
        order.done(json.loads(body) if body else None)  # from here on it is in the book
        self.order = None
        self.acknowledged += 1
        self.again += order.tries > 1

    async def settle(self, line):
        """What is under way comes to its end."""
        if self.order:
            await self.step(line)

    def next(self):
        chance = self.dice.random()
        if chance < 0.2 or len(self.tasks) < 3:
            return self._new_task()
        if chance < 0.3:
            return self._new_objective()
        if chance < 0.4 and self.objectives:
            return self._ask_a_team()
        if chance < 0.45 and self.objectives:
            return self._delete_objective()
        if chance < 0.5:
            return self._delete_task()
        return self._edit()

    def _new_task(self):
        self.made += 1
        title = f"Task {self.made}"
        body = {"plan": self.plan, "team": self.teams[0], "title": title, "notes": "0"}
        return Order("POST", "/api/tasks", body, lambda task: self.tasks.update({task["id"]: [title, 0]}))

    def _new_objective(self):
        self.made += 1
        title = f"Objective {self.made}"
        body = {"plan": self.plan, "title": title}
        return Order("POST", "/api/objectives", body, lambda record: self.objectives.update({record["id"]: [title, []]}))

    def _ask_a_team(self):
        objective = self.dice.choice(sorted(self.objectives))
        asked = self.objectives[objective][1]
        team = next((team for team in self.teams if team not in asked), None)
        if not team:
            return self._edit()
        body = {"plan": self.plan, "objective": objective, "team": team}
        return Order("POST", "/api/commitments", body, lambda _: asked.append(team))

    def _delete_objective(self):
        """With its commitments, in the same entry."""
        objective = self.dice.choice(sorted(self.objectives))
        return Order("DELETE", f"/api/objectives/{objective}", None, lambda _: self.objectives.pop(objective))

    def _edit(self):
        task = self.dice.choice(sorted(self.tasks))
        number = self.tasks[task][1] + 1

        def done(record):
            if record["notes"] != str(number):
                raise Refused(f"{number} was written, {record['notes']} answered")
            self.tasks[task][1] = number

        return Order("PATCH", f"/api/tasks/{task}", {"notes": str(number)}, done)

    def _delete_task(self):
        task = self.dice.choice(sorted(self.tasks))
        return Order("DELETE", f"/api/tasks/{task}", None, lambda _: self.tasks.pop(task))

    def differences(self, snapshot):
        """What the plan lacks of what was acknowledged, and what it has besides. Nothing may be under way."""
        tasks = {task["id"]: [task["title"], int(task["notes"])] for task in snapshot["tasks"]}
        asked = [(commitment["objective"], commitment["team"]) for commitment in snapshot["commitments"]]
        objectives = {
            objective["id"]: [objective["title"], [team for of, team in asked if of == objective["id"]]]
            for objective in snapshot["objectives"]
        }
        if tasks != self.tasks:
            yield f"tasks: acknowledged {self.tasks}, there {tasks}"
        if {key: [title, sorted(teams)] for key, (title, teams) in objectives.items()} != {
            key: [title, sorted(teams)] for key, (title, teams) in self.objectives.items()
        }:
            yield f"objectives: acknowledged {self.objectives}, there {objectives}"
        if len(asked) != sum(len(teams) for _, teams in self.objectives.values()):
            yield f"commitments without an objective: {asked}"
