# SPDX-License-Identifier: Apache-2.0
"""config/install/install.sh with everything it calls replaced by scripts that write down how they were called."""
import os
import subprocess
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
INSTALL = os.path.join(HERE, "../../../config/install")


def packages():
    with open(os.path.join(INSTALL, "packages.txt"), encoding="utf-8") as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith("#")]
    return rows


class InstallTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.bin = folder.name
        self.calls = os.path.join(folder.name, "calls")
        for tool in ("bash", "dirname", "env"):
            os.symlink(subprocess.check_output(["which", tool], text=True).strip(), os.path.join(self.bin, tool))
        self.fake("apt-get", 'echo "apt-get $*" >>"$CALLS"')

    def fake(self, name, body):
        path = os.path.join(self.bin, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"#!/usr/bin/env bash\n{body}\n")
        os.chmod(path, 0o755)

    def run_as(self, user, missing, *groups, sudo=False):
        gone = "|".join(missing) or "nothing-at-all"
        self.fake("dpkg-query", f'case "${{@: -1}}" in {gone}) exit 1 ;; *) printf installed ;; esac')
        self.fake("id", f"echo {0 if user == 'root' else 1000}")
        if sudo:
            self.fake("sudo", 'echo "sudo" >>"$CALLS"; exec "$@"')
        done = subprocess.run([os.path.join(self.bin, "bash"), os.path.join(INSTALL, "install.sh"), *groups],
                              env={"PATH": self.bin, "CALLS": self.calls}, capture_output=True, text=True)
        self.said = done.stdout + done.stderr
        return done.returncode

    def called(self):
        if not os.path.exists(self.calls):
            return []
        with open(self.calls, encoding="utf-8") as file:
            return file.read().splitlines()

    def test_when_nothing_is_missing_nothing_is_asked_of_the_network_nor_of_root(self):
        self.assertEqual(self.run_as("clerk", []), 0, "neither root nor sudo is needed then")
        self.assertEqual(self.called(), [])

    def test_only_what_is_missing_is_installed(self):
        self.assertEqual(self.run_as("root", ["cmake", "sqlite3"]), 0)
        self.assertEqual(self.called(), ["apt-get update -q",
                                         "apt-get install -yq --no-install-recommends cmake sqlite3"])

    def test_a_group_installs_only_its_own(self):
        self.assertEqual(self.run_as("root", ["cmake", "sqlite3"], "build", "run"), 0)
        self.assertEqual(self.called()[-1], "apt-get install -yq --no-install-recommends cmake")

    def test_a_user_with_sudo_uses_it(self):
        self.assertEqual(self.run_as("clerk", ["cmake"], sudo=True), 0)
        self.assertEqual(self.called(), ["sudo", "apt-get update -q", "sudo",
                                         "apt-get install -yq --no-install-recommends cmake"])

    def test_without_root_and_sudo_it_says_what_is_missing_and_what_to_do(self):
        self.assertEqual(self.run_as("clerk", ["cmake", "sqlite3"]), 77)
        self.assertIn("cmake sqlite3", self.said)
        self.assertIn("run as root", self.said)
        self.assertEqual(self.called(), [])

    def test_an_install_that_fails_is_a_failure(self):
        self.fake("apt-get", "exit 100")
        self.assertNotEqual(self.run_as("root", ["cmake"]), 0)

    def test_the_list_is_sound(self):
        rows = packages()
        self.assertEqual({row[0] for row in rows} - {"build", "run", "test", "lint"}, set())
        names = [row[1] for row in rows]
        self.assertEqual(len(names), len(set(names)), "a package stands twice")
        for row in rows:
            self.assertGreater(len(row), 2, f"{row[1]}: no why")


if __name__ == "__main__":
    unittest.main()
