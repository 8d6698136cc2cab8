/**
 * Proof that numbers are an ElGamal private key of OpenPGP or libgcrypt (RFC 9580, section 5.5.5.3; libgcrypt manual, "ElGamal"):
 * y = g^x mod p. It has no SubjectPublicKeyInfo that others use, so the fingerprint is that of the public numbers, and the same in
 * both formats.
 */
import type { Match } from '../../model/match.ts';
import { keyFingerprint, sha256Hex } from '../fingerprint.ts';
import { bitLength, toBytes } from './big-integer.ts';
import type { KeyPlace } from './key-match.ts';
import { modPow } from './modular-power.ts';

export interface ElgamalPublicKey {
  readonly kind: 'elgamal';
  readonly p: bigint;
  readonly g: bigint;
  readonly y: bigint;
}

/** Above 3,072 bits a modular power takes some 5 ms per 256 bits of x; GnuPG's x has at most 480 (libgcrypt, wiener_map). */
const MAX_FIELD_BITS = 4096;
const MIN_FIELD_BITS = 512;
const MAX_EXPONENT_BITS = 512;

/** Whether numbers can be an ElGamal public key, judging by their sizes. */
export function isElgamalPublicKey({ p, g, y }: Omit<ElgamalPublicKey, 'kind'>): boolean {
  const bits = bitLength(p);
  if (bits < MIN_FIELD_BITS || bits > MAX_FIELD_BITS || p % 2n === 0n) return false;
  return g >= 2n && g < p && y >= 2n && y < p;
}

/** @returns the public half; undefined if the numbers do not agree. Costs one modular power. */
export function proveElgamal(
  numbers: Omit<ElgamalPublicKey, 'kind'> & { readonly x: bigint },
): ElgamalPublicKey | undefined {
  const { p, g, y, x } = numbers;
  if (!isElgamalPublicKey(numbers) || x < 2n || bitLength(x) > MAX_EXPONENT_BITS) return undefined;
  return modPow(g, x, p) === y ? { kind: 'elgamal', p, g, y } : undefined;
}

export function elgamalMatch(key: ElgamalPublicKey, { offset, length, preview, form, facts }: KeyPlace): Match {
  const fingerprint = keyFingerprint(sha256Hex(publicPart(key)));
  return { offset, length, preview, fingerprint, facts: { kind: key.kind, bits: bitLength(key.p), form, ...facts } };
}

/** As in a packet: the algorithm, and the numbers with their sizes in bits (RFC 9580, section 3.2). */
function publicPart({ p, g, y }: ElgamalPublicKey): Uint8Array {
  const numbers = [p, g, y].flatMap((number) => {
    const bits = bitLength(number);
    return [Uint8Array.of(bits >> 8, bits & 0xff), toBytes(number)];
  });
  return Buffer.concat([Uint8Array.of(ELGAMAL), ...numbers]);
}
/** RFC 9580, section 9.1. */
const ELGAMAL = 16;
