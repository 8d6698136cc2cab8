/**
 * States of ChaCha20 that are generators of random numbers and encrypt nothing, told by what stands around them; 64 bit, little-endian,
 * offsets from the state, which takes 64 bytes:
 *   chacha20_prng of libtomcrypt (tomcrypt_prng.h), of which CryptX of Perl has one: 64 rest of a block, 128 u64 bytes of it,
 *   136 u64 length of the nonce, 144 i32 rounds, 152 entropy of 40 bytes, which is wiped before the first block, 192 u64 its length
 *   prng_ctx_st of GnuTLS (lib/nettle/rnd.c, 3.8.9), two a thread, one for nonces and one for the rest: 64 u64 bytes given, 72 u32 count of
 *   forks, 80 i64 when it was seeded, 88 the other one
 *   _rsx of arc4random (arc4random.c of OpenBSD; libbsd 0.12): 64 what it gives out, 1,024 bytes, of which those are zeros that were given
 *   out and the first 40, which became key and nonce: the counter begins anew each time
 *   StateSimple of Haskell's crypton and cryptonite (Crypto.Random.ChaChaDRG, crypton 0.34): an array of GHC, -16 pointer, -8 u64 64, of
 *   which each seed makes one, as tests of primes do; the state of their cipher takes 131 bytes
 */
import { isZero } from '../../bytes/zeros.ts';

const STATE_BYTES = 64;
const CONSTANTS = Buffer.from('expand 32-byte k');

const TOMCRYPT_BYTES = 200;
const GNUTLS_BYTES = 88;
const ARC4RANDOM_BUFFER_BYTES = 1024;
const ARC4RANDOM_SEED_BYTES = 40;
const GHC_HEADER_BYTES = 16;

/** What is looked at before a state. */
export const GENERATOR_BYTES_BEFORE = GNUTLS_BYTES;
/** What is looked at from where a state begins. */
export const GENERATOR_BYTES = STATE_BYTES + ARC4RANDOM_BUFFER_BYTES;

/** @param start where the state begins in the window, which holds all of it */
export function isChacha20Generator(window: Uint8Array, start: number): boolean {
  const before = Buffer.from(window.buffer, window.byteOffset, start);
  const state = Buffer.from(window.buffer, window.byteOffset + start, window.length - start);
  return isOfTomcrypt(state) || isOfGnutls(before, state) || isOfArc4random(state) || isOfCrypton(before, state);
}

/** A stream's own state ends before the entropy: there is the size of the next chunk of a heap, or what has been encrypted was counted. */
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

/** What is given out last stands at the end. When all of it was, there are zeros alone, which tell nothing. */
function isOfArc4random(state: Buffer): boolean {
  if (state.length < GENERATOR_BYTES || state.readBigUInt64LE(48) !== 0n) return false;
  const buffer = state.subarray(STATE_BYTES, GENERATOR_BYTES);
  const first = buffer.findIndex((byte) => byte !== 0);
  // Eight zeros in a row are not what the cipher gives.
  return first >= ARC4RANDOM_SEED_BYTES && first <= buffer.length - 16 && !buffer.subarray(first).includes(EIGHT_ZEROS);
}
const EIGHT_ZEROS = Buffer.alloc(8);

function isOfCrypton(before: Buffer, state: Buffer): boolean {
  if (before.length < GHC_HEADER_BYTES || state.readBigUInt64LE(48) !== 0n) return false;
  const header = before.subarray(-GHC_HEADER_BYTES);
  return header.readBigUInt64LE(8) === BigInt(STATE_BYTES) && isPointer(header.readBigUInt64LE(0));
}

/** Aligned, in the half of the address space that programs have. */
function isPointer(word: bigint): boolean {
  return word >= 0x10000n && word < 1n << 47n && (word & 7n) === 0n;
}

function startsWithConstants(bytes: Buffer): boolean {
  return Buffer.compare(bytes.subarray(0, CONSTANTS.length), CONSTANTS) === 0;
}
