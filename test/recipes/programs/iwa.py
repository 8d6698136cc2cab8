"""Packs a file as an archive of iWork: iwa.py FILE BYTES-OF-A-CHUNK OUT. Apple's programs alone write one; the headers are made here."""
import struct
import sys

import snappy

data, step = open(sys.argv[1], "rb").read(), int(sys.argv[2])
with open(sys.argv[3], "wb") as out:
    for at in range(0, len(data), step):
        block = snappy.compress(data[at : at + step])
        out.write(struct.pack("<I", len(block) << 8) + block)
