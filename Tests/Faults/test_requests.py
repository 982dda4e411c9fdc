"""Requests that HTTP/1.1 forbids, or that two servers in a row might read in two ways: each is refused, or has one meaning."""

import contextlib

import pytest
from raw import Answers, ask, head, plain, problem, secure, until_closed

BODY = b'{"email": "a@example.com", "password": "x"}'
JSON = "Content-Type: application/json"


@pytest.fixture
def port(shared_server):
    yield shared_server.port
    assert ask(shared_server.port, head(path="/api/demo"))[0] == 200


def refusals(port, request):
    """All statuses that come for these bytes, until the server closes or says nothing more."""
    with secure(port, timeout=8) as connection:
        connection.sendall(request)
        statuses, answers = [], Answers(connection)
        with contextlib.suppress(TimeoutError):
            while answer := answers.next():
                statuses.append(answer[0])
                connection.settimeout(0.5)
        return statuses


SMUGGLED = b"GET /api/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n"
TWO_MEANINGS = {
    "length and chunks": ["Content-Length: 6", "Transfer-Encoding: chunked"],
    "chunks and length": ["Transfer-Encoding: chunked", "Content-Length: 6"],
    "two lengths": ["Content-Length: 5", "Content-Length: 6"],
    "a list of lengths": ["Content-Length: 5, 6"],
    "a length with a sign": ["Content-Length: +5"],
    "a negative length": ["Content-Length: -5"],
    "a length in hexadecimal": ["Content-Length: 0x5"],
    "a length with blanks": ["Content-Length: 5 5"],
    "an enormous length": ["Content-Length: 99999999999999999999"],
    "chunked, but not last": ["Transfer-Encoding: chunked, identity"],
    "chunked twice": ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"],
    "something like chunked": ["Transfer-Encoding: xchunked"],
    "chunked with a vertical tab": ["Transfer-Encoding: \x0bchunked"],
    "a blank before the colon": ["Transfer-Encoding : chunked"],
    "a folded line": ["Transfer-Encoding:", " chunked"],
    "a folded other line": ["X: a", "\tb"],
    "a name with a blank": ["Content Length: 5"],
    "an empty name": [": 5"],
    "no colon": ["Content-Length"],
    "a NUL in a value": ["X: a\x00b"],
    "a NUL in a name": ["X\x00: a"],
    "a bare line feed": ["X: a\nContent-Length: 5"],
    "a bare carriage return": ["X: a\rContent-Length: 5"],
}


@pytest.mark.parametrize("name", TWO_MEANINGS)
def test_a_head_with_two_meanings(port, name):
    request = head("POST", "/api/session", [JSON, *TWO_MEANINGS[name]]) + b"0\r\n\r\n" + SMUGGLED
    statuses = refusals(port, request)
    assert statuses and statuses[0] == 400 and 404 not in statuses, statuses


@pytest.mark.parametrize("request_", [
    b"GET /healthz\r\n\r\n", b"GET /healthz HTTP/2.0\r\nHost: localhost\r\n\r\n",
    b"GET /healthz HTTP/9.9\r\nHost: localhost\r\n\r\n", b"GET /heal thz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GE\x00T /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"get /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
    head(host=None), head(fields=["Host: other.example"]), head(host=""),
], ids=["0.9", "2.0", "9.9", "blank in target", "NUL in method", "NUL in target", "TLS in TLS", "h2 preface", "lower case",
        "no host", "two hosts", "empty host"])
def test_a_first_line_or_host_that_is_none(port, request_):
    statuses = refusals(port, request_)
    assert statuses in ([400], [405], [505], []), statuses


def test_targets(port):
    for target, status in (
        ("https://localhost/healthz", 200), ("*", 404), ("//healthz", 404), ("/healthz/../healthz", 404), ("/%2e%2e/etc/passwd", 404),
        ("localhost:443", 404), ("/healthz%00", 404), ("/" + "x" * 17000, 431), ("/healthz?" + "x" * 40000, None),
    ):
        answer = ask(port, head(path=target))
        assert (answer[0] if answer else None) in (status, 400, 431), (target[:40], answer)


