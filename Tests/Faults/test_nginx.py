"""Behind nginx: streams at once, the address of who asks, and no request within another."""

import json
import shutil
import socket
import threading
import time

import pytest
from harness import Api, Server
from harness.people import Staff
from nginx import Nginx
from raw import DATA, END_HEADERS, END_STREAM, HEADERS, RST_STREAM, Answers, Http2, fields, head, plain, secure, trusting
from test_certificate import make

JSON = "Content-Type: application/json"
# Nobody asks for this but whoever smuggles; Quartet's log would tell.
HIDDEN = "/api/schema"
SMUGGLED = f"GET {HIDDEN} HTTP/1.1\r\nHost: localhost\r\nX: ".encode()


@pytest.fixture(scope="module")
def behind(demonstration, tmp_path_factory):
    """A server that believes nginx."""
    folder = tmp_path_factory.mktemp("behind") / "data"
    shutil.copytree(demonstration, folder)
    with Server(folder, options=["--trusted-proxies", "127.0.0.1"]) as server:
        yield server


@pytest.fixture(scope="module")
def front(behind, tmp_path_factory):
    folder = tmp_path_factory.mktemp("front")
    with Nginx(folder, behind, *make(folder, "front")) as nginx:
        yield nginx


@pytest.fixture
def session(front):
    member = Staff(front.url).find(team="Sales")
    return Api(front.url, member["email"])


def test_people_work_through_it(front, session):
    team = session.get("/api/teams")["items"][0]["id"]
    account = session.post("/api/accounts", {"name": "Harbour Glass"})["id"]
    plan = session.post("/api/plans", {"account": account, "title": "FY27", "teams": [team]})["id"]
    assert session.snapshot(plan)["plan"]["title"] == "FY27"
    answer = session.call("GET", "/")
    assert answer.status == 200 and len(answer.headers.get_all("Strict-Transport-Security")) == 1
    assert session.call("POST", "/api/accounts", {"name": "x" * 1_100_000}).status == 413
    with plain(front.plain_port) as connection:
        connection.sendall(head(path="/plans?x=1"))
        status, fields_, _ = Answers(connection).next()
    assert status == 308 and fields_["location"] == f"{front.url}/plans?x=1"


@pytest.mark.parametrize("protocol", ["http/1.1", "h2"])
def test_a_change_is_there_at_once(front, session, protocol):
    team = session.get("/api/teams")["items"][0]["id"]
    account = session.post("/api/accounts", {"name": "Harbour Glass"})["id"]
    plan = session.post("/api/plans", {"account": account, "title": "FY27", "teams": [team]})["id"]
    path, arrived, ready = f"/api/live?plans={plan}", [], threading.Event()

    def listen():
        for text in (over_http2 if protocol == "h2" else over_http1)(front.port, path, session.cookie):
            ready.set()
            if b"At once" in text:
                arrived.append(time.monotonic())
                return

    listener = threading.Thread(target=listen)
    listener.start()
    assert ready.wait(timeout=20)
    asked = time.monotonic()
    session.post("/api/tasks", {"plan": plan, "team": team, "title": "At once"})
    listener.join(timeout=20)
    assert arrived and arrived[0] - asked < 2


def over_http1(port, path, cookie):
    with secure(port) as connection:
        connection.sendall(head(path=path, fields=[f"Cookie: {cookie}"], host=f"localhost:{port}"))
        while piece := connection.recv(65536):
            yield piece


def over_http2(port, path, cookie):
    with Http2(port) as client:
        client.ask(1, path=path, more=[("cookie", cookie)])
        while frame := client.next():
            if frame[0] in (HEADERS, DATA):
                yield frame[3]


def test_the_address_is_that_of_who_asks_whatever_they_claim(front):
    member = Staff(front.url).find(team="Sales")
    body = json.dumps({"email": member["email"]}).encode()
    claims = ["X-Forwarded-For: 203.0.113.9", "Forwarded: for=203.0.113.9", f"Content-Length: {len(body)}", f"Origin: {front.url}", JSON]
    host = f"localhost:{front.port}"
    with socket.create_connection(("127.0.0.1", front.port), timeout=20, source_address=("127.0.0.2", 0)) as socket_:
        connection = trusting("http/1.1").wrap_socket(socket_, server_hostname="localhost")
        answers = Answers(connection)
        connection.sendall(head("POST", "/api/demo/session", claims, host=host) + body)
        status, given, _ = answers.next()
        assert status == 201
        cookie = given["set-cookie"].split(";")[0]
        session = Api(front.url)
        session.cookie = cookie
    addresses = {line["address"] for line in session.get("/api/sessions")["items"]}
    assert "127.0.0.2" in addresses and "203.0.113.9" not in addresses


