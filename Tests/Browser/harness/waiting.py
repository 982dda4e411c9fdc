"""Waiting for a condition, for what Playwright cannot wait for by itself."""

import threading
import time

_never = threading.Event()


def until(condition, what, timeout=40.0):
    """Returns the first true value of `condition`, or fails saying `what` did not come."""
    deadline = time.monotonic() + timeout
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {timeout:.0f} s in vain for {what}")
        _never.wait(0.02)
