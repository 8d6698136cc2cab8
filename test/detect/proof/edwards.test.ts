import { describe, expect, test } from 'vitest';
import { EDWARDS_ALGORITHMS, proveEdwards } from '../../../src/detect/proof/edwards.ts';
import { EDWARDS, jwkOf, testKey } from '../../samples/keys.ts';

/** Private and public halves that the standards print: RFC 8032 sections 7.1 (test 1) and 7.4 (blank), RFC 7748 sections 6.1 and 6.2 (Alice). */
const VECTORS: Readonly<Record<string, readonly [string, string]>> = {
  Ed25519: [
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
  ],
  Ed448: [
    '6c82a562cb808d10d632be89c8513ebf6c929f34ddfa8c9f63c9960ef6e348a3528c8a3fcc2f044e39a3fc5b94492f8f032e7549a20098f95b',
    '5fd7449b59b461fd2ce787ec616ad46a1da1342485a70e1f8a0ea75d80e96778edf124769b46c7061bd6783df1e50f6cd1fa1abeafe8256180',
  ],
  X25519: [
    '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a',
    '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
  ],
  X448: [
    '9a8f4925d1519f5775cf46b04b5800d4ee9ee8bae8bc5565d498c28dd9c9baf574a9419744897391006382a6f127ab1d9ac2d8c0a598726b',
    '9b08f7cc31b7e3e67d22d5aea121074a273bd2b83de09c63faa73d2c22c5d9bbc836647241d953d40c5b12da88120d53177f80e532c41fa0',
  ],
};

describe('proveEdwards', () => {
  test.each(EDWARDS_ALGORITHMS)('$name: the example of its standard', (algorithm) => {
    const [seed, publicKey] = VECTORS[algorithm.name]!.map((hex) => Buffer.from(hex, 'hex')) as [Buffer, Buffer];
    const key = proveEdwards(algorithm, seed, publicKey);
    expect(key).toMatchObject({ kind: algorithm.kind });
    expect(Buffer.from(key!.bytes)).toEqual(publicKey);
    expect(proveEdwards(algorithm, seed, undefined)).toEqual(key);
  });

  test.each(EDWARDS)('%s: a key of node:crypto, and what is wrong with it when it is changed', (name) => {
    const algorithm = EDWARDS_ALGORITHMS.find((known) => known.name === name)!;
    const jwk = jwkOf(testKey(name).privateKey)!;
    const [seed, publicKey] = [Buffer.from(jwk.d!, 'base64url'), Buffer.from(jwk.x!, 'base64url')];
    expect(proveEdwards(algorithm, seed, publicKey)).toBeDefined();
    const other = publicKey.map((byte, index) => (index === 3 ? byte ^ 1 : byte));
    expect(proveEdwards(algorithm, seed, other)).toBeUndefined();
    expect(proveEdwards(algorithm, seed, publicKey.subarray(1))).toBeUndefined();
    expect(proveEdwards(algorithm, seed.subarray(1), publicKey)).toBeUndefined();
    expect(proveEdwards(algorithm, Buffer.concat([seed, Buffer.of(1)]), undefined)).toBeUndefined();
    expect(proveEdwards(algorithm, Buffer.alloc(algorithm.bytes), undefined)).toBeUndefined();
    expect(proveEdwards(algorithm, Buffer.alloc(algorithm.bytes, 'deadbeef', 'hex'), undefined)).toBeUndefined();
  });

  test('refuses an algorithm that this Node does not have', () => {
    const algorithm = { ...EDWARDS_ALGORITHMS[0]!, name: 'Ed25518', oid: '2b6571ff' };
    const [seed] = VECTORS.Ed25519!;
    expect(proveEdwards(algorithm, Buffer.from(seed, 'hex'), undefined)).toBeUndefined();
  });
});
