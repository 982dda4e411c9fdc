"""What the tests of the real server stand on: the server, the line to it, its API, the people at their browsers."""

from .api import Api
from .proxy import Proxy
from .server import BINARY, DEMO_PASSWORD, ROOT, Server
from .waiting import until

__all__ = ["BINARY", "DEMO_PASSWORD", "ROOT", "Api", "Proxy", "Server", "until"]
