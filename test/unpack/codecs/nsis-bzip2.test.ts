/** Blocks of bzip2, put as NSIS writes them: the sums and the bit behind the mark are left out. */
import { expect, test } from 'vitest';
import { unpackNsisBzip2 } from '../../../src/unpack/codecs/nsis-bzip2.ts';
import { LONG, NOTE } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';

const bitsOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
const BLOCK = bitsOf(Buffer.from('314159265359', 'hex'));
const END = bitsOf(Buffer.from('177245385090', 'hex'));
const NSIS_BLOCK = bitsOf(Buffer.of(0x31));
const NSIS_END = bitsOf(Buffer.of(0x17));
const [SUM_BITS, RANDOMISED_BITS] = [32, 1];

/** What stands behind the place of the first byte in the only block of a fixture, that place included. */
function blockOf(file: string): string {
  const bits = bitsOf(fixtureBytes(file));
  return bits.slice(bits.indexOf(BLOCK) + BLOCK.length + SUM_BITS + RANDOMISED_BITS, bits.lastIndexOf(END));
}

function pack(...blocks: readonly string[]): Uint8Array {
  const bits = [...blocks.map((block) => NSIS_BLOCK + block), NSIS_END].join('');
  return Uint8Array.from(bits.match(/.{1,8}/g)!, (byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

function unpack(packed: Uint8Array, room: number): string {
  const target = new Uint8Array(room);
  return Buffer.from(target.subarray(0, unpackNsisBzip2(packed, target))).toString('latin1');
}

const block = blockOf('bzip2-plain.bz2');
const text = unpack(pack(block), 1 << 16);

test('a block is what was packed', () => {
  expect([NOTE, LONG]).toContain(text);
});

test('blocks follow one another at any bit', () => {
  expect(unpack(pack(block, block, block), 1 << 16)).toBe(text.repeat(3));
});

test.each([0, 1, 100])('no more than %i bytes are written where there is room for no more', (room) => {
  expect(unpack(pack(block, block), room)).toBe(text.slice(0, room));
});

test('cut at every byte: nothing, but blocks that are whole', () => {
  const packed = pack(block, block);
  const results = new Set([...packed.keys()].map((length) => unpack(packed.subarray(0, length), 1 << 16)));
  expect([...results]).toEqual(['', text, text + text]);
});

test('any byte changed: as much as there is room for, at most', () => {
  const packed = pack(block);
  for (const at of packed.keys())
    for (const value of [0, 0x80, 0xff]) expect(unpack(packed.with(at, value), 5000).length).toBeLessThanOrEqual(5000);
});
