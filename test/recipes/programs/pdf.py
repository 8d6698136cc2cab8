"""Writes a small PDF with note.txt in a stream: pdf.py FILE [ascii85|hex|both|lzw]."""
import base64
import sys
import zlib

path, coding = sys.argv[1], (sys.argv + ["none"])[2]
text = b"BT /F1 12 Tf 72 720 Td (" + open("note.txt", "rb").read() + b") Tj ET\n"


def ascii85(data):
    return base64.a85encode(data, wrapcol=72) + b"~>"


def lzw(data):
    """Codes of 9 bits only, with a clear code often enough."""
    bits = ""
    for start in range(0, len(data), 200):
        bits += format(256, "09b") + "".join(format(byte, "09b") for byte in data[start : start + 200])
    bits += format(257, "09b")
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


data, filters = {
    "none": (text, b""),
    "ascii85": (ascii85(text), b"/Filter /ASCII85Decode "),
    "hex": (text.hex().encode() + b">", b"/Filter /ASCIIHexDecode "),
    "both": (ascii85(zlib.compress(text, 9)), b"/Filter [/ASCII85Decode /FlateDecode] "),
    "lzw": (lzw(text), b"/Filter /LZWDecode "),
}[coding]
objects = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    b"<< " + filters + b"/Length %d >>\nstream\n" % len(data) + data + b"\nendstream",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
]
out = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
offsets = []
for number, body in enumerate(objects, 1):
    offsets.append(len(out))
    out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
start = len(out)
out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
open(path, "wb").write(out)
