/**
 * Keys of ledgers, made and written by the libraries of their own worlds (nostr-tools, XRPL's ripple-keypairs, Taquito of Tezos), found
 * with the public half that these print. Needs npm.
 */
import { ECDH } from 'node:crypto';
import { expect, test } from 'vitest';
import { ledgerKey } from '../../src/detect/text/keys/ledger-key.ts';
import { spkiSha256OfBytes, spkiSha256OfPoint, workshop } from '../support/foreign-program.ts';
import { inspectAll } from '../support/inspect-all.ts';

const { install, script } = workshop();
install('nostr-tools@2.25.2', 'ripple-keypairs@3.1.0', '@taquito/utils@24.2.0');
const hex = (text: string) => Buffer.from(text, 'hex');
const wholePoint = (point: Buffer) =>
  ECDH.convertKey(point, 'secp256k1', undefined, undefined, 'uncompressed') as Buffer;

test('Nostr', () => {
  const made = script<{ nsec: string; npub: string; x: string }>(`
    import { generateSecretKey, getPublicKey, nip19 } from 'nostr-tools';
    const key = generateSecretKey();
    const x = getPublicKey(key);
    console.log(JSON.stringify({ nsec: nip19.nsecEncode(key), npub: nip19.npubEncode(x), x }));`);
  const [match, ...others] = inspectAll(ledgerKey, Buffer.from(`${made.npub}\n${made.nsec}\n`));
  expect(others).toEqual([]);
  expect(match).toMatchObject({ confidence: 'proven', offset: 64, length: made.nsec.length });
  // It has the x of the point alone.
  const points = [2, 3].map((sign) => wholePoint(Buffer.concat([Buffer.of(sign), hex(made.x)])));
  expect(points.map((point) => spkiSha256OfPoint('secp256k1', point))).toContain(match!.facts.spkiSha256);
});

test('XRP Ledger', () => {
  const made = script<{ ed25519: string; publicKey: string; secp256k1: string; address: string }>(`
    import { deriveAddress, deriveKeypair, generateSeed } from 'ripple-keypairs';
    const [ed25519, secp256k1] = ['ed25519', 'ecdsa-secp256k1'].map((algorithm) => generateSeed({ algorithm }));
    const { publicKey } = deriveKeypair(ed25519);
    console.log(JSON.stringify({ ed25519, publicKey, secp256k1, address: deriveAddress(publicKey) }));`);
  const spkiSha256 = spkiSha256OfBytes('Ed25519', hex(made.publicKey.slice(2)));
  expect(inspectAll(ledgerKey, Buffer.from(`${made.address} ${made.ed25519}\n`))).toMatchObject([
    { offset: made.address.length + 1, facts: { form: 'xrpl', spkiSha256 } },
  ]);
  expect(inspectAll(ledgerKey, Buffer.from(`{"seed":"${made.secp256k1}","address":"${made.address}"}`))).toMatchObject([
    { offset: 9, length: 29, facts: { form: 'xrpl', kind: 'seed' } },
  ]);
});

test('Tezos', () => {
  const made = script<{ texts: string[]; x: string }>(`
    import { generateKeyPairSync } from 'node:crypto';
    import { b58Encode, PrefixV2 } from '@taquito/utils';
    const { privateKey } = generateKeyPairSync('ed25519');
    const { d, x } = privateKey.export({ format: 'jwk' });
    const [seed, half] = [d, x].map((text) => Buffer.from(text, 'base64url'));
    const texts = [
      b58Encode(seed, PrefixV2.Ed25519Seed),
      b58Encode(Buffer.concat([seed, half]), PrefixV2.Ed25519SecretKey),
    ];
    console.log(JSON.stringify({ texts, x: half.toString('hex') }));`);
  const spkiSha256 = spkiSha256OfBytes('Ed25519', hex(made.x));
  for (const text of made.texts)
    expect(inspectAll(ledgerKey, Buffer.from(`unencrypted:${text}\n`))).toMatchObject([
      { confidence: 'proven', length: text.length, facts: { form: 'tezos', spkiSha256 } },
    ]);
});
