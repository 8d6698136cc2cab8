import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { AccessError } from '../../src/model/errors.ts';
import { MAX_PEEK_BYTES, MappedMemory, type Mapping } from '../../src/views/mapped-memory.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SparseSource } from './sparse-source.ts';

const file = Buffer.from(seededRandom(1).bytes(40_000));
const source = new MemorySource(file);

describe('peek', () => {
  const mappings: Mapping[] = [
    { address: 0x2000n, offset: 10_000, length: 100 },
    { address: 0x1000n, offset: 20_000, length: 0x1000 },
    { address: 0x2064n, offset: 50, length: 20 },
    { address: 0x9000n, offset: 30_000, length: 10 },
  ];
  const memory = new MappedMemory(source, mappings, { pointerBytes: 8, littleEndian: true });
  const part = (offset: number, length: number) => file.subarray(offset, offset + length);

  test.each<[string, bigint, number, Uint8Array | undefined]>([
    ['the first byte of a mapping', 0x1000n, 1, part(20_000, 1)],
    ['the last byte of a mapping', 0x1fffn, 1, part(20_000 + 0xfff, 1)],
    ['nothing, where there is memory', 0x1000n, 0, part(0, 0)],
    [
      'across two mappings that lie apart in the file',
      0x1ff0n,
      32,
      Buffer.concat([part(24_080, 16), part(10_000, 16)]),
    ],
    ['across three', 0x1fffn, 121, Buffer.concat([part(24_095, 1), part(10_000, 100), part(50, 20)])],
    ['across pages of the file within one mapping', 0x1100n, 3000, part(20_256, 3000)],
    ['one byte too many', 0x1fffn, 122, undefined],
    ['into a hole', 0x2070n, 0x10000, undefined],
    ['out of a hole', 0x8fffn, 2, undefined],
    ['below everything', 0xfffn, 1, undefined],
    ['above everything', 0x900an, 1, undefined],
    ['a negative address', -1n, 1, undefined],
    ['an address beyond 64 bits', 1n << 64n, 1, undefined],
    ['a negative length', 0x1000n, -1, undefined],
    ['a length that is no number', 0x1000n, Number.NaN, undefined],
    ['an endless length', 0x1000n, Number.POSITIVE_INFINITY, undefined],
  ])('of %s', (_, address, length, expected) => {
    const bytes = memory.peek(address, length);
    expect(bytes && Buffer.from(bytes)).toEqual(expected && Buffer.from(expected));
  });

  test('knows the pointer size and byte order it was given, and none when given none', () => {
    expect(memory).toMatchObject({ pointerBytes: 8, littleEndian: true });
    expect('pointerBytes' in new MappedMemory(source, [])).toBe(false);
    expect('littleEndian' in new MappedMemory(source, [])).toBe(false);
  });

  test('gives the same bytes as the file in 3000 places, in whatever order', () => {
    const random = seededRandom(2);
    for (let round = 0; round < 3000; round++) {
      const mapping = random.pick(mappings);
      const skip = random.int(mapping.length);
      const length = random.int(mapping.length - skip + 1);
      const bytes = memory.peek(mapping.address + BigInt(skip), length)!;
      expect(file.subarray(mapping.offset + skip, mapping.offset + skip + length).equals(bytes)).toBe(true);
    }
  });
});

test('where mappings overlap, the one that begins lower has the addresses', () => {
  const memory = new MappedMemory(source, [
    { address: 0x1010n, offset: 200, length: 32 },
    { address: 0x1000n, offset: 100, length: 24 },
    { address: 0x1004n, offset: 300, length: 8 },
  ]);
  const expected = Buffer.concat([file.subarray(100, 124), file.subarray(208, 232)]);
  expect(Buffer.from(memory.peek(0x1000n, 48)!)).toEqual(expected);
});

test('mappings are cut to the file, and those behind its end hold nothing', () => {
  const memory = new MappedMemory(source, [
    { address: 0x1000n, offset: 39_990, length: 100 },
    { address: 0x2000n, offset: 50_000, length: 100 },
  ]);
  expect(Buffer.from(memory.peek(0x1000n, 10)!)).toEqual(file.subarray(39_990));
  expect(memory.peek(0x1000n, 11)).toBeUndefined();
  expect(memory.peek(0x2000n, 1)).toBeUndefined();
});

test('reads at most 1 MiB, also of memory that claims more', () => {
  const large = new SparseSource(10e9);
  const memory = new MappedMemory(large, [{ address: 0n, offset: 0, length: 10e9 }]);
  expect(memory.peek(5n, MAX_PEEK_BYTES)).toHaveLength(MAX_PEEK_BYTES);
  expect(memory.peek(5n, MAX_PEEK_BYTES + 1)).toBeUndefined();
  expect(large.largestRead).toBe(MAX_PEEK_BYTES);
});

test('a failing source says so, and is asked again the next time', () => {
  let fails = true;
  const flaky = new MemorySource(file);
  const readInto = flaky.readInto.bind(flaky);
  flaky.readInto = (target, offset) => {
    if (fails) throw new AccessError('cannot read');
    readInto(target, offset);
  };
  const memory = new MappedMemory(flaky, [{ address: 0n, offset: 0, length: 100 }]);
  expect(() => memory.peek(0n, 8)).toThrow(AccessError);
  fails = false;
  expect(Buffer.from(memory.peek(0n, 8)!)).toEqual(file.subarray(0, 8));
});

test('reads a page of the file once, however often it is looked at', () => {
  const counting = new SparseSource(1 << 20, { offset: 0, bytes: file });
  const memory = new MappedMemory(counting, [{ address: 0n, offset: 0, length: 1 << 20 }]);
  for (let at = 0; at < 40_960; at += 64) memory.peek(BigInt(at), 64);
  expect(counting.bytesRead).toBe(40_960);
});
