"""Keys of PyCryptodome, made and used here. What prints them is another process, so that no text of them is in the memory of this one."""

import os
import time

from Cryptodome.Hash import SHA256
from Cryptodome.PublicKey import ECC, RSA
from Cryptodome.Signature import DSS, pkcs1_15

kept = [RSA.generate(2048), *(ECC.generate(curve=curve) for curve in ("P-256", "P-384", "P-521"))]
pkcs1_15.new(kept[0]).sign(SHA256.new(b"text"))
for key in kept[1:]:
    DSS.new(key, "fips-186-3").sign(SHA256.new(b"text"))
child = os.fork()
if child == 0:
    print(kept[0].export_key().decode(), flush=True)
    for key in kept[1:]:
        print(key.export_key(format="PEM"), flush=True)
    os._exit(0)
os.waitpid(child, 0)
print("up", flush=True)
while True:
    time.sleep(60)
