# SPDX-License-Identifier: Apache-2.0
"""headers.py ROOT COMPILE_COMMANDS.json: every header of the rooms compiles alone. What compiled before with the same
bytes around it is not compiled again (a stamp beside the database)."""
import concurrent.futures
import hashlib
import json
import os
import shlex
import subprocess
import sys

import tree


def flags(database):
    """Include paths of every compile command together."""
    seen = []
    for entry in database:
        words = iter(shlex.split(entry["command"]))
        for word in words:
            if word == "-isystem":
                word += " " + next(words)
            if word.startswith(("-I", "-isystem")) and word not in seen:
                seen.append(word)
    return shlex.split(" ".join(seen)) + ["-std=c++20", "-Wall", "-Wextra", "-Werror"]


def compiles(root, name, options):
    source = f'#include "{name}"\n'
    done = subprocess.run(["g++", "-fsyntax-only", "-x", "c++", "-I", root, *options, "-"], input=source, cwd=root,
                          capture_output=True, text=True)
    return None if done.returncode == 0 else f"{name} does not compile alone: {done.stderr.splitlines()[0]}"


def digest(root, names):
    whole = hashlib.sha256()
    for name in names:
        with open(os.path.join(root, name), "rb") as file:
            whole.update(name.encode() + file.read())
    return whole.hexdigest()


def check(root, commands):
    names = tree.files(root, ".h", under=tree.ROOMS)
    stamp = os.path.join(os.path.dirname(commands), "headers.well") if commands else None
    key = digest(root, names)
    if stamp and os.path.exists(stamp) and open(stamp, encoding="utf-8").read() == key:
        return []
    database = json.load(open(commands, encoding="utf-8")) if commands else []
    options = flags(database)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        faults = [f for f in pool.map(lambda name: compiles(root, name, options), names) if f]
    if stamp and not faults:
        with open(stamp, "w", encoding="utf-8") as file:
            file.write(key)
    return faults


if __name__ == "__main__":
    tree.end("headers", check(os.path.abspath(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None))
