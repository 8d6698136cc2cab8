"""Serves TLS by ssl and signs by cryptography. Usage: PORT TLS-KEY CERTIFICATE RSA-KEY EC-KEY ED25519-KEY"""

import socket
import ssl
import sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.serialization import load_pem_private_key

port, tls, certificate, *others = sys.argv[1:]
rsa_key, ec_key, ed25519_key = (load_pem_private_key(open(path, "rb").read(), None) for path in others)
rsa_key.sign(b"text", padding.PKCS1v15(), hashes.SHA256())
ec_key.sign(b"text", ec.ECDSA(hashes.SHA256()))
ed25519_key.sign(b"text")
kept = [rsa_key.private_numbers(), ec_key.private_numbers(), ed25519_key.private_bytes_raw()]

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(certificate, tls)
listener = socket.create_server(("127.0.0.1", int(port)))
print("up", flush=True)
while True:
    with context.wrap_socket(listener.accept()[0], server_side=True) as connection:
        connection.recv(4096)
        connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
    print("served", flush=True)
