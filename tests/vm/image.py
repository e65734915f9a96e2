#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes what QEMU boots: image.py VERSION VMLINUZ WORK writes WORK/vmlinux and WORK/initrd.cpio, without root.

The kernel is unpacked once, which saves seconds in each boot. The initrd holds busybox, tests/vm/init, and the modules
in the order in which they load; all else comes from the host's files.
"""
import lzma
import pathlib
import subprocess
import sys

MODULES = ["virtio_pci", "9pnet_virtio", "9p", "configfs", "udc_core", "libcomposite", "dummy_hcd", "usb_f_acm",
           "usb_f_hid", "usblp", "hid_generic", "usbhid", "cdc_acm", "usbip-core", "vhci-hcd"]
COMMANDS = ["sh", "mount", "mkdir", "cat", "echo", "sed", "insmod", "ip", "chroot", "uname", "dmesg", "tail", "dd",
            "printf", "poweroff"]
XZ = b"\xfd7zXZ\x00"


def unpacked(vmlinuz):
    data = vmlinuz.read_bytes()
    at = data.find(XZ)
    if at < 0:
        return data  # of another packing: QEMU boots it as it is, only slower
    kernel = lzma.LZMADecompressor().decompress(data[at:])
    return kernel if kernel.startswith(b"\x7fELF") else data


def modules(version):
    """Each module's file with what it needs before it."""
    files = []
    for name in MODULES:
        shown = subprocess.run(["/sbin/modprobe", "-S", version, "--show-depends", name], capture_output=True,
                               text=True, check=False)
        if shown.returncode != 0:
            sys.exit(f"image.py: kernel {version} has no module {name}: {shown.stderr.strip()}")
        for line in shown.stdout.splitlines():
            words = line.split()
            if words[0] == "insmod" and words[1] not in files:
                files.append(words[1])
    return [pathlib.Path(file) for file in files]


class Archive:
    """The kernel's own format for an initrd: cpio, "newc"."""

    def __init__(self):
        self.parts = []

    def add(self, name, mode, data=b""):
        fields = [len(self.parts) + 1, mode, 0, 0, 1, 0, len(data), 0, 0, 0, 0, len(name) + 1, 0]
        head = b"070701" + b"".join(b"%08X" % field for field in fields) + name.encode() + b"\0"
        self.parts.append(head + b"\0" * (-len(head) % 4) + data + b"\0" * (-len(data) % 4))

    def folder(self, name):
        self.add(name, 0o040755)

    def program(self, name, data):
        self.add(name, 0o100755, data)

    def link(self, name, target):
        self.add(name, 0o120777, target.encode())

    def bytes(self):
        self.add("TRAILER!!!", 0)
        return b"".join(self.parts)


def main(version, vmlinuz, work):
    (work / "vmlinux").write_bytes(unpacked(pathlib.Path(vmlinuz)))
    archive = Archive()
    for name in ["bin", "proc", "sys", "dev", "modules"]:
        archive.folder(name)
    archive.program("bin/busybox", pathlib.Path("/bin/busybox").read_bytes())
    for command in COMMANDS:
        archive.link(f"bin/{command}", "busybox")
    files = modules(version)
    for file in files:
        archive.add(f"modules/{file.name}", 0o100644, file.read_bytes())
    archive.add("modules/order", 0o100644, "\n".join(file.name for file in files).encode())
    archive.program("init", (pathlib.Path(__file__).parent / "init").read_bytes())
    (work / "initrd.cpio").write_bytes(archive.bytes())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]))
