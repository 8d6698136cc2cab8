"""Writes a disk image of Apple (UDIF) with one block packed with zlib: dmg.py IMAGE FILE. No program of Debian writes one."""
import base64
import struct
import sys
import zlib

image = open(sys.argv[1], "rb").read()
packed = zlib.compress(image, 9)
sectors = len(image) // 512
none = struct.pack(">2I128s", 0, 0, b"")
block = struct.pack(">2I4Q", 0x80000005, 0, 0, sectors, 0, len(packed))
end = struct.pack(">2I4Q", 0xFFFFFFFF, 0, sectors, 0, len(packed), 0)
table = struct.pack(">4sI3Q2I24x", b"mish", 1, 0, sectors, 0, 0x208, 0) + none + struct.pack(">I", 2) + block + end
plist = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple Computer//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict><key>resource-fork</key><dict><key>blkx</key><array><dict>
<key>Attributes</key><string>0x0050</string><key>CFName</key><string>disk</string>
<key>Data</key><data>{base64.b64encode(table).decode()}</data>
<key>ID</key><string>-1</string><key>Name</key><string>disk</string></dict></array></dict></dict></plist>
""".encode()
koly = struct.pack(">4s3I", b"koly", 4, 512, 1)
koly += struct.pack(">5Q", 0, 0, len(packed), 0, 0)  # running, data fork, its length, resource fork, its length
koly += struct.pack(">2I16s", 1, 1, bytes(16)) + none
koly += struct.pack(">2Q", len(packed), len(plist)) + bytes(120) + none
koly += struct.pack(">IQ", 1, sectors)
open(sys.argv[2], "wb").write(packed + plist + koly.ljust(512, b"\0"))
