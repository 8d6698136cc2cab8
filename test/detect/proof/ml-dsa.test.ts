import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  beginsVectors,
  mlDsaPublicKeyOfSeed,
  provenMlDsaPublicKey,
  VECTORS_AT,
} from '../../../src/detect/proof/ml-dsa.ts';
import { ML_DSA_ALGORITHMS } from '../../../src/detect/proof/post-quantum-algorithms.ts';

/** OpenSSL's, which is in Node 24: the PKCS#8 ends with seed and expanded key, each an OCTET STRING. */
function freshKey({ name, expandedBytes, publicBytes }: (typeof ML_DSA_ALGORITHMS)[number]) {
  const { privateKey, publicKey } = generateKeyPairSync(name.toLowerCase() as 'ml-dsa-44');
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const seed = pkcs8.subarray(-expandedBytes - 4 - 32, -expandedBytes - 4);
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  return { seed, expanded: pkcs8.subarray(-expandedBytes), publicBytes: spki.subarray(-publicBytes) };
}

describe.each(ML_DSA_ALGORITHMS)('$name', (algorithm) => {
  const key = freshKey(algorithm);
  const publicKeyOf = (seed: Uint8Array) => Buffer.from(mlDsaPublicKeyOfSeed(algorithm, seed));

  test('the public key follows from the expanded key', () => {
    expect(provenMlDsaPublicKey(algorithm, key.expanded)).toEqual(key.publicBytes);
  });

  test('the public key follows from the seed', () => {
    expect(publicKeyOf(key.seed)).toEqual(key.publicBytes);
  });

  test('of another seed, another one follows, and the first again as before', () => {
    const other = Buffer.from(key.seed);
    other[31]! ^= 1;
    expect(publicKeyOf(other)).not.toEqual(key.publicBytes);
    expect(publicKeyOf(key.seed)).toEqual(key.publicBytes);
  });

  test.each([
    ['ρ', 3],
    ['tr', 70],
    ['s1', VECTORS_AT + 17],
    ['s2', algorithm.expandedBytes - 416 * algorithm.rows - 9],
    ['t0', algorithm.expandedBytes - 1],
  ])('a changed bit of %s is no key', (_, at) => {
    const changed = Buffer.from(key.expanded);
    changed[at]! ^= 1;
    expect(provenMlDsaPublicKey(algorithm, changed)).toBeUndefined();
  });

  test('its vectors begin as random bytes and zeros do not', () => {
    const { eta } = algorithm;
    expect(beginsVectors(eta, key.expanded, VECTORS_AT)).toBe(true);
    expect(beginsVectors(eta, key.expanded, 0)).toBe(false);
    expect(beginsVectors(eta, new Uint8Array(200), 0)).toBe(false);
  });
});
