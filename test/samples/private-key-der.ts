import { createPublicKey } from 'node:crypto';
import { bits, integer, nothing, octets, oid, sequence, tlv } from '../builders/der.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { derKinds } from './der-kinds.ts';
import { EC_CURVES, EDWARDS, ecKeyWithZeros, jwkOf, scalarOf, testKey } from './keys.ts';
import { edwardsSec1, inNoise, pkcs1, publicDer, rsaNumbers, unproved } from './private-key-places.ts';
import type { LookAlike, Sample } from './sample.ts';

const RSA = '2a864886f70d010101';

export function samples(): readonly Sample[] {
  return [...rsaSamples(), ...ecSamples(), ...edwardsSamples(), ...otherKinds(), ...encrypted()];
}

function rsaSamples(): Sample[] {
  return ['rsa-512', 'rsa-768', 'rsa-1024', 'rsa-2047', 'rsa-2048', 'rsa-3072', 'rsa-4096'].flatMap((name) => {
    const key = testKey(name);
    const inner = key.privateKey.export({ format: 'der', type: 'pkcs1' });
    const outer = key.privateKey.export({ format: 'der', type: 'pkcs8' });
    const all = [
      inNoise(key, `pkcs1 ${name}`, inner, { form: 'der-pkcs1' }),
      inNoise(key, `pkcs8 ${name}`, outer, { form: 'der-pkcs8' }),
    ];
    if (name !== 'rsa-1024') return all;
    const bare = sequence(integer(0), sequence(oid(RSA)), octets(inner));
    const attributes = tlv(0xa0, sequence(oid('2a864886f70d010914'), tlv(0x31, tlv(0x1e, Buffer.from('\0k\0e\0y')))));
    const withAttributes = sequence(integer(0), sequence(oid(RSA), nothing()), octets(inner), attributes);
    const publicKey = createPublicKey(key.privateKey).export({ format: 'der', type: 'pkcs1' });
    const second = sequence(
      integer(1),
      sequence(oid(RSA), nothing()),
      octets(inner),
      tlv(0x81, Buffer.of(0), publicKey),
    );
    return [
      ...all,
      inNoise(key, `pkcs8 ${name} without NULL`, bare, { form: 'der-pkcs8' }),
      inNoise(key, `pkcs8 ${name} with attributes`, withAttributes, { form: 'der-pkcs8' }),
      inNoise(key, `pkcs8 v2 ${name}`, second, { form: 'der-pkcs8' }),
      inBrokenFrame(inNoise(key, `pkcs1 ${name} in a broken pkcs8`, outer, { form: 'der-pkcs1' }), inner.length),
    ];
  });
}

/** The algorithm of the outer frame overwritten: what is left is the frame inside, at its end. */
function inBrokenFrame(sample: Sample, innerLength: number): Sample {
  const bytes = Buffer.from(sample.bytes);
  bytes.fill(0xee, sample.offset + 10, sample.offset + 14);
  return { ...sample, bytes, offset: sample.offset + sample.length - innerLength, length: innerLength };
}

function ecSamples(): Sample[] {
  return EC_CURVES.flatMap((name) => {
    const key = testKey(name);
    const { curve, point, scalar } = ecParts(name);
    const algorithm = sequence(oid('2a8648ce3d0201'), oid(curve));
    const inner = sequence(integer(1), octets(scalar));
    const sec1 = { form: 'der-sec1' };
    const pkcs8 = { form: 'der-pkcs8' };
    const all = [
      inNoise(key, `sec1 ${name}`, key.privateKey.export({ format: 'der', type: 'sec1' }), sec1),
      inNoise(key, `pkcs8 ${name}`, key.privateKey.export({ format: 'der', type: 'pkcs8' }), pkcs8),
      inNoise(
        key,
        `sec1 ${name} without parameters`,
        sequence(integer(1), octets(scalar), tlv(0xa1, bits(point))),
        sec1,
      ),
      ...[
        inNoise(key, `sec1 ${name} without point`, sequence(integer(1), octets(scalar), tlv(0xa0, oid(curve))), sec1),
        inNoise(key, `pkcs8 ${name} without point`, sequence(integer(0), algorithm, octets(inner)), pkcs8),
      ].map(unproved),
    ];
    if (name === 'P-384') all.push(...oddWidths(name, curve));
    if (name !== 'P-256') return all;
    const half = Buffer.concat([Buffer.of(2 + (point.at(-1)! & 1)), point.subarray(1, 33)]);
    const compressed = sequence(integer(1), octets(scalar), tlv(0xa0, oid(curve)), tlv(0xa1, bits(half)));
    const second = sequence(integer(1), algorithm, octets(inner), tlv(0x81, Buffer.of(0), point));
    return [
      ...all,
      inNoise(key, `sec1 ${name} compressed`, compressed, sec1),
      inNoise(key, `pkcs8 v2 ${name}`, second, pkcs8),
    ];
  });
}