def test_a_request_line_without_end(port):
    sent = 0
    with secure(port, timeout=3) as connection, contextlib.suppress(OSError):
        connection.sendall(b"GET /")
        while sent < 64 << 20:
            sent += connection.send(b"x" * 65536)
    assert sent < 16 << 20, "it takes no more than fits on the way"


def test_thousands_of_headers(port):
    assert ask(port, head(fields=[f"X{number}: a" for number in range(150)]))[0] == 431
    answer = ask(port, head(fields=[f"X{number}: a" for number in range(5000)]))
    assert answer is None or answer[0] in (400, 431)
    answer = ask(port, head(fields=["X: " + "a" * 100_000]))
    assert answer is None or answer[0] in (400, 431)


@pytest.mark.parametrize("chunks", [
    b"zz\r\n", b"5\r\nhello!\r\n0\r\n\r\n", b"-1\r\n", b"ffffffffffffffffff\r\n", b"5;" + b"x" * 100_000, b"5\nhello\n0\n\n", b" 5\r\nhello\r\n0\r\n\r\n",
], ids=["no number", "longer than said", "negative", "too large a number", "a long extension", "bare line feeds", "a blank first"])
def test_chunks_that_are_none(port, chunks):
    statuses = refusals(port, head("POST", "/api/session", [JSON, "Transfer-Encoding: chunked"]) + chunks + SMUGGLED)
    assert statuses and statuses[0] == 400 and 404 not in statuses, statuses


def test_chunks_as_they_should_be(port):
    chunks = b"".join(b"%x\r\n%s\r\n" % (1, BODY[at:at + 1]) for at in range(len(BODY))) + b"0\r\nTrailer: x\r\n\r\n"
    assert ask(port, head("POST", "/api/session", [JSON, "Transfer-Encoding: chunked"]) + chunks)[0] == 401


def test_many_requests_at_once_are_answered_in_order(port):
    with secure(port) as connection:
        connection.sendall(b"".join(head(path="/healthz" if number % 2 else "/nowhere") for number in range(200)))
        answers = Answers(connection)
        assert [answers.next()[0] for _ in range(200)] == [200 if number % 2 else 404 for number in range(200)]


def test_a_body_that_nobody_wants_is_no_request(port):
    for method in ("GET", "DELETE"):
        request = head(method, "/healthz", [f"Content-Length: {len(SMUGGLED)}"]) + SMUGGLED + head()
        with secure(port) as connection:
            connection.sendall(request)
            answers = Answers(connection)
            assert [answers.next()[0] for _ in range(2)] == [200 if method == "GET" else 405, 200]


def test_compressed_bodies_are_not_unpacked(port):
    answer = ask(port, head("POST", "/api/session", [JSON, "Content-Encoding: gzip", f"Content-Length: {len(BODY)}"]) + BODY)
    assert answer[0] == 415 and answer[1]["accept-encoding"] == "identity"
    assert problem(answer) == "The body must be sent as it is, without Content-Encoding."


def test_who_asks_before_sending_a_body_is_told_to(port):
    with secure(port) as connection:
        connection.sendall(head("POST", "/api/session", [JSON, "Expect: 100-continue", f"Content-Length: {len(BODY)}"]))
        answers = Answers(connection)
        assert answers.next()[0] == 100
        connection.sendall(BODY)
        assert answers.next()[0] == 401


def test_upgrades_are_ignored(port):
    for protocol in ("h2c", "websocket"):
        answer = ask(port, head(fields=["Connection: Upgrade, HTTP2-Settings", f"Upgrade: {protocol}", "HTTP2-Settings: AAMAAABkAAQAAP__"]))
        assert answer[0] == 200


def test_a_body_larger_than_any(port):
    announced = ask(port, head("POST", "/api/session", [JSON, "Content-Length: 2000000000"]))
    assert announced[0] == 413
    chunks = (b"10000\r\n" + b" " * 65536 + b"\r\n") * 20
    with secure(port) as connection:
        with contextlib.suppress(OSError):
            connection.sendall(head("POST", "/api/session", [JSON, "Transfer-Encoding: chunked"]) + chunks)
        assert Answers(connection).next()[0] == 413


def test_plain_http_is_told_to_speak_tls(port):
    with plain(port) as connection:
        connection.sendall(head())
        answer = until_closed(connection)
    assert answer.startswith(b"HTTP/1.1 400") and b"TLS only" in answer
