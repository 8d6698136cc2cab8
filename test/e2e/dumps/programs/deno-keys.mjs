// Makes keys and signs with them, by node:crypto or by Web Crypto; prints `up`, waits for a line, exports the keys and ends.
// Of X25519 there is none: Deno does not keep its halves beside one another (docs/memory.md).
import { Buffer } from 'node:buffer';
import { generateKeyPairSync, sign } from 'node:crypto';
import process from 'node:process';

const TEXT = Buffer.from('text');

function ofNode() {
  const kinds = [
    ['rsa', { modulusLength: 2048 }],
    ['ec', { namedCurve: 'P-256' }],
    ['ec', { namedCurve: 'P-384' }],
    ['ed25519', {}],
  ];
  const pairs = kinds.map(([kind, options]) => generateKeyPairSync(kind, options));
  for (const { privateKey } of pairs)
    sign(privateKey.asymmetricKeyType === 'ed25519' ? null : 'sha256', TEXT, privateKey);
  const exportAll = () => pairs.map(({ privateKey }) => privateKey.export({ type: 'pkcs8', format: 'der' }));
  return { pairs, exportAll };
}

async function ofWeb() {
  const { subtle } = globalThis.crypto;
  const rsa = {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  };
  const ec = ['P-256', 'P-384'].map((namedCurve) => ({ name: 'ECDSA', namedCurve, hash: 'SHA-256' }));
  const pairs = [];
  for (const algorithm of [rsa, ...ec, { name: 'Ed25519' }]) {
    const pair = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
    await subtle.sign(algorithm, pair.privateKey, TEXT);
    pairs.push(pair);
  }
  const exportAll = () => Promise.all(pairs.map(({ privateKey }) => subtle.exportKey('pkcs8', privateKey)));
  return { pairs, exportAll };
}

const made = process.argv[2] === 'node' ? ofNode() : await ofWeb();
console.log('up');
process.stdin.once('data', async () => {
  for (const der of await made.exportAll())
    console.log(`-----BEGIN PRIVATE KEY-----\n${Buffer.from(der).toString('base64')}\n-----END PRIVATE KEY-----`);
  process.exit(0);
});
