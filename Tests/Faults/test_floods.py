"""HTTP/2 as attackers speak it: each flood ends its own connection, and nothing else."""

import pytest
from raw import (
    CONTINUATION, DATA, END_HEADERS, END_STREAM, HEADERS, PING, RST_STREAM, SETTINGS, WINDOW_UPDATE, Http2, ask, fields, head, integer,
    literal,
)

CALM = 11
# In seconds; less than the server waits for somebody who does nothing.
TIMEOUT = 10


@pytest.fixture
def port(shared_server):
    yield shared_server.port
    assert ask(shared_server.port, head(path="/api/demo"))[0] == 200


@pytest.fixture
def client(port):
    with Http2(port, TIMEOUT) as client:
        yield client


def ended_for_flooding(client):
    """Whether the server closed; its goodbye may be lost where it closes on what it has not read."""
    return client.farewell() in (CALM, None)


def open_post(client, stream=1):
    client.send(HEADERS, END_HEADERS, stream, fields("POST", "/api/session", [("content-type", "application/json")]))


def test_streams_that_are_reset_as_soon_as_they_are_opened(client):
    for stream in range(1, 4001, 2):
        client.write(client.frame(HEADERS, END_HEADERS | END_STREAM, stream, fields(path="/api/demo"))
                     + client.frame(RST_STREAM, 0, stream, b"\x00\x00\x00\x08"))
    assert ended_for_flooding(client)


def test_streams_that_the_server_is_made_to_reset(client):
    """By a window update of nothing, which is an error of the stream."""
    for stream in range(1, 4001, 2):
        client.write(client.frame(HEADERS, END_HEADERS | END_STREAM, stream, fields(path="/api/demo"))
                     + client.frame(WINDOW_UPDATE, 0, stream, b"\x00\x00\x00\x00"))
    client.farewell()


@pytest.mark.parametrize("kind, payload", [(PING, b"12345678"), (SETTINGS, b"")], ids=["pings", "settings"])
def test_frames_that_want_an_answer(client, kind, payload):
    client.write(client.frame(kind, 0, 0, payload) * 5000)
    assert ended_for_flooding(client)


def test_priorities(client):
    client.write(client.frame(2, 0, 1, b"\x00\x00\x00\x03\x10") * 5000)
    assert ended_for_flooding(client)


def test_empty_data(client):
    open_post(client)
    client.write(client.frame(DATA, 0, 1) * 5000)
    assert ended_for_flooding(client)


def test_a_header_block_without_end(client):
    client.send(HEADERS, 0, 1, fields())
    client.write(client.frame(CONTINUATION, 0, 1, literal("x", "x")) * 5000)
    assert ended_for_flooding(client)


def test_a_header_block_of_megabytes(client):
    client.send(HEADERS, 0, 1, fields())
    client.write(client.frame(CONTINUATION, 0, 1, literal("x", "x" * 16000)) * 4)
    client.send(CONTINUATION, END_HEADERS, 1, literal("x", "x" * 16000))
    client.farewell()


def test_a_bomb_of_a_few_bytes_a_header(client):
    """One long header in the table, and then its number, thousands of times."""
    name, value = b"x", b"x" * 3000
    indexed = b"\x40" + integer(len(name), 7) + name + integer(len(value), 7) + value
    client.send(HEADERS, END_HEADERS | END_STREAM, 1, fields() + indexed + b"\xbe" * 10000)
    client.farewell()


def test_more_headers_than_anybody_needs(client):
    client.send(HEADERS, END_HEADERS | END_STREAM, 1, fields(more=[(f"x{number}", "") for number in range(500)]))
    answer = client.wait_for(HEADERS, 1)
    assert answer is None or b"431" in answer[3]


def test_more_streams_than_it_allows(client):
    for stream in range(1, 401, 2):
        open_post(client, stream)
    refused = 0
    while found := client.next():
        refused += found[0] == RST_STREAM
        if refused == 100:
            break
    assert refused == 100 or found is None


@pytest.mark.parametrize("block", [
    fields() + literal("Upper", "case"), fields() + literal("connection", "keep-alive"), fields() + literal("transfer-encoding", "chunked"),
    fields() + literal(":path", "/again"), literal("x", "first") + fields(), fields() + literal("x", "a\r\nInjected: b"),
    fields() + literal("x", "nul\x00"), literal(":method", "GET"), fields() + b"\x7f\x80\x80\x80\x80\x80",
], ids=["upper case", "connection", "chunked", "path twice", "pseudo last", "line break", "nul", "no path", "bad hpack"])
def test_headers_that_http2_does_not_know(client, block):
    client.send(HEADERS, END_HEADERS | END_STREAM, 1, block)
    while found := client.next():
        if found[0] == RST_STREAM or found[0] == HEADERS:
            break
    assert found is None or found[0] == RST_STREAM or b"400" in found[3], found


def test_a_body_of_another_length_than_announced(client):
    more = [("content-type", "application/json"), ("content-length", "2")]
    client.send(HEADERS, END_HEADERS, 1, fields("POST", "/api/session", more))
    client.send(DATA, END_STREAM, 1, b'{"email": 1}GET /')
    while found := client.next():
        if found[0] in (RST_STREAM, HEADERS):
            break
    assert found is None or found[0] == RST_STREAM, found


def test_frames_out_of_all_order(port):
    for data in (
        Http2.frame(DATA, 0, 5, b"x"), Http2.frame(CONTINUATION, END_HEADERS, 1, b""), Http2.frame(HEADERS, END_HEADERS, 2, fields()),
        Http2.frame(SETTINGS, 0, 0, b"odd"), Http2.frame(SETTINGS, 0, 0, b"\x00\x04\xff\xff\xff\xff"), Http2.frame(PING, 0, 0, b"short"),
        Http2.frame(WINDOW_UPDATE, 0, 0, b"\x00\x00\x00\x00"), b"\xff\xff\xff\x00\x00\x00\x00\x00\x01", b"GET / HTTP/1.1\r\n\r\n",
    ):
        with Http2(port, TIMEOUT) as client:
            client.write(data)
            client.farewell()
