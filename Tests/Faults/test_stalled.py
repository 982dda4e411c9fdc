"""Clients that stall at every stage: each is let go after its time, and nobody else notices."""

import contextlib
import json
import re
import selectors
import shutil
import ssl
import threading
import time

import pytest
from harness import Server
from harness.server import BINARY
from raw import DATA, END_HEADERS, GOAWAY, HEADERS, PREFACE, RST_STREAM, SETTINGS, Answers, Http2, fields, head, plain, secure, until_closed

# The server's times (Sources/quartet/Transport/Patience.swift), made this much shorter.
FACTOR = 0.08
BEGINNING, HEAD, BODY, READING, IDLE, LEAVING = (seconds * FACTOR for seconds in (15, 15, 30, 60, 75, 4))
# What a busy machine adds to that.
SLACK = 6
OF_EACH = 8
POST = head("POST", "/api/session", ["Content-Type: application/json", "Content-Length: 64", "Origin: https://localhost"])


@pytest.fixture
def hasty(demonstration, tmp_path):
    """A server that waits for nobody long."""
    folder = tmp_path / "data"
    shutil.copytree(demonstration, folder)
    with Server(folder, options=["--patience", str(FACTOR)]) as server:
        yield server


def client_hello():
    into, out = ssl.MemoryBIO(), ssl.MemoryBIO()
    hello = ssl.create_default_context().wrap_bio(into, out, server_hostname="localhost")
    with contextlib.suppress(ssl.SSLWantReadError):
        hello.do_handshake()
    return out.read()


def says_nothing(port):
    return plain(port), BEGINNING


def half_a_client_hello(port):
    connection = plain(port)
    connection.sendall(client_hello()[:100])
    return connection, BEGINNING


def a_dripping_client_hello(port):
    connection = plain(port)
    return connection, BEGINNING, client_hello()


def nothing_after_the_handshake(port):
    return secure(port), BEGINNING


def half_a_head(port):
    connection = secure(port)
    connection.sendall(head()[:20])
    return connection, BEGINNING


def a_dripping_head(port):
    return secure(port), BEGINNING, head(fields=["X: " + "x" * 2000])


def a_second_head_that_drips(port):
    connection = secure(port)
    connection.sendall(head())
    assert Answers(connection).next()[0] == 200
    return connection, HEAD, head(fields=["X: " + "x" * 2000])


def no_second_request(port):
    connection = secure(port)
    connection.sendall(head())
    assert Answers(connection).next()[0] == 200
    return connection, IDLE


def no_body(port):
    connection = secure(port)
    connection.sendall(POST)
    return connection, BODY + LEAVING


def a_dripping_body(port):
    connection = secure(port)
    connection.sendall(POST)
    return connection, BODY + LEAVING, b" " * 60


def a_dripping_body_nobody_asked_for(port):
    """The answer was given long ago."""
    connection = secure(port)
    connection.sendall(head(fields=["Transfer-Encoding: chunked"]))
    return connection, HEAD, b"1\r\nx\r\n" * 400


def no_preface(port):
    return Http2(port, preface=False).connection, BEGINNING


def half_a_preface(port):
    connection = Http2(port, preface=False).connection
    connection.sendall(PREFACE[:10])
    return connection, BEGINNING


def no_stream(port):
    return Http2(port).connection, BEGINNING


def half_a_header_block(port):
    client = Http2(port)
    client.send(HEADERS, 0, 1, fields()[:10])
    return client.connection, BEGINNING


def a_dripping_frame(port):
    client = Http2(port)
    return client.connection, BEGINNING, Http2.frame(HEADERS, END_HEADERS, 1, fields(more=[("x", "x" * 2000)]))


def streams_that_never_send(port):
    client = Http2(port)
    for stream in range(1, 100, 2):
        client.send(HEADERS, END_HEADERS, stream, fields("POST", "/api/session", [("content-type", "application/json")]))
    return client.connection, BODY + LEAVING + IDLE


def answers_that_nobody_reads(port):
    """No window: nothing of an answer may be sent."""
    client = Http2(port, settings=b"\x00\x04\x00\x00\x00\x00")
    for stream in range(1, 100, 2):
        client.ask(stream, path="/js/main.js")
    return client.connection, READING


STAGES = [
    says_nothing, half_a_client_hello, a_dripping_client_hello, nothing_after_the_handshake, half_a_head, a_dripping_head,
    a_second_head_that_drips, no_second_request, no_body, a_dripping_body, a_dripping_body_nobody_asked_for, no_preface,
    half_a_preface, no_stream, half_a_header_block, a_dripping_frame, streams_that_never_send, answers_that_nobody_reads,
]


