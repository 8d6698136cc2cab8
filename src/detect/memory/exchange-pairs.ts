/**
 * Secrets of X25519 (RFC 7748, section 5) next to their public half, without a structure that says so. Any 32 bytes are a secret,
 * and most libraries clamp it only for the multiplication.
 *   curve25519_key of libtomcrypt (tomcrypt_pk.h), with CryptX of Perl: 0 i32 type, 4 i32 algorithm, 8 secret, 40 public half
 *   curve25519_keypair_t of Tor (crypto_curve25519.h): 0 public half, 32 secret, which is clamped
 *   the two arrays that crypto_box_keypair() of libsodium fills, in one structure in the order of its parameters: public half, secret
 *   the two gnutls_datum_t of a key of GnuTLS, the two vectors of Botan, the two slices of crypto/ecdh of Go, the two arrays of TweetNaCl in
 *   JavaScript: a block each, one soon behind the other
 */
import { EDWARDS_ALGORITHMS, type EdwardsPublicKey, proveEdwards } from '../proof/edwards.ts';
import { limitFor } from './effort.ts';
import type { MemoryImage } from './memory-search.ts';
import type { Nominee } from './nominee.ts';

const X25519 = EDWARDS_ALGORITHMS.find(({ kind }) => kind === 'x25519')!;
const HALF_BYTES = 32;
/** Half of all random pairs may be one, and one in 64 with a clamped secret; each takes 60 µs. */
const DERIVATIONS = { atLeast: 1024, perMib: 32, atMost: 8192 };

export interface ExchangeKey {
  /** Index of the pair. */
  readonly index: number;
  readonly publicKey: EdwardsPublicKey;
  readonly secret: Uint8Array;
  /** Offset in the pair. */
  readonly secretAt: number;
}

/** @param pairs 64 bytes each, the likeliest first */
export function* exchangeKeysIn(image: MemoryImage, pairs: readonly Uint8Array[]): Generator<ExchangeKey> {
  const most = limitFor(image, DERIVATIONS);
  const left = { clamped: most, plain: most };
  for (const [index, pair] of pairs.entries()) {
    for (const secretAt of [0, HALF_BYTES]) {
      const secret = pair.subarray(secretAt, secretAt + HALF_BYTES);
      const publicHalf = pair.subarray(HALF_BYTES - secretAt, 2 * HALF_BYTES - secretAt);
      if (publicHalf[31]! >= 0x80 || left[isClamped(secret) ? 'clamped' : 'plain']-- <= 0) continue;
      const publicKey = proveEdwards(X25519, secret, publicHalf);
      if (publicKey !== undefined) yield { index, publicKey, secret, secretAt };
    }
  }
}

/** Two halves, and their offsets in the image. */
export interface Pair {
  readonly bytes: Uint8Array;
  readonly halves: readonly (readonly [number, number])[];
}

/** Blocks of the size of a half that follow one another, perhaps with others between them. */
export function* neighbours(nominees: readonly Nominee[], form: 'chunk' | 'go-slice' | 'v8-bytes'): Generator<Pair> {
  const halves = nominees.filter((nominee) => nominee.form === form && nominee.bytes.length === HALF_BYTES);
  const inOrder = [...new Map(halves.map((half) => [half.offset, half])).values()].sort((a, b) => a.offset - b.offset);
  for (const [index, { offset, bytes }] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (next === undefined || next.offset - offset > NEAR_BYTES) continue;
    yield { bytes: Buffer.concat([bytes, next.bytes]), halves: [[offset, next.offset]] };
  }
}
/** Botan allocates a few small objects between its two. */
const NEAR_BYTES = 512;

/** Whether a secret of X25519 has the bits that the multiplication sets (RFC 7748, section 5). */
export function isClamped(secret: Uint8Array): boolean {
  return secret.length === HALF_BYTES && (secret[0]! & 7) === 0 && (secret[31]! & 0xc0) === 0x40;
}
