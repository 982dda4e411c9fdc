"""The real server as a process: started, stopped, killed and started again on the same data folder."""

import http.client
import os
import pathlib
import signal
import socket
import ssl
import subprocess

from .waiting import until

ROOT = pathlib.Path(__file__).resolve().parents[3]
BINARY = pathlib.Path(os.environ.get("QUARTET_BINARY", ROOT / ".build" / "debug" / "quartet"))
DEMO_PASSWORD = "a quiet harbour in May"

trusting = ssl.create_default_context()
trusting.check_hostname = False
trusting.verify_mode = ssl.CERT_NONE


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """`with Server(folder) as server:` serves `folder` at `server.url` until the block ends."""

    pages = ROOT / "Public"

    def __init__(self, data, demo=True, port=None, binary=BINARY, options=(), environment=None):
        """`options` are added to the command, `environment` to that of the tests."""
        self.data = pathlib.Path(data)
        self.binary = binary
        self.demo = demo
        self.options = options
        self.environment = os.environ | (environment or {})
        self.port = port or free_port()
        self.url = f"https://localhost:{self.port}"
        self.log_path = self.data.parent / f"{self.data.name}.log"
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        if self.process and self.process.poll() is None:
            self.kill()

    def start(self):
        self.spawn()
        until(self._is_ready, f"the server to answer at {self.url}", timeout=60)
        return self

    def spawn(self):
        """Without waiting for it to answer."""
        command = [self.binary, "serve", "--data", self.data, "--port", str(self.port), *self.options]
        command += ["--public", self.pages, "--migrations", ROOT / "migrations"]
        if self.demo:
            command += ["--demo", "--demo-password", DEMO_PASSWORD]
        with open(self.log_path, "ab") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.data.parent, env=self.environment)

    def comes_up(self):
        """Whether it answers at all, be it that it cannot work; False once it has ended."""
        until(lambda: self.process.poll() is not None or self._health(), f"the server to answer at {self.url}, or to end", timeout=60)
        return self.process.poll() is None

    def _is_ready(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the server ended with {self.process.returncode}:\n{self.log}")
        return self._health() == 200

    def _health(self):
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=5, context=trusting)
        try:
            connection.request("GET", "/healthz")
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()

    def kill(self):
        """As a power cut would: no chance to tidy up."""
        self.process.kill()
        self.process.wait(timeout=10)

    def stop(self, timeout=15):
        """As an administrator would. Returns the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=timeout)

    @property
    def log(self):
        return self.log_path.read_text(encoding="utf-8", errors="replace")
