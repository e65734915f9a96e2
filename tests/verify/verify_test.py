#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The stand-alone verifier on a real export, and on every way to tamper with it."""
import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

import journals
from journals import bytes_of, chained, written

VERIFY = os.path.join(journals.HERE, "verify.py")
SIGNATURES = os.path.join(journals.HERE, "signatures.py")


def verify(text):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        return subprocess.run([sys.executable, VERIFY, file.name], capture_output=True, text=True, check=False)


class VerifyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.data = journals.month(seed=7, days=3, payments=25)
        cls.text = journals.tillctl(cls.data, "ledger", "export", "--format", "jsonl").stdout
        cls.rows = journals.lines(cls.text)
        cls.events = [json.loads(row["payload"]) for row in cls.rows]

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.data)

    def first(self, kind, start=0):
        return next(i for i, e in enumerate(self.events) if e["kind"] == kind and i >= start)

    def refuses(self, text, why):
        answer = verify(text)
        self.assertEqual(answer.returncode, 1, f"{why}: {answer.stdout}")
        self.assertIn(why, answer.stderr)

    def test_a_real_export_verifies_and_names_the_ledgers_own_head(self):
        answer = verify(self.text)
        self.assertEqual(answer.returncode, 0, answer.stderr)
        self.assertEqual(answer.stdout, journals.tillctl(self.data, "ledger", "verify").stdout.splitlines(True)[0])

    def test_each_closing_is_signed_by_the_stations_key_and_by_no_other(self):
        def signatures(text):
            with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", newline="") as file:
                file.write(text)
                file.flush()
                return subprocess.run([sys.executable, SIGNATURES, file.name], capture_output=True, text=True,
                                      check=False)

        answer = signatures(self.text)
        closings = sum(event["kind"] == "session_closed" for event in self.events)
        self.assertEqual((answer.returncode, answer.stdout),
                         (0, f"{closings} closings, each signed by the station's key\n"), answer.stderr)
        said = journals.tillctl(self.data, "ledger", "verify").stdout
        self.assertIn(f"{closings} closings, {closings} signed by the station's key", said)
        closed = self.first("session_closed")
        for change in ({"reason": "forged"}, {"signature": ""}, {"signature": "0" * 128}, {"signature": "zz"}):
            event = copy.deepcopy(self.events[closed])
            event["body"].update(change)
            forged = self.forged(closed, lambda _, event=event: event)
            self.assertNotEqual(signatures(forged).returncode, 0, change)
        other = self.forged(0, lambda e: {**e, "body": {**e["body"], "station_key": "11" * 32}})
        self.assertEqual(signatures(other).returncode, 1)

    def test_it_is_short_and_needs_only_the_standard_library(self):
        with open(VERIFY, encoding="utf-8") as file:
            source = file.read()
        self.assertLess(len(source.splitlines()), 150)
        imports = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
        self.assertLessEqual(imports, sys.stdlib_module_names)

    def test_the_readme_has_the_fields_of_every_kind(self):
        root = os.path.join(journals.HERE, "..", "..")
        with open(os.path.join(root, "tests/ledger/journal/golden.json"), encoding="utf-8") as file:
            golden = [json.loads(vector["payload"]) for vector in json.load(file)]
        with open(os.path.join(root, "ledger/README.md"), encoding="utf-8") as file:
            readme = file.read().splitlines()
        for event in golden:
            if event["kind"] == "settings":
                event["body"]["files"] = event["body"]["rules"] = ""
            self.assertIn(f"{event['kind']} {event['v']}: {journals.shape(event['body'])}", readme)

    def test_what_was_done_to_the_lines_is_seen(self):
        rows, middle = self.rows, len(self.rows) // 2
        payload = rows[middle]["payload"]
        table = [("a gap", rows[:middle] + rows[middle + 1:]),
                 ("does not begin", rows[1:]),
                 ("a gap", rows[:middle] + [rows[middle + 1], rows[middle]] + rows[middle + 2:]),
                 ("a gap", rows[:middle + 1] + rows[middle:]),
                 ("does not follow", rows[:middle] + [{"hash": "0" * 64, "payload": payload}] + rows[middle + 1:]),
                 ("does not follow", rows[:middle] + [{"hash": rows[middle]["hash"],
                                                      "payload": payload.replace('"v":1', '"v":3', 1)
                                                      .replace('"v":2', '"v":3', 1)}] + rows[middle + 1:]),
                 ("not hash and payload", rows[:middle] + [{"payload": payload}] + rows[middle + 1:]),
                 ("empty", [])]
        for why, forged in table:
            with self.subTest(why):
                self.refuses(written(forged), why)

    def forged(self, index, change):
        """The event changed and the whole chain made anew: only what it says can betray it."""
        payloads = [row["payload"] for row in self.rows]
        changed = change(copy.deepcopy(self.events[index]))
        payloads[index] = changed if isinstance(changed, str) else bytes_of(changed)
        return written(chained(payloads))

    def test_a_forger_who_chains_anew_is_seen_where_the_books_do_not_hold(self):
        def put(path, value):
            def change(event):
                inner = event
                for step in path[:-1]:
                    inner = inner[step]
                inner[path[-1]] = value(inner[path[-1]]) if callable(value) else value
                return event
            return change

        payment, reversal, closed = self.first("payment"), self.first("reversal"), self.first("session_closed")
        again = self.first("reversal", reversal + 1)
        undone = self.events[reversal]["body"]["reverses"]
        one_more = lambda amount: amount + 1
        table = [
            ("sum to zero", payment, put(["body", "entry", 0, "amount"], one_more)),
            ("after 0", payment, put(["body", "receipt"], 2)),
            ("not the payment's total", payment, put(["body", "total"], one_more)),
            ("bills that are not", payment, put(["body", "bills", 0, "credit"], one_more)),
            ("change that is not", payment, put(["body", "change"], one_more)),
            ("not applied in full", payment, put(["body", "applied", 0, "amount"], one_more)),
            ("of what is no payment", reversal, put(["body", "reverses"], 1)),
            ("no payment, or reversed", again, put(["body", "reverses"], undone)),
            ("another allocation", reversal, put(["body", "bills", 0, "credit"], one_more)),
            ("expects another sum", closed, put(["body", "lines", 0, "expected"], one_more)),
            ("is none", closed, put(["body", "lines", 0, "over_short"], one_more)),
            ("after 0", closed, put(["body", "z"], 2)),
            ("another station", payment, put(["station"], 3)),
            ("a gap", payment, put(["seq"], one_more)),
            ("does not begin", payment, put(["epoch"], 2)),
            ("genesis", payment, put(["kind"], "genesis")),
            ("no integer", payment, put(["wall"], 1.5)),
            ("keys of the envelope", payment, lambda e: {**e, "more": 1}),
            ("keys of the envelope", payment, lambda e: dict(reversed(e.items()))),
            ("not canonical", payment, lambda e: json.dumps(e)),
            ("not canonical", payment, lambda e: bytes_of(e).replace('"v"', '"\\u0076"', 1)),
            ("a key twice", payment, lambda e: bytes_of(e).replace('{"v":1,', '{"v":1,"v":1,', 1)),
            ("not NFC", payment, put(["actor"], "jose\u0301")),
            ("64 KiB", payment, put(["actor"], "x" * 70000)),
            ("no object", payment, lambda e: "[]"),
            ("KeyError", payment, lambda e: {**e, "body": {}}),
        ]
        for why, index, change in table:
            with self.subTest(why):
                self.refuses(self.forged(index, change), why)

    def appended(self, kind, bodies):
        """More events at the end, chained as the rest."""
        payloads = [row["payload"] for row in self.rows]
        for body in bodies:
            last = json.loads(payloads[-1])
            payloads.append(bytes_of({**last, "v": 1, "kind": kind, "seq": last["seq"] + 1, "session": None,
                                      "approval": None, "cause": None, "body": body, "private": {}}))
        return written(chained(payloads))

    def test_what_corrects_a_payment_does_so_once_and_of_a_payment_that_stands(self):
        undone = {e["body"]["reverses"] for e in self.events if e["kind"] == "reversal"}
        named = {e["body"].get("payment") for e in self.events if e["kind"] in ("check_returned", "payment_moved")}
        payment = next(e for e in self.events if e["kind"] == "payment" and e["seq"] not in undone | named)
        bill = payment["body"]["bills"][0]
        owed = {**bill, "lines": [{**line, "amount": -line["amount"]} for line in bill["lines"]],
                "credit": -bill["credit"]}
        amount = sum(line["amount"] for line in bill["lines"]) + bill["credit"]
        which = {"payment_epoch": 1, "payment": payment["seq"], "entry": []}
        returned = {**which, "tender": 0, "amount": amount, "bills": [owed]}
        moved = {**which, "bill": 0, "bills": [owed, bill]}
        reversed_one = {"payment": min(undone)}
        for kind, body in (("check_returned", returned), ("payment_moved", moved)):
            with self.subTest(kind):
                self.assertEqual(verify(self.appended(kind, [body])).returncode, 0)
                self.refuses(self.appended(kind, [body, body]), "twice")
                self.refuses(self.appended(kind, [{**body, "payment": 1}]), "no payment")
                self.refuses(self.appended(kind, [{**body, **reversed_one}]), "no payment, or reversed")
        self.refuses(self.appended("check_returned", [{**returned, "amount": amount + 1}]), "another amount")
        self.refuses(self.appended("payment_moved", [{**moved, "bills": [owed]}]), "another amount")
        receipt = sum(e["kind"] in ("payment", "reversal") for e in self.events) + 1
        undo = {"receipt": receipt, "reverses": payment["seq"], "bills": [owed], "tenders": [], "entry": []}
        whole = self.appended("payment_moved", [moved]).splitlines(True)
        payloads = [json.loads(line)["payload"] for line in whole]
        last = json.loads(payloads[-1])
        payloads.append(bytes_of({**last, "kind": "reversal", "seq": last["seq"] + 1, "body": undo}))
        self.refuses(written(chained(payloads)), "even in part")

    def test_the_newest_events_cut_off_are_seen_by_paper_only(self):
        last = max(i for i, e in enumerate(self.events) if e["kind"] == "payment")
        self.assertEqual(verify(written(self.rows[:last])).returncode, 0, "the chain alone cannot see it")
        paper = os.path.join(self.data, "paper.txt")
        number = f"2A-{self.events[last]['body']['receipt']:06}"
        table = [(0, f"# a receipt, and a head\nR1|{number}|{self.rows[last]['hash'][:16]}\n{self.rows[-1]['hash']}\n"),
                 (0, f"{number} {self.rows[last]['hash'][:8].upper()} {self.rows[last]['hash'][8:16]} # typed\n"),
                 (65, f"R1|{number}|0000000000000000\n"),
                 (65, f"R1|2A-999999|{self.rows[last]['hash'][:16]}\n"),
                 (65, f"head {'0' * 64}\n"),
                 (65, "2A-000001 123\n"),
                 (65, "# nothing\n")]
        for status, text in table:
            with open(paper, "w", encoding="utf-8") as file:
                file.write(text)
            answer = journals.tillctl(self.data, "ledger", "verify", "--witness", paper)
            self.assertEqual(answer.returncode, status, text + answer.stdout + answer.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=1)