/** d as the bytes of a signed number: longer than RFC 5915 has it, or shorter. */
function oddWidths(name: string, curve: string): Sample[] {
  const facts = { form: 'der-sec1' };
  const sec1 = (d: Uint8Array) => sequence(integer(1), octets(d), tlv(0xa0, oid(curve)));
  const key = testKey(name);
  const small = ecKeyWithZeros(name, 2);
  const d = scalarOf(small.privateKey);
  return [
    inNoise(
      key,
      `sec1 ${name} without point, a zero for the sign`,
      sec1(Buffer.concat([Buffer.of(0), scalarOf(key.privateKey)])),
      facts,
    ),
    inNoise(small, `sec1 ${name} without point, one zero cut`, sec1(d.subarray(1)), facts),
    inNoise(small, `sec1 ${name} without point, two zeros cut`, sec1(d.subarray(2)), facts),
  ].map(unproved);
}

function edwardsSamples(): Sample[] {
  return EDWARDS.flatMap((name) => {
    const key = testKey(name);
    const first = key.privateKey.export({ format: 'der', type: 'pkcs8' });
    const jwk = jwkOf(key.privateKey)!;
    const [seed, publicKey] = [Buffer.from(jwk.d!, 'base64url'), Buffer.from(jwk.x!, 'base64url')];
    const algorithm = first.subarray(5, 12);
    const second = (tail: Buffer) => sequence(integer(1), algorithm, octets(octets(seed)), tail);
    const facts = { form: 'der-pkcs8' };
    const sec1 = { form: 'der-sec1' };
    return [
      inNoise(key, `sec1 ${name}`, edwardsSec1(key), sec1),
      unproved(inNoise(key, `sec1 ${name} without public half`, edwardsSec1(key, { publicHalf: false }), sec1)),
      unproved(inNoise(key, `pkcs8 ${name}`, first, facts)),
      inNoise(key, `pkcs8 v2 ${name}`, second(tlv(0x81, Buffer.of(0), publicKey)), facts),
      inNoise(key, `pkcs8 v2 ${name} as ring writes it`, second(tlv(0xa1, bits(publicKey))), facts),
      inNoise(
        key,
        `pkcs8 ${name} as wolfSSL writes it`,
        sequence(integer(0), algorithm, octets(octets(seed)), tlv(0x81, publicKey)),
        facts,
      ),
    ];
  });
}

function otherKinds(): Sample[] {
  return derKinds().map(({ variant, der, secret, facts, unproven }) => {
    const key = { ...testKey('rsa-1024'), facts: {}, secrets: [secret] };
    const sample = inNoise(key, variant, der, facts);
    return unproven ? unproved(sample) : sample;
  });
}

function encrypted(): Sample[] {
  return ['aes-256-cbc', 'des-ede3-cbc'].map((cipher) => {
    const der = testKey('P-256').privateKey.export({ format: 'der', type: 'pkcs8', cipher, passphrase: 'open sesame' });
    const key = { ...testKey('P-256'), facts: {}, secrets: [] };
    const facts = { encrypted: true, cipher, kdf: 'pbkdf2', form: 'der-pkcs8' };
    return { ...inNoise(key, `pkcs8 encrypted with ${cipher}`, der, facts), severity: 'low', confidence: 'high' };
  });
}

/** The OBJECT IDENTIFIER of a curve, hex, and the numbers of its test key, all as node:crypto writes them. */
function ecParts(name: string): { curve: string; point: Buffer; scalar: Buffer } {
  const { privateKey } = testKey(name);
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const afterAlgorithm = spki.indexOf(Buffer.from('06072a8648ce3d0201', 'hex')) + 9;
  const curve = spki.subarray(afterAlgorithm + 2, afterAlgorithm + 2 + spki[afterAlgorithm + 1]!);
  const bitString = spki.subarray(afterAlgorithm + 2 + curve.length);
  const point = bitString.subarray(bitString[1]! < 0x80 ? 3 : 4);
  return { curve: curve.toString('hex'), point, scalar: scalarOf(privateKey) };
}

