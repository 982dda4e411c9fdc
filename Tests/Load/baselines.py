"""What the server is compared with: nginx over the same TLS with the same certificate and bytes, and the SQLite library alone."""

import pathlib
import shutil
import socket
import sqlite3
import subprocess
import time

from harness import until
from harness.server import free_port

HERE = pathlib.Path(__file__).resolve().parent


class Nginx:
    """Serves given bytes over TLS, with the certificate that the server at `data` made for itself."""

    def __init__(self, folder, data, files):
        self.port = free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        site = folder / "site"
        site.mkdir(parents=True)
        for name, content in files.items():
            (site / name).write_bytes(content)
        certificate, key = (data / f"development-{name}.pem" for name in ("cert", "key"))
        (folder / "nginx.conf").write_text(f"""
            daemon off; worker_processes auto; pid {folder}/nginx.pid; error_log stderr error;
            events {{ worker_connections 1024; }}
            http {{
              access_log off; sendfile on; keepalive_requests 10000000; default_type application/json;
              client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
              uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
              server {{
                listen 127.0.0.1:{self.port} ssl http2; root {site};
                ssl_certificate {certificate}; ssl_certificate_key {key};
              }}
            }}""")
        # nginx's own workers give up root for a user who could not read the folder otherwise.
        folder.chmod(0o755)
        folder.parent.chmod(0o755)
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-p", folder, "-c", folder / "nginx.conf"])
        until(self._listens, "nginx to listen")

    def _listens(self):
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)


def sqlite_commits(folder, program, seconds):
    """Durable commits a second of one update and one journal row each, by the SQLite library itself, in C."""
    output = subprocess.run([program, folder / "baseline.sqlite", str(seconds)], check=True, capture_output=True, text=True)
    return float(output.stdout)


def sqlite_reads(data):
    """How long the SQLite library takes to read every row that scores are made of, in seconds."""
    connection = sqlite3.connect(f"file:{data / 'quartet.db'}?mode=ro", uri=True)
    took = []
    for _ in range(3):
        start = time.monotonic()
        for table in ("objective", '"commitment"', "sign_off", "pulse", "task"):
            for _ in connection.execute(f"SELECT * FROM {table}"):
                pass
        took.append(time.monotonic() - start)
    connection.close()
    return took


def slow_disk(folder):
    """The environment of a program for which each sync takes a millisecond longer; nothing without a C compiler."""
    swift = shutil.which("swift")
    beside_swift = pathlib.Path(swift).resolve().parent / "clang" if swift else None
    compiler = shutil.which("cc") or shutil.which("clang") or (beside_swift if beside_swift and beside_swift.exists() else None)
    if not compiler:
        return None
    library = folder / "slow_sync.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", library, HERE / "slow_sync.c", "-ldl"], check=True)
    return {"LD_PRELOAD": str(library)}
