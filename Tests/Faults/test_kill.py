"""The server is killed at random moments, in its start as in its work, while thirty-two write without pause."""

import asyncio

from crowd import differences, live_and_die, settle, writers

KILLS = 200


def test_nothing_acknowledged_is_lost_halved_or_doubled(server, staff, api, rounds, verify, no_pages):
    pairs = list(writers(server, staff, api))
    crowd = [writer for _, writer in pairs]
    server.kill()
    server.pages = no_pages
    asyncio.run(live_and_die(server, crowd, rounds(KILLS)))
    server.start()
    unsettled = sum(writer.order is not None for writer in crowd)
    asyncio.run(settle(server, crowd))
    assert differences(pairs) == []
    done, again = sum(writer.acknowledged for writer in crowd), sum(writer.again for writer in crowd)
    print(f"{rounds(KILLS)} kills, {done} writes acknowledged, {again} of them asked for more than once, {unsettled} under way at the last")
    assert done > 10 * rounds(KILLS) and again > rounds(KILLS), (done, again)
    assert server.stop() == 0, server.log
    assert verify(server.data) == (0, "The file is sound; rows, journal, index and scores agree.\n")
