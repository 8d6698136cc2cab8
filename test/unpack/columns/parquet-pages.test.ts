import { brotliCompressSync, constants, crc32, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { parquet } from '../../../src/unpack/columns/parquet.ts';
import { ThriftReader } from '../../../src/unpack/columns/thrift-compact.ts';
import { lzoLiterals } from '../../builders/lz-blocks.ts';
import {
  buildParquet,
  type Column,
  deltas,
  frontCoded,
  gzipPage,
  type PageOptions,
  page,
  plain,
} from '../../builders/parquet.ts';
import { AMPLE, list, noise, observe } from '../observe.ts';

const said = async (bytes: Uint8Array) =>
  (await list(parquet, bytes)).troubles.map(({ trouble, name }) => `${name ?? ''} ${trouble.code}: ${trouble.message}`);
/** Of the first column, behind the header of its page. */
async function valuesIn(column: Partial<Column> & Pick<Column, 'pages'>) {
  const { entries, troubles } = await list(parquet, buildParquet([column]));
  const content = entries[0]!.bytes.toString('latin1');
  return {
    text: content.slice(
      page({
        ...column.pages[0]!,
        packed: Buffer.alloc(0),
        packedBytes: (column.pages[0]!.packed ?? column.pages[0]!.body).length,
      }).length + 1,
    ),
    troubles,
  };
}
const u32 = (...numbers: number[]) =>
  Buffer.concat(numbers.map((number) => Buffer.from([24, 16, 8, 0].map((shift) => number >>> shift))));
/** So many values, all alike: the first one stands there, and the others share all they have. */
function repeated(count: number) {
  const shared = Array.from({ length: count }, (_, index) => (index === 0 ? 0 : 100_000));
  const own = shared.map((_, index) => (index === 0 ? 100_000 : 0));
  const body = Buffer.concat([deltas(shared), deltas(own), Buffer.alloc(100_000, 'x')]);
  return buildParquet([{ pages: [{ encoding: 7, values: count, body }] }]);
}
/** What makes 128 MiB, one byte more than a page with it says. */
const BOMB = {
  body: brotliCompressSync(Buffer.alloc(128 << 20), { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
  unpackedBytes: (128 << 20) - 1,
};
const LONG = 'some words of no interest, more than once; '.repeat(9);

describe('values', () => {
  test.each<[string, Partial<Column>, PageOptions, string]>([
    ['with a length before each', {}, { body: plain('one', 'two'), values: 2 }, '\none\ntwo\n\n'],
    [
      'behind levels',
      { repetition: 1 },
      { body: Buffer.concat([u32(0x02000000), Buffer.from('ab'), plain('one')]) },
      '\x02\0\0\0ab\none\n\n',
    ],
    [
      'of two levels',
      { repetition: 2 },
      { body: Buffer.concat([u32(0, 0), plain('one')]) },
      `${'\0'.repeat(8)}\none\n\n`,
    ],
    ['of a dictionary', {}, { type: 2, encoding: 2, body: plain('one') }, '\none\n\n'],
    [
      'of a page of version 2',
      {},
      { type: 3, body: Buffer.concat([Buffer.from('ll'), plain('one')]), levelBytes: 2 },
      'll\none\n\n',
    ],
    [
      'front-coded',
      {},
      { encoding: 7, values: 3, body: frontCoded(['token-1', 'token-2', 'tok'], [0, 6, 3]) },
      '\ntoken-1\ntoken-2\ntok\n\n',
    ],
    [
      'with lengths apart',
      {},
      { encoding: 6, values: 2, body: Buffer.concat([deltas([3, 1]), Buffer.from('onex')]) },
      '\none\nx\n\n',
    ],
    ['of one width', { type: 7, width: 8 }, { body: Buffer.from('01234567abcdefgh') }, '\n01234567\nabcdefgh\n\n'],
    ['of one width, split', { type: 7, width: 2 }, { encoding: 9, body: Buffer.from('acebdf') }, '\nab\ncd\nef\n\n'],
    ['that are numbers', { type: 1 }, { body: u32(5, 6) }, `${u32(5, 6).toString('latin1')}\n`],
  ])('%s', async (_, column, only, expected) => {
    const { text: found, troubles } = await valuesIn({
      ...column,
      pages: [{ values: 1, ...only }],
      values: only.type === 2 ? 0 : (only.values ?? 1),
    });
    expect({ found, troubles }).toEqual({ found: expected, troubles: [] });
  });

  test.each<[string, Partial<Column>, PageOptions]>([
    ['lengths that lead out of the page', {}, { body: Buffer.concat([plain('one'), u32(7)]) }],
    [
      'a value that shares more than there is',
      {},
      { encoding: 7, values: 2, body: Buffer.concat([deltas([0, 9]), deltas([3, 1]), Buffer.from('onex')]) },
    ],
    [
      'fewer lengths than shared ones',
      {},
      { encoding: 7, values: 2, body: Buffer.concat([deltas([0, 1]), deltas([3]), Buffer.from('one')]) },
    ],
    ['more bytes than lengths', {}, { encoding: 6, body: Buffer.concat([deltas([3]), Buffer.from('one more')]) }],
    [
      'more lengths than values',
      {},
      { encoding: 6, values: 1, body: Buffer.concat([deltas([1, 2]), Buffer.from('one')]) },
    ],
    ['a width that does not fit', { type: 7, width: 9 }, { encoding: 9, body: Buffer.from('0123456789') }],
    ['an encoding of tomorrow', {}, { encoding: 12, body: Buffer.from('0123456789') }],
    ['places in a dictionary that is not there', {}, { encoding: 8, body: Buffer.from('0123456789') }],
  ])('%s are told, and scanned as is', async (_, column, only) => {
    const { text: found, troubles } = await valuesIn({ ...column, pages: [only] });
    expect(found).toBe(`${Buffer.from(only.body).toString('latin1')}\n`);
    expect(troubles).toMatchObject([{ name: '0/note', trouble: { code: 'damaged' } }]);
  });

  test('that make much of little come out in pieces, and the budget ends them', async () => {
    const { gaps, leaves } = await observe(repeated(1000), { limits: { maxEntryBytes: 1e6 } });
    expect(gaps).toMatchObject([{ code: 'budget', path: 'artifact!/0/note' }]);
    expect(leaves[0]!.bytes.length).toBeLessThan(2e6);
  });

  test('that make more of a page than 128 MiB are told, and scanned as is', async () => {
    const bytes = repeated(4000);
    const { entries, troubles } = await list(parquet, bytes);
    expect(entries[0]!.bytes.length).toBeLessThan(bytes.length);
    expect(troubles).toMatchObject([{ name: '0/note', trouble: { code: 'damaged' } }]);
  });

  test('behind levels that are bit-packed are told, since nobody says where they end; those without levels are read', async () => {
    const body = Buffer.concat([Buffer.of(0x0f), plain('one', 'two', 'x', 'y')]);
    const packed = { values: 4, levelEncoding: 4 };
    const { text: found, troubles } = await valuesIn({ repetition: 1, pages: [{ ...packed, body }] });
    expect(found).toBe(`${body.toString('latin1')}\n`);
    expect(troubles).toMatchObject([{ name: '0/note', trouble: { code: 'damaged' } }]);
    const required = await valuesIn({ pages: [{ ...packed, body: body.subarray(1) }] });
    expect(required).toEqual({ text: '\none\ntwo\nx\ny\n\n', troubles: [] });
  });

  test('of many pages come out in few chunks, in order', async () => {
    const pages = Array.from({ length: 9000 }, (_, index) => ({ body: plain(`value ${index}`) }));
    const large = { body: plain('x'.repeat(100_000), 'behind it') };
    const source = new MemorySource(buildParquet([{ pages: [...pages, large, { body: plain('last') }] }]));
    for await (const item of parquet.entries(source, new Budget(AMPLE))) {
      if (!('open' in item) || item.name !== '0/note') continue;
      const chunks: Uint8Array[] = [];
      for await (const chunk of item.open()) chunks.push(chunk);
      expect(chunks.length).toBeLessThan(20);
      const lines = Buffer.concat(chunks).toString('latin1').split('\n');
      const values = lines.filter((line) => /^(value \d+|x{100000}|behind it|last)$/.test(line));
      expect(values).toEqual([...pages.map((_, index) => `value ${index}`), 'x'.repeat(100_000), 'behind it', 'last']);
    }
  });
});

describe('pages', () => {
  const lz4 = (words: string) => Buffer.concat([Buffer.of(0xf0, words.length - 15), Buffer.from(words)]);
  const words = 'some words of text, for a page';
  const framed = (block: Uint8Array) => Buffer.concat([u32(words.length, block.length), block]);
  test.each<[string, number, Uint8Array]>([
    ['not at all', 0, Buffer.from(words)],
    ['gzip', 2, gzipSync(words)],
    ['gzip, in two members', 2, Buffer.concat([gzipSync(words.slice(0, 9)), gzipSync(words.slice(9))])],
    ['LZO', 3, framed(lzoLiterals(Buffer.from(words)))],
    ['Brotli', 4, brotliCompressSync(words)],
    ['LZ4 in frames of Hadoop', 5, framed(lz4(words))],
    [
      'LZ4 in two of them',
      5,
      Buffer.concat([
        u32(16),
        u32(18),
        lz4(words.slice(0, 16)),
        u32(14),
        u32(15),
        Buffer.of(0xe0),
        Buffer.from(words.slice(16)),
      ]),
    ],
    ['LZ4 that says so and is bare', 5, lz4(words)],
    ['bare LZ4', 7, lz4(words)],
  ])('packed %s', async (_, codec, packed) => {
    const pages = [{ body: Buffer.from(words), packed, encoding: 0 }];
    const { text: found, troubles } = await valuesIn({ type: 1, codec, pages });
    expect({ found, troubles }).toEqual({ found: `${words}\n`, troubles: [] });
    const { text: longer, troubles: told } = await valuesIn({
      type: 1,
      codec,
      pages: [{ ...pages[0]!, packed: Buffer.concat([packed, Buffer.from('more')]) }],
    });
    expect(longer).toContain('more\n');
    expect(told).toMatchObject([{ trouble: { code: 'damaged' } }]);
  });

  test('of many small blocks of LZ4 take no time', async () => {
    // In a page of 100 MiB.
    const block = Buffer.concat([u32(2), Buffer.from('\x10x')]);
    const packed = Buffer.concat([u32(100 << 20), Buffer.alloc(100_000 * block.length, block)]);
    const { entries, troubles } = await list(
      parquet,
      buildParquet([{ codec: 5, pages: [{ body: packed, unpackedBytes: 100 << 20 }] }]),
    );
    expect(entries[0]!.bytes.length).toBeGreaterThan(packed.length);
    expect(troubles).toMatchObject([{ trouble: { code: 'damaged' } }]);
  });

  test.each([
    ['where the footer tells the codec', 'footer', '0/note'],
    ['without a footer', 'none', 'pages@4'],
  ])('that make much and then fail are given up after a while, %s', async (_, footer, name) => {
    const empty = { body: Buffer.alloc(0), unpackedBytes: 9 };
    const sound = { body: plain(LONG), packed: brotliCompressSync(plain(LONG)) };
    const whole = buildParquet([{ codec: 4, pages: [empty, sound, ...Array(20).fill(BOMB), sound] }]);
    const { entries, troubles } = await list(parquet, footer === 'none' ? whole.subarray(0, -60) : whole);
    expect(entries[0]!.bytes.toString('latin1').split(LONG)).toHaveLength(2);
    expect(entries[0]!.bytes.length).toBeLessThan(1e5);
    expect(troubles.filter((trouble) => trouble.name === name)).toMatchObject([
      { trouble: { code: 'damaged', message: expect.stringMatching(/unpacked: 22, of which not tried .*: 13;/) } },
    ]);
  });

  test('of an unknown codec are a gap', async () => {
    expect(await said(buildParquet([{ codec: 9, pages: [{ body: plain('x') }] }]))).toEqual([
      expect.stringMatching(/^0\/note unsupported: .*\(9\): 1/),
    ]);
  });

  test.each<[string, number, PageOptions]>([
    ['claims more than its codec can make', 1, { body: Buffer.from('abc'), unpackedBytes: 100 << 20 }],
    ['claims more than it holds', 2, { ...gzipPage({ body: plain(LONG) }), unpackedBytes: 5000 }],
    ['claims less than it holds', 2, { ...gzipPage({ body: plain(LONG) }), unpackedBytes: 50 }],
    ['has a wrong checksum', 0, { body: plain('one'), crc: 7 }],
  ])('one that %s is told', async (_, codec, one) => {
    expect(await said(buildParquet([{ codec, pages: [one] }]))).toEqual([
      expect.stringMatching(/^0\/note damaged: pages that cannot/),
    ]);
  });

  test('a right checksum is no news, and one that is larger than what is read is', async () => {
    const body = plain('one');
    expect(await said(buildParquet([{ pages: [{ body, crc: crc32(body) }] }]))).toEqual([]);
    expect(await said(buildParquet([{ codec: 4, pages: [{ body, unpackedBytes: 2 ** 31 - 1 }] }]))).toEqual([
      expect.stringMatching(/^0\/note unsupported: pages of more/),
    ]);
  });

  test('statistics of any length come out', async () => {
    const statistics = `${'x'.repeat(100_000)} the end of it`;
    const { entries, troubles } = await list(parquet, buildParquet([{ pages: [{ body: plain('one'), statistics }] }]));
    expect(troubles).toEqual([]);
    expect(entries[0]!.bytes.includes('the end of it')).toBe(true);
  });
});

test('Thrift in 40 structs in one another, and noise, are refused', () => {
  const read = (bytes: Uint8Array) => [...new ThriftReader(bytes).fields()];
  expect(() => read(Buffer.concat([Buffer.alloc(40, 0x1c), Buffer.alloc(41)]))).toThrow('in one another');
  expect(read(Buffer.concat([Buffer.alloc(20, 0x1c), Buffer.alloc(21)]))).toHaveLength(1);
  for (let seed = 1; seed < 300; seed++) {
    try {
      read(noise(200, seed));
    } catch (error) {
      expect(error).toMatchObject({ code: 'damaged' });
    }
  }
});
