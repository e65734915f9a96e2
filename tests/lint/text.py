# SPDX-License-Identifier: Apache-2.0
"""text.py ROOT: SPDX lines, forbidden words, machine paths, bare Text in QML, floating point near money, sleeps."""
import re
import sys

import tree

SOURCES = (".h", ".cpp", ".c", ".qml", ".py", ".sh", ".cmake", ".toml", "CMakeLists.txt", ".day", ".inc", "/run", "/demo")
# (what, which files, pattern)
RULES = [
    ("an unfinished word", SOURCES, re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")),
    ("a machine's path", SOURCES + (".md",), re.compile(r"(?:^|[\s\"'=(:])/(?:wor" r"k|far" r"m|roo" r"t)/\w")),
    ("a blank at the line's end", SOURCES, re.compile(r"[ \t]$")),
]
QML_TEXT = re.compile(r"^\s*(Text|TextEdit|TextInput|T\.Label)\s*\{")
FLOATING = re.compile(r"\b(double|float)\b(?!\s*[,.;:')\"])")
SLEEP = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep|QTest::qSleep)\b")
OWN_LABELS = ("/Label.qml",)


def of_line(name, number, line):
    code = line.split("//")[0]
    for what, endings, pattern in RULES:
        if name.endswith(endings) and pattern.search(line):
            yield f"{name}:{number}: {what}"
    if name.endswith(".qml") and QML_TEXT.match(line) and not name.endswith(OWN_LABELS):
        yield f"{name}:{number}: text from outside goes through the own Label, never a bare Text"
    money = name.startswith(("ledger/", "pos/")) and name.endswith((".h", ".cpp"))
    if money and '"' not in code and FLOATING.search(code):
        yield f"{name}:{number}: floating point near money"
    if name.startswith("tests/") and name.endswith((".h", ".cpp", ".c")) and SLEEP.search(code):
        yield f"{name}:{number}: a test does not sleep"


def check(root):
    faults = []
    for name in tree.files(root, *SOURCES, ".md"):
        text = tree.lines(root, name)
        if name.endswith(SOURCES) and not any("SPDX-License-Identifier: Apache-2.0" in line for line in text[:3]):
            faults.append(f"{name}:1: no SPDX line")
        for number, line in enumerate(text, 1):
            faults += of_line(name, number, line)
    return faults


if __name__ == "__main__":
    tree.end("text", check(sys.argv[1]))
