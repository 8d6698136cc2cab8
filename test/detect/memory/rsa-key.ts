import { createHash, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { bitLength, fromBytes, gcd, inverseOf, toBytes } from '../../../src/detect/proof/big-integer.ts';

/** A fresh key and its numbers. */
export interface RsaTestKey {
  readonly bits: number;
  readonly n: bigint;
  readonly e: bigint;
  readonly d: bigint;
  readonly p: bigint;
  readonly q: bigint;
  readonly spki: Buffer;
  readonly spkiSha256: string;
  /** A line of authorized_keys. */
  readonly sshLine: string;
}

/**
 * One of which d alone tells: where gcd(p−1, q−1) is above 1,000, as for 153 of 102,420 pairs of primes, it is passed over by
 * design (proof/private-exponent.ts), and a key that is drawn anew in each run must not be one of these.
 */
export function rsaKey(bits: number, e = 65537): RsaTestKey {
  for (;;) {
    const key = anyRsaKey(bits, e);
    if (gcd(key.p - 1n, key.q - 1n) <= 1000n) return key;
  }
}

/** The key of two primes, with d modulo the least common multiple of p − 1 and q − 1, as OpenSSL computes it. */
export function rsaKeyOfPrimes(p: bigint, q: bigint, e = 65537n): RsaTestKey {
  const d = inverseOf(e, ((p - 1n) * (q - 1n)) / gcd(p - 1n, q - 1n))!;
  const text = (value: bigint): string => Buffer.from(toBytes(value)).toString('base64url');
  const publicHalf = { kty: 'RSA', n: text(p * q), e: text(e) };
  return withPublicHalf(createPublicKey({ key: publicHalf, format: 'jwk' }), { n: p * q, e, d, p, q });
}

function anyRsaKey(bits: number, e: number): RsaTestKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: bits, publicExponent: e });
  const jwk = privateKey.export({ format: 'jwk' });
  const [n, d, p, q] = [jwk.n, jwk.d, jwk.p, jwk.q].map((text) => fromBytes(Buffer.from(text!, 'base64url')));
  return withPublicHalf(createPublicKey(privateKey), { n: n!, e: BigInt(e), d: d!, p: p!, q: q! });
}

function withPublicHalf(publicKey: KeyObject, numbers: Record<'n' | 'e' | 'd' | 'p' | 'q', bigint>): RsaTestKey {
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const wire = [Buffer.from('ssh-rsa'), signed(numbers.e), signed(numbers.n)].flatMap((part) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    return [length, part];
  });
  return {
    ...{ ...numbers, bits: bitLength(numbers.n), spki },
    spkiSha256: createHash('sha256').update(spki).digest('hex'),
    sshLine: `ssh-rsa ${Buffer.concat(wire).toString('base64')} someone@example\n`,
  };
}

function signed(value: bigint): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.padStart(2 * (Math.floor(value.toString(2).length / 8) + 1), '0'), 'hex');
}