# A body with two ends, as each of two servers may see it: by its length, or by its chunks.
BY_LENGTH = b"0\r\n\r\n" + SMUGGLED
DESYNC = {
    "CL.TE": ([f"Content-Length: {len(BY_LENGTH)}", "Transfer-Encoding: chunked"], BY_LENGTH),
    "TE.CL": (["Transfer-Encoding: chunked", "Content-Length: 4"], b"%x\r\n%s\r\n0\r\n\r\n" % (len(SMUGGLED), SMUGGLED)),
    "TE.TE": (["Transfer-Encoding: chunked", "Transfer-Encoding: x"], BY_LENGTH),
    "TE.TE, the other first": (["Transfer-Encoding: x", "Transfer-Encoding: chunked"], BY_LENGTH),
    "TE with a tab": ([f"Content-Length: {len(BY_LENGTH)}", "Transfer-Encoding:\tchunked"], BY_LENGTH),
    "TE with a blank before the colon": ([f"Content-Length: {len(BY_LENGTH)}", "Transfer-Encoding : chunked"], BY_LENGTH),
    "TE folded": ([f"Content-Length: {len(BY_LENGTH)}", "Transfer-Encoding:", " chunked"], BY_LENGTH),
    "TE in disguise": ([f"Content-Length: {len(BY_LENGTH)}", "X: a\nTransfer-Encoding: chunked"], BY_LENGTH),
    "CL.CL": (["Content-Length: 5", f"Content-Length: {len(BY_LENGTH)}"], BY_LENGTH),
    "CL.0": ([f"Content-Length: {len(SMUGGLED)}"], SMUGGLED),
    "0.CL, asked to wait": (["Expect: 100-continue", f"Content-Length: {len(SMUGGLED)}"], SMUGGLED),
    "a chunk longer than said": (["Transfer-Encoding: chunked"], b"1\r\nxx\r\n" + BY_LENGTH),
    "a chunk's extension": (["Transfer-Encoding: chunked"], b"1;\nx\r\nx\r\n" + BY_LENGTH),
    "a hop that keeps the length": (["Connection: Content-Length", f"Content-Length: {len(SMUGGLED)}"], SMUGGLED),
}
DESYNC_2 = {
    "h2.CL": ([("content-length", "0")], SMUGGLED),
    "h2.TE": ([("transfer-encoding", "chunked")], BY_LENGTH),
    "h2.TE by a line break": ([("x", "a\r\nTransfer-Encoding: chunked")], BY_LENGTH),
    "h2 by a line break in a name": ([("x: a\r\nTransfer-Encoding", "chunked")], BY_LENGTH),
    "h2 with another host": ([("host", "other.example"), ("content-length", "0")], SMUGGLED),
}


def routes(server):
    return [line.split('"route":"')[1].split('"')[0] for line in server.log.splitlines() if '"route":"' in line]


def nobody_else_is_hit(front, server):
    """Whoever comes next on the connections that nginx keeps gets their own answer, and nothing was asked in secret."""
    for _ in range(10):
        with secure(front.port) as connection:
            connection.sendall(head(host=f"localhost:{front.port}"))
            assert Answers(connection).next()[0] == 200
    assert HIDDEN not in routes(server)


@pytest.mark.parametrize("path", ["/api/session", "/healthz", "/"])
def test_no_request_is_smuggled_over_http1(front, behind, path):
    for name, (more, body) in DESYNC.items():
        for method in ("POST", "GET"):
            with secure(front.port, timeout=3) as connection:
                connection.sendall(head(method, path, [JSON, *more], host=f"localhost:{front.port}") + body)
                try:
                    answer = Answers(connection).next()
                except TimeoutError:
                    answer = None
            assert answer is None or answer[0] in (100, 200, 400, 401, 404, 405, 415, 422, 501), (name, answer)
    nobody_else_is_hit(front, behind)


def test_no_request_is_smuggled_over_http2(front, behind):
    for more, body in DESYNC_2.values():
        for method in ("POST", "GET"):
            with Http2(front.port, timeout=3) as client:
                client.send(HEADERS, END_HEADERS, 1, fields(method, "/api/session", [("content-type", "application/json"), *more]))
                client.send(DATA, END_STREAM, 1, body)
                try:
                    while (frame := client.next()) and frame[0] not in (HEADERS, RST_STREAM):
                        pass
                except TimeoutError:
                    pass
    nobody_else_is_hit(front, behind)
