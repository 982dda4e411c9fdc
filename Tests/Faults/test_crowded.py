"""One address takes all the connections that it can get: others are served, and so is it, once it lets go."""

import contextlib
import shutil
import socket

import pytest
from harness import Server
from harness.waiting import until
from raw import Answers, head, trusting

SHARE = 20
ME, COLLEAGUE = "127.0.0.1", "127.0.0.2"


@pytest.fixture
def serve(demonstration, tmp_path):
    """serve(option, …) is a server that gives each address no more than its share."""
    with contextlib.ExitStack() as servers:

        def start(*options):
            shutil.copytree(demonstration, tmp_path / "data")
            return servers.enter_context(Server(tmp_path / "data", options=["--connections-per-address", str(SHARE), *options]))

        yield start


def connect(port, address):
    """A connection that comes from this address of the machine's own network, after its TLS handshake."""
    plain = socket.create_connection(("127.0.0.1", port), timeout=20, source_address=(address, 0))
    return trusting("http/1.1").wrap_socket(plain, server_hostname="localhost")


def status(connection):
    connection.sendall(head(path="/api/demo"))
    return Answers(connection).next()[0]


def is_let_in(port, address):
    try:
        with connect(port, address) as connection:
            return status(connection) == 200
    except OSError:
        return False


def figure(server, name):
    """From elsewhere, for here no further connection may be had."""
    with connect(server.port, "127.0.0.3") as connection:
        connection.sendall(head(path="/metrics"))
        lines = Answers(connection).next()[2].decode().splitlines()
    return next(int(float(line.split()[1])) for line in lines if line.startswith(f"{name} "))


def test_others_are_served_while_one_address_holds_its_share(serve):
    server = serve()
    with contextlib.ExitStack() as held:
        crowd = []
        while len(crowd) <= SHARE:
            try:
                crowd.append(held.enter_context(connect(server.port, ME)))
            except OSError:
                break
        assert len(crowd) in (SHARE, SHARE - 1), "the one that looked whether it had started may be there still"
        assert not is_let_in(server.port, ME)
        for _ in range(SHARE * 2):
            assert is_let_in(server.port, COLLEAGUE)
        assert status(crowd[0]) == 200, "who is in stays in"
        assert figure(server, "quartet_connections_refused_total") >= 2
        assert SHARE <= figure(server, "quartet_connections") <= SHARE + 2
    until(lambda: is_let_in(server.port, ME), "the address to be let in again, with nothing held any more")
    until(lambda: figure(server, "quartet_connections") <= 2, "all of them to be counted out")


def test_a_trusted_proxy_brings_as_many_as_there_are(serve):
    server = serve("--trusted-proxies", "127.0.0.1")
    with contextlib.ExitStack() as held:
        crowd = [held.enter_context(connect(server.port, ME)) for _ in range(SHARE * 2)]
        assert status(crowd[-1]) == 200
