# SPDX-License-Identifier: Apache-2.0
"""citytill as systemd starts it: it says ready, feeds the watchdog while it lives, and says when it stops."""
import os
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

DEADLINE = 30


class ServiceManagerTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.socket.close)
        self.socket.bind(os.path.join(self.folder, "notify"))
        self.socket.settimeout(DEADLINE)

    def start(self, watchdog):
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", XDG_RUNTIME_DIR=self.folder,
                           NOTIFY_SOCKET=os.path.join(self.folder, "notify"))
        if watchdog:
            environment["WATCHDOG_USEC"] = str(4_000_000)
        os.chmod(self.folder, 0o700)
        devices = os.path.join(self.folder, "devices.toml")
        with open(devices, "w", encoding="utf-8") as file:
            file.write("# none\n")
        self.station = subprocess.Popen([CITYTILL, "--office", OFFICE, "--data", os.path.join(self.folder, "data"),
                                         "--devices", devices], env=environment)
        self.addCleanup(self.station.kill)

    def says(self):
        return self.socket.recv(4096).decode()

    def test_it_is_ready_alive_and_says_that_it_stops(self):
        self.start(watchdog=True)
        self.assertEqual(self.says(), "READY=1")
        self.assertEqual([self.says(), self.says()], ["WATCHDOG=1", "WATCHDOG=1"])
        self.station.send_signal(signal.SIGTERM)
        word = self.says()
        while word == "WATCHDOG=1":
            word = self.says()
        self.assertEqual(word, "STOPPING=1")
        self.assertEqual(self.station.wait(DEADLINE), 0)

    def test_without_a_watchdog_there_is_nothing_to_feed(self):
        self.start(watchdog=False)
        self.assertEqual(self.says(), "READY=1")
        self.station.send_signal(signal.SIGTERM)
        self.assertEqual(self.says(), "STOPPING=1")

    def test_an_error_in_the_configuration_is_never_ready(self):
        global OFFICE
        office, OFFICE = OFFICE, self.folder
        self.addCleanup(lambda: globals().update(OFFICE=office))
        self.start(watchdog=False)
        self.assertEqual(self.station.wait(DEADLINE), 78)
        self.socket.setblocking(False)
        with self.assertRaises(BlockingIOError):
            self.says()


if __name__ == "__main__":
    CITYTILL, OFFICE = sys.argv[1:3]
    unittest.main(argv=sys.argv[:1])
