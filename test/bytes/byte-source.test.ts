import { mkdtempSync, openSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type ByteSource, streamOf } from '../../src/bytes/byte-source.ts';
import { FileSource } from '../../src/bytes/file-source.ts';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { AccessError, FormatError } from '../../src/model/errors.ts';

const directory = mkdtempSync(join(tmpdir(), 'byte-source-test-'));
afterAll(() => rmSync(directory, { recursive: true }));

const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
const path = join(directory, 'file');
writeFileSync(path, bytes);

describe.each<[string, () => ByteSource]>([
  ['a file', () => FileSource.open(path)],
  ['memory', () => new MemorySource(bytes)],
])('%s as a source', (_, open) => {
  test('reads exactly what is asked for', () => {
    const source = open();
    expect(source.size).toBe(1000);
    for (const [offset, length] of [
      [0, 0],
      [0, 1000],
      [999, 1],
      [1000, 0],
      [17, 500],
    ] as const) {
      expect(Buffer.from(source.read(offset, length)).equals(bytes.subarray(offset, offset + length))).toBe(true);
      const target = new Uint8Array(length);
      source.readInto(target, offset);
      expect(Buffer.from(target).equals(bytes.subarray(offset, offset + length))).toBe(true);
    }
  });

  test.each([
    [0, 1001],
    [1000, 1],
    [1001, 0],
    [-1, 1],
    [0, -1],
    [2 ** 53, 1],
    [Number.NaN, 1],
    [0, Number.POSITIVE_INFINITY],
  ])('refuses offset %d, length %d before anything is allocated', (offset, length) =>
    expect(() => open().read(offset, length)).toThrow(FormatError),
  );

  test('streams all or a part, in chunks', async () => {
    for (const [start, end, chunkBytes] of [
      [0, 1000, 300],
      [5, 905, 1000],
      [7, 7, 10],
      [0, 1000, 1000],
    ] as const) {
      const chunks: Uint8Array[] = [];
      for await (const chunk of streamOf(open(), start, end, chunkBytes)) chunks.push(chunk);
      expect(Buffer.concat(chunks).equals(bytes.subarray(start, end))).toBe(true);
      expect(chunks.every(({ length }) => length > 0 && length <= chunkBytes)).toBe(true);
    }
  });
});

describe('a file', () => {
  test('that is not there is an AccessError with the reason of the system, and without its path', () => {
    expect(() => FileSource.open(join(directory, 'none'))).toThrow(AccessError);
    expect(() => FileSource.open(join(directory, 'none'))).toThrow(/^cannot open the file: ENOENT; /);
  });

  test('that becomes shorter while it is read', () => {
    const shrinking = join(directory, 'shrinking');
    writeFileSync(shrinking, bytes);
    const source = FileSource.open(shrinking);
    truncateSync(shrinking, 100);
    expect(() => source.read(0, 1000)).toThrow(/became shorter .* ends at 100/);
    source.close();
  });

  test('that cannot be read, here because it is closed', () => {
    const source = new FileSource(openSync(path, 'r'));
    source.close();
    expect(() => source.read(0, 1)).toThrow(AccessError);
  });
});
