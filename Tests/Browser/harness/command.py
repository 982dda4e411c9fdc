"""The program's other commands, as an administrator types them."""

import subprocess

from .server import BINARY, ROOT


def quartet(command, *arguments, data):
    """Returns the exit code and all that was said."""
    line = [BINARY, *command.split(), *arguments, "--data", data, "--migrations", ROOT / "migrations"]
    done = subprocess.run(line, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout + done.stderr
