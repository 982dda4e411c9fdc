"""The rules of the house that no compiler checks. Each violation is printed with its file and line."""

import pathlib
import re
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parent.parent
TEXT = {".swift", ".js", ".css", ".html", ".sql", ".py", ".md", ".svg", ".h", ".modulemap", ".service", ".example", ""}
violations = []


def files():
    """Ours: what git knows or would take in."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"], cwd=root, capture_output=True, check=True
    )
    for name in sorted(set(filter(None, listing.stdout.decode().split("\0")))):
        path = root / name
        if path.suffix in TEXT and path.is_file():
            yield name, path.read_text(encoding="utf-8").splitlines()


def report(name, number, message):
    violations.append(f"{name}:{number}: {message}")


def search(name, lines, pattern, message):
    for number, line in enumerate(lines, 1):
        if re.search(pattern, line):
            report(name, number, message)


def layer(name):
    """Sources/Store/Plans/X.swift → Store; Tests have no layer: they may look everywhere."""
    parts = name.split("/")
    return parts[1] if parts[0] == "Sources" and name.endswith(".swift") else None


# Arrows point one way. What is not listed may be imported by nobody in that layer.
SYSTEM = {"Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc"}
MAY_IMPORT = {
    "Domain": {"Foundation", "FoundationEssentials"},
    "JSON": SYSTEM | {"Domain"},
    "Store": SYSTEM | {"Domain", "JSON", "GRDB", "GRDBSQLite", "Crypto"},
    "Live": SYSTEM | {"Domain", "Collections", "DequeModule", "AsyncAlgorithms"},
    # The rest is held to what it must not touch.
    "Web": None,
    "quartet": None,
    "TestSupport": None,
}
DATABASE = {"GRDB", "GRDBSQLite", "SQLite3"}
NETWORK = re.compile(r"^(Hummingbird|NIO|HTTPTypes|X509)")


def check_imports(name, lines):
    here = layer(name)
    if here is None:
        return
    for number, line in enumerate(lines, 1):
        match = re.match(r"\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+"
                         r"(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)", line)
        if not match:
            continue
        module = match[1]
        allowed = MAY_IMPORT.get(here)
        if allowed is not None and module not in allowed:
            report(name, number, f"{here} may not import {module}")
        elif module in DATABASE and here != "Store":
            report(name, number, f"only Store speaks to the database, not {here}")
        elif NETWORK.match(module) and here not in ("Web", "quartet"):
            report(name, number, f"only Web and quartet speak to the network, not {here}")
        elif module == "quartet" or (module == "Web" and here != "quartet"):
            report(name, number, f"{here} may not import {module}")


def check_ambient(name, lines):
    """Clock, ids and chance are handed in."""
    if layer(name) in ("Domain", "Store", "Live", "JSON"):
        search(name, lines, r"\bDate\(\)|\bDate\.now\b|\bUUID\(\)|SystemRandomNumberGenerator\(\)",
               "the clock, new ids and chance are handed in")


def check_browser(name, lines):
    if not name.startswith("Public/"):
        return
    if name.endswith(".js"):
        lines = [re.sub(r"(^|\s)//.*", "", line) for line in lines]
    if name.endswith(".js") and name != "Public/js/dom.js":
        search(name, lines, r"\b(inner|outer)HTML\b|\binsertAdjacentHTML\b|\bsetHTMLUnsafe\b|\bdocument\.write\b",
               "markup is made in Public/js/dom.js alone")
    if name.endswith(".js") and name != "Public/js/dom.js":
        search(name, lines, r"createPolicy\(", "the one Trusted Types policy is in Public/js/dom.js")
    if name.endswith((".js", ".html")):
        search(name, lines, r"""\beval\(|\bnew Function\(""", "no code from text")
        search(name, lines, r"""(?<![@.\w])on[a-z]+=["'$]""", "no on…= attributes; the content security policy forbids them")
        search(name, lines, r"""(?<![.\w-])style=["'$]""", "no style= attributes; use classes or style.setProperty")
    search(name, lines, r"""(?:src|href|url\(|from|import)\s*[=(]?\s*["']?https?://(?!www\.w3\.org)""", "nothing is loaded from elsewhere")


def check_tests(name, lines):
    if not name.startswith("Tests/"):
        return
    search(name, lines, r"wait_for_timeout\(|\btime\.sleep\(|\bTask\.sleep\(|\b(?:u|nano)?sleep\(\d",
           "a test waits for a condition, never for a fixed time")
    search(name, lines, r"@pytest\.mark\.skip|\.disabled\(|\bxfail\b", "no test is switched off")


def check_everything(name, lines):
    if len(lines) > 500:
        report(name, len(lines), f"{len(lines)} lines; a file holds one idea and at most 500")
    if name != "tools/house_rules.py":
        search(name, lines, r"\b(?:TODO|FIXME|XXX|HACK)\b", "nothing is left half done")
    for number, line in enumerate(lines, 1):
        if line != line.rstrip():
            report(name, number, "blanks at the end of the line")


def check_migrations(names):
    """Their order is that of their numbers, and nobody takes one that is taken."""
    numbers = [name.split("/")[-1][:4] for name in names if name.startswith("migrations/") and name.endswith(".sql")]
    if numbers != [f"{place:04}" for place in range(1, len(numbers) + 1)]:
        report("migrations", 0, f"the numbers are {' '.join(numbers)}; each comes once, and none is left out")


count = 0
names = []
for name, lines in files():
    count += 1
    names.append(name)
    for check in (check_everything, check_imports, check_ambient, check_browser, check_tests):
        check(name, lines)
check_migrations(names)

print("\n".join(violations) if violations else f"{count} files keep the house rules")
sys.exit(bool(violations))
