import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { hprof as reader } from '../../src/views/hprof.ts';
import { locate } from '../../src/views/locate.ts';
import { byteArray, type HprofRecord, hprof, stringRecord } from '../builders/hprof.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SparseSource } from './sparse-source.ts';

const random = seededRandom(19);
const end: HprofRecord = { tag: 0x2c, bytes: Buffer.alloc(0) };
const segmentOf = (bytes: Uint8Array): HprofRecord => ({ tag: 0x1c, bytes });
const open = (bytes: Uint8Array) => reader.open(new MemorySource(bytes));
const namesOf = (bytes: Uint8Array) => open(bytes).regions.map(({ name }) => name);

describe.each<[string, 4 | 8]>([
  ['1.0.1', 4],
  ['1.0.2', 8],
  ['1.0.3', 4],
])('version %s', (version, idBytes) => {
  const key = random.bytes(64);
  const bytes = hprof(version, idBytes, [
    stringRecord(idBytes, 1, 'java/lang/Object'),
    stringRecord(idBytes, 2, 'password'),
    { tag: 2, bytes: Buffer.alloc(16) },
    segmentOf(byteArray(idBytes, 3, key)),
    segmentOf(byteArray(idBytes, 4, random.bytes(50))),
    end,
  ]);

  test('has one region for neighbours of a kind', () => {
    expect(namesOf(bytes)).toEqual(['header', 'strings', 'loaded classes', 'heap dump segment', 'heap dump end']);
    expect(locate(open(bytes), bytes.indexOf('password'))).toEqual({ region: 'strings' });
    expect(locate(open(bytes), bytes.indexOf(key))).toEqual({ region: 'heap dump segment' });
    expect(open(bytes).troubles).toEqual([]);
  });

  test('lets a detector tell an array by what stands before its first element, as the head comment says', () => {
    const { memory } = open(bytes);
    const at = bytes.indexOf(key);
    expect(memory.littleEndian).toBe(false);
    expect(bytes[at - 1]).toBe(8);
    expect(bytes.readUInt32BE(at - 5)).toBe(key.length);
    expect(bytes[at - memory.pointerBytes! - 10]).toBe(0x23);
    expect(memory.peek(3n, 1)).toBeUndefined();
  });

  test('that ends between two segments is told to be incomplete', () => {
    const cut = hprof(version, idBytes, [segmentOf(byteArray(idBytes, 3, key))]);
    expect(open(cut).troubles).toMatchObject([{ code: 'damaged', message: expect.stringContaining('heap dump end') }]);
  });

  test('that ends within a segment has what there is', () => {
    const view = open(bytes.subarray(0, bytes.indexOf(key) + 5));
    expect(view.regions.at(-1)).toMatchObject({ name: 'heap dump segment' });
    expect(view.troubles).toMatchObject([{ code: 'damaged', message: expect.stringContaining('cut off') }]);
  });
});

test('a heap dump of unknown length is the rest of the file', () => {
  const heap = byteArray(4, 1, random.bytes(500));
  const bytes = hprof('1.0.1', 4, [stringRecord(4, 1, 'a'), { tag: 0x0c, bytes: heap, saidLength: 0 }]);
  expect(namesOf(bytes)).toEqual(['header', 'strings', 'heap dump']);
  expect(open(bytes).troubles).toEqual([]);
});

test('an unknown record ends the names, and is told', () => {
  const bytes = hprof('1.0.2', 8, [stringRecord(8, 1, 'a'), { tag: 0x77, bytes: random.bytes(20) }, end]);
  expect(namesOf(bytes)).toEqual(['header', 'strings']);
  expect(open(bytes).troubles).toMatchObject([{ code: 'damaged' }]);
});

describe('a hostile dump', () => {
  test('whose kinds alternate ends at 100,000 regions', () => {
    const pair = Buffer.from('010000000000000000020000000000000000', 'hex');
    const bytes = Buffer.concat([hprof('1.0.2', 8, []), ...Array.from({ length: 60_000 }, () => pair)]);
    const view = open(bytes);
    expect(view.regions.length).toBeLessThanOrEqual(100_001);
    expect(view.troubles).toMatchObject([{ code: 'unsupported' }]);
  });

  test('costs nothing until somebody asks for regions', () => {
    const source = new SparseSource(10e9, { offset: 0, bytes: hprof('1.0.2', 8, []) });
    const view = reader.open(source);
    expect(source.bytesRead).toBeLessThan(64 << 10);
    // Zeros are no record.
    expect(view.troubles).toMatchObject([{ code: 'damaged' }]);
    expect(source.bytesRead).toBeLessThan(64 << 10);
  });

  test('with identifiers of 2 bytes is refused', () => {
    expect(() => open(hprof('1.0.2', 2, []))).toThrow(/^HPROF: expected identifiers of 4 or 8 bytes, found 2/);
  });
});
