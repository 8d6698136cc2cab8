/**
 * ChaCha20 states of random number generators, which encrypt nothing, recognised by the fields around them; 64-bit, little-endian,
 * offsets from the state, which takes 64 bytes:
 *   chacha20_prng of libtomcrypt (tomcrypt_prng.h), of which CryptX of Perl has one: 64 rest of a block, 128 u64 bytes of it,
 *   136 u64 length of the nonce, 144 i32 rounds, 152 entropy of 40 bytes, which is wiped before the first block, 192 u64 its length
 *   prng_ctx_st of GnuTLS (lib/nettle/rnd.c, 3.8.9), two per thread, one for nonces and one for the rest: 64 u64 bytes output, 72 u32 count of
 *   forks, 80 i64 when it was seeded, 88 the other one
 *   _rsx of arc4random (arc4random.c of OpenBSD; libbsd 0.12): 64 its output buffer, 1,024 bytes, zeroed as far as it was
 *   output, as are the first 40, which became key and nonce: the counter restarts each time
 *   StateSimple of Haskell's crypton and cryptonite (Crypto.Random.ChaChaDRG, crypton 0.34): an array of GHC, -16 pointer, -8 u64 64, of
 *   which each seed makes one, as tests of primes do; the state of their cipher takes 131 bytes
 */
import { isZero } from '../../bytes/zeros.ts';
import { isPointer } from './program-pointer.ts';

const STATE_BYTES = 64;
const CONSTANTS = Buffer.from('expand 32-byte k');

const TOMCRYPT_BYTES = 200;
const GNUTLS_BYTES = 88;
const ARC4RANDOM_BUFFER_BYTES = 1024;
const ARC4RANDOM_SEED_BYTES = 40;
const GHC_HEADER_BYTES = 16;

/** Bytes needed before a state. */
export const GENERATOR_BYTES_BEFORE = GNUTLS_BYTES;
/** Bytes needed from the beginning of a state. */
export const GENERATOR_BYTES = STATE_BYTES + ARC4RANDOM_BUFFER_BYTES;

/** @param start where the state begins in the window, which contains all of it */
export function isChacha20Generator(window: Uint8Array, start: number): boolean {
  const before = Buffer.from(window.buffer, window.byteOffset, start);
  const state = Buffer.from(window.buffer, window.byteOffset + start, window.length - start);
  return isOfTomcrypt(state) || isOfGnutls(before, state) || isOfArc4random(state) || isOfCrypton(before, state);
}

/**
 * The state of a cipher stream ends before the entropy field: there is the size of the next heap chunk, or a count of encrypted
 * bytes.
 */
function isOfTomcrypt(state: Buffer): boolean {
  if (state.length < TOMCRYPT_BYTES) return false;
  const isStarted = state[128]! <= 64 && state[136] === 8 && state[144] === 20;
  return isStarted && isZero(state.subarray(152, TOMCRYPT_BYTES));
}

function isOfGnutls(before: Buffer, state: Buffer): boolean {
  if (state.length < GNUTLS_BYTES || state.readUInt32LE(76) !== 0) return false;
  const seededAt = state.readBigUInt64LE(80);
  if (seededAt < FIRST_SECOND || seededAt > LAST_SECOND) return false;
  const isFirst = startsWithConstants(state.subarray(GNUTLS_BYTES));
  return isFirst || (before.length >= GNUTLS_BYTES && startsWithConstants(before.subarray(-GNUTLS_BYTES)));
}
/** 2001 to 2106. */
const FIRST_SECOND = 1_000_000_000n;
const LAST_SECOND = 0xffff_ffffn;

/** Output is taken up to the end. When all of it was, only zeros are left, which prove nothing. */
function isOfArc4random(state: Buffer): boolean {
  if (state.length < GENERATOR_BYTES || state.readBigUInt64LE(48) !== 0n) return false;
  const buffer = state.subarray(STATE_BYTES, GENERATOR_BYTES);
  const first = buffer.findIndex((byte) => byte !== 0);
  // The cipher does not output eight zeros in a row.
  return first >= ARC4RANDOM_SEED_BYTES && first <= buffer.length - 16 && !buffer.subarray(first).includes(EIGHT_ZEROS);
}
const EIGHT_ZEROS = Buffer.alloc(8);

function isOfCrypton(before: Buffer, state: Buffer): boolean {
  if (before.length < GHC_HEADER_BYTES || state.readBigUInt64LE(48) !== 0n) return false;
  const header = before.subarray(-GHC_HEADER_BYTES);
  return (
    header.readBigUInt64LE(8) === BigInt(STATE_BYTES) && isPointer(new DataView(header.buffer, header.byteOffset), 0)
  );
}

function startsWithConstants(bytes: Buffer): boolean {
  return Buffer.compare(bytes.subarray(0, CONSTANTS.length), CONSTANTS) === 0;
}
