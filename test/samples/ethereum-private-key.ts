import { createECDH } from 'node:crypto';
import { keccak256 } from '../../src/detect/proof/keccak256.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { freshKey, scalarOf, type TestKey, testKey } from './keys.ts';
import type { LookAlike, Sample } from './sample.ts';
import { inText } from './text-places.ts';

function pointOf(key: TestKey): Buffer {
  const ecdh = createECDH('secp256k1');
  ecdh.setPrivateKey(scalarOf(key.privateKey));
  return ecdh.getPublicKey();
}
/** The function itself is tested with the vectors of its specification in test/detect/proof/keccak256.test.ts. */
const addressOf = (key: TestKey) =>
  Buffer.from(keccak256(pointOf(key).subarray(1)))
    .subarray(-20)
    .toString('hex');
const store = (version: number) => {
  const random = seededRandom(5);
  const hex = (bytes: number) => Buffer.from(random.bytes(bytes)).toString('hex');
  const crypto = {
    cipher: 'aes-128-ctr',
    cipherparams: { iv: hex(16) },
    ciphertext: hex(32),
    kdf: 'scrypt',
    mac: hex(32),
  };
  return JSON.stringify({ crypto, version });
};

export function samples(): readonly Sample[] {
  const key = testKey('secp256k1');
  const hex = scalarOf(key.privateKey).toString('hex');
  const facts = { form: 'secp256k1-hex', address: `0x${addressOf(key)}` };
  const json = store(3);
  const start = json.indexOf('"ciphertext"');
  const text = json.slice(start, json.indexOf(',', start));
  return [
    inText({
      variant: 'before its address',
      before: 'PRIVATE_KEY=',
      text: hex,
      after: `\nADDRESS=0x${addressOf(key)}\n`,
      key,
      facts,
    }),
    inText({
      variant: 'behind its address',
      before: `{"address":"0x${addressOf(key)}","privateKey":"0x`,
      text: hex,
      after: '"}',
      key,
      facts,
    }),
    inText({
      variant: 'beside its public key',
      ...{ before: `pub = ${pointOf(key).toString('hex')}\nprivate key: `, text: hex, key, facts },
    }),
    inText({
      variant: 'keystore',
      ...{ before: json.slice(0, start), text, after: json.slice(start + text.length) },
      ...{ severity: 'low', confidence: 'high', facts: { encrypted: true } },
    }),
  ];
}

export function lookAlikes(): readonly LookAlike[] {
  const hex = scalarOf(testKey('secp256k1').privateKey).toString('hex');
  const made = {
    'no address': `private_key=${hex}\n`,
    'another address': `private_key=${hex}\naddress=0x${addressOf(freshKey('secp256k1'))}\n`,
    'another version': store(1),
    'longer hex': `private_key=${hex}00 ${addressOf(testKey('secp256k1'))}`,
  };
  return Object.entries(made).map(([variant, text]) => ({ variant, bytes: Buffer.from(text, 'latin1') }));
}
