#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""failures.py DIR: each of the 35 field failures has a test (FieldFailureNN...) or a line in hardware-docs."""
import os
import re
import sys

COUNT = 35


def check(top):
    missing = sorted(set(range(1, COUNT + 1)) - found(top))
    return [f"failures: {n:02d} has neither a test nor a line in hardware-docs/failures.md" for n in missing]


def found(top):
    numbers = set()
    for folder, ends, pattern in (("tests", (".cpp",), r"\bFieldFailure(\d\d)\w"),
                                  ("hardware-docs", (".md",), r"^- Field failure (\d\d): \w")):
        for path, _, files in os.walk(os.path.join(top, folder)):
            for name in files:
                if name.endswith(ends):
                    with open(os.path.join(path, name), encoding="utf-8") as file:
                        numbers.update(int(n) for n in re.findall(pattern, file.read(), re.M))
    return numbers


def main():
    faults = check(sys.argv[1])
    print("\n".join(faults) if faults else "failures: well")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
