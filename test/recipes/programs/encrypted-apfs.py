"""Says of the volume in an image of APFS that it is encrypted: encrypted-apfs.py IMAGE"""
import struct
import sys

FLAGS, LIMIT = 264, 0xFFFFFFFF


def fletcher64(block):
    low = high = 0
    for (word,) in struct.iter_unpack("<I", block[8:]):
        low = (low + word) % LIMIT
        high = (high + low) % LIMIT
    first = LIMIT - (low + high) % LIMIT
    return (LIMIT - (low + first) % LIMIT) << 32 | first


with open(sys.argv[1], "r+b") as image:
    bytes_ = bytearray(image.read())
    (size,) = struct.unpack_from("<I", bytes_, 36)
    at = next(at for at in range(0, len(bytes_), size) if bytes_[at + 32 : at + 36] == b"APSB")
    struct.pack_into("<Q", bytes_, at + FLAGS, struct.unpack_from("<Q", bytes_, at + FLAGS)[0] & ~1)
    struct.pack_into("<Q", bytes_, at, fletcher64(bytes_[at : at + size]))
    image.seek(0)
    image.write(bytes_)
