"""Clients that do as they please: bytes over TLS, or none; HTTP/2 frame by frame."""

import json
import socket
import ssl
import struct

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
DATA, HEADERS, RST_STREAM, SETTINGS, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
END_STREAM, ACK, END_HEADERS = 1, 1, 4


def trusting(protocol):
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_alpn_protocols([protocol])
    return context


def plain(port, timeout=20):
    """A connection without TLS."""
    return socket.create_connection(("127.0.0.1", port), timeout=timeout)


def secure(port, protocol="http/1.1", timeout=20):
    """A connection after its TLS handshake."""
    return trusting(protocol).wrap_socket(plain(port, timeout), server_hostname="localhost")


def head(method="GET", path="/healthz", fields=(), version="HTTP/1.1", host="localhost"):
    """The head of a request as HTTP/1.1 writes it, Host and all."""
    lines = [f"{method} {path} {version}", *([f"Host: {host}"] if host else []), *fields]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def until_closed(connection):
    """All that still comes, up to the other side's end of the connection."""
    received = bytearray()
    try:
        while piece := connection.recv(65536):
            received += piece
    except (ConnectionError, ssl.SSLError):
        pass
    return bytes(received)


class Answers:
    """Reads answers with a Content-Length from a connection, one after the other."""

    def __init__(self, connection):
        self.connection = connection
        self.buffer = b""

    def next(self):
        """Status, fields by their names in lower case, body; None when the other side has closed."""
        while b"\r\n\r\n" not in self.buffer:
            if not self._more():
                return None
        first, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        line, *fields = first.decode("latin-1").split("\r\n")
        fields = {name.lower(): value for name, value in (field.split(": ", 1) for field in fields)}
        while len(self.buffer) < int(fields.get("content-length", 0)):
            if not self._more():
                return None
        length = int(fields.get("content-length", 0))
        body, self.buffer = self.buffer[:length], self.buffer[length:]
        return int(line.split()[1]), fields, body

    def _more(self):
        try:
            piece = self.connection.recv(65536)
        except (ConnectionError, ssl.SSLError):
            return False
        self.buffer += piece
        return bool(piece)


def ask(port, request, timeout=20):
    """Sends bytes on a connection of their own; the first answer, or None when there is none."""
    with secure(port, timeout=timeout) as connection:
        try:
            connection.sendall(request)
        except (ConnectionError, ssl.SSLError):
            pass  # refused before all of it was sent
        return Answers(connection).next()


def problem(answer):
    """What an answer says that went wrong."""
    return json.loads(answer[2])["detail"]


def literal(name, value):
    """A header field in HPACK, neither indexed nor compressed."""

    def text(string):
        data = string.encode("latin-1")
        return integer(len(data), 7) + data

    return b"\x00" + text(name) + text(value)


def integer(number, bits, first=0):
    """An integer in HPACK (RFC 7541, section 5.1)."""
    most = (1 << bits) - 1
    if number < most:
        return bytes([first | number])
    coded, number = bytearray([first | most]), number - most
    while number >= 128:
        coded.append(number & 127 | 128)
        number >>= 7
    return bytes(coded) + bytes([number])


def fields(method="GET", path="/healthz", more=()):
    """A header block."""
    pseudo = [(":method", method), (":scheme", "https"), (":authority", "localhost"), (":path", path)]
    return b"".join(literal(name, value) for name, value in [*pseudo, *more])


class Http2:
    """An HTTP/2 connection on which anything can be sent."""

    def __init__(self, port, timeout=20, preface=True, settings=b""):
        self.connection = secure(port, "h2", timeout)
        self.buffer = b""
        self.is_over = False
        if preface:
            self.connection.sendall(PREFACE)
            self.send(SETTINGS, payload=settings)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    @staticmethod
    def frame(kind, flags=0, stream=0, payload=b""):
        return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload

    def send(self, kind, flags=0, stream=0, payload=b""):
        self.write(self.frame(kind, flags, stream, payload))

    def write(self, data):
        """As much as the other side takes before it closes."""
        try:
            self.connection.sendall(data)
        except (ConnectionError, ssl.SSLError):
            self.is_over = True

    def ask(self, stream, **request):
        self.send(HEADERS, END_HEADERS | END_STREAM, stream, fields(**request))

    def next(self):
        """Type, flags, stream and payload of the next frame; None when the other side has closed."""
        while len(self.buffer) < 9 or len(self.buffer) < 9 + int.from_bytes(self.buffer[:3], "big"):
            try:
                piece = self.connection.recv(65536)
            except (ConnectionError, ssl.SSLError):
                piece = b""
            if not piece:
                return None
            self.buffer += piece
        length = int.from_bytes(self.buffer[:3], "big")
        kind, flags, stream = self.buffer[3], self.buffer[4], int.from_bytes(self.buffer[5:9], "big")
        payload, self.buffer = self.buffer[9:9 + length], self.buffer[9 + length:]
        if kind == SETTINGS and not flags & ACK:
            self.send(SETTINGS, ACK)
        return kind, flags, stream, payload

    def wait_for(self, kind, stream=None):
        """The next frame of a kind, or None when the other side has closed."""
        while found := self.next():
            if found[0] == kind and (stream is None or found[2] == stream):
                return found
        return None

    def farewell(self):
        """Reads on until the other side has closed; the error code of its GOAWAY, or None."""
        code = None
        while found := self.next():
            if found[0] == GOAWAY:
                code = int.from_bytes(found[3][4:8], "big")
        return code


class EventStream:
    """What a browser listens to: the events that concern a member, and those of a plan."""

    def __init__(self, session, plan, room=None):
        """`room` is how many bytes may wait to be read, where that is to be little."""
        port = int(session.url.rsplit(":", 1)[1])
        self.connection = trusting("http/1.1").wrap_socket(self._connect(port, room), server_hostname="localhost")
        self.connection.sendall(head(path=f"/api/live?plans={plan}", host=f"localhost:{port}", fields=[f"Cookie: {session.cookie}"]))
        self.seen = b""
        assert self.waits_for(b"event: hello"), self.seen

    @staticmethod
    def _connect(port, room):
        connection = socket.socket()
        if room:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        connection.settimeout(20)
        connection.connect(("127.0.0.1", port))
        return connection

    def waits_for(self, text):
        """Reads on until this has come; False when the stream ends before, or nothing more comes."""
        while text not in self.seen:
            try:
                piece = self.connection.recv(65536)
            except OSError:
                return False
            if not piece:
                return False
            self.seen = self.seen[-1000:] + piece
        return True

    def close(self):
        self.connection.close()
