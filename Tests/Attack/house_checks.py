"""What every answer of ours keeps to, besides its description: schemathesis asks these about each."""

import re

import schemathesis

BACKSTAGE = re.compile(r"\.swift\b|SQLite|GRDB|Hummingbird|Fatal error|/Sources/|\bSELECT \w|syntax error", re.IGNORECASE)


@schemathesis.check
def refusals_say_where(ctx, response, case):
    """422 names each field that is wrong; every refusal says in a sentence what is."""
    if response.status_code < 400:
        return
    problem = response.json()
    assert problem["status"] == response.status_code and problem["detail"].strip().endswith((".", "!", "?")), problem
    if response.status_code == 422:
        assert problem["errors"] and all(error["field"] and error["message"] for error in problem["errors"]), problem


@schemathesis.check
def nothing_shows_from_backstage(ctx, response, case):
    """No refusal speaks of what it is made with."""
    if response.status_code >= 400:
        assert not BACKSTAGE.search(response.text), response.text


@schemathesis.check
def protective_headers_are_there(ctx, response, case):
    headers = response.headers
    assert headers["x-content-type-options"] == ["nosniff"] and "content-security-policy" in headers, headers
    assert headers["cache-control"][0] in ("no-store", "private, no-cache"), headers
