"""nginx before Quartet, as deploy/nginx.conf.example has it."""

import os
import shutil
import socket
import subprocess

from harness import ROOT, until
from harness.server import free_port

# The modules of workers that keep no root's rights cannot enter the folders of tests.
ROOT_MAY = "user root;" if os.geteuid() == 0 else ""


class Nginx:
    """The example with the ports, names and files of a test."""

    def __init__(self, folder, server, certificate, key):
        self.folder = folder
        self.port, self.plain_port = free_port(), free_port()
        self.url = f"https://localhost:{self.port}"
        shutil.copy(server.data / "development-cert.pem", folder / "upstream.pem")
        site = (ROOT / "deploy" / "nginx.conf.example").read_text()
        for ours, tests in (
            ("127.0.0.1:8443", f"127.0.0.1:{server.port}"), ("listen 80;", f"listen 127.0.0.1:{self.plain_port};"),
            ("    listen [::]:80;\n", ""), ("listen 443 ", f"listen 127.0.0.1:{self.port} "), ("    listen [::]:443 ssl http2;\n", ""),
            ("server_name quartet.example.com", "server_name localhost"), ("https://quartet.example.com$", f"{self.url}$"),
            ("/etc/quartet/tls/fullchain.pem", str(certificate)), ("/etc/quartet/tls/privkey.pem", str(key)),
            ("/var/lib/quartet/development-cert.pem", f"{folder}/upstream.pem"),
        ):
            assert ours in site, f"the example has no {ours}"
            site = site.replace(ours, tests)
        (folder / "nginx.conf").write_text(f"""
            daemon off; {ROOT_MAY} worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log notice;
            events {{ worker_connections 512; }}
            http {{
              access_log {folder}/access.log;
              client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
              uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
              {site}
            }}""")
        self.process = None

    def __enter__(self):
        self.process = subprocess.Popen(["/usr/sbin/nginx", "-p", self.folder, "-c", self.folder / "nginx.conf"])
        until(self._listens, "nginx to listen")
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(timeout=10)

    def _listens(self):
        assert self.process.poll() is None, (self.folder / "error.log").read_text()
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
