import pytest
from harness import Api
from harness.serving import (  # noqa: F401  what pytest finds here it offers to the tests
    artefacts, demonstration, empty_server, pytest_configure, pytest_runtest_makereport, server, shared_server,
)


@pytest.fixture(scope="session")
def session():
    """session(server, role) is that of the first member of the demonstration who has the role."""

    def sign_in(server, role):
        members = Api(server.url).get("/api/demo")["members"]
        return Api(server.url, next(member["email"] for member in members if member["role"] == role))

    return sign_in
