/**
 * The builder writes what rekall's crashdump.py, volatility's crash layers and kdmp-parser read: header fields at their
 * offsets, pages in the order of runs, bits or ranges.
 */
import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { locate } from '../../src/views/locate.ts';
import { windowsDump as reader } from '../../src/views/windows-dump.ts';
import { bitmapDump, completeDump, type PageRun, rangeDump, triageDump } from '../builders/windows-dump.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SparseSource } from './sparse-source.ts';

const random = seededRandom(13);
const run = (page: number, pages: number): PageRun => ({ page, bytes: random.bytes(pages * 4096) });

const runs = [run(1, 2), run(9, 1), run(16, 9), run(1000, 1)];

describe.each<[string, Buffer]>([
  ['complete, 64 bit', completeDump(8, runs)],
  ['complete, 32 bit', completeDump(4, runs)],
  ['bitmap of a complete dump', bitmapDump(8, runs, 1024)],
  ['bitmap of a kernel dump', bitmapDump(8, runs, 1024, { signature: 'FDMP', type: 6 })],
  ['bitmap, 32 bit', bitmapDump(4, runs, 1024)],
  ['bitmap whose size is no whole number of bytes', bitmapDump(8, runs, 1001)],
  ['range table', rangeDump(runs)],
])('%s', (_, bytes) => {
  const view = reader.open(new MemorySource(bytes));

  test('has each page at its physical address', () => {
    for (const { page, bytes: pages } of runs) {
      const address = BigInt(page) * 4096n;
      expect(Buffer.from(view.memory.peek(address, pages.length)!)).toEqual(Buffer.from(pages));
      const at = bytes.indexOf(pages);
      expect(locate(view, at + 5)).toEqual({ address: address + 5n, region: 'physical memory' });
    }
    expect(view.regions.filter(({ name }) => name === 'physical memory')).toHaveLength(runs.length);
  });

  test('has no page between them, and no pointers', () => {
    for (const page of [0, 3, 8, 10, 15, 25, 999, 1001])
      expect(view.memory.peek(BigInt(page) * 4096n, 1)).toBeUndefined();
    expect(view.memory.pointerBytes).toBeUndefined();
    expect(view.troubles).toEqual([]);
  });

  test('names the registers in the header', () => {
    const at = bytes.toString('latin1', 4, 8) === 'DU64' ? 0x348 : 0x320;
    expect(locate(view, at)).toEqual({ region: 'processor registers' });
    expect(locate(view, 0)).toEqual({ region: 'dump header' });
  });

  test('cut in its last page, holds the rest and says so', () => {
    const cut = reader.open(new MemorySource(bytes.subarray(0, -4000)));
    expect(cut.memory.peek(1000n * 4096n, 96)).toBeDefined();
    expect(cut.memory.peek(1000n * 4096n, 97)).toBeUndefined();
    expect(cut.troubles).toMatchObject([{ code: 'damaged' }]);
  });
});

test('a triage dump has a header and no physical memory, and promises none', () => {
  const view = reader.open(new MemorySource(triageDump(8)));
  expect(view.regions.map(({ name }) => name)).not.toContain('physical memory');
  expect(view.troubles).toEqual([]);
});

describe('a hostile dump', () => {
  const changed = (bytes: Buffer, at: number, value: bigint) => {
    bytes.writeBigUInt64LE(value, at);
    return bytes;
  };

  test('with an unknown second header is told to be unsupported', () => {
    const bytes = bitmapDump(8, runs, 1024);
    bytes.write('XXXX', 0x2000);
    expect(reader.open(new MemorySource(bytes)).troubles).toMatchObject([{ code: 'unsupported' }]);
  });

  test('with more runs than its header can hold gives none', () => {
    const bytes = completeDump(8, runs);
    bytes.write('PAGE', 0x88);
    const view = reader.open(new MemorySource(bytes));
    expect(view.memory.peek(4096n, 1)).toBeUndefined();
    expect(view.troubles).toMatchObject([{ code: 'damaged' }]);
  });

  test('with a bitmap of 10 GB reads the 64 MiB that it keeps, in small parts, and says so', () => {
    const bytes = changed(changed(bitmapDump(8, [], 8), 0x2020, 9_999_998_976n), 0x2030, 1n << 40n);
    const source = new SparseSource(10e9, { offset: 0, bytes: bytes.subarray(0, 0x2038) });
    expect(reader.open(source).troubles.map(({ code }) => code)).toEqual(['unsupported']);
    expect(source.largestRead).toBeLessThanOrEqual(64 << 10);
    expect(source.bytesRead).toBeLessThan(65 << 20);
  });

  test('whose bitmap changes at every bit ends at the limit', () => {
    const bytes = bitmapDump(8, [], 1 << 20);
    bytes.fill(0x55, 0x2038, 0x2038 + (1 << 17));
    const view = reader.open(new SparseSource(1e10, { offset: 0, bytes }));
    expect(view.troubles).toMatchObject([{ code: 'unsupported' }]);
    expect(view.memory.peek(4096n * 2n, 4096)).toBeDefined();
  });

  test('whose runs claim more than any file holds says so', () => {
    const bytes = changed(completeDump(8, runs), 0x98 + 8, (1n << 64n) - 1n);
    expect(reader.open(new MemorySource(bytes)).troubles).toMatchObject([{ code: 'damaged' }]);
  });
});
