"""Writes a write-ahead log of LevelDB or RocksDB with their own libraries: write-ahead-log.py OUT leveldb|rocksdb|recycled|zstd
The marker crosses the end of a block of 32 KiB. `recycled`: the log is written over another one; `zstd`: its records are packed."""
import ctypes
import glob
import hashlib
import os
import shutil
import sys

out, variant = sys.argv[1:]
MARKER = os.environ["MARKER"].encode()
BLOCK_BYTES = 32768
POINT_IN_TIME, ZSTD = 2, 7
HEADER_BYTES = 11 if variant == "recycled" else 7


def open_leveldb():
    import plyvel

    return plyvel.DB("db", create_if_missing=True).put, None


def open_rocksdb():
    rocksdb = ctypes.CDLL("librocksdb.so.9.10")
    error = ctypes.c_char_p()

    def make(name, *arguments):
        function = getattr(rocksdb, name)
        function.restype = ctypes.c_void_p
        return ctypes.c_void_p(function(*arguments))

    def check():
        if error.value:
            sys.exit(error.value.decode())

    options, write, flush = (make(f"rocksdb_{each}options_create") for each in ("", "write", "flush"))
    rocksdb.rocksdb_options_set_create_if_missing(options, 1)
    if variant == "recycled":
        rocksdb.rocksdb_options_set_recycle_log_file_num(options, ctypes.c_size_t(1))
        rocksdb.rocksdb_options_set_wal_recovery_mode(options, POINT_IN_TIME)
    if variant == "zstd":
        rocksdb.rocksdb_options_set_wal_compression(options, ZSTD)
    db = make("rocksdb_open", options, b"db", ctypes.byref(error))
    check()

    def put(key, value):
        size = ctypes.c_size_t
        rocksdb.rocksdb_put(db, write, key, size(len(key)), value, size(len(value)), ctypes.byref(error))
        check()

    def next_log():
        rocksdb.rocksdb_flush(db, flush, ctypes.byref(error))
        check()

    return put, next_log


def log():
    return max(glob.glob("db/*.log"))


def fill():
    """Until the end of a block comes within the marker. Before each key and value stand a header, the number of the first change, how
    many there are, and a type; before the key a byte with its length, before a value one, or three for so long a one."""
    before = HEADER_BYTES + 12 + 1
    marker_at = BLOCK_BYTES - len(MARKER) // 2
    value_bytes = marker_at - (before + len("_alice_")) - (before + len("_pad___"))
    put(b"pad", b"." * value_bytes)


put, next_log = open_leveldb() if variant == "leveldb" else open_rocksdb()
if variant == "recycled":
    for _ in range(3):
        put(b"old", b"What a log before this one has said. " * 2500)
        put(b"older", b"And some more of it. " * 200)
        next_log()
if variant == "zstd":
    # Each record is a frame, and all are the same, but for the last one.
    noise = b"".join(hashlib.sha512(b"%d" % number).hexdigest().encode() for number in range(24))
    while BLOCK_BYTES - os.path.getsize(log()) % BLOCK_BYTES > len(noise) // 2:
        put(b"noise", noise)
    put(b"alice", noise + open("note.txt", "rb").read())
else:
    fill()
    put(b"alice", MARKER)
put(b"password", b"zebra crossing")
put(b"other", open("other.txt", "rb").read())
shutil.copy(log(), out)
