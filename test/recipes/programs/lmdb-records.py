"""Writes a database of LMDB: lmdb-records.py FILE. The marker, from the environment, has a key before it and a record behind it."""

import os
import sys

import lmdb

marker = os.environ["MARKER"].encode()
with lmdb.open(sys.argv[1], subdir=False, map_size=1 << 17, max_dbs=3, lock=False) as database:
    with database.begin(write=True) as records:
        records.put(b"alice", marker)
        records.put(b"bob", b"other")
        records.put(b"long", open("other.txt", "rb").read() * 4)
        several = database.open_db(b"several", txn=records, dupsort=True)
        for value in (b"one", marker, b"zebra"):
            records.put(b"alice", value, db=several)
        fixed = database.open_db(b"fixed", txn=records, dupsort=True, dupfixed=True)
        for value in (b"a" * len(marker), marker, b"z" * len(marker)):
            records.put(b"alice", value, db=fixed)
