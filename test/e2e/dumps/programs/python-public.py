"""Reads a bundle of certificates by ssl and by cryptography, keeps their public keys, and waits."""

import ssl
import sys
import time

from cryptography import x509

context = ssl.create_default_context(cafile=sys.argv[1])
with open(sys.argv[1], "rb") as bundle:
    certificates = x509.load_pem_x509_certificates(bundle.read())
kept = [certificate.public_key() for certificate in certificates]
numbers = [key.public_numbers() for key in kept if hasattr(key, "public_numbers")]
print("up", len(kept), len(numbers))
time.sleep(600)