class Stalled:
    """Connections that are waited for until the server ends them, with a byte now and then for those that drip."""

    def __init__(self, port):
        self.ended = {}  # stage: seconds it took
        self.limits = {}
        self._selector = selectors.DefaultSelector()
        self._drips = []
        for stage in STAGES:
            for number in range(OF_EACH):
                begun = time.monotonic()
                connection, limit, *drip = stage(port)
                self.limits[stage.__name__] = limit
                connection.setblocking(False)
                self._selector.register(connection, selectors.EVENT_READ, (stage.__name__, begun))
                if drip:
                    self._drips.append([connection, drip[0], 0])
                self._turn(0)

    def wait(self):
        """Until all are ended, or should have been long ago."""
        latest = time.monotonic() + max(self.limits.values()) + SLACK
        while self._selector.get_map() and time.monotonic() < latest:
            self._turn(0.1)
        return {key.data[0] for key in self._selector.get_map().values()}

    def _turn(self, timeout):
        for key, _ in self._selector.select(timeout):
            self._read(key)
        for drip in self._drips:
            connection, data, sent = drip
            if connection.fileno() >= 0 and sent < len(data):
                with contextlib.suppress(OSError):
                    connection.send(data[sent:sent + 1])
                drip[2] += 1

    def _read(self, key):
        connection, (stage, begun) = key.fileobj, key.data
        try:
            while piece := connection.recv(65536):
                pass
        except ssl.SSLWantReadError:
            return
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self._selector.unregister(connection)
            connection.close()
            self.ended.setdefault(stage, []).append(time.monotonic() - begun)


class Colleague:
    """Asks all the while, on new connections and on an old one, and notes how long it takes."""

    def __init__(self, port):
        self.port = port
        self.took = []
        self.faults = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._work)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _work(self):
        old = secure(self.port)
        answers = Answers(old)
        while not self._over.wait(0.05):
            for connection, reader in ((old, answers), (new := secure(self.port), Answers(new))):
                begun = time.monotonic()
                connection.sendall(head(path="/api/demo"))
                answer = reader.next()
                self.took.append(time.monotonic() - begun)
                if answer is None or answer[0] != 200:
                    self.faults.append(answer)
                    return
            new.close()


def memory(server):
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def test_each_is_let_go_in_time_and_nobody_waits_for_them(hasty):
    before = memory(hasty)
    with Colleague(hasty.port) as colleague:
        stalled = Stalled(hasty.port)
        left = stalled.wait()
    assert not left, f"still there: {left}"
    for stage, took in stalled.ended.items():
        limit = stalled.limits[stage]
        assert len(took) == OF_EACH
        assert limit * 0.8 < min(took) and max(took) < limit + SLACK, f"{stage}: {limit} s were due, it took {took}"
    assert not colleague.faults and len(colleague.took) > 20
    assert sorted(colleague.took)[len(colleague.took) // 2] < 0.2 and max(colleague.took) < 2, colleague.took
    assert memory(hasty) - before < 100


def test_who_is_late_with_a_body_is_told(hasty):
    with secure(hasty.port) as connection:
        connection.sendall(POST + b"{")
        status, _, body = Answers(connection).next()
        assert status == 408 and json.loads(body)["detail"] == "The body did not come in time."
        assert until_closed(connection) == b""
    with Http2(hasty.port) as client:
        client.send(HEADERS, END_HEADERS, 1, fields("POST", "/api/session", [("content-type", "application/json")]))
        client.send(DATA, 0, 1, b"{")
        assert b"The body did not come in time." in client.wait_for(DATA, 1)[3]


def test_a_browser_that_asks_whether_we_are_there_is_answered(hasty):
    """Chromium sends a PING with a request after ten quiet seconds, again and again on one connection."""
    with Http2(hasty.port) as client:
        for number in range(1, 21):
            client.ask(number * 2 - 1)
            client.send(6, 0, 0, number.to_bytes(8, "big"))
            assert client.wait_for(HEADERS, number * 2 - 1), "the connection was closed"


def test_an_idle_browser_is_told_before_the_connection_ends(hasty):
    with Http2(hasty.port) as client:
        client.ask(1)
        seen = []
        while found := client.next():
            seen.append(found[0])
        assert GOAWAY in seen and RST_STREAM not in seen


def test_more_connections_than_it_may_open_files(demonstration, tmp_path):
    """Those who do nothing are let go, and those who wait come in; all the while there are files left for other things."""
    few = tmp_path / "quartet"
    few.write_text(f'#!/bin/sh\nulimit -n 200\nexec "{BINARY}" "$@"\n')
    few.chmod(0o755)
    shutil.copytree(demonstration, tmp_path / "data")
    with Server(tmp_path / "data", binary=few, options=["--patience", str(FACTOR)]) as server, contextlib.ExitStack() as open_ones:
        early = open_ones.enter_context(secure(server.port))
        for _ in range(240):
            open_ones.enter_context(plain(server.port))
        early.sendall(head(path="/metrics"))
        figures = Answers(early).next()[2].decode()
        # Which takes a file to find out, too.
        assert 60 < int(re.search(r"^process_open_fds (\d+)", figures, re.M)[1]) < 150, figures
        with secure(server.port) as connection:
            connection.sendall(head(path="/api/demo"))
            assert Answers(connection).next()[0] == 200
        assert "Too many open files" not in server.log


def test_it_stops_in_time_with_all_of_them_connected(server):
    """Without haste: these would stall for a minute."""
    connections = [stage(server.port)[0] for stage in STAGES]
    begun = time.monotonic()
    assert server.stop(timeout=10) == 0, server.log
    assert time.monotonic() - begun < 9
    for connection in connections:
        connection.close()
