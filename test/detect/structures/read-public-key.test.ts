import { ECDH, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { subjectPublicKeyInfo } from '../../../src/detect/proof/key-facts.ts';
import { readSubjectPublicKey } from '../../../src/detect/structures/read-public-key.ts';
import { bits, nothing, oid, sequence } from '../../builders/der.ts';

const KEYS: readonly (readonly [string, string, KeyObject])[] = [
  ['RSA', 'rsa', generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey],
  ['P-256', 'ec', generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey],
  ['P-521', 'ec', generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey],
  ['Ed25519', 'ed25519', generateKeyPairSync('ed25519').publicKey],
  ['Ed448', 'ed448', generateKeyPairSync('ed448').publicKey],
  ['X25519', 'x25519', generateKeyPairSync('x25519').publicKey],
];

describe('a SubjectPublicKeyInfo', () => {
  test.each(KEYS)('of %s is read and written again as it was', (_, kind, key) => {
    const spki = key.export({ format: 'der', type: 'spki' });
    const read = readSubjectPublicKey(spki);
    expect(read?.kind).toBe(kind);
    expect(Buffer.from(subjectPublicKeyInfo(read!))).toEqual(spki);
  });

  test.each(KEYS)('of %s is refused when it is cut or longer', (_, __, key) => {
    const spki = key.export({ format: 'der', type: 'spki' });
    for (let end = 0; end < spki.length; end++) expect(readSubjectPublicKey(spki.subarray(0, end))).toBeUndefined();
    expect(readSubjectPublicKey(Buffer.concat([spki, Buffer.of(0)]))).toBeUndefined();
  });

  test('of RSASSA-PSS keeps its identifier', () => {
    const { publicKey } = generateKeyPairSync('rsa-pss', { modulusLength: 1024, hashAlgorithm: 'sha256' });
    const read = readSubjectPublicKey(publicKey.export({ format: 'der', type: 'spki' }));
    expect(read).toMatchObject({ kind: 'rsa', e: 65537n, algorithm: expect.any(Uint8Array) });
  });

  test('with a compressed point is the key of the whole point', () => {
    const spki = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' });
    const point = spki.subarray(-65);
    const short = ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'compressed') as Buffer;
    const compressed = sequence(sequence(oid('2a8648ce3d0201'), oid('2a8648ce3d030107')), bits(short));
    expect(Buffer.from(subjectPublicKeyInfo(readSubjectPublicKey(compressed)!))).toEqual(spki);
  });

  test('with a point off its curve, or of another algorithm, is refused', () => {
    const spki = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'der', type: 'spki' });
    spki[spki.length - 1]! ^= 1;
    expect(readSubjectPublicKey(spki)).toBeUndefined();
    expect(readSubjectPublicKey(sequence(sequence(oid('2a03'), nothing()), bits(Buffer.alloc(32, 7))))).toBeUndefined();
  });
});
