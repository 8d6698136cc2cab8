"""Writes a file of HDF5: hdf5.py VARIANT FILE. The marker is in long.txt; where strings stand one behind another, it is one of them."""

import os
import sys

import h5py
import numpy

variant, file = sys.argv[1:]
marker = os.environ["MARKER"]
text = open("long.txt", "rb").read()
other = open("other.txt", "rb").read()


def words(kind, data=text):
    """The text as numbers, of which the first bytes come first when they are shuffled."""
    size = numpy.dtype(kind).itemsize
    return numpy.frombuffer(data + b"\n" * (-len(data) % size), kind)


def groups(to):
    """Old structures: groups in groups, trees of chunks."""
    to.create_dataset("plain", data=words("<u4", other))
    to.create_dataset("inner/notes", data=words("<u4"), chunks=(300,), compression="gzip", shuffle=True)


def arrays(to):
    """New structures: names apart from their group, an array of as many chunks as there are; LZF and sums."""
    for number in range(10):
        to.create_dataset(f"other {number}", data=words("<u4", b"none"))
    to.create_dataset("notes", data=words("<u4"), chunks=(300,), compression="lzf", shuffle=True, fletcher32=True)


def growing(to):
    """An array of chunks that grows in one dimension; the marker is behind its first pages."""
    notes = to.create_dataset("notes", shape=(40_000,), dtype="<u2", chunks=(16,), maxshape=(None,), compression="gzip", shuffle=True)
    notes[36_000 : 36_000 + len(words("<u2"))] = words("<u2")


def square(to):
    """A tree of chunks, several side by side: each row of 64 characters is in four of them."""
    rows = numpy.frombuffer(text.ljust(-(-len(text) // 64) * 64), "u1").reshape(-1, 64)
    at = text.index(marker.encode()) % 64
    rows = numpy.roll(rows, 20 - at)
    to.create_dataset("notes", data=rows, chunks=(5, 16), maxshape=(None, None), compression="gzip")


def single(to):
    """All of it in one chunk."""
    to.create_dataset("notes", data=words("<u8"), chunks=words("<u8").shape, compression="gzip", shuffle=True)


def strings(to):
    """Strings of any length, in heaps; those of one length in chunks, one right behind the other."""
    to.create_dataset("notes", data=[f"{number}-{marker}".rjust(40, "x") for number in range(60)] + [marker.rjust(32)] + ["zebra"])
    fixed = numpy.array([b"a" * len(marker), marker.encode(), b"z" * len(marker)])
    to.create_dataset("fixed", data=fixed, chunks=(3,), compression="gzip", shuffle=True)
    fields = [("name", "S8"), ("number", "<i4"), ("token", f"S{len(marker)}"), ("more", "S8", (2,))]
    records = [(b"alice 12", 1, marker.encode(), [b"zebra 12"] * 2), (b"bob", 2, b"z" * len(marker), [b"other"] * 2)]
    to.create_dataset("records", data=numpy.array(records, fields))


def lz4(to):
    """A filter that is not the library's own."""
    to.create_dataset("notes", data=words("<u4"), chunks=(300,), shuffle=True, compression=32004)


def blosc(to):
    """LZ4, with bytes apart, each byte of all elements by itself."""
    options = (0, 0, 0, 0, 9, 1, 1)
    to.create_dataset("notes", data=words("<u4"), chunks=(600,), compression=32001, compression_opts=options)


def matlab(to):
    to.create_dataset("notes", data=words("<u2"), chunks=(600,), compression="gzip", shuffle=True)


old = {"libver": "earliest"}
new = {"libver": "latest"}
options = {"groups": old, "matlab": old | {"userblock_size": 512}, "strings": old, "lz4": old, "blosc": old}
with h5py.File(file, "w", **options.get(variant, new)) as to:
    globals()[variant](to)
if variant == "matlab":
    with open(file, "r+b") as start:
        start.write(b"MATLAB 7.3 MAT-file, Platform: none, as MATLAB begins it".ljust(124) + b"\0\2IM")
