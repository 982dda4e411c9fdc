"""Load from other programs than ours: wrk over HTTP/1.1, h2load over HTTP/2. Each is 32 requests at a time, for a bounded time."""

import re
import subprocess

CLIENTS = 32


def load(url, seconds, script=None, headers=(), arguments=()):
    """One run of wrk: requests a second, 50th and 99th percentile in milliseconds, refusals."""
    command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{seconds}s", "--latency", "--timeout", "10s"]
    for header in headers:
        command += ["-H", header]
    if script:
        command += ["-s", str(script)]
    output = subprocess.run(
        [*command, url, *(("--", *arguments) if arguments else ())], capture_output=True, text=True, check=True
    ).stdout

    def milliseconds(share):
        number, unit = re.search(rf"{share}%\s+([\d.]+)(us|ms|s)\b", output).groups()
        return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]

    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", output)
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", output)
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]),
        "p50": milliseconds(50),
        "p99": milliseconds(99),
        "refused": int(refused[1]) if refused else 0,
        "broken": sum(map(int, errors.groups())) if errors else 0,
    }


def load_over_2(url, seconds, headers=()):
    """One run of h2load, eight streams on each of four connections: requests a second."""
    command = ["h2load", "-c4", "-m8", "-t1", f"-D{seconds}"]
    for header in headers:
        command += ["-H", header]
    output = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    assert re.search(r"\b0 failed, 0 errored", output) and "Application protocol: h2" in output, output
    return float(re.search(r"finished in [\d.]+m?s, ([\d.]+) req/s", output)[1])
