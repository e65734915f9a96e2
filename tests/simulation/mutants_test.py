# SPDX-License-Identifier: Apache-2.0
"""mutants_test.py ROOT BINARY...: the wrong turns of the preset `mutants` are in no other build, each has a test that
must notice it, and each is really compiled for that preset."""
import pathlib
import re
import sys
import unittest

ROOT = pathlib.Path(sys.argv.pop(1))
BINARIES = sys.argv[1:]
del sys.argv[1:]
TURN = re.compile(r'\bmutant\("(\w+)"\)')


def turns():
    """File -> the names in it."""
    found = {}
    for room in ("ledger", "pos", "drivers", "config", "ui"):
        for file in (ROOT / room).rglob("*.cpp"):
            if names := TURN.findall(file.read_text(encoding="utf-8")):
                found[file] = names
    return found


class MutantsTest(unittest.TestCase):
    def test_nothing_of_them_is_in_another_build(self):
        self.assertTrue(BINARIES)
        for binary in BINARIES:
            content = pathlib.Path(binary).read_bytes()
            self.assertNotIn(b"CITYTILL_MUTANT", content, binary)
            for names in turns().values():
                for name in names:
                    self.assertNotIn(name.encode(), content, f"{name} in {binary}")

    def test_each_has_a_test_that_must_notice_it(self):
        table = (ROOT / "tests/simulation/mutants").read_text(encoding="utf-8").split("table='")[1].split("'")[0]
        listed = {line.split()[0] for line in table.splitlines() if line.strip()}
        self.assertEqual(listed, {name for names in turns().values() for name in names})
        self.assertGreaterEqual(len(listed), 14)

    def test_each_file_with_one_is_compiled_for_them(self):
        cmake = (ROOT / "tests/simulation/mutants.cmake").read_text(encoding="utf-8")
        for file in turns():
            self.assertRegex(cmake, rf"{file.parent.relative_to(ROOT)}\b[^)]*\b{re.escape(file.name)}\b")


if __name__ == "__main__":
    unittest.main()
