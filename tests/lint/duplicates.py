# SPDX-License-Identifier: Apache-2.0
"""duplicates.py ROOT BUDGET: how many runs of eight or more lines stand in two places of the rooms. The number may only
fall: more than the budget file says is refused, fewer asks to lower it."""
import sys

import tree

RUN = 8


def telling(line):
    line = line.strip()
    thin = len(line) < 4 or line.startswith(("//", "#include", "#pragma", "using ", "namespace", "}"))
    return None if thin else line


def runs(root):
    """Each run of RUN telling lines, by its text: where it stands."""
    places = {}
    for name in tree.files(root, ".h", ".cpp", ".qml", under=tree.ROOMS):
        kept = [(n, t) for n, t in ((n, telling(line)) for n, line in enumerate(tree.lines(root, name), 1)) if t]
        for at in range(len(kept) - RUN + 1):
            places.setdefault(tuple(t for _, t in kept[at:at + RUN]), []).append((name, kept[at][0], at))
    return places


def pairs(root):
    """First lines of what stands twice; runs that continue one another are one."""
    found = []
    for where in runs(root).values():
        for first, second in zip(where, where[1:]):
            follows = any(f[0] == first[0] and s[0] == second[0] and first[2] - f[2] == second[2] - s[2] <= RUN
                          for f, s in found)
            found.append((first, second))
            if not follows:
                yield f"{first[0]}:{first[1]} stands again at {second[0]}:{second[1]}"


if __name__ == "__main__":
    twice = list(pairs(sys.argv[1]))
    with open(sys.argv[2], encoding="utf-8") as file:
        budget = int(file.read().split()[-1])
    if len(twice) < budget:
        twice = [f"{len(twice)} runs stand twice, the budget is {budget}: lower it in {sys.argv[2]}"]
    elif len(twice) == budget:
        twice = []
    tree.end("duplicates", twice)
