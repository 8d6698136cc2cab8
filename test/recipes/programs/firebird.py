"""firebird.py OUT VERSION [BACKUP]: a database of Firebird with versions of a row before its last, a row in pieces, and blobs; or a backup of it.

What stands in tables of the system's own is written over with zeros, but for RDB$FORMATS: it is the same in all databases, and ten times as much.
"""

import os
import struct
import subprocess
import sys

PAGE, INVENTORY, DATA, BLOB, FORMATS, OWN = 4096, 2, 5, 8, 8, 128
out, version, backup = sys.argv[1], sys.argv[2], sys.argv[3:]
tools = f"/usr/lib/x86_64-linux-gnu/firebird/{version}/bin"
text = {name: open(f"{name}.txt").read() for name in ("note", "long", "other")}
wide = "".join(f"{(number * 2654435761) % 2**32:08x}" for number in range(900))
keeps = "SHELL kill -9 $PPID;" if not backup else ""
script = f"""SET SQL DIALECT 3;
CREATE DATABASE '{os.getcwd()}/made.fdb' PAGE_SIZE {PAGE} DEFAULT CHARACTER SET UTF8;
CREATE TABLE S (ID INTEGER, D DOUBLE PRECISION, NAME VARCHAR(40), V VARCHAR(2000), C CHAR(60), C2 CHAR(8), B BLOB SUB_TYPE TEXT);
COMMIT;
INSERT INTO S VALUES (1, 3.14159, 'first_marker', 'keysieve-marker-old', 'alice', 'aaaaaaaa', '{text["other"] + text["long"] + text["other"]}');
INSERT INTO S VALUES (2, 1, 'many_times', 'aaaaaaaabbbbbbbbcccccccc', 'bob', 'zebra', 'a short one');
INSERT INTO S VALUES (3, 2, 'wide', '{text["other"]}', 'carol', '', NULL);
CREATE TABLE W (ID INTEGER, V VARCHAR(8000));
COMMIT;
INSERT INTO W VALUES (1, '{wide}keysieve-last');
COMMIT;
SET TERM ^;
EXECUTE BLOCK AS BEGIN
IN AUTONOMOUS TRANSACTION DO UPDATE S SET V = '{text["note"]}' WHERE ID = 1;
IN AUTONOMOUS TRANSACTION DO UPDATE S SET C2 = 'newest' WHERE ID = 1;
END^
SET TERM ;^
{keeps}
"""
subprocess.run([f"{tools}/isql-fb", "-q"], input=script, text=True, stdout=subprocess.DEVNULL, check=bool(backup))
if backup:
    subprocess.run([f"{tools}/gbak", "-b", *backup[0].split(), "made.fdb", out], check=True)
    sys.exit()
data = bytearray(open("made.fdb", "rb").read())
for at in range(PAGE, len(data), PAGE):
    kind, table = data[at], struct.unpack_from("<H", data, at + 20)[0]
    if not (kind in (INVENTORY, BLOB) or (kind == DATA and (table == FORMATS or table >= OWN))):
        data[at : at + PAGE] = bytes(PAGE)
open(out, "wb").write(data)
