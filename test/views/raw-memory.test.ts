import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { looksLikeMemory, memoryStart, rawMemoryView } from '../../src/views/raw-memory.ts';
import { BASES, PAGE_BYTES, pagesOfObjects } from '../builders/raw-memory.ts';
import { seededRandom } from '../support/seeded-random.ts';

const random = seededRandom(41);
const isMemory = (bytes: Uint8Array) => memoryStart(new MemorySource(bytes)) !== undefined;

describe('is memory', () => {
  test.each(Object.entries(BASES))('with pointers into %s', (_, base) => {
    expect(isMemory(pagesOfObjects(random, 8, base))).toBe(true);
    expect(isMemory(pagesOfObjects(random, 8, base, 0.05))).toBe(true);
  });

  test('when nine pages in ten were never used, and nine in ten of the others are files', () => {
    const image = Buffer.alloc(40_000 * PAGE_BYTES);
    for (let page = 0; page < 40_000; page += 10) {
      const used =
        page % 100 === 0 ? pagesOfObjects(random, 1, BASES['the kernel of Linux']) : random.bytes(PAGE_BYTES);
      image.set(used, page * PAGE_BYTES);
    }
    expect(isMemory(image)).toBe(true);
  });

  test('in a part of a file', () => {
    const bytes = Buffer.concat([random.bytes(1000), pagesOfObjects(random, 16, BASES['a heap of macOS'])]);
    expect(looksLikeMemory(new MemorySource(bytes), 1000)).toBe(true);
    expect(isMemory(bytes.subarray(0, 1000))).toBe(false);
  });
});

test.each([0, 1, 7, 151])('words begin where they do, %i bytes behind the beginning of a file', (shift) => {
  const bytes = Buffer.concat([Buffer.alloc(shift, 'x'), pagesOfObjects(random, 40, BASES['a program of Linux'])]);
  expect(memoryStart(new MemorySource(bytes))).toBe(shift & 7);
});

/** 64 pages of words that `wordAt` makes. */
function words(wordAt: (index: number) => bigint): Uint8Array {
  return new Uint8Array(BigUint64Array.from({ length: 64 * (PAGE_BYTES / 8) }, (_, index) => wordAt(index)).buffer);
}

describe('is no memory', () => {
  test.each<[string, () => Uint8Array]>([
    ['noise', () => random.bytes(1 << 20)],
    ['zeros', () => new Uint8Array(1 << 20)],
    ['ones', () => new Uint8Array(1 << 20).fill(0xff)],
    ['text', () => Buffer.from('const value = require("./value");\n'.repeat(20_000))],
    ['UTF-16', () => Buffer.from('const value = require("./value");\n'.repeat(20_000), 'utf16le')],
    ['numbers of 32 bits that go up', () => new Uint8Array(Uint32Array.from({ length: 60_000 }, (_, at) => at).buffer)],
    ['numbers of 64 bits that go up', () => words((at) => BigInt(at) << 12n)],
    ['small negative numbers', () => words((at) => BigInt.asUintN(64, BigInt(-at)))],
    ['doubles', () => new Uint8Array(Float64Array.from({ length: 60_000 }, (_, at) => Math.sin(at) * at).buffer)],
    ['pairs of a number and 0xffff', () => words((at) => (0xffffn << 32n) | BigInt(8 * at * 65_537))],
    [
      'addresses of a kernel, two bytes off their places',
      () => words((at) => (at % 2 === 0 ? ((0xffff_8123_0000n + BigInt(at % 65_536)) << 16n) | 8n : 0x1234_ffffn)),
    ],
    ['a program', () => readFileSync(process.execPath).subarray(0, 40 << 20)],
    [
      'two pages of it',
      () => Buffer.concat([pagesOfObjects(random, 2, BASES['a heap of macOS']), Buffer.alloc(32768)]),
    ],
    ['less than 32 KiB of it', () => pagesOfObjects(random, 7, BASES['a heap of macOS'])],
  ])('%s', (_, make) => {
    expect(isMemory(make())).toBe(false);
  });
});

test('its view names all of it, and knows no address', () => {
  const { regions, memory, troubles } = rawMemoryView(100, 5000);
  expect(regions).toEqual([{ offset: 100, length: 4900, name: 'raw memory' }]);
  expect(memory.pointerBytes).toBeUndefined();
  expect(troubles).toEqual([]);
});
