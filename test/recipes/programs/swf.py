"""Writes $out: a file of Flash with a tag of metadata (SWF File Format Specification 19), packed with LZMA."""
import lzma
import os
import struct

METADATA, END, LONG_TAG = 77, 0, 0x3F
VERSION = 13


def tag(code, content):
    return struct.pack("<HI", code << 6 | LONG_TAG, len(content)) + content


with open("long.txt", "rb") as file:
    text = file.read()
# A frame of 200 x 200 pixels, 24 times a second, one of it.
frame = bytes.fromhex("78 00 05 5f 00 00 0f a0 00 00 18 01 00")
body = frame + tag(METADATA, text + b"\0") + struct.pack("<H", END)
alone = lzma.compress(body, format=lzma.FORMAT_ALONE)
# Properties, and behind the size the data.
packed = struct.pack("<I", len(alone) - 13) + alone[:5] + alone[13:]
with open(os.environ["out"], "wb") as out:
    out.write(b"ZWS" + bytes([VERSION]) + struct.pack("<I", 8 + len(body)) + packed)
