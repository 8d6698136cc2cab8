/** What the samples of private keys share: where the key lies in its file, and look-alikes that hold numbers of a key. */
import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { bits, integer, octets, sequence, tlv } from '../builders/der.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { EDWARDS, jwkOf, type TestKey } from './keys.ts';
import type { Sample } from './sample.ts';

/** Bytes of a key in the middle of random ones, at an odd offset. */
export function inNoise(
  key: Pick<TestKey, 'facts' | 'secrets'>,
  variant: string,
  bytes: Uint8Array,
  facts: Sample['facts'],
): Sample {
  const random = seededRandom(bytes.length);
  const before = random.bytes(37);
  return {
    variant,
    bytes: Buffer.concat([before, bytes, random.bytes(61)]),
    ...{ offset: before.length, length: bytes.length },
    secrets: key.secrets,
    ...{ severity: 'critical', confidence: 'proven' },
    facts: { ...key.facts, ...facts },
  };
}

/** Text of a key after and before other text. */
export function inText(
  key: TestKey,
  variant: string,
  text: { readonly before?: string; readonly secret: string; readonly after?: string },
  facts: Sample['facts'],
): Sample {
  const { before = 'first line\n', secret, after = '\nlast line\n' } = text;
  return {
    variant,
    bytes: Buffer.from(before + secret + after, 'latin1'),
    ...{ offset: before.length, length: secret.length },
    secrets: key.secrets,
    ...{ severity: 'critical', confidence: 'proven' },
    facts: { ...key.facts, ...facts },
  };
}

/**
 * What PKCS#8 version 1 (RFC 8410) says of a key of EDWARDS is its seed alone, which nothing proves. @returns `sample` with
 * the confidence of that, if `key` is one
 */
export function asPkcs8(key: TestKey, sample: Sample): Sample {
  return EDWARDS.some((name) => name === key.name) ? unproved(sample) : sample;
}

/** A key that stands without its public half. */
export function unproved(sample: Sample): Sample {
  return { ...sample, confidence: 'high' };
}

export type RsaNumberName = 'n' | 'e' | 'd' | 'p' | 'q' | 'dp' | 'dq' | 'qi';
const RSA_NUMBERS: readonly RsaNumberName[] = ['n', 'e', 'd', 'p', 'q', 'dp', 'dq', 'qi'];

export function rsaNumbers(key: KeyObject): Record<RsaNumberName, bigint> {
  const jwk = jwkOf(key)!;
  const number = (name: RsaNumberName) => BigInt(`0x${Buffer.from(jwk[name]!, 'base64url').toString('hex')}`);
  return Object.fromEntries(RSA_NUMBERS.map((name) => [name, number(name)])) as Record<RsaNumberName, bigint>;
}

/** RSAPrivateKey of RFC 8017, whatever the numbers are. */
export function pkcs1(numbers: Record<RsaNumberName, bigint>): Buffer {
  return sequence(integer(0), ...RSA_NUMBERS.map((name) => integer(numbers[name])));
}

/** ECPrivateKey of RFC 5915 with what RFC 8410 knows, as sshpk and Erlang write it. @param key one of EDWARDS */
export function edwardsSec1(key: TestKey, { publicHalf = true } = {}): Buffer {
  const { d, x } = jwkOf(key.privateKey)!;
  // PrivateKeyInfo begins with a header of two bytes, the version, and that of the algorithm.
  const oid = key.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(7, 12);
  return sequence(
    ...[integer(1), octets(Buffer.from(d!, 'base64url')), tlv(0xa0, oid)],
    ...(publicHalf ? [tlv(0xa1, bits(Buffer.from(x!, 'base64url')))] : []),
  );
}

export function publicDer(key: TestKey): Buffer {
  return createPublicKey(key.privateKey).export({ format: 'der', type: 'spki' });
}

/**
 * The largest RSA-16384 of all, for which everything holds that is asked of a key of that size. p and q are no primes, as
 * making such takes minutes, but they have no small divisor, and at that size nobody looks for others.
 */
export function hugeRsaNumbers(): Record<RsaNumberName, bigint> {
  const withoutSmallDivisor: bigint[] = [];
  for (let value = 2n ** 8192n - 1n; withoutSmallDivisor.length < 2; value -= 2n) {
    if (SMALL_DIVISORS.every((divisor) => value % divisor !== 0n)) withoutSmallDivisor.push(value);
  }
  const [p, q] = withoutSmallDivisor as [bigint, bigint];
  // As long as a public exponent may be, so that nothing is longer.
  for (let e = 2n ** 256n - 1n; ; e -= 2n) {
    const d = inverse(e, (p - 1n) * (q - 1n));
    const qi = inverse(q, p);
    if (d !== undefined && qi !== undefined) return { n: p * q, e, d, p, q, dp: d % (p - 1n), dq: d % (q - 1n), qi };
  }
}
const SMALL_DIVISORS = Array.from({ length: 1000 }, (_, index) => BigInt(2 * index + 3));

export function inverse(value: bigint, modulus: bigint): bigint | undefined {
  let [r0, r1, t0, t1] = [modulus, value % modulus, 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, t0, t1] = [r1, r0 - quotient * r1, t1, t0 - quotient * t1];
  }
  return r0 === 1n ? ((t0 % modulus) + modulus) % modulus : undefined;
}

/** A private JWK of these numbers. */
export function rsaJwk(numbers: Record<RsaNumberName, bigint>): Record<RsaNumberName | 'kty', string> {
  const text = (value: bigint) => {
    const hex = value.toString(16);
    return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex').toString('base64url');
  };
  const members = RSA_NUMBERS.map((name) => [name, text(numbers[name])]);
  return { kty: 'RSA', ...(Object.fromEntries(members) as Record<RsaNumberName, string>) };
}
