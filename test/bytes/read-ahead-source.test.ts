import { expect, test } from 'vitest';
import type { ByteSource } from '../../src/bytes/byte-source.ts';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { ReadAheadSource } from '../../src/bytes/read-ahead-source.ts';
import { FormatError } from '../../src/model/errors.ts';
import { seededRandom } from '../support/seeded-random.ts';

const random = seededRandom(5);
const bytes = random.bytes(3 << 20);

test('reads what the source reads, wherever and in whatever order', () => {
  const source = new ReadAheadSource(new MemorySource(bytes));
  for (let round = 0; round < 500; round++) {
    const length = random.int(round % 10 === 0 ? 1 << 20 : 5000);
    const offset = random.int(bytes.length - length);
    expect(Buffer.compare(source.read(offset, length), bytes.subarray(offset, offset + length))).toBe(0);
  }
  expect(source.read(bytes.length, 0)).toHaveLength(0);
  expect(() => source.read(bytes.length - 1, 2)).toThrow(FormatError);
  expect(() => source.read(-1, 2)).toThrow(FormatError);
});

test('reads little pieces that follow one another with few reads, and views stay as they were', () => {
  let reads = 0;
  const counted: ByteSource = {
    size: bytes.length,
    read: (offset, length) => {
      reads++;
      return bytes.slice(offset, offset + length);
    },
    readInto: () => {},
    pieces: () => [],
  };
  const source = new ReadAheadSource(counted);
  const first = source.read(0, 10);
  for (let offset = 0; offset + 1000 < bytes.length; offset += 1000) source.read(offset, 1000);
  expect(reads).toBeLessThan(8);
  expect(Buffer.compare(first, bytes.subarray(0, 10))).toBe(0);
});