export function lookAlikes(): readonly LookAlike[] {
  const random = seededRandom(5);
  const rsa = testKey('rsa-1024');
  const numbers = rsaNumbers(rsa.privateKey);
  const rsaDer = rsa.privateKey.export({ format: 'der', type: 'pkcs8' });
  const p256 = ecParts('P-256');
  const seed = random.bytes(32);
  const ed25519 = (...rest: Buffer[]) => sequence(integer(0), sequence(oid('2b6570')), ...rest);
  const sec1Ed25519 = (bytes: Uint8Array, ...rest: Buffer[]) =>
    sequence(integer(1), octets(bytes), tlv(0xa0, oid('2b6570')), ...rest);
  const wrongPoint = ecParts('brainpoolP256r1').point;
  const made: Record<string, Uint8Array> = {
    'pkcs8 cut by a byte': rsaDer.subarray(0, -1),
    'pkcs1 with p = 1': pkcs1({ ...numbers, p: 1n, q: numbers.n, dp: 0n, dq: numbers.d % (numbers.n - 1n), qi: 0n }),
    'pkcs1 with p and q swapped': pkcs1({ ...numbers, p: numbers.q, q: numbers.p }),
    'pkcs1 with another e': pkcs1({ ...numbers, e: 3n }),
    'pkcs1 of random numbers': pkcs1(randomRsaNumbers(random)),
    'pkcs1 with a number too many': sequence(pkcs1(numbers).subarray(4), integer(1)),
    'pkcs1 of zeros': sequence(integer(0), ...Array.from({ length: 8 }, () => tlv(0x02, Buffer.alloc(129)))),
    'rsa public key, spki': publicDer(rsa),
    'rsa public key, pkcs1': createPublicKey(rsa.privateKey).export({ format: 'der', type: 'pkcs1' }),
    'ec public key, spki': publicDer(testKey('P-256')),
    'ed25519 public key, spki': publicDer(testKey('Ed25519')),
    'certificate-like: signature around a public key': sequence(
      sequence(tlv(0xa0, integer(2)), integer(7), publicDer(rsa)),
      sequence(oid('2a864886f70d01010b'), nothing()),
      bits(random.bytes(128)),
    ),
    'sec1 with the point of another key': sequence(
      ...[integer(1), octets(p256.scalar), tlv(0xa0, oid(p256.curve)), tlv(0xa1, bits(wrongPoint))],
    ),
    'sec1 that names neither curve nor point': sequence(integer(1), octets(seed)),
    'sec1 with d = 0': sequence(integer(1), octets(Buffer.alloc(32)), tlv(0xa0, oid(p256.curve))),
    'sec1 with d above the order': sequence(
      ...[integer(1), octets(Buffer.alloc(32, 0xff)), tlv(0xa0, oid(p256.curve))],
    ),
    'ed25519 pkcs8 of equal bytes': ed25519(octets(octets(Buffer.alloc(32, 0x41)))),
    'ed25519 pkcs8 with a seed too short': ed25519(octets(octets(seed.subarray(1)))),
    'ed25519 pkcs8 with a seed without its frame': ed25519(octets(seed)),
    'ed25519 pkcs8 v2 with another public half': sequence(
      ...[integer(1), sequence(oid('2b6570')), octets(octets(seed)), tlv(0x81, Buffer.of(0), random.bytes(32))],
    ),
    'sec1 of ed25519 with another public half': sec1Ed25519(seed, tlv(0xa1, bits(random.bytes(32)))),
    'sec1 of ed25519 with a seed too short': sec1Ed25519(seed.subarray(1)),
    'sec1 of ed25519 with a zero in front of the seed': sec1Ed25519(Buffer.concat([Buffer.of(0), seed])),
    'sec1 of ed25519 of equal bytes': sec1Ed25519(Buffer.alloc(32, 0x41)),
    'indefinite length': Buffer.concat([Buffer.of(0x30, 0x80), pkcs1(numbers).subarray(4), Buffer.of(0, 0)]),
  };
  return Object.entries(made).map(([variant, bytes]) => ({ variant, bytes }));
}

function randomRsaNumbers(random: ReturnType<typeof seededRandom>): Parameters<typeof pkcs1>[0] {
  const number = (bytes: number) => BigInt(`0x80${Buffer.from(random.bytes(bytes - 1)).toString('hex')}`) | 1n;
  const [n, d, p, q, dp, dq, qi] = [
    number(128),
    number(127),
    number(64),
    number(64),
    number(63),
    number(63),
    number(63),
  ];
  return { n, e: 65537n, d, p, q, dp, dq, qi };
}
