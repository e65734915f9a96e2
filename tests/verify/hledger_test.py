#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""hledger, which nobody here wrote, reads the journal of a month and comes to the same figures to the cent."""
import json
import os
import shutil
import subprocess
import unittest
from decimal import Decimal

import journals

SEED = int(os.environ.get("TILL_SEED", "20261201"))


def hledger(file, *words):
    return subprocess.run(["hledger", "-f", file, *words], capture_output=True, text=True, check=False)


def balances(file, *words):
    """Account code to cents."""
    answer = hledger(file, "balance", "--flat", "--no-total", "-O", "json", *words)
    rows = json.loads(answer.stdout)[0]
    found = {}
    for name, _, _, amounts in rows:
        code = name.split(":")[1].split(" ")[0]
        quantities = [amount["aquantity"] for amount in amounts]
        found[code] = sum(int(Decimal(q["decimalMantissa"]).scaleb(2 - q["decimalPlaces"])) for q in quantities)
    return found


def ours(data, *words):
    answer = journals.tillctl(data, "--json", "report", *words)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)["rows"]


class HledgerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("seed", SEED)
        cls.data = journals.month(seed=SEED, days=28, payments=14)
        cls.file = os.path.join(cls.data, "month.journal")
        exported = journals.tillctl(cls.data, "ledger", "export", "--format", "hledger", "--out", cls.file)
        assert exported.returncode == 0, exported.stderr

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.data)

    def test_it_passes_every_strict_check(self):
        answer = hledger(self.file, "check", "--strict", "payees")
        self.assertEqual(answer.returncode, 0, answer.stderr)

    def test_a_journal_that_is_a_cent_off_is_refused(self):
        with open(self.file, encoding="utf-8") as file:
            text = file.read()
        at = text.rindex(".") + 2
        bad = os.path.join(self.data, "bad.journal")
        with open(bad, "w", encoding="utf-8") as file:
            file.write(text[:at] + ("1" if text[at] != "1" else "2") + text[at + 1:])
        self.assertNotEqual(hledger(bad, "check", "--strict").returncode, 0)

    def test_its_balances_are_ours_to_the_cent(self):
        mine = {row["account"]: row["amount"] for row in ours(self.data, "balances")}
        theirs = balances(self.file)
        self.assertEqual({**dict.fromkeys(mine, 0), **theirs}, mine)
        self.assertGreater(len([amount for amount in mine.values() if amount]), 5)

    def test_so_is_every_day(self):
        days = {}
        for row in ours(self.data, "postings", "--by", "day"):
            days.setdefault(row["period"], {})[row["account"]] = row["amount"]
        self.assertEqual(len(days), 28)
        for day, mine in days.items():
            theirs = balances(self.file, f"date:{day}")
            self.assertEqual({**dict.fromkeys(mine, 0), **theirs}, mine, day)

    def test_a_part_of_the_month_is_exported_by_itself(self):
        week = os.path.join(self.data, "week.journal")
        journals.tillctl(self.data, "ledger", "export", "--format", "hledger", "--from", "2026-12-08", "--to",
                         "2026-12-14", "--out", week)
        mine = {row["account"]: row["amount"]
                for row in ours(self.data, "balances", "--from", "2026-12-08", "--to", "2026-12-14")}
        self.assertEqual({**dict.fromkeys(mine, 0), **balances(week)}, mine)

    def test_no_name_of_a_customer_is_in_it(self):
        with open(self.file, encoding="utf-8") as file:
            self.assertNotIn("Delgado", file.read())


if __name__ == "__main__":
    unittest.main(verbosity=1)
