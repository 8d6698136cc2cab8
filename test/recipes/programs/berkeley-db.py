"""Writes a database of Berkeley DB: berkeley-db.py FILE hash|tree|encrypted. The marker, from the environment, has neighbours on its page."""

import os
import sys

from bsddb3 import db

path, kind = sys.argv[1:]
long = open("long.txt", "rb").read()
records = db.DB()
if kind == "encrypted":
    records.set_encrypt("sesame", db.DB_ENCRYPT_AES)
if kind == "tree":
    records.set_flags(db.DB_DUP | db.DB_CHKSUM)
if kind == "hash":
    records.set_flags(db.DB_DUP)
records.set_pagesize(512)
records.open(path, None, db.DB_BTREE if kind == "tree" else db.DB_HASH, db.DB_CREATE)
records.put(b"alice", os.environ["MARKER"].encode())
records.put(b"bob", b"other")
for value in (b"one of them", b"another one"):
    records.put(b"several", value)
# Moved on until a page ends within the marker.
at = long.index(os.environ["MARKER"].encode())
page = 512 - (32 if kind == "tree" else 26)
records.put(b"long", b"x" * (-(at + 8) % page) + long)
records.close()
