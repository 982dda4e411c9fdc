"""Thirty-two who write without pause, and a server that lives and dies under them at random moments."""

import asyncio
import random
import socket

from writers import Line, Writer

WRITERS, SEED = 32, 20261126
# One life in five ends while the server starts, within so many seconds. The others end some milliseconds after a number
# of writes: counted and not timed, so that a busy machine gets as much done.
STARTING, WRITES, MOMENTS, BETWEEN_LOOKS = 0.08, 60, 0.01, 0.002


def writers(server, staff, api):
    """Each with a plan of its own, shared out among a few members."""
    team = [staff.find(team=name) for name in ("Sales", "Marketing", "Product", "Success")]
    sessions = [api(member["email"]) for member in team]
    teams = [team["id"] for team in sessions[0].get("/api/teams")["items"]]
    account = sessions[0].post("/api/accounts", {"name": "Harbour Glass"})["id"]
    for number in range(WRITERS):
        session = sessions[number % len(sessions)]
        plan = session.post("/api/plans", {"account": account, "title": f"Plan {number}", "teams": teams})["id"]
        yield session, Writer(number, server, session.cookie, plan, teams, SEED)


async def live_and_die(server, crowd, kills, afterwards=lambda: None):
    """Lives of random length, each beginning on what the one before left behind. `afterwards` is called after each death."""
    dice = random.Random(SEED)
    is_up = asyncio.Event()
    work = [asyncio.create_task(writer.run(is_up)) for writer in crowd]
    try:
        for _ in range(kills):
            server.spawn()
            if dice.random() < 0.2:
                await asyncio.sleep(dice.uniform(0, STARTING))
            else:
                await soon(server, lambda: takes_connections(server))
                is_up.set()
                goal = sum(writer.acknowledged for writer in crowd) + dice.randrange(WRITES)
                await soon(server, lambda: sum(writer.acknowledged for writer in crowd) >= goal or any(task.done() for task in work))
                await asyncio.sleep(dice.uniform(0, MOMENTS))
            assert server.process.poll() is None, server.log
            is_up.clear()
            server.kill()
            afterwards()
            for task in work:
                if task.done():
                    task.result()
    finally:
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)


async def soon(server, condition):
    while server.process.poll() is None and not condition():
        await asyncio.sleep(BETWEEN_LOOKS)


def takes_connections(server):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", server.port)) == 0


async def settle(server, crowd):
    for writer in crowd:
        line = await Line.open(server.port)
        await writer.settle(line)
        line.close()


def differences(pairs):
    """Of what was acknowledged and what is there, for each session and its writer."""
    return [f"{writer.plan}: {fault}" for session, writer in pairs for fault in writer.differences(session.snapshot(writer.plan))]
