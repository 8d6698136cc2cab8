import { describe, expect, test } from 'vitest';
import { derPrivateKey } from '../../../src/detect/binary/der-private-key.ts';
import { integer, nothing, octets, oid, sequence } from '../../builders/der.ts';
import { testKey } from '../../samples/keys.ts';
import * as file from '../../samples/private-key-der.ts';
import { hugeRsaNumbers, pkcs1 } from '../../samples/private-key-places.ts';
import { expectSamples } from '../../support/expect-samples.ts';
import { anchorPositions, inspectAll, inspectAt } from '../../support/inspect-all.ts';

describe('private-key-der', () => {
  expectSamples(derPrivateKey, file);

  const inner = pkcs1(hugeRsaNumbers());
  const rsa = sequence(oid('2a864886f70d010101'), nothing());

  test('RSA of 16,384 bits with the longest exponent fits into the longest match', () => {
    const bytes = sequence(integer(0), rsa, octets(inner));
    expect(inspectAll(derPrivateKey, bytes)).toMatchObject([
      { offset: 0, length: bytes.length, confidence: 'proven', facts: { form: 'der-pkcs8', bits: 16384 } },
    ]);
    expect(bytes.length).toBeLessThan(derPrivateKey.maxMatchBytes);
  });

  test('each anchor of a frame leads to the outermost one', () => {
    // Behind long parameters the inner frame is a match of its own, which the engine drops as nested.
    const near = file.samples().filter(({ variant }) => !/pkcs8, parameters of/.test(variant));
    for (const { variant, bytes, offset, length } of near) {
      const inside = anchorPositions(derPrivateKey, bytes).filter((at) => at > offset && at < offset + length);
      expect(inside.length, variant).toBeGreaterThan(0);
      for (const at of inside) expect(inspectAt(derPrivateKey, bytes, at), variant).toMatchObject({ offset, length });
    }
  });

  test('every size of modulus that is a multiple of 64 bits has an anchor, in PKCS#1 too', () => {
    for (let bits = 512; bits <= 2048; bits += 64) {
      const bytes = pkcs1({ n: 1n << BigInt(bits - 1), e: 3n, d: 1n, p: 1n, q: 1n, dp: 1n, dq: 1n, qi: 1n });
      expect(anchorPositions(derPrivateKey, bytes), `${bits} bits`).not.toEqual([]);
    }
  });

  test('two keys side by side are two matches', () => {
    const [one, other] = ['rsa-1024', 'P-256'].map((name) => testKey(name).privateKey);
    const first = one!.export({ format: 'der', type: 'pkcs8' });
    const bytes = Buffer.concat([first, other!.export({ format: 'der', type: 'sec1' })]);
    expect(inspectAll(derPrivateKey, bytes).map(({ offset }) => offset)).toEqual([0, first.length]);
  });

  test('what a program keeps behind the beginning of a frame is no key', () => {
    const key = testKey('X25519').privateKey.export({ format: 'der', type: 'pkcs8' });
    expect(inspectAll(derPrivateKey, key)).toMatchObject([{ confidence: 'high' }]);
    const behind = (...constants: string[]) =>
      Buffer.concat([key.subarray(0, -32), Buffer.from(constants.join(''), 'latin1')]);
    expect(inspectAll(derPrivateKey, behind('e_access'.padEnd(16, '\0'), 'get_ray_query_v2'))).toEqual([]);
    expect(inspectAll(derPrivateKey, behind('\x06\0\0\0\xc0\x5d\0\0\x07\0\0\0\x22\x56\0\0', '}'.repeat(16)))).toEqual(
      [],
    );
    const next = testKey('Ed25519').privateKey.export({ format: 'der', type: 'pkcs8' }).toString('latin1');
    expect(inspectAll(derPrivateKey, behind(next.slice(0, 16), 'A\xf2\x9c\x01\x88Zq\xee'.repeat(2)))).toEqual([]);
  });

  test('the preview shows two bytes of the header and no more', () => {
    const bytes = testKey('Ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });
    expect(inspectAll(derPrivateKey, bytes)[0]!.preview).toBe('30 2e … (DER PKCS#8)');
  });
});
