#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# A receipt printer in a few lines: shows what is text, answers what the kiosk asks. paper.py <serial line>
import re, sys

COMMANDS = re.compile(
    rb"\x10\x04[\x01-\x04]"                      # DLE EOT: how are you?
    rb"|\x1d\(H\x06\x0000(?P<proof>.{4})"        # GS ( H: say so when all before this is printed
    rb"|\x1dr\x01"                               # GS r: is there paper?
    rb"|\x1bp...|\x1b[@]|\x1b[ER\-a!td].|\x1d[aB!hwH].|\x1dV[\x41\x42].|\x1c\.|\x1d\(k(?P<qr>..)", re.S)

line = open(sys.argv[1], "r+b", buffering=0)
waiting = b""
while True:
    waiting += line.read(512)
    while found := COMMANDS.search(waiting):
        what = found.group()
        sys.stdout.buffer.write(waiting[:found.start()])
        rest = found.end()
        if what.startswith(b"\x10\x04"):
            line.write(b"\x12")                                      # well, on-line, paper there
        elif found["proof"]:
            line.write(b"\x37\x22" + found["proof"] + b"\x00")      # printed up to here
        elif what == b"\x1dr\x01":
            line.write(b"\x00")                                      # paper there
        elif found["qr"]:
            rest += int.from_bytes(found["qr"], "little")
        elif what.startswith(b"\x1dV"):
            sys.stdout.buffer.write(b"- - - - 8< - - - -\n")
        elif what.startswith(b"\x1bp"):
            sys.stdout.buffer.write(b"[drawer]\n")
        waiting = waiting[rest:]
    text, newline, waiting = waiting.rpartition(b"\n")
    sys.stdout.buffer.write(text + newline)
    sys.stdout.flush()
