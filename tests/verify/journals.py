# SPDX-License-Identifier: Apache-2.0
"""What the tests here share: a month's ledger made by till_month, exported by tillctl, and forged."""
import hashlib
import json
import os
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TILLCTL, TILL_MONTH = os.environ["TILLCTL"], os.environ["TILL_MONTH"]


def tillctl(data, *words):
    return subprocess.run([TILLCTL, "--data", data, *words], capture_output=True, text=True, check=False)


def month(seed, days, payments):
    data = tempfile.mkdtemp(prefix="month-")
    subprocess.run([TILL_MONTH, data, str(seed), str(days), str(payments)], check=True)
    return data


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def bytes_of(event):
    return json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def written(rows):
    return "".join(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)


def chained(payloads):
    """The chain made anew, as somebody who can write everything would make it."""
    head, rows = bytes(32), []
    for payload in payloads:
        head = hashlib.sha256(head + payload.encode("utf-8", "surrogatepass")).digest()
        rows.append({"hash": head.hex(), "payload": payload})
    return rows


SHARED = {"entry": "account, amount", "pieces": "unit, form, pieces, amount",
          "tender": "kind, amount, given, reference, last4",
          "bill": "account, lines[{service, age, amount, gl}], credit, due, as_of, entered, layout, unknown_account",
          "z_line": "kind, pieces, expected, counted, over_short"}


def shape(value):
    """The keys of a body in their order, as ledger/README.md writes them."""
    if isinstance(value, list):
        return "[" + (shape(value[0]) if value and isinstance(value[0], dict) else "") + "]"
    keys = ", ".join(k + (shape(v) if isinstance(v, (dict, list)) else "") for k, v in value.items())
    name = next((name for name, shared in SHARED.items() if shared == keys), None)
    return name or "{" + keys + "}"
