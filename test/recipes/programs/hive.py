"""Writes an empty hive of the Windows registry, and values with the marker for hivexregedit to merge into it: hive.py HIVE REG."""

import os
import struct
import sys

NONE, BINS, ROOT = 0xFFFFFFFF, 0x1000, 0x20
NAME = b"$$$PROTO.HIV"


def cell(data):
    size = (4 + len(data) + 7) // 8 * 8
    return struct.pack("<i", -size) + data.ljust(size - 4, b"\0")


def key(security):
    fields = struct.pack("<HQIIIIIIII", 0x2C, 0, 0, NONE, 0, 0, NONE, NONE, 0, NONE)
    return b"nk" + fields + struct.pack("<IIIIIIIHH", security, NONE, 0, 0, 0, 0, 0, len(NAME), 0) + NAME


security = ROOT + len(cell(key(0)))
descriptor = bytes.fromhex("010004801400000024000000000000003400000001020000000000052000000020020000") + bytes(40)
sk = b"sk" + struct.pack("<HIIII", 0, security, security, 1, len(descriptor)) + descriptor
body = cell(key(security)) + cell(sk)
free = BINS - ROOT - len(body)
hbin = b"hbin" + struct.pack("<II", 0, BINS) + bytes(20) + body + struct.pack("<i", free) + bytes(free - 4)
header = (b"regf" + struct.pack("<IIQIIIIIII", 1, 1, 0, 1, 3, 0, 1, ROOT, BINS, 1)).ljust(0x1FC, b"\0")
checksum = 0
for (word,) in struct.iter_unpack("<I", header):
    checksum ^= word
open(sys.argv[1], "wb").write((header + struct.pack("<I", checksum)).ljust(0x1000, b"\0") + hbin)


def digits(*strings):
    return ",".join(f"{byte:02x}" for byte in "".join(f"{string}\0" for string in strings).encode("utf-16-le"))


with open(sys.argv[2], "w") as export:
    export.write("Windows Registry Editor Version 5.00\n\n[\\Note]\n")
    export.write(f'"Note"=hex(1):{digits(os.environ["MARKER"])}\n"Lines"=hex(7):{digits("one", "two", "")}\n')
