/** Imports the public keys of a JWKS and all root certificates, and verifies a signature with each: none is right. */
import { createPublicKey, verify, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { writeHeapSnapshot } from 'node:v8';

const { keys } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
globalThis.kept = [
  ...keys.map((key) => createPublicKey({ key, format: 'jwk' })),
  ...rootCertificates.map((pem) => new X509Certificate(pem).publicKey),
];
for (const key of globalThis.kept) {
  const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  if (verify(digest, Buffer.from('text'), key, Buffer.alloc(64, 1))) throw new Error('verified');
}
writeHeapSnapshot(join(process.argv[3], 'public.heapsnapshot'));
console.log('up');
setInterval(() => undefined, 1000);
