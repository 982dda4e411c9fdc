"""The API as a program would use it: for arranging a test's scene, and for looking behind the screen."""

import http.client
import json
import urllib.parse
import uuid

from .server import trusting


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"{self.status} {self.body[:600].decode(errors='replace')}"


class Api:
    """One member's session. `url` is where the server is; the cookie stays within."""

    def __init__(self, url, email=None):
        self.url = url
        self.cookie = None
        self.me = None
        if email:
            # As the demonstration's buttons do: a password would cost a quarter of a second, as it is meant to.
            answer = self.call("POST", "/api/demo/session", {"email": email})
            assert answer.status == 201, answer
            self.me = answer.json["member"]

    def call(self, method, path, body=None, headers=None):
        place = urllib.parse.urlsplit(self.url)
        connection = http.client.HTTPSConnection("127.0.0.1", place.port, timeout=30, context=trusting)
        sent = {"Host": place.netloc, "Origin": self.url}
        if self.cookie:
            sent["Cookie"] = self.cookie
        if body is not None:
            sent["Content-Type"] = "application/json"
        if method == "POST":
            sent["Idempotency-Key"] = str(uuid.uuid4())
        sent |= headers or {}
        try:
            connection.request(method, path, None if body is None else json.dumps(body), sent)
            answer = Answer(connection.getresponse())
        finally:
            connection.close()
        given = answer.headers.get("Set-Cookie")
        if given:
            self.cookie = given.split(";")[0]
        return answer

    def get(self, path):
        answer = self.call("GET", path)
        assert answer.status == 200, f"GET {path}: {answer}"
        return answer.json

    def post(self, path, body):
        answer = self.call("POST", path, body)
        assert answer.status in (200, 201), f"POST {path}: {answer}"
        return answer.json

    def patch(self, path, body):
        answer = self.call("PATCH", path, body)
        assert answer.status == 200, f"PATCH {path}: {answer}"
        return answer.json

    def snapshot(self, plan):
        return self.get(f"/api/plans/{plan}/snapshot")
