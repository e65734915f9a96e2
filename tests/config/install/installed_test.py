# SPDX-License-Identifier: Apache-2.0
"""What cmake --install leaves: programs that find their words beside themselves, and units that name those programs."""
import glob
import os
import re
import subprocess
import sys
import tempfile
import unittest


class InstalledTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.root = cls.temporary.name
        subprocess.run(["cmake", "--install", BUILD, "--prefix", cls.root, "--component", "station"], check=True,
                       capture_output=True)

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def read_a_stub(self):
        return subprocess.run([os.path.join(self.root, "bin/tillctl"), "--office", OFFICE, "stub", "read",
                               "004512873007000084271215268"], capture_output=True, text=True)

    def test_the_programs_read_what_was_installed_and_not_the_source_tree(self):
        done = self.read_a_stub()
        self.assertEqual(done.returncode, 0, done.stderr)
        words = os.path.join(self.root, "share/citytill/words/en.toml")
        with open(words, encoding="utf-8") as file:
            sound = file.read()
        with open(words, "w", encoding="utf-8") as file:
            file.write("not toml")
        done = self.read_a_stub()
        with open(words, "w", encoding="utf-8") as file:
            file.write(sound)
        self.assertEqual(done.returncode, 78)
        self.assertIn("en.toml", done.stderr)

    def test_each_program_of_a_unit_is_installed(self):
        services = glob.glob(os.path.join(self.root, "lib/systemd/user/*.service"))
        self.assertGreaterEqual(len(services), 2)
        for service in services:
            with open(service, encoding="utf-8") as file:
                program = re.search(r"^ExecStart=/usr/local/(\S+)", file.read(), re.M).group(1)
            self.assertTrue(os.access(os.path.join(self.root, program), os.X_OK), program)


if __name__ == "__main__":
    BUILD, OFFICE = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1])
