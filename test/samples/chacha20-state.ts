import { createHash } from 'node:crypto';
import { seededRandom } from '../support/seeded-random.ts';
import type { LookAlike, Sample } from './sample.ts';

const random = seededRandom(32);
const CONSTANTS = Buffer.from('expand 32-byte k');

/** RFC 8439, section 2.3. */
function chacha(key: Uint8Array, rest: Uint8Array): Buffer {
  return Buffer.concat([CONSTANTS, key, rest]);
}

/** Salsa20 specification, section 8: constants on the diagonal. */
function salsa(key: Uint8Array, nonceAndCounter: Uint8Array): Buffer {
  const diagonal = [0, 4, 8, 12].map((at) => CONSTANTS.subarray(at, at + 4));
  return Buffer.concat([
    ...[diagonal[0]!, key.subarray(0, 16), diagonal[1]!, nonceAndCounter],
    ...[diagonal[2]!, key.subarray(16), diagonal[3]!],
  ]);
}

function counter(count: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(count);
  return bytes;
}

export function samples(): readonly Sample[] {
  const key = () => random.bytes(32);
  return [
    sample('ChaCha20, RFC 8439', 'chacha20', key(), (bytes) => chacha(bytes, concat(counter(7), random.bytes(12)))),
    sample('ChaCha20 before its first block', 'chacha20', key(), (bytes) => chacha(bytes, Buffer.alloc(16))),
    sample('ChaCha20, counter of 8 bytes', 'chacha20', key(), (bytes) =>
      chacha(bytes, concat(counter(0xfffff), Buffer.alloc(4), random.bytes(8))),
    ),
    sample('Salsa20', 'salsa20', key(), (bytes) => salsa(bytes, concat(random.bytes(8), counter(3), Buffer.alloc(4)))),
  ];
}

const concat = (...parts: readonly Uint8Array[]) => Buffer.concat(parts);

function sample(variant: string, kind: string, key: Uint8Array, stateOf: (key: Uint8Array) => Buffer): Sample {
  const before = random.bytes(45);
  const state = stateOf(key);
  const keySha256 = createHash('sha256').update(key).digest('hex');
  return {
    ...{ variant, bytes: concat(before, state, random.bytes(50)), offset: before.length, length: state.length },
    secrets: [key],
    ...{ severity: 'medium', confidence: 'medium' },
    facts: { kind, bits: 256, keySha256, form: `${kind}-state` },
  };
}

export function lookAlikes(): readonly LookAlike[] {
  const key = random.bytes(32);
  const zeroWord = Uint8Array.from(key).fill(0, 12, 16);
  const counting = Uint8Array.from({ length: 32 }, (_, index) => index);
  const shuffles = Uint8Array.from([2, 3, 0, 1, 6, 7, 4, 5, 10, 11, 8, 9, 14, 15, 12, 13]);
  const sha256Start = Buffer.from('6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19', 'hex');
  const rest = Buffer.alloc(64);
  const behind: Readonly<Record<string, Uint8Array>> = {
    zeros: rest,
    'the constants for short keys': concat(Buffer.from('expand 16-byte k'), rest),
    'the constants again': concat(CONSTANTS, CONSTANTS, rest),
    'text in a program': Buffer.from(
      `ChaCha20 for x86_64, CRYPTOGAMS by ${'<somebody@example.org>'.repeat(2)}${'\0'.repeat(32)}`,
    ),
    'tables for shuffles': concat(
      shuffles,
      shuffles.map((byte) => byte ^ 1),
      rest,
    ),
    'the start of SHA-256': concat(sha256Start, rest),
    'the start of BLAKE2s': concat(Buffer.from(sha256Start).swap32(), rest),
    'the key of the examples': concat(counting, counter(1), rest),
    'a key with a word of zeros': concat(zeroWord, counter(1), rest),
    'random bytes, also for a counter': concat(key, Uint8Array.of(1, 2, 0x10, 0x40), rest),
    'a state, cut': concat(key, counter(1), random.bytes(11)),
  };
  const cases = Object.entries(behind).map(([variant, bytes]) => ({
    variant: `the constants, then ${variant}`,
    bytes: concat(random.bytes(45), CONSTANTS, bytes),
  }));
  const state = salsa(key, concat(random.bytes(8), counter(3), Buffer.alloc(4)));
  const wrong = Uint8Array.from(state);
  wrong[23]! ^= 1;
  return [
    ...cases,
    { variant: 'Salsa20, one bit of the constants wrong', bytes: wrong },
    { variant: 'Salsa20 without its first word', bytes: state.subarray(4) },
    {
      variant: 'Salsa20 in the middle of text',
      bytes: Buffer.from('one 2-byte or 2-by-2 or expand 32-byte keys '.repeat(9)),
    },
  ];
}
