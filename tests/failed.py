#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints, of ctest's own log, what each test that failed said last: failed.py LastTest.log"""
import re
import sys

LINES_OF_A_TEST = 25
LINES_OF_A_FAILURE = 8

with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
    tests = re.split(r"^\d+/\d+ Testing: ", log.read(), flags=re.M)[1:]
for test in tests:
    said, _, verdict = test.partition("<end of output>")
    if any(word in verdict for word in ("Test Passed.", "Skip regular expression", "Skip return code")):
        continue
    print("\nfailed:", test.partition("\n")[0])
    lines = said.splitlines()
    failures = [at for at, line in enumerate(lines) if line.endswith(": Failure")]
    wanted = {at + more for at in failures[:LINES_OF_A_FAILURE] for more in range(LINES_OF_A_FAILURE)}
    wanted |= set(range(len(lines) - LINES_OF_A_TEST, len(lines)))
    print("\n".join("  " + line for at, line in enumerate(lines) if at in wanted))
