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
  const [counted, reads] = countedSource();
  const source = new ReadAheadSource(counted);
  const first = source.read(0, 10);
  for (let offset = 0; offset + 1000 < bytes.length; offset += 1000) source.read(offset, 1000);
  expect(reads.length).toBeLessThan(12);
  expect(Buffer.compare(first, bytes.subarray(0, 10))).toBe(0);
});

test('reads little for those who jump', () => {
  const [counted, reads] = countedSource();
  const source = new ReadAheadSource(counted);
  const offsets = [...Array(1000).keys()].map((page) => ((page * 389) % 1000) * 2000);
  for (const offset of offsets) source.read(offset, 1000);
  expect(reads.reduce((sum, length) => sum + length, 0)).toBeLessThan(32 * bytes.length);
});

/** What is read of `bytes`, and the lengths that were asked for. */
function countedSource(): [ByteSource, readonly number[]] {
  const reads: number[] = [];
  const read = (offset: number, length: number) => {
    reads.push(length);
    return bytes.slice(offset, offset + length);
  };
  return [{ size: bytes.length, read, readInto: () => {}, pieces: () => [] }, reads];
}
