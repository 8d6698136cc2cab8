"""Keys that PyNaCl makes. A line on standard input makes it print them as PKCS#8 in PEM (RFC 8410)."""
import base64
import sys

import nacl.public
import nacl.signing

signing = nacl.signing.SigningKey.generate()
exchange = nacl.public.PrivateKey.generate()
signing.sign(b"message")
print("up", flush=True)
sys.stdin.readline()
for algorithm, key in ((0x70, signing), (0x6E, exchange)):
    header = bytes.fromhex("302e020100300506032b65") + bytes([algorithm]) + bytes.fromhex("04220420")
    body = base64.b64encode(header + bytes(key)).decode()
    print(f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----")
