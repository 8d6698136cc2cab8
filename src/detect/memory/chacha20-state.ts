/**
 * Keys of ChaCha20 (RFC 8439, section 2.3) and Salsa20 ("Salsa20 specification", section 8) in use: in the initial state of each
 * block, 16 words, little-endian. Its constants read `expand 32-byte k`.
 *   ChaCha20    0 16 constants    16 32 key    48 4 counter    52 12 nonce (before RFC 8439: counter 8, nonce 8)
 *   Salsa20     0 4 `expa`    4 16 key    20 4 `nd 3`    24 8 nonce    32 8 counter    40 4 `2-by`    44 16 key    60 4 `te k`
 *
 * Nothing proves such a key. Programs contain the constants, too, followed by text, tables and other constants. So the key must
 * look random, and the counter must be that of a stream of less than 64 MiB. Most are session keys: medium.
 *
 * Some are random number generators: low (chacha20-generators.ts). That of mimalloc (mi_random_ctx_t, random.c), which Python 3.13
 * bundles, randomises heap addresses and cookies and contains nobody's key: no finding. Its nonce is the address of the state
 * itself.
 */
import { byteAnchor, textAnchor } from '../../model/anchor.ts';
import type { Match } from '../../model/match.ts';
import type { Memory } from '../../model/memory.ts';
import type { Detector } from '../detector.ts';
import { sha256Hex, tokenFingerprint } from '../fingerprint.ts';
import { isGuessable } from '../proof/is-guessable.ts';
import { GENERATOR_BYTES, GENERATOR_BYTES_BEFORE, isChacha20Generator } from './chacha20-generators.ts';

const STATE_BYTES = 64;
const CONSTANTS = Buffer.from('expand 32-byte k');
/** Offset of `2-by` in the state of Salsa20. */
const SALSA_ANCHOR = 40;
const MAX_COUNTER = 1 << 20;

export const chacha20State: Detector = {
  id: 'chacha20-state',
  form: {
    specification: 'RFC 8439, section 2.3; Salsa20 specification, section 8',
    proof: 'constants, a small counter and a key that looks random',
  },
  title: 'ChaCha20 or Salsa20 key in use: the state of the cipher',
  severity: 'medium',
  confidence: 'medium',
  advice:
    'Replace it if it outlives the session (a backup, a stored token). Store dumps of processes that hold keys only where the keys themselves may be stored.',
  trigger: {
    anchors: [textAnchor(CONSTANTS.toString()), byteAnchor('32 2d 62 79')],
    bytesBefore: GENERATOR_BYTES_BEFORE,
    reads: 'bytes',
  },
  maxMatchBytes: GENERATOR_BYTES,
  inspect,
};

function inspect(window: Uint8Array, at: number, memory: Memory): Match | undefined {
  const isSalsa = window[at] === 0x32;
  const start = isSalsa ? at - SALSA_ANCHOR : at;
  if (start < 0 || start + STATE_BYTES > window.length) return undefined;
  // If linkers placed the constants of two libraries in a row, the next constant follows.
  if (!isSalsa && CONSTANTS.equals(window.subarray(Math.max(0, start - CONSTANTS.length), start))) return undefined;
  const state = Buffer.from(window.buffer, window.byteOffset + start, STATE_BYTES);
  if (state.readUInt32LE(isSalsa ? 32 : 48) >= MAX_COUNTER) return undefined;
  if (isSalsa && !hasDiagonal(state)) return undefined;
  const key = isSalsa ? Buffer.concat([state.subarray(4, 20), state.subarray(44, 60)]) : state.subarray(16, 48);
  if (!looksRandom(key)) return undefined;
  const keySha256 = sha256Hex(key);
  if (PUBLIC_NUMBERS.has(keySha256) || (!isSalsa && isOfAllocator(state, memory))) return undefined;
  const kind = isSalsa ? 'salsa20' : 'chacha20';
  const match = {
    ...{ offset: start, length: STATE_BYTES, fingerprint: tokenFingerprint(key), preview: 'expand 32-byte k…' },
    facts: { kind, bits: 8 * key.length, keySha256, form: `${kind}-state` },
  };
  if (isSalsa || !isChacha20Generator(window, start)) return match;
  return { ...match, title: 'ChaCha20 key of a random number generator', severity: 'low' };
}

function isOfAllocator(state: Buffer, memory: Memory): boolean {
  const atNonce = memory.peek(state.readBigUInt64LE(56), STATE_BYTES);
  return atNonce !== undefined && Buffer.compare(state, atNonce) === 0;
}

/** The constants of Salsa20 except the one in the anchor. */
function hasDiagonal(state: Buffer): boolean {
  return (
    state.readUInt32LE(0) === 0x61707865 &&
    state.readUInt32LE(20) === 0x3320646e &&
    state.readUInt32LE(60) === 0x6b206574
  );
}

function looksRandom(key: Buffer): boolean {
  for (let word = 0; word < key.length; word += 4) if (key.readUInt32LE(word) === 0) return false;
  return !isGuessable(key);
}

/**
 * SHA-256 of public numbers that look random: the initial value of SHA-256 and BLAKE2s (FIPS 180-4, section 5.3.3), as words of
 * both byte orders. Programs that implement WireGuard have it next to the constants.
 */
const PUBLIC_NUMBERS = new Set(
  ['6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19'].flatMap((hex) => {
    const bytes = Buffer.from(hex, 'hex');
    return [sha256Hex(bytes), sha256Hex(bytes.swap32())];
  }),
);
