"""Another certificate without a restart."""

import hashlib
import shutil
import signal
import ssl
import subprocess

import pytest
from harness import Server, until
from raw import secure


def make(folder, name):
    """A certificate and its key, in PEM files."""
    pair = folder / f"{name}.pem", folder / f"{name}-key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", "subjectAltName=DNS:localhost", "-keyout", pair[1], "-out", pair[0]],
        check=True, capture_output=True)
    return pair


def shown(port):
    """The fingerprint of what a new connection is shown."""
    with secure(port) as connection:
        return hashlib.sha256(connection.getpeercert(binary_form=True)).hexdigest()


def fingerprint(path):
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(path.read_text())).hexdigest()


@pytest.fixture
def pairs(tmp_path):
    return [make(tmp_path, name) for name in ("first", "second")]


@pytest.fixture
def certified(demonstration, tmp_path, pairs):
    """A server with files of its own; they can be replaced."""
    folder = tmp_path / "data"
    shutil.copytree(demonstration, folder)
    inside = tmp_path / "tls.pem", tmp_path / "tls-key.pem"
    replace(pairs[0], inside)
    with Server(folder, options=["--tls-cert", inside[0], "--tls-key", inside[1]]) as server:
        server.files = inside
        yield server


def replace(pair, files):
    for new, old in zip(pair, files, strict=True):
        part = old.with_suffix(".part")
        shutil.copy(new, part)
        part.rename(old)


def test_a_hangup_brings_the_new_one_and_open_connections_stay(certified, pairs):
    first, second = (fingerprint(pair[0]) for pair in pairs)
    assert shown(certified.port) == first
    with secure(certified.port) as old:
        replace(pairs[1], certified.files)
        certified.process.send_signal(signal.SIGHUP)
        until(lambda: shown(certified.port) == second, "the new certificate")
        old.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert old.recv(1000).startswith(b"HTTP/1.1 200")
    assert "The certificate was read anew" in certified.log


def test_one_that_cannot_be_used_leaves_the_old(certified, pairs):
    first = fingerprint(pairs[0][0])
    # The certificate of one pair with the key of the other; no certificate at all.
    for certificate, complaint in ((pairs[1][0].read_text(), "does not belong"), ("no certificate\n", "holds no certificate")):
        certified.files[0].write_text(certificate)
        certified.process.send_signal(signal.SIGHUP)
        until(lambda text=complaint: text in certified.log, f"a complaint that it {complaint}")
        assert shown(certified.port) == first
    replace(pairs[1], certified.files)
    certified.process.send_signal(signal.SIGHUP)
    until(lambda: shown(certified.port) == fingerprint(pairs[1][0]), "the new certificate")
