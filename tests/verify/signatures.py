#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""signatures.py JOURNAL.jsonl: checks who signed each closing of an exported journal, by ledger/README.md alone. The
chain itself is verify.py's. Needs nothing but Python: Ed25519 is written out as RFC 8032, 5.1 and appendix A, have it.
0: each signature is of its epoch's key; 1: one is not, or a closing is not signed; 2: it cannot be read."""
import hashlib
import json
import sys

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point, scalar = add(point, point), scalar >> 1
    return result


def x_of(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    return P - x if x & 1 != sign else x


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x = x_of(y, sign)
    return x, y, 1, x * y % P


def same(p, q):
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = (x_of(BASE_Y, 0), BASE_Y, 1, x_of(BASE_Y, 0) * BASE_Y % P)


def is_signed(key, message, signature):
    s = int.from_bytes(signature[32:], "little")
    if len(key) != 32 or len(signature) != 64 or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    try:
        return same(times(s, BASE), add(point(signature[:32]), times(h, point(key))))
    except ValueError:
        return False


def main(name):
    key, head, signed = b"", bytes(32), 0
    with open(name, encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            row = json.loads(line)
            event = json.loads(row["payload"])
            if event["kind"] == "genesis":
                key, head = bytes.fromhex(event["body"]["station_key"]), bytes(32)
            if event["kind"] == "session_closed":
                signature, event["body"]["signature"] = event["body"].get("signature", ""), ""
                bare = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
                if not is_signed(key, head + bare, bytes.fromhex(signature)):
                    print(f"{name}:{number}: Z {event['body']['z']} is not signed by the station's key", file=sys.stderr)
                    return 1
                signed += 1
            head = bytes.fromhex(row["hash"])
    print(f"{signed} closings, each signed by the station's key")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else 2)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"signatures.py: {error}", file=sys.stderr)
        sys.exit(2)
