# SPDX-License-Identifier: Apache-2.0
"""The files of the tree, as the lints see them, and how a lint ends."""
import os
import subprocess
import sys

ROOMS = ("pos", "drivers", "ledger", "ui", "config")


def files(root, *endings, under=()):
    """Files git knows or would know below root (all files outside a checkout), with these endings, sorted."""
    git = subprocess.run(["git", "-C", root, "ls-files", "-co", "--exclude-standard"], capture_output=True, text=True)
    if git.returncode == 0 and git.stdout:
        names = git.stdout.splitlines()
    else:
        names = [os.path.relpath(os.path.join(d, f), root) for d, _, fs in os.walk(root) for f in fs]
    wanted = [n for n in names if n.endswith(endings)]
    if under:
        wanted = [n for n in wanted if n.split("/")[0] in under]
    return sorted(n for n in wanted if os.path.isfile(os.path.join(root, n)))


def lines(root, name):
    with open(os.path.join(root, name), encoding="utf-8") as file:
        return file.read().split("\n")


def end(check, faults):
    for fault in faults:
        print(f"{check}: {fault}")
    print(f"{check}: {len(faults)} faults" if faults else f"{check}: well")
    sys.exit(1 if faults else 0)
