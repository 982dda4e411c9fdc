"""Prints "N passed, N failed" over the checks counted by tools/test and the test reports it names."""

import sys
import xml.etree.ElementTree as xml

passed, failed = int(sys.argv[1]), int(sys.argv[2])
for path in sys.argv[3:]:
    try:
        cases = list(xml.parse(path).iter("testcase"))
    except (OSError, xml.ParseError):
        continue  # No report was written: the step itself has failed, and is counted.
    bad = sum(any(case.find(tag) is not None for tag in ("failure", "error")) for case in cases)
    skipped = sum(case.find("skipped") is not None for case in cases)
    passed += len(cases) - bad - skipped
    failed += bad
print(f"{passed} passed, {failed} failed")
