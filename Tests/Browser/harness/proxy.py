"""A line between browser and server that can be cut and mended: Chromium's own offline switch leaves open streams alive."""

import contextlib
import socket
import threading


class Proxy:
    """Passes bytes from its own port to the server's. TLS passes through untouched."""

    def __init__(self, target_port):
        self._target = ("127.0.0.1", target_port)
        self._lock = threading.Lock()
        self._open = set()
        self._listener = None
        self.port = None
        self.mend()
        self.url = f"https://localhost:{self.port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.cut()

    def mend(self):
        """Listens again, at the same port as before."""
        self.cut()
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port or 0))
        listener.listen(64)
        self.port = listener.getsockname()[1]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def cut(self):
        """Drops every open connection, and refuses new ones until mended."""
        with self._lock:
            listener, self._listener = self._listener, None
            lines, self._open = self._open, set()
        if listener:
            _close(listener)
        for line in lines:
            _close(line)

    def hang(self):
        """Takes new connections, and brings nothing through, until mended; those that are open are dropped."""
        self.cut()
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.port))
        listener.listen(64)
        self._listener = listener

    def _accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
                server = socket.create_connection(self._target, timeout=5)
            except OSError:
                if self._listener is not listener:
                    return
                with contextlib.suppress(OSError, UnboundLocalError):
                    client.close()
                continue
            server.settimeout(None)
            with self._lock:
                if self._listener is not listener:
                    _close(client)
                    _close(server)
                    return
                self._open |= {client, server}
            for source, sink in ((client, server), (server, client)):
                threading.Thread(target=self._pump, args=(source, sink), daemon=True).start()

    def _pump(self, source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                sink.sendall(data)
        for line in (source, sink):
            with self._lock:
                self._open.discard(line)
            _close(line)


def _close(line):
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()
