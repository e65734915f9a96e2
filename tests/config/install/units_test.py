# SPDX-License-Identifier: Apache-2.0
"""The systemd units: systemd itself finds nothing wrong with them, and it would."""
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
UNITS = os.path.join(HERE, "../../../config/install/systemd")


class UnitsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    # A copy, with programs that are there in place of those that an installation brings.
    def copy(self, change=lambda text: text):
        names = []
        for path in sorted(glob.glob(os.path.join(UNITS, "*"))):
            with open(path, encoding="utf-8") as file:
                text = file.read().replace("/usr/local/bin/citytill", "/bin/true")
            text = change(text.replace("/usr/local/bin/tillctl", "/bin/true"))
            names.append(os.path.join(self.folder, os.path.basename(path)))
            with open(names[-1], "w", encoding="utf-8") as file:
                file.write(text)
        return names

    def verify(self, files):
        done = subprocess.run(["systemd-analyze", "--user", "--man=no", "verify", *files],
                              env=dict(os.environ, XDG_RUNTIME_DIR=self.folder), capture_output=True, text=True)
        mine = [line for line in (done.stdout + done.stderr).splitlines() if "citytill" in line]
        return done.returncode, "\n".join(mine)

    def test_systemd_finds_nothing_wrong(self):
        files = self.copy()
        self.assertGreaterEqual(len(files), 3)
        code, said = self.verify(files)
        self.assertEqual(said, "")
        self.assertEqual(code, 0)

    def test_and_it_would(self):
        for wrong in (lambda text: text.replace("WatchdogSec=30", "WatchdogSecs=30"),
                      lambda text: text.replace("/bin/true --office", "/no/such/program --office"),
                      lambda text: text.replace("OnCalendar=*-*-* 03:30", "OnCalendar=at night")):
            code, said = self.verify(self.copy(wrong))
            self.assertTrue(code != 0 or said, "a wrong unit went through")

    def test_each_timer_has_its_service(self):
        for timer in glob.glob(os.path.join(UNITS, "*.timer")):
            self.assertTrue(os.path.exists(timer.replace(".timer", ".service")), timer)


if __name__ == "__main__":
    if shutil.which("systemd-analyze") is None:
        print("skipped: systemd-analyze is not here")
        sys.exit(77)
    unittest.main()
