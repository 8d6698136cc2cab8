/**
 * Key schedules of AES (FIPS 197, sections 5.2 and 5.3.5) in the forms that libraries keep. The S-box is computed, so
 * that this shares nothing with src. `test/kernel` has vectors for the search; node:crypto checks these.
 */
import { createCipheriv } from 'node:crypto';

const SBOX = makeSbox();

/** Encryption and decryption schedules, in the order of FIPS 197 and with each word's bytes swapped, by name. */
export function aesForms(key: Buffer): ReadonlyMap<string, Buffer> {
  const encrypt = expand(key);
  const decrypt = equivalentInverse(encrypt);
  const unmixed = Buffer.concat(rounds(encrypt).reverse());
  const swapped = (schedule: Buffer) => Buffer.from(schedule).swap32();
  return new Map([
    ['enc', encrypt],
    ['dec', decrypt],
    ['enc swapped', swapped(encrypt)],
    ['dec swapped', swapped(decrypt)],
    // Nettle since 3.9 keeps the order of encryption, and decrypts from the end.
    ['dec, not reversed', Buffer.concat(rounds(decrypt).reverse())],
    // Round keys as they are, the last first: what hardware without the equivalent inverse cipher keeps.
    ['reversed', unmixed],
    ['enc, array of V8', smallIntegers(encrypt)],
    // As crypto-js, node-forge and sjcl expand a key for decryption.
    ['dec, array of V8', smallIntegers(Buffer.concat(rounds(decrypt).map(turnedColumns)))],
  ]);
}

/** Elements of a FixedArray without compressed pointers: each word is the high half of one. */
function smallIntegers(schedule: Buffer): Buffer {
  const elements = Buffer.alloc(2 * schedule.length);
  for (let at = 0; at < schedule.length; at += 4) elements.writeUInt32LE(schedule.readUInt32BE(at), 2 * at + 4);
  return elements;
}

/** The columns of a round in the order 0, 3, 2, 1. */
function turnedColumns(round: Buffer): Buffer {
  return Buffer.concat([0, 3, 2, 1].map((column) => round.subarray(4 * column, 4 * column + 4)));
}

function expand(key: Buffer): Buffer {
  const keyWords = key.length / 4;
  const words: number[] = [];
  for (let at = 0; at < key.length; at += 4) words.push(key.readUInt32BE(at));
  let constant = 1;
  for (let index = keyWords; index < 4 * (keyWords + 7); index++) {
    let word = words[index - 1]!;
    if (index % keyWords === 0) {
      word = substitute((word << 8) | (word >>> 24)) ^ (constant << 24);
      constant = double(constant);
    } else if (keyWords > 6 && index % keyWords === 4) word = substitute(word);
    words.push((words[index - keyWords]! ^ word) >>> 0);
  }
  return Buffer.concat(words.map(bigEndian));
}

function equivalentInverse(encrypt: Buffer): Buffer {
  const list = rounds(encrypt).reverse();
  return Buffer.concat(
    list.map((round, index) => (index === 0 || index === list.length - 1 ? round : inverseMixColumns(round))),
  );
}

function rounds(schedule: Buffer): Buffer[] {
  return Array.from({ length: schedule.length / 16 }, (_, index) => schedule.subarray(index * 16, index * 16 + 16));
}

function inverseMixColumns(round: Buffer): Buffer {
  const mixed = Buffer.alloc(16);
  for (let at = 0; at < 16; at++) {
    const column = at & ~3;
    const byte = (step: number) => round[column + ((at + step) & 3)]!;
    mixed[at] = times(byte(0), 14) ^ times(byte(1), 11) ^ times(byte(2), 13) ^ times(byte(3), 9);
  }
  return mixed;
}

function substitute(word: number): number {
  return [24, 16, 8, 0].reduce((sum, shift) => (sum << 8) | SBOX[(word >>> shift) & 0xff]!, 0);
}

function bigEndian(word: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(word >>> 0);
  return bytes;
}

function double(value: number): number {
  return ((value << 1) ^ (value & 0x80 ? 0x11b : 0)) & 0xff;
}

function times(a: number, b: number): number {
  let product = 0;
  for (let power = a, rest = b; rest > 0; rest >>= 1, power = double(power)) if (rest & 1) product ^= power;
  return product;
}

/** FIPS 197, section 5.1.1: the inverse in GF(2^8), then the affine transformation. */
function makeSbox(): Uint8Array {
  const box = new Uint8Array(256);
  for (let value = 0; value < 256; value++) {
    let inverse = 0;
    for (let candidate = 1; candidate < 256 && value > 0; candidate++)
      if (times(value, candidate) === 1) inverse = candidate;
    const turned = [1, 2, 3, 4].reduce((sum, by) => sum ^ (((inverse << by) | (inverse >> (8 - by))) & 0xff), inverse);
    box[value] = turned ^ 0x63;
  }
  return box;
}

/** Throws unless encryption with our schedule is what node:crypto does. The oracle is only as good as this. */
export function assertExpansion(key: Buffer): void {
  const block = Buffer.alloc(16, 0x5a);
  const cipher = createCipheriv(`aes-${key.length * 8}-ecb`, key, null).setAutoPadding(false);
  const expected = Buffer.concat([cipher.update(block), cipher.final()]);
  const [first, ...others] = rounds(expand(key));
  let state = xor(block, first!);
  others.forEach((round, index) => {
    const substituted = Buffer.from(state.map((byte) => SBOX[byte]!));
    const shifted = Buffer.from(substituted.map((_, at) => substituted[(at + 4 * (at & 3)) & 15]!));
    state = xor(index === others.length - 1 ? shifted : mixColumns(shifted), round);
  });
  if (!state.equals(expected)) throw new Error('the oracle expands AES keys wrongly');
}

function mixColumns(state: Buffer): Buffer {
  return Buffer.from(
    state.map((_, at) => {
      const byte = (step: number) => state[(at & ~3) + ((at + step) & 3)]!;
      return times(byte(0), 2) ^ times(byte(1), 3) ^ byte(2) ^ byte(3);
    }),
  );
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, at) => byte ^ b[at]!));
}
