import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { ARROW_TYPE, type ArrowTable, arrowStream, offsetsOf, packedBuffer } from '../../builders/arrow.ts';
import { lz4Frame } from '../../builders/lz4.ts';
import { LONG, MARKER } from '../../recipes/recipe.ts';
import { MarkerScanner } from '../../support/marker-scan.ts';
import { LINES, LZ4, lz4, NONE, packed, readArrow, repeated, TABLE, TEXT, VALUES, ZSTD } from './read-arrow.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const column = (values: Uint8Array, more: Partial<ArrowTable> = {}): ArrowTable => ({
  ...{ ...TABLE, buffers: [NONE, packed(offsetsOf(VALUES)), values], codec: LZ4 },
  ...more,
});
/** Buffers of one column of numbers each, behind an empty one. */
const numbers = (values: readonly Uint8Array[], codec: number): ArrowTable => ({
  ...{ fields: values.map(() => ({ type: ARROW_TYPE.int })), rows: 1, codec },
  buffers: values.flatMap((bytes) => [NONE, bytes]),
});

const fieldsOf = (count: number): ArrowTable['fields'] =>
  Array.from({ length: count }, () => ({ type: ARROW_TYPE.int }));

describe('buffers that are packed', () => {
  const linked = lz4Frame({
    blocks: [
      { packed: [{ literals: 'first value of a column' }] },
      { packed: [{ literals: 'bthird', match: { distance: 24, length: 12 } }, { literals: 'column' }] },
    ],
    isLinked: true,
    contentSize: BigInt(TEXT.length),
    hasBlockSums: true,
  });

  test.each<[string, ArrowTable]>([
    ['stored blocks of LZ4', column(packed(TEXT))],
    ['linked blocks, with sums and a size', column(packedBuffer(linked, TEXT.length))],
    ['-1: as it is', column(packedBuffer(Buffer.from(TEXT), -1))],
    [
      'Zstandard',
      {
        ...TABLE,
        buffers: [NONE, offsetsOf(VALUES), Buffer.from(TEXT)].map((bytes) =>
          bytes.length > 0 ? packedBuffer(zstdCompressSync(bytes), bytes.length) : NONE,
        ),
        codec: ZSTD,
      },
    ],
    [
      'offsets of 8 bytes',
      column(NONE, {
        fields: [{ type: ARROW_TYPE.largeUtf8 }],
        buffers: [NONE, packed(offsetsOf(VALUES, 8)), packed(TEXT)],
      }),
    ],
  ])('%s', async (_, batch) => {
    const { named, codes } = await readArrow(batch);
    expect([named['2'], codes]).toEqual([LINES, []]);
  });

  test('what is no text comes too, and what is empty does not', async () => {
    const { named, codes } = await readArrow(numbers([packed('numbers'), packedBuffer(NONE, 0), packed('')], LZ4));
    expect([named, codes]).toEqual([{ 1: 'numbers' }, []]);
  });

  test('what no offset leads to comes on a line of its own, and a long value is whole', async () => {
    const long = 'x'.repeat(200_000);
    const blocks = [0, 1, 2, 3].map((index) => ({ stored: long.slice(index * 50_000, (index + 1) * 50_000) }));
    const rest = packedBuffer(lz4Frame({ blocks: [...blocks, { stored: 'behind' }] }), long.length + 6);
    const { named, codes } = await readArrow(
      column(NONE, { rows: 1, buffers: [NONE, packed(offsetsOf([long])), rest] }),
    );
    expect([named['2'], codes]).toEqual([`${long}\nbehind\n`, []]);
  });

  test.each<[string, Buffer]>([
    ['a length that is too small', packedBuffer(lz4(TEXT), TEXT.length - 1)],
    ['one that is too large', packedBuffer(lz4(TEXT), TEXT.length + 1)],
    ['one of 0', packedBuffer(lz4(TEXT), 0)],
    ['one of -2', packedBuffer(lz4(TEXT), -2)],
    ['one of 128 MiB', packedBuffer(lz4(TEXT), 128 << 20)],
    ['one of 2^62', packedBuffer(lz4(TEXT), 2n ** 62n)],
    ['half a length', Buffer.alloc(4, 1)],
    ['no frame', packedBuffer(NONE, 5)],
    ['something behind the frame', packedBuffer(Buffer.concat([lz4(TEXT), Buffer.from([0])]), TEXT.length)],
    ['a frame of Zstandard', packedBuffer(zstdCompressSync(Buffer.from(TEXT)), TEXT.length)],
    ['a frame with a dictionary', packedBuffer(lz4Frame({ blocks: [{ stored: TEXT }], dictionaryId: 1 }), TEXT.length)],
    ['a wrong sum of the header', packedBuffer(lz4Frame({ blocks: [{ stored: TEXT }], headerSum: 1 }), TEXT.length)],
    ['of the content', packedBuffer(lz4Frame({ blocks: [{ stored: TEXT }], contentSum: 1 }), TEXT.length)],
    ['of a block', packedBuffer(lz4Frame({ blocks: [{ stored: TEXT, sum: 1 }], hasBlockSums: true }), TEXT.length)],
    [
      'another size of the content',
      packedBuffer(lz4Frame({ blocks: [{ stored: TEXT }], contentSize: 1n }), TEXT.length),
    ],
    ['a block that breaks off', packedBuffer(lz4Frame({ blocks: [{ packed: Buffer.from([0xf0]) }] }), TEXT.length)],
  ])('%s is damage, and the frame is left for the search', async (_, values) => {
    const { named, codes } = await readArrow(column(values));
    expect([named['2'], codes]).toEqual([undefined, ['damaged']]);
  });

  test('frames that are cut off anywhere', async () => {
    const zstd = zstdCompressSync(Buffer.from(TEXT));
    for (const [codec, frame] of [
      [LZ4, linked],
      [ZSTD, zstd],
    ] as const)
      for (let bytes = 0; bytes < frame.length; bytes++) {
        const values = packedBuffer(frame.subarray(0, bytes), TEXT.length);
        expect((await readArrow(numbers([values], codec))).codes).toEqual(['damaged']);
      }
  });

  test('what cannot be unpacked is searched as is; what can be is found once', async () => {
    const scanner = new MarkerScanner([MARKER], join(folder, 'table'));
    const frame = zstdCompressSync(LONG);
    for (const [bytes, place] of [
      [LONG.length, /^!\/batch 1 buffer 1$/],
      [LONG.length + 1, /^!\/zstd@\d+!\/data$/],
    ] as const) {
      const { places } = await scanner.scan('table', arrowStream(numbers([packedBuffer(frame, bytes)], ZSTD)), MARKER);
      expect(places).toEqual([expect.stringMatching(place)]);
    }
  });

  test.each([
    ['codec', { codec: 9 }],
    ['method', { method: 1 }],
  ])('an unknown %s is told', async (_, more) => {
    const { named, codes } = await readArrow(column(packed(TEXT), more));
    expect([named, codes]).toEqual([{}, ['unsupported']]);
  });

  test('more than 128 MiB is told', async () => {
    const values = packedBuffer(repeated(200), 200 << 20);
    expect((await readArrow(numbers([values], ZSTD))).codes).toEqual(['unsupported']);
  });

  test('what is unpacked in vain is not tried without end', async () => {
    // Each makes one byte less than it says.
    const buffers = Array.from({ length: 12 }, () => packedBuffer(repeated(127), (127 << 20) + 1));
    const { codes, messages } = await readArrow(numbers(buffers, ZSTD));
    expect(codes).toEqual(['damaged']);
    expect(messages).toContain('cannot be unpacked: 12, of which not tried after so many: 3');
  });

  test('a frame that many buffers name is unpacked once', async () => {
    const values = packed('once');
    const more = Array.from({ length: 1001 }, () => ({ start: 0, size: values.length }));
    const { named, messages } = await readArrow({
      ...numbers([], LZ4),
      buffers: [values, ...more],
      fields: fieldsOf(501),
    });
    expect([named, messages]).toEqual([{ 0: 'once' }, expect.stringContaining('cannot be unpacked: 1001;')]);
  });

  test('what many columns name, though it is not packed, is read once', async () => {
    const fields = Array.from({ length: 3 }, () => ({ type: ARROW_TYPE.utf8 }));
    const offsets = offsetsOf(VALUES);
    const size = Buffer.byteLength(TEXT);
    // Buffers begin at multiples of 8.
    const again = [NONE, { start: 0, size: offsets.length }, { start: Math.ceil(offsets.length / 8) * 8, size }];
    const { named, messages } = await readArrow({
      ...{ ...TABLE, fields },
      buffers: [NONE, offsets, Buffer.from(TEXT), ...again, ...again],
    });
    expect(named).toEqual({ 2: LINES });
    expect(messages).toContain('outside of their message, or in another: 4');
  });

  test('buffers outside of their message, and more of them than it has room for', async () => {
    for (const start of [1 << 20, 2 ** 52]) {
      const { codes } = await readArrow({
        ...TABLE,
        buffers: [{ start, size: 8 }, offsetsOf(VALUES), Buffer.from(TEXT)],
      });
      expect(codes).toEqual(['damaged']);
    }
    for (const bufferCount of [4, 1000, 0xffff_ffff]) {
      const { codes } = await readArrow(column(packed(TEXT), { bufferCount, viewCounts: [] }));
      expect(codes).toContain('damaged');
    }
  });
});
