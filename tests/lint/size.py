# SPDX-License-Identifier: Apache-2.0
"""size.py ROOT: no file over 500 lines without a reason at its top, no function over 70."""
import re
import sys

import tree

LONGEST_FILE = 500
LONGEST_FUNCTION = 70
STARTS = re.compile(r"^[A-Za-z_].*\)[^;]*\{\s*$")


def functions(text):
    """(first line, length) of what begins at the left margin with a brace at its line's end and ends with one."""
    start = None
    for number, line in enumerate(text, 1):
        if start is None and STARTS.match(line):
            start = number
        elif start is not None and line.startswith("}"):
            yield start, number - start + 1
            start = None


def check(root):
    faults = []
    for name in tree.files(root, ".h", ".cpp", ".c", ".qml", ".py"):
        text = tree.lines(root, name)
        reason = any("over 500 lines because" in line for line in text[:4])
        if len(text) > LONGEST_FILE and not reason:
            faults.append(f"{name}: {len(text)} lines; {LONGEST_FILE} at the most, or a reason at its top")
        if name.endswith((".cpp", ".c")):
            for start, length in functions(text):
                if length > LONGEST_FUNCTION:
                    faults.append(f"{name}:{start}: a function of {length} lines; {LONGEST_FUNCTION} at the most")
    return faults


if __name__ == "__main__":
    tree.end("size", check(sys.argv[1]))
