# SPDX-License-Identifier: Apache-2.0
"""layers.py ROOT LAYERS.json: a room includes only itself and the rooms it declares with USES (or what those use);
folders look only down; Qt stays in ui, device libraries in drivers/transport, money out of drivers."""
import json
import re
import sys

import tree

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
MAY_LOOK_DOWN = {
    "ui": {"ui", "config", "pos", "drivers", "ledger"},
    "config": {"config", "pos", "drivers", "ledger"},
    "pos": {"pos", "drivers", "ledger"},
    "drivers": {"drivers"},
    "ledger": {"ledger"},
}
# A header's beginning -> the only places that may name it.
ONLY_IN = {
    "libusb": ("drivers/transport/", "drivers/virtual/umockdev/"),
    "libserialport": ("drivers/transport/",),
    "Q": ("ui/",),
}


def room_of(name, rooms):
    """The declared room a file lies in: the longest that matches."""
    fitting = [room for room in rooms if name.startswith(room + "/")]
    return max(fitting, key=len) if fitting else None


def reach(room, rooms):
    """What a room may include: what it uses, and what comes with that."""
    seen, todo = set(), [room]
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += rooms.get(here, [])
    return seen


def system_fault(header):
    for start, places in ONLY_IN.items():
        named = re.match(r"Q[A-Z]|Qt", header) if start == "Q" else header.startswith(start)
        if named:
            return places
    return None


def check(root, rooms):
    faults = []
    for name in tree.files(root, ".h", ".cpp", ".c", under=tree.ROOMS):
        own = room_of(name, rooms)
        if own is None:
            faults.append(f"{name}: lies in no declared room")
            continue
        allowed = reach(own, rooms)
        for number, line in enumerate(tree.lines(root, name), 1):
            found = INCLUDE.match(line)
            if not found:
                continue
            header = found.group(2)
            places = system_fault(header.split("/")[0] if found.group(1) == "<" else "")
            if places and not name.startswith(places):
                faults.append(f"{name}:{number}: {header} belongs in {' or '.join(places)}")
            target = room_of(header, rooms)
            if found.group(1) == "<" or target is None:
                continue
            if target.split("/")[0] not in MAY_LOOK_DOWN[own.split("/")[0]]:
                faults.append(f"{name}:{number}: {own} may not look at {target}")
            elif target not in allowed:
                faults.append(f"{name}:{number}: {own} does not declare that it uses {target}")
    return faults


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8") as declared:
        tree.end("layers", check(sys.argv[1], json.load(declared)))
