import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { javaArray } from '../../../src/unpack/programs/java-array.ts';
import { wideNumbers } from '../../../src/unpack/programs/wide-numbers.ts';
import { JAVA_TYPES, javaArrayOf, WIDE, wideNumbersOf } from '../../builders/number-arrays.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const der = privateKey.export({ type: 'sec1', format: 'der' });
const pem = Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const spkiOf = (key: typeof publicKey) =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
const forms = [
  ['PEM', pem, spkiOf(publicKey)],
  ['DER', der, spkiOf(publicKey)],
  ['DER of an RSA key', rsa.privateKey.export({ type: 'pkcs1', format: 'der' }), spkiOf(rsa.publicKey)],
] as const;

async function keysIn(bytes: Buffer): Promise<unknown[]> {
  const { findings, gaps } = await scanBytes({ 'some.bin': Buffer.concat([noise(999), bytes, noise(999, 2)]) });
  expect(gaps).toEqual([]);
  return findings.map(({ facts }) => facts.spkiSha256);
}

describe.each(Object.keys(JAVA_TYPES) as (keyof typeof JAVA_TYPES)[])('an array of %s that Java fills', (type) => {
  test.each(forms)('holds a key in %s', async (_, key, spki) => {
    expect(await keysIn(javaArrayOf(key, type))).toEqual([spki]);
  });
});

describe('an array that Java fills', () => {
  const read = async (bytes: Buffer) => (await list(javaArray, bytes)).entries[0]!.bytes;
  const code = (bytes: Uint8Array) => javaArrayOf(bytes, 'byte', true).subarray(3);

  test('may leave out zeros', async () => {
    const bytes = Buffer.from([7, 0, 0, ...noise(20), 0, 9]);
    expect(await read(code(bytes))).toEqual(bytes);
  });

  test('ends where an index is missing', async () => {
    const bytes = Buffer.from([...Buffer.alloc(20, 1), ...Buffer.alloc(17), 9]);
    expect(await read(code(bytes))).toEqual(Buffer.alloc(20, 1));
  });

  test('is none if it is short, or if its numbers are too large for bytes', () => {
    const short = javaArrayOf(Buffer.alloc(15, 1), 'int').subarray(3);
    expect(javaArray.sniff(short)).toBe(false);
    expect(javaArray.sniff(Buffer.concat([short, Buffer.from([0x59, 0x10, 15, 0x11, 1, 0, 0x4f])]))).toBe(false);
    expect(javaArray.sniff(Buffer.concat([short, Buffer.from([0x59, 0x10, 15, 0x11, 0, 255, 0x4f])]))).toBe(true);
  });
});

describe.each(Object.entries(WIDE))('%s', (_, form) => {
  test.each(forms)('holds a key in %s', async (_form, key, spki) => {
    expect(await keysIn(wideNumbersOf(key, form))).toEqual([spki]);
  });
});

test('wide numbers that begin as no key are left', () => {
  const form = WIDE.float32!;
  expect(wideNumbers.sniff(wideNumbersOf(der, form))).toBe(true);
  expect(wideNumbers.sniff(wideNumbersOf(Buffer.from(der.subarray(0, 20)).reverse(), form))).toBe(false);
  expect(wideNumbers.sniff(wideNumbersOf(Buffer.concat([der.subarray(0, 2), noise(30)]), form))).toBe(false);
});
