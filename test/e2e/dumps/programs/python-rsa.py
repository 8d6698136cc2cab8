"""Keys of the package rsa, made and used here. What prints them is another process, so that no text of them is in the memory of this one."""

import os
import time

import rsa

kept = [rsa.newkeys(bits)[1] for bits in (2048, 3072)]
for key in kept:
    rsa.sign(b"text", key, "SHA-256")
child = os.fork()
if child == 0:
    for key in kept:
        print(key.save_pkcs1().decode(), flush=True)
    os._exit(0)
os.waitpid(child, 0)
print("up", flush=True)
while True:
    time.sleep(60)
