/** What the samples of private keys share: where the key lies in its file, and look-alikes that hold numbers of a key. */
import type { KeyObject } from 'node:crypto';
import { createPublicKey } from 'node:crypto';
import { integer, sequence } from '../builders/der.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { jwkOf, type TestKey } from './keys.ts';
import type { Sample } from './sample.ts';

/** Bytes of a key in the middle of random ones, at an odd offset. */
export function inNoise(key: TestKey, variant: string, bytes: Uint8Array, facts: Sample['facts']): Sample {
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

export function publicDer(key: TestKey): Buffer {
  return createPublicKey(key.privateKey).export({ format: 'der', type: 'spki' });
}
