/**
 * Numbers in registers: copying 32 bytes leaves them there, at any byte, long after the source in memory was wiped (sshd's
 * listener, ssh-agent). In the extended state of x86 (Intel SDM volume 1, 13.4, standard format) one register of 64 bytes is in
 * three places: its low 16 bytes at 160, the next 16 at 576, the next 32 at 1152, each with the other registers; registers 16 to
 * 31 are contiguous at 1664.
 */
import type { MemoryImage, Registers } from './memory-search.ts';
import type { Nominee } from './nominee.ts';

const NUMBER_BYTES = 32;
/** Size of one register set; with the matrix registers of AMX it has 11 KiB. */
const MAX_SET_BYTES = 16 << 10;
const MAX_SETS = 256;
/** Limit per image: waiting threads have similar registers. Each number costs 120 µs. */
const MAX_NUMBERS = 1024;

/** Where the parts of registers 0 to 15 are in the extended state. */
const PARTS = [
  { offset: 160, length: 16 },
  { offset: 576, length: 16 },
  { offset: 1152, length: 32 },
] as const;

export function* registerNominees(image: MemoryImage): Generator<Nominee> {
  const seen = new Set<string>();
  for (const nominee of allNumbers(image)) {
    const text = Buffer.from(nominee.bytes).toString('latin1');
    if (seen.has(text)) continue;
    if (seen.size === MAX_NUMBERS) return;
    seen.add(text);
    yield nominee;
  }
}

function* allNumbers(image: MemoryImage): Generator<Nominee> {
  for (const registers of image.registers.slice(0, MAX_SETS)) {
    const bytes = image.read(registers.offset, Math.min(registers.length, MAX_SET_BYTES)).slice();
    yield* numbersIn(bytes, (at) => registers.offset + at);
    if (registers.name.endsWith('(xstate)')) yield* ofVectors(registers, bytes);
  }
}

function* ofVectors({ offset }: Registers, bytes: Uint8Array): Generator<Nominee> {
  for (let register = 0; register < 16; register++) {
    const whole = Buffer.concat(
      PARTS.map((part) => {
        const start = part.offset + register * part.length;
        return bytes.subarray(start, start + part.length);
      }),
    );
    yield* numbersIn(whole, () => offset + PARTS[0].offset + register * PARTS[0].length);
  }
}

function* numbersIn(bytes: Uint8Array, offsetOf: (at: number) => number): Generator<Nominee> {
  for (let at = 0; at + NUMBER_BYTES <= bytes.length; at++) {
    const number = bytes.subarray(at, at + NUMBER_BYTES);
    if (!isRandom(number)) continue;
    const spellings = ['little-endian', 'big-endian'] as const;
    yield { offset: offsetOf(at), bytes: number.slice(), form: 'register', spellings, rank: 2 };
  }
}

/**
 * 32 random bytes have fewer than 24 different values with a chance of 13 in a million, and fewer than 4 with the high bit set
 * with one of 1.3 in a million (counted by formula); text, pointers and counters have fewer.
 */
function isRandom(number: Uint8Array): boolean {
  let high = 0;
  for (const byte of number) high += byte >> 7;
  return high >= 4 && high <= 28 && new Set(number).size >= 24;
}
