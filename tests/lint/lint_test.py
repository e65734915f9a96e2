# SPDX-License-Identifier: Apache-2.0
"""Each check is run on a known-bad sample and must refuse it, and on a good one and must not."""
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import duplicates
import failures
import headers
import layers
import size
import text

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
ROOMS = {"drivers/transport": [], "drivers/printer": ["drivers/transport"], "ledger/money": [], "pos/sale": ["ledger/money"]}


class LintTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = folder.name

    def put(self, name, content):
        path = os.path.join(self.root, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(content)

    def refused(self, faults, *words):
        self.assertTrue(any(all(word in fault for word in words) for fault in faults), faults)

    def test_a_room_may_use_what_it_declares(self):
        self.put("pos/sale/a.cpp", '#include "ledger/money/m.h"\n#include "pos/sale/a.h"\n#include <vector>\n')
        self.assertEqual(layers.check(self.root, ROOMS), [])

    def test_a_driver_that_knows_money_is_refused(self):
        self.put("drivers/printer/a.h", '#include "ledger/money/m.h"\n')
        self.refused(layers.check(self.root, ROOMS), "may not look at ledger/money")

    def test_a_room_below_that_looks_up_is_refused(self):
        self.put("ledger/money/a.cpp", '#include "pos/sale/a.h"\n')
        self.refused(layers.check(self.root, ROOMS), "ledger/money may not look at pos/sale")

    def test_an_undeclared_use_is_refused(self):
        self.put("pos/sale/a.cpp", '#include "drivers/printer/p.h"\n')
        self.refused(layers.check(self.root, ROOMS), "does not declare that it uses drivers/printer")

    def test_qt_and_usb_stay_where_they_belong(self):
        self.put("pos/sale/a.cpp", "#include <QString>\n")
        self.put("drivers/printer/b.cpp", "#include <libusb-1.0/libusb.h>\n")
        faults = layers.check(self.root, ROOMS)
        self.refused(faults, "QString", "ui/")
        self.refused(faults, "libusb", "drivers/transport/")

    def test_a_field_failure_that_nobody_covers_is_named(self):
        covered = [n for n in range(1, 36) if n not in (7, 16)]
        self.put("tests/a_test.cpp", "".join(f"TEST(Wire, FieldFailure{n:02d}Symptom) {{}}\n" for n in covered))
        self.put("hardware-docs/failures.md", "- Field failure 16: it is a cable.\n")
        self.assertEqual(len(failures.check(self.root)), 1)
        self.refused(failures.check(self.root), "07")

    def test_a_file_in_no_room_is_refused(self):
        self.put("pos/strays/a.cpp", "\n")
        self.refused(layers.check(self.root, ROOMS), "lies in no declared room")

    def test_text_refuses_each_bad_line(self):
        path = "/wo" + "rk/x"
        bad = {"int a;  // TO" + "DO later\n": "unfinished word", f'auto p = "{path}";\n': "machine's path",
               "int a; \n": "blank at the line's end", "double cents = 1;\n": "floating point"}
        for line, word in bad.items():
            self.put("pos/sale/a.cpp", SPDX + line)
            self.refused(text.check(self.root), "pos/sale/a.cpp:2", word)
        self.put("pos/sale/a.cpp", "int a;\n")
        self.refused(text.check(self.root), "no SPDX line")

    def test_bare_text_in_qml_and_sleeps_in_tests_are_refused(self):
        self.put("ui/kiosk/A.qml", SPDX + "Text { text: name }\n")
        self.put("tests/a_test.cpp", SPDX + "std::this_thread::sleep_for(1s);\n")
        faults = text.check(self.root)
        self.refused(faults, "bare Text")
        self.refused(faults, "does not sleep")

    def test_good_text_passes(self):
        self.put("pos/sale/a.cpp", SPDX + "std::int64_t cents = 1;\n")
        self.put("ui/kiosk/Label.qml", SPDX + "Text { textFormat: Text.PlainText }\n")
        self.assertEqual(text.check(self.root), [])

    def test_long_files_and_functions_are_refused(self):
        self.put("pos/sale/long.cpp", SPDX + "int a;\n" * 600)
        self.put("pos/sale/function.cpp", SPDX + "void f() {\n" + "  g();\n" * 80 + "}\n")
        self.put("pos/sale/reason.h", SPDX + "// over 500 lines because it is a table\n" + "int a;\n" * 600)
        faults = size.check(self.root)
        self.refused(faults, "long.cpp")
        self.refused(faults, "function.cpp:2")
        self.assertEqual(len(faults), 2)

    def test_what_stands_twice_is_counted(self):
        run = "".join(f"  call{i}(argument);\n" for i in range(9))
        self.put("pos/sale/a.cpp", run)
        self.put("pos/sale/b.cpp", run)
        self.assertEqual(len(list(duplicates.pairs(self.root))), 1)

    def test_a_header_that_leans_on_others_is_refused(self):
        self.put("pos/sale/leaning.h", "std::string name;\n")
        self.put("pos/sale/standing.h", "#include <string>\ninline std::string name;\n")
        faults = headers.check(self.root, None)
        self.refused(faults, "leaning.h")
        self.assertEqual(len(faults), 1)


if __name__ == "__main__":
    unittest.main()
