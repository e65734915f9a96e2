#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""verify.py JOURNAL.jsonl: checks an exported journal by ledger/README.md alone. Shares no code with the ledger and
needs nothing but Python 3.11. 0: all of it holds; 1: it does not, with the first fault; 2: it cannot be read."""
import collections
import hashlib
import json
import sys
import unicodedata

ENVELOPE = ("v kind office station epoch seq wall doubtful boot boot_ms actor approval session cause body "
            "private").split()
CASH = {"session_opened": "float", "cash_moved": "amount", "hand_over_accepted": "amount"}
PARTS = {"check_returned": "tender", "payment_moved": "bill"}  # of a payment, that a correction of it undoes
SIGNS = {"payment": [("tenders", 1)], "reversal": [("tenders", -1)], "retendered": [("out", -1), ("in", 1)]}


class Fault(Exception):
    """What does not hold."""


def require(holds, what):
    if not holds:
        raise Fault(what)


def once(pairs):
    require(len(dict(pairs)) == len(pairs), "a key twice")
    return dict(pairs)


def read(payload):
    """The payload as an object, if its bytes are the only ones that it may have."""
    require(len(payload.encode()) <= 65536, "a payload over 64 KiB")
    require(unicodedata.is_normalized("NFC", payload), "text that is not NFC")
    no_float = lambda text: require(False, f"a number that is no integer: {text}")
    event = json.loads(payload, parse_float=no_float, parse_constant=no_float, object_pairs_hook=once)
    require(isinstance(event, dict), "a payload that is no object")
    require(json.dumps(event, ensure_ascii=False, separators=(",", ":")) == payload, "bytes that are not canonical")
    require(list(event) == ENVELOPE, "keys of the envelope missing, too many or in another order")
    return event


def total(rows, key="amount"):
    return sum(row[key] for row in rows)


def of_bills(bills):
    return [total(bill["lines"]) + bill["credit"] for bill in bills]


class Journal:
    def __init__(self):
        self.head, self.key, self.station, self.receipt, self.z, self.events = bytes(32), (0, 0), None, 0, 0, 0
        self.payments, self.undone, self.parts, self.heads = {}, set(), set(), set()
        self.sessions = collections.defaultdict(collections.Counter)

    def take(self, line):
        row = json.loads(line, object_pairs_hook=once)
        require(isinstance(row, dict) and list(row) == ["hash", "payload"], "a line that is not hash and payload")
        event = read(row["payload"])
        self.place(event)
        self.head = hashlib.sha256(self.head + row["payload"].encode()).digest()
        require(row["hash"] == self.head.hex(), "a hash that does not follow from the one before and these bytes")
        self.heads.add((event["seq"], self.head.hex()))
        self.money(event, event["body"])
        self.events += 1

    def place(self, event):
        epoch, seq = event["epoch"], event["seq"]
        if epoch != self.key[0]:
            require(epoch > self.key[0] and seq == 1, "an epoch that does not begin with its first event")
            self.head, self.receipt = bytes(32), 0
        else:
            require(seq == self.key[1] + 1, f"a gap: {seq} after {self.key[1]}")
        require((seq == 1) == (event["kind"] == "genesis"), "genesis elsewhere than at the beginning, or none there")
        here, self.key = (event["office"], event["station"]), (epoch, seq)
        self.station = self.station or here
        require(self.station == here, "an event of another station")
        parent = event["body"]["parent"] if seq == 1 else None
        require(not parent or (parent["seq"], parent["hash"]) in self.heads, "a parent that is not in this journal")

    def money(self, event, body):
        kind, session = event["kind"], self.sessions[event["session"]]
        require(total(body.get("entry", [])) == 0, "an entry that does not sum to zero")
        if kind in ("payment", "reversal"):
            self.receipt += 1
            require(body["receipt"] == self.receipt, f"receipt {body['receipt']} after {self.receipt - 1}")
        {"payment": self.payment, "reversal": self.reversal, **dict.fromkeys(PARTS, self.correction)}.get(
            kind, lambda *_: None)(kind, body)
        for field, sign in SIGNS.get(kind, ()):
            for tender in body[field]:
                session[tender["kind"]] += sign * tender["amount"]
        session["cash"] += body[CASH[kind]] if kind in CASH else 0
        if kind == "session_closed":
            self.closing(session, body)

    def payment(self, _, body):
        self.payments[self.key] = body
        require(total(body["tenders"]) == body["total"], "tenders that are not the payment's total")
        require(sum(of_bills(body["bills"])) == body["total"], "bills that are not the payment's total")
        require(total(body["tenders"], "given") - body["total"] == body["change"], "change that is not what was over")
        for name, amounts in (("tender", [t["amount"] for t in body["tenders"]]), ("bill", of_bills(body["bills"]))):
            applied = [total(one for one in body["applied"] if one[name] == i) for i in range(len(amounts))]
            require(applied == amounts, f"a {name} that is not applied in full")

    def reversal(self, _, body):
        key = (body.get("reverses_epoch") or self.key[0], body["reverses"])
        left = key not in self.undone and all(key != part[1] for part in self.parts)
        require(key in self.payments and left, "a reversal of what is no payment, or reversed, even in part")
        self.undone.add(key)
        undone = [-amount for amount in of_bills(body["bills"])]
        require(undone == of_bills(self.payments[key]["bills"]), "a reversal of another allocation")

    def correction(self, kind, body):
        key = (body["payment_epoch"], body["payment"])
        require(key in self.payments and key not in self.undone, f"a {kind} of what is no payment, or reversed")
        require((kind, key, body[PARTS[kind]]) not in self.parts, f"a {kind} of the same {PARTS[kind]} twice")
        self.parts.add((kind, key, body[PARTS[kind]]))
        undone = -sum(of_bills(body["bills"]))
        require(undone == (body["amount"] if kind == "check_returned" else 0), f"a {kind} that undoes another amount")

    def closing(self, session, body):
        self.z += 1
        require(body["z"] == self.z, f"Z {body['z']} after {self.z - 1}")
        for line in body["lines"]:
            require(line["expected"] == session[line["kind"]], f"a Z that expects another sum of {line['kind']}")
            require(line["over_short"] == line["counted"] - line["expected"], "an over or short that is none")


def main(name):
    journal = Journal()
    try:
        with open(name, encoding="utf-8", newline="\n") as file:
            for line in file:
                journal.take(line)
        require(journal.events > 0, "an empty journal")
    except (Fault, KeyError, TypeError, AttributeError, ValueError) as fault:
        print(f"{name}:{journal.events + 1}: {type(fault).__name__}: {fault}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"verify.py: {error}", file=sys.stderr)
        return 2
    print(f"{journal.events} events verify; head {journal.head.hex()}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else 2)
