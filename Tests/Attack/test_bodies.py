"""Bodies, addresses and headers as no client of ours sends them, byte for byte."""

import gzip
import json
import socket
import time

import pytest
from harness.server import trusting

DEEP = 100_000


@pytest.fixture(scope="module")
def caller(shared_server, session):
    return session(shared_server, "member")


def exchange(caller, head, body=b"", headers=(), patience=20):
    """One request as these bytes, and its answer: the status, the header and the body. What is not asked for is not waited for."""
    host = caller.url.removeprefix("https://")
    lines = [head, f"Host: {host}", f"Origin: {caller.url}", f"Cookie: {caller.cookie}", "Connection: close", *headers]
    with socket.create_connection(("127.0.0.1", int(host.split(":")[1])), timeout=patience) as plain:
        with trusting.wrap_socket(plain, server_hostname="localhost") as line:
            line.sendall("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
            answer = b""
            while part := line.recv(65536):
                answer += part
    head, _, rest = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), head.decode("latin-1"), rest


def post(caller, body, *headers, path="/api/tasks"):
    head = ["Content-Type: application/json", f"Content-Length: {len(body)}", *headers]
    return exchange(caller, f"POST {path} HTTP/1.1", body, head)


@pytest.mark.parametrize("body, words", [
    (b"[" * DEEP, "an object is expected"),
    (b'{"title":' + b"[" * DEEP + b"]" * DEEP + b"}", "nested too deep"),
    (b'{"a":' * DEEP, "no field holds an object"),
    (b'{"title":"a","title":"b"}', "title stands here a second time"),
    (b'{"title":"\xff\xfe"}', "not UTF-8"),
    (b'{"title":"\xed\xa0\x80"}', "not UTF-8"),
    (b'{"title":"\\ud800"}', "half a character"),
    (b'{"title":"\\udc00\\ud800"}', "half a character"),
    (b'\xef\xbb\xbf{"title":"a"}', "an object is expected"),
    (b'{"title":"a"}\x00', "nothing more is expected"),
    (b'{"effort":1e999999999}', "too large"),
    (b'{"effort":' + b"9" * 400_000 + b"}", "too large"),
    (b'{"title":"a\x00b"}', "must be escaped"),
    (b"", "ends too early"),
], ids=lambda value: value if isinstance(value, str) else "")
def test_broken_json_is_named_with_its_place(caller, body, words):
    began = time.monotonic()
    status, _, answer = post(caller, body)
    problem = json.loads(answer)
    assert status == 400 and words in problem["detail"] and "line 1, column" in problem["detail"], problem
    assert len(answer) < 2000 and time.monotonic() - began < 5


@pytest.mark.parametrize("fields, name", [
    ({"title": "x" * 100_000}, "title"), ({"effort": 1e308}, "effort"), ({"effort": 10 ** 30}, "effort"),
    ({"waitsFor": ["01a21579-0a8e-77a8-8161-5aaf31a19193"] * 2}, "waitsFor"), ({"title": "a\u0000b"}, "title"),
    ({"due": "2026-02-30"}, "due"), ({"__proto__": "x"}, "__proto__"), ({"constructor": None}, "constructor"),
])
def test_what_is_out_of_bounds_is_named(caller, fields, name):
    answer = caller.call("POST", "/api/tasks", fields)
    assert answer.status == 422 and name in [error["field"] for error in answer.json["errors"]], answer


def test_too_much_is_refused_before_it_is_read(caller):
    """A gigabyte that is announced, and one that is not; of neither more than a mebibyte is taken."""
    status, _, _ = exchange(caller, "POST /api/tasks HTTP/1.1", b"", ["Content-Type: application/json", "Content-Length: 1000000000"])
    assert status == 413
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    status, _, _ = exchange(
        caller, "POST /api/tasks HTTP/1.1", chunk * 17, ["Content-Type: application/json", "Transfer-Encoding: chunked"])
    assert status == 413


def test_what_is_compressed_is_not_unpacked(caller):
    bomb = gzip.compress(b" " * 100_000_000)
    for coding in ("gzip", "br", "deflate", "gzip, gzip", "x"):
        status, head, answer = post(caller, bomb, f"Content-Encoding: {coding}")
        assert status == 415 and "accept-encoding: identity" in head.lower(), (coding, answer)
    fields = json.dumps({"title": ""}).encode()
    assert post(caller, fields, "Content-Encoding: identity")[0] == 422, "which is to say: as it is"


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "text/json", ""])
def test_only_json_is_read(caller, kind):
    """A form on another site can send the first three without asking."""
    status, _, _ = exchange(
        caller, "POST /api/tasks HTTP/1.1", b'{"title":"a"}', [f"Content-Type: {kind}", "Content-Length: 13"])
    assert status == 415


def test_many_parameters(caller):
    few = "&".join("a=1" for _ in range(1500))
    answer = caller.call("GET", f"/api/tasks?{few}")
    assert answer.status == 422 and answer.json["errors"][0]["field"] == "a", answer
    assert exchange(caller, "GET /api/tasks?" + "&".join(f"a{n}=1" for n in range(5000)) + " HTTP/1.1")[0] in (400, 414, 431)


@pytest.mark.parametrize("path", [
    "/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%252e%252e/etc/passwd", "/..%2f..%2fetc/passwd", "/..\\..\\etc\\passwd",
    "/..%5c..%5cetc%5cpasswd", "/css/../../migrations/sqlite/0001-start.sql", "/js/%00", "/index.html%00.js", "/edition/../../etc/passwd",
    "/edition/x/../../../etc/passwd", "/edition/x//etc/passwd", "//etc/passwd", "/share/../../etc/passwd", "/.git/config", "/js/../.git/config",
    "/file:///etc/passwd", "/%c0%ae%c0%ae/etc/passwd", "/./index.html",
])
def test_no_path_leads_out_of_the_folder(caller, path):
    status, head, answer = exchange(caller, f"GET {path} HTTP/1.1")
    assert status in (400, 404) or b"<!doctype html>" in answer.lower(), (status, answer[:200])
    assert b"root:" not in answer and b"CREATE TABLE" not in answer and b"[core]" not in answer


@pytest.mark.parametrize("name", ["a\r\nSet-Cookie: evil=1", "a\nLocation: https://evil.example", "a\u2028b\u0085c"])
def test_no_name_becomes_a_header(shared_server, session, name):
    """Names that stand in an answer or its header keep within it, or are refused."""
    admin = session(shared_server, "admin")
    for path, body in (("/api/accounts", {"name": name}), ("/api/teams", {"name": name})):
        answer = admin.call("POST", path, body)
        assert answer.status in (201, 422), answer
        assert "evil" not in str(answer.headers).lower(), answer.headers
    for header in ("X-Request-Id", "Request-Id", "Idempotency-Key"):
        status, head, _ = exchange(admin, "GET /api/tasks?limit=1 HTTP/1.1", b"", [f"{header}: <script>alert(1)</script>"])
        assert "script>alert" not in head, "what a client sends does not come back in a header"


def test_methods_and_versions_that_are_none(caller):
    for head in ("FOO /api/tasks HTTP/1.1", "GET /api/tasks HTTP/9.9", "GET http://evil.example/api/tasks HTTP/1.1", "GET * HTTP/1.1",
                 "CONNECT evil.example:443 HTTP/1.1", "TRACE /api/tasks HTTP/1.1"):
        status, text, answer = exchange(caller, head)
        assert 400 <= status < 500 or status == 501 or (status == 200 and "evil" in head), (head, status)
        assert caller.cookie.encode() not in answer, "nothing is echoed"
