"""The API does what its description says, whatever it is asked: schemathesis makes requests out of the description, right ones and wrong
ones, and compares the answers with it."""

import json
import os
import pathlib
import subprocess
import sys

import pytest

CHECKS = pathlib.Path(__file__).with_name("house_checks.py")
CONFIGURATION = pathlib.Path(__file__).with_name("schemathesis.toml")
# `make fuzz` asks for more, with a seed that is new each time.
SEED = os.environ.get("SEED", "20261126")
EXAMPLES = os.environ.get("EXAMPLES")
WALKED = {"account", "task", "comment", "planMember", "savedView"}


def strict(description):
    """The description with answers that may hold nothing but what it names: it leaves them open to what later versions add."""

    def close(schema):
        if isinstance(schema, dict):
            if "properties" in schema:
                schema.setdefault("additionalProperties", False)
            for part in schema.values():
                close(part)
        elif isinstance(schema, list):
            for part in schema:
                close(part)

    for operations in description["paths"].values():
        for operation in operations.values():
            close(operation["responses"])
    close(description["components"]["schemas"])
    return description


def once(kinds):
    """Leaves most kinds of records out of "coverage": their routes are made from declarations by the same few lines."""
    paths = [f"/api/{kind['path']}{end}" for name, kind in kinds.items() if name not in WALKED for end in ("", "/{id}")]
    return f"[[operations]]\ninclude-path = {json.dumps(paths)}\nphases.coverage.enabled = false\n"


# "coverage" goes through the bounds of every value, which is the same code for everybody.
@pytest.mark.parametrize("role, phases, examples", [
    ("admin", "coverage,fuzzing", 1), ("member", "fuzzing", 3), ("guest", "fuzzing", 3)])
def test_answers_are_as_they_are_described(role, phases, examples, server, session, tmp_path, artefacts):
    caller = session(server, role)
    description = tmp_path / "openapi.json"
    description.write_text(json.dumps(strict(session(server, "admin").get("/api/openapi.json"))))
    configuration = tmp_path / "schemathesis.toml"
    name, token = caller.cookie.split("=", 1)
    shorter = "" if EXAMPLES else once(caller.get("/api/schema")["kinds"])
    configuration.write_text(f'{CONFIGURATION.read_text()}\n{shorter}\n[auth.openapi.session]\napi_key = "{token}"\n')
    assert name in description.read_text()

    run = subprocess.run(
        [pathlib.Path(sys.executable).with_name("st"), "--config-file", configuration, "run", description,
         "--url", server.url, "--header", f"Origin: {server.url}", "--seed", SEED,
         "--phases", phases if EXAMPLES is None else "coverage,fuzzing", "--max-examples", EXAMPLES or str(examples), "--no-color"],
        cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"SCHEMATHESIS_HOOKS": str(CHECKS)})
    artefacts.mkdir(parents=True, exist_ok=True)
    (artefacts / "schemathesis.txt").write_text(run.stdout + run.stderr)

    assert run.returncode == 0, f"seed {SEED}\n{run.stdout[-20_000:]}{run.stderr}"
    assert caller.call("GET", "/api/session").status == 200, "the session held to the end"
    assert '"status":500' not in server.log
