import { createHash, generateKeyPairSync, getCurves } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { keyFacts } from '../../../src/detect/proof/key-facts.ts';
import { readDerKey } from '../../../src/detect/structures/der-keys.ts';
import { bits, integer, nothing, octets, oid, sequence, tlv } from '../../builders/der.ts';
import { scalarOf, testKey } from '../../samples/keys.ts';
import * as derFile from '../../samples/private-key-der.ts';

const RSA = sequence(oid('2a864886f70d010101'), nothing());
const ED25519 = sequence(oid('2b6570'));
const rsa = testKey('rsa-1024').privateKey.export({ format: 'der', type: 'pkcs1' });

describe('readDerKey', () => {
  test('the examples of RFC 8410, section 10.3, and the public half that the second one carries', () => {
    const seed = Buffer.from('d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842', 'hex');
    const publicKey = Buffer.from('19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1', 'hex');
    const name = tlv(0x31, tlv(0x0c, Buffer.from('Curdle Chairs')));
    const attributes = tlv(0xa0, sequence(oid('2a864886f70d01090914'), name));
    const first = readDerKey(sequence(integer(0), ED25519, octets(octets(seed))));
    const second = readDerKey(
      sequence(integer(1), ED25519, octets(octets(seed)), attributes, tlv(0x81, Buffer.of(0), publicKey)),
    );
    const expected = { structure: 'pkcs8', publicKey: { kind: 'ed25519', bytes: publicKey } };
    // The first has nothing beside the seed that a wrong bit would contradict.
    expect(first).toMatchObject({ ...expected, state: 'unproven' });
    expect(second).toMatchObject({ ...expected, state: 'proven' });
  });

  const inTheClear = derFile.samples().filter(({ severity }) => severity === 'critical');

  test.each(inTheClear)('$variant: the exact length, wherever the frame begins and whatever follows', (sample) => {
    const read = readDerKey(Uint8Array.from(sample.bytes), sample.offset);
    const state = sample.confidence === 'proven' ? 'proven' : 'unproven';
    expect(read).toMatchObject({ state, length: sample.length });
    const alone = Uint8Array.from(sample.bytes.slice(sample.offset, sample.offset + sample.length));
    expect(readDerKey(alone)).toEqual(read);
  });

  test.each(derFile.samples())('$variant: nothing when it is cut anywhere', (sample) => {
    const alone = Uint8Array.from(sample.bytes.slice(sample.offset, sample.offset + sample.length));
    for (let length = 0; length < alone.length; length++) {
      if (readDerKey(alone.subarray(0, length)) !== undefined) throw new Error(`a key in the first ${length} bytes`);
    }
  });

  const bare = sequence(integer(1), octets(scalarOf(testKey('P-256').privateKey)));
  test('an EC key that names neither curve nor point is told from others, since its size fits several curves', () => {
    expect(readDerKey(bare)).toMatchObject({ state: 'bare', structure: 'sec1', length: 39 });
  });

  test('of 66 bytes only P-521 has scalars', () => {
    const key = testKey('P-521');
    const read = readDerKey(sequence(integer(1), octets(scalarOf(key.privateKey))));
    expect(read?.state === 'unproven' && keyFacts(read.publicKey!)).toEqual(key.facts);
  });

  test('the point tells the curve where nothing else does', () => {
    for (const name of ['P-256', 'secp256k1', 'brainpoolP256r1']) {
      const key = testKey(name);
      const whole = key.privateKey.export({ format: 'der', type: 'sec1' });
      const point = whole.subarray(-65);
      const read = readDerKey(sequence(integer(1), octets(scalarOf(key.privateKey)), tlv(0xa1, bits(point))));
      expect(read?.state === 'proven' && keyFacts(read.publicKey)).toEqual(key.facts);
    }
  });

  test.each(getCurves().filter((name) => !name.startsWith('Oakley')))('%s, by its name', (namedCurve) => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
    const spki = publicKey.export({ format: 'der', type: 'spki' });
    const spkiSha256 = createHash('sha256').update(spki).digest('hex');
    for (const type of ['sec1', 'pkcs8'] as const) {
      const der = privateKey.export({ format: 'der', type });
      const read = readDerKey(der);
      expect(read).toMatchObject({ state: 'proven', length: der.length });
      expect(read?.state === 'proven' && keyFacts(read.publicKey)).toMatchObject({ kind: 'ec', spkiSha256 });
      const wrong = Buffer.from(der);
      wrong[der.indexOf(0x04) + 5]! ^= 1;
      expect(readDerKey(wrong)).toBeUndefined();
    }
  });

  test('a key of a curve without a name is one key, whichever way its points are spelled', () => {
    const { bytes, offset, length } = inTheClear.find(
      ({ variant }) => variant === 'pkcs8, parameters of a curve without a name',
    )!;
    const whole = readDerKey(Uint8Array.from(bytes), offset);
    const base = Buffer.from(bytes).indexOf('043d04', 'hex') + 2;
    for (const at of [base, offset + length - 61]) {
      const half = bytes[at + 60]! & 1;
      const spelled = (form: number) => Uint8Array.from(bytes).fill(form, at, at + 1);
      expect(bytes[at]).toBe(4);
      expect(readDerKey(spelled(6 | half), offset)).toEqual(whole);
      expect(readDerKey(spelled(7 ^ half), offset)).toBeUndefined();
    }
  });

  const p256 = oid('2a8648ce3d030107');
  const k256 = oid('2b8104000a');
  const ec = (curve: Buffer) => sequence(oid('2a8648ce3d0201'), curve);
  const scalar = octets(scalarOf(testKey('P-256').privateKey));
  const refused: Record<string, Buffer> = {
    'pkcs1 of version 1 (multi-prime)': sequence(integer(1), rsa.subarray(7)),
    'pkcs1 of version 2': sequence(integer(2), rsa.subarray(7)),
    'sec1 of version 0': sequence(integer(0), scalar, tlv(0xa0, p256)),
    'sec1 with trailing bytes inside': sequence(integer(1), scalar, tlv(0xa0, p256), nothing()),
    'sec1 with explicit parameters': sequence(integer(1), scalar, tlv(0xa0, sequence(integer(1)))),
    'sec1 with an unknown curve': sequence(integer(1), scalar, tlv(0xa0, oid('2b81040099'))),
    'sec1 with a scalar three bytes short': sequence(
      ...[integer(1), octets(Buffer.alloc(29, 'abcdefghijk')), tlv(0xa0, p256)],
    ),
    'sec1 with a scalar a byte too long': sequence(
      ...[integer(1), octets(Buffer.alloc(33, 'abcdefghijk')), tlv(0xa0, p256)],
    ),
    'sec1 with a scalar two zeros too long': sequence(
      ...[integer(1), octets(Buffer.alloc(2), Buffer.alloc(32, 'abcdefghijk')), tlv(0xa0, p256)],
    ),
    'pkcs8 of version 2': sequence(integer(2), RSA, octets(rsa)),
    'pkcs8 with something behind the key inside': sequence(integer(0), RSA, octets(rsa, nothing())),
    'pkcs8 with something behind the key outside': sequence(integer(0), RSA, octets(rsa), nothing()),
    'pkcs8 with parameters that are not NULL': sequence(
      ...[integer(0), sequence(oid('2a864886f70d010101'), integer(0)), octets(rsa)],
    ),
    'pkcs8 with an unknown algorithm': sequence(integer(0), sequence(oid('2a864886f70d010107')), octets(rsa)),
    'pkcs8 whose curves disagree': sequence(
      ...[integer(0), ec(k256), octets(sequence(integer(1), scalar, tlv(0xa0, p256)))],
    ),
    'pkcs8 without a curve': sequence(
      integer(0),
      sequence(oid('2a8648ce3d0201')),
      octets(sequence(integer(1), scalar)),
    ),
    'pkcs8 of Ed25519 with parameters': sequence(
      ...[integer(0), sequence(oid('2b6570'), nothing()), octets(octets(Buffer.from(scalar.subarray(2))))],
    ),
    'an empty SEQUENCE': sequence(),
    'a SET': tlv(0x31, rsa.subarray(4)),
    nothing: Buffer.alloc(0),
  };
  test.each(Object.entries(refused))('refuses %s', (_, bytes) => {
    expect(readDerKey(bytes)).toBeUndefined();
  });
});
