"""What a server does before it listens."""

import contextlib
import socket

from harness import Server
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
