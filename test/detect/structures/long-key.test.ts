import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { readLongKey } from '../../../src/detect/structures/long-key.ts';
import { integer, octets, oid, sequence } from '../../builders/der.ts';
import { armour } from '../../builders/pem.ts';
import { scanBytes } from '../../support/scan-bytes.ts';

const FRODOKEM_OF_BOTAN = '2b0601040181c52a010f03';
const RSA_ENCRYPTION = '2a864886f70d010101';
const keyOf = (algorithm: string, secret: Uint8Array) =>
  sequence(integer(0), sequence(oid(algorithm)), octets(Buffer.from(secret)));

describe('of 20 KB, 43 KB and 140 KB, whose header is longer', () => {
  test.each([20_000, 43_000, 140_000])('%i bytes', async (bytes) => {
    const der = keyOf(FRODOKEM_OF_BOTAN, randomBytes(bytes));
    const { findings, gaps } = await scanBytes({
      'key.der': der,
      'key.pem': Buffer.from(armour('PRIVATE KEY', der)),
      'key.txt': Buffer.from(`FRODO=${der.toString('base64')}\n`),
      'key.hex': Buffer.from(`FRODO=${der.toString('hex')}\n`),
    });
    expect(gaps).toEqual([]);
    expect(findings.map(({ artifact, confidence }) => `${artifact} ${confidence}`).sort()).toEqual(
      ['der', 'hex', 'pem', 'txt'].map((name) => `key.${name} high`),
    );
    expect(findings.every(({ facts }) => facts.kind === 'post-quantum')).toBe(true);
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(1);
  });
});

describe('is none', () => {
  const cut = (der: Buffer) => readLongKey(der.subarray(0, 12_000), 0, 12_000);
  const key = keyOf(FRODOKEM_OF_BOTAN, randomBytes(20_000));
  test('what the others are changed from is one', () => {
    expect(cut(key)).toMatchObject({ length: 12_000, kind: 'post-quantum' });
  });

  test.each([
    ['a key of RSA, which no reader refused for its length', keyOf(RSA_ENCRYPTION, randomBytes(20_000))],
    ['a fill pattern', keyOf(FRODOKEM_OF_BOTAN, Buffer.alloc(20_000, 'ab'))],
    ['version 2', sequence(integer(2), sequence(oid(FRODOKEM_OF_BOTAN)), octets(randomBytes(20_000)))],
    ['a key that reaches past its frame', Buffer.concat([Buffer.from('308249ff', 'hex'), key.subarray(4)])],
    ['a frame as short as is read whole', keyOf(FRODOKEM_OF_BOTAN, randomBytes(11_900))],
    ['a beginning of less than 1 KiB', key.subarray(0, 1000)],
  ])('%s', (_, der) => {
    expect(cut(der)).toBeUndefined();
  });
});
