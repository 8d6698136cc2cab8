import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { parquet } from '../../../src/unpack/columns/parquet.ts';
import {
  buildParquet,
  type Column,
  ended,
  gzipPage,
  i32,
  i64,
  list as listOf,
  page,
  plain,
  struct,
  text,
  thrift,
  unsigned,
} from '../../builders/parquet.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { CountingSource } from '../counting-source.ts';
import { AMPLE, list, noise, observe, texts } from '../observe.ts';

const said = async (bytes: Uint8Array) =>
  (await list(parquet, bytes)).troubles.map(({ trouble, name }) => `${name ?? ''} ${trouble.code}: ${trouble.message}`);
const LONG = 'some words of no interest, more than once; '.repeat(9);

describe('a file', () => {
  const sound = buildParquet([{ codec: 2, pages: [gzipPage({ body: plain(LONG, 'the marker') })] }]);
  const seen = async (bytes: Uint8Array) =>
    (await observe(bytes)).leaves.some((leaf) => leaf.bytes.includes('the marker'));

  test('that is sound has no gap, nor has an empty table', async () => {
    expect(await said(sound)).toEqual([]);
    expect(await seen(sound)).toBe(true);
    expect(await said(buildParquet([{ pages: [] }]))).toEqual([]);
  });

  test('without columns has no gap: its rows have nothing but an index, which stands in the metadata', async () => {
    const metadata = { 5: listOf([struct({ 1: text('pandas'), 2: text('the marker, and some words') })]) };
    const bytes = buildParquet([], metadata);
    expect(await said(bytes)).toEqual([]);
    expect(await said(buildParquet([], { ...metadata, 3: i64(0), 4: listOf([]) }))).toEqual([]);
    expect(await seen(bytes)).toBe(true);
  });

  test('that is cut at any byte behind its page shows the page, and a gap', async () => {
    const pageEnd = 4 + page(gzipPage({ body: plain(LONG, 'the marker') })).length;
    for (let length = 64; length < sound.length; length++) {
      const { gaps, leaves } = await observe(sound.subarray(0, length));
      expect(gaps.length, `${length}`).toBeGreaterThan(0);
      if (length >= pageEnd)
        expect(
          leaves.some(({ bytes }) => bytes.includes('the marker')),
          `${length}`,
        ).toBe(true);
    }
  });

  test('with flipped bits ends as content or as a gap', async () => {
    for (let at = 0; at < sound.length; at++) {
      const hurt = Buffer.from(sound);
      hurt[at]! ^= 1 << (at % 8);
      const { gaps, leaves } = await observe(hurt);
      const isSeen = leaves.some(({ bytes }) => bytes.includes('the marker'));
      const isOpened = leaves.every(({ path }) => path !== 'artifact');
      if (isOpened && !isSeen) expect(gaps.length, `${at}`).toBeGreaterThan(0);
    }
  });

  test('with something behind it is read whole, in the middle of other bytes too', async () => {
    const behind = Buffer.concat([sound, Buffer.from('\nsome words')]);
    expect(await said(behind)).toEqual([]);
    expect(texts(await list(parquet, behind)).at(-1)).toEqual(['[behind the archive]', '\nsome words']);
    const inside = await scanBytes({ inside: Buffer.concat([noise(3000), sound, noise(3000, 7)]) });
    expect({ gaps: inside.gaps, formats: inside.stats.formats }).toEqual({ gaps: [], formats: { parquet: 1 } });
    const atEnd = await scanBytes({ atEnd: Buffer.concat([noise(3000), sound]) });
    expect({ gaps: atEnd.gaps, formats: atEnd.stats.formats }).toEqual({ gaps: [], formats: { parquet: 1 } });
  });

  test('of which only programs that read such hold the magic number is none', async () => {
    const bytes = Buffer.concat([noise(999), Buffer.from('PAR1PARE\0PAR1: not a Parquet file\0'), noise(999)]);
    const { gaps, stats } = await scanBytes({ bytes });
    expect({ gaps, formats: stats.formats }).toEqual({ gaps: [], formats: {} });
  });

  test.each<[string, Uint8Array, RegExp]>([
    ['an encrypted column', buildParquet([{ pages: [], chunk: { 8: struct({}) } }]), /^0\/note encrypted/],
    ['more rows than its groups', buildParquet([{ pages: [] }], { 3: i64(7) }), /expected 7 rows/],
    [
      'fewer columns than its schema',
      buildParquet([{ pages: [] }], {
        2: listOf([
          struct({ 4: text('s'), 5: i32(2) }),
          ...['a', 'b'].map((name) => struct({ 3: i32(0), 4: text(name) })),
        ]),
      }),
      /expected 2 columns/,
    ],
    [
      'a schema that is no tree',
      buildParquet([{ pages: [] }], { 2: listOf([struct({ 4: text('s') }), struct({ 4: text('a') })]) }),
      /no tree/,
    ],
    [
      'a schema that is cut off',
      buildParquet([{ pages: [] }], { 2: listOf([struct({ 5: i32(9) }), struct({ 4: text('a') })]) }),
      /cut off/,
    ],
    ['no schema', buildParquet([], { 2: listOf([]) }), /expected a schema/],
    ['more values than there are', buildParquet([{ pages: [{ body: plain('x') }], values: 2 }]), /expected 2 values/],
    [
      'pages before its beginning',
      buildParquet([{ pages: [], metadata: { 9: i64(-5) }, values: 1 }]),
      /expected 1 values/,
    ],
    [
      'pages beyond its end',
      buildParquet([{ pages: [], metadata: { 7: i64(2 ** 40), 9: i64(2 ** 52) } }]),
      /expected 0 values/,
    ],
    [
      'a footer of other types',
      Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(64), ended(thrift({ 1: i32(1), 2: listOf([i32(1)]) }))]),
      /expected a list/,
    ],
    [
      'a footer that is endless',
      Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(64), ended(Buffer.alloc(90, 0x15))]),
      /.*/,
    ],
    [
      'a list that claims 2^40 elements',
      Buffer.concat([
        Buffer.from('PAR1'),
        Buffer.alloc(64),
        ended(Buffer.concat([thrift({ 1: i32(1) }).subarray(0, -1), Buffer.of(0x19, 0xfc), unsigned(2 ** 40)])),
      ]),
      /too early/,
    ],
  ])('that has %s is told', async (_, bytes, message) => {
    expect((await said(bytes)).filter((one) => message.test(one))).not.toEqual([]);
  });

  test('whose columns lie in another file has nothing to say of them', async () => {
    expect(await said(buildParquet([{ pages: [], values: 9, chunk: { 1: text('part-0.parquet') } }]))).toEqual([]);
  });

  test('that hides pages from its footer is read all the same, and told', async () => {
    const bytes = buildParquet([
      { codec: 2, pages: [gzipPage({ body: plain(LONG, 'the marker') })], chunk: { 1: text('elsewhere') } },
    ]);
    expect(await seen(bytes)).toBe(true);
    expect(await said(bytes)).toEqual([expect.stringMatching(/^pages@4 damaged/)]);
  });

  test('whose columns all lie in one place costs no more than the budget', async () => {
    const columns: Column[] = Array.from({ length: 3000 }, () => ({
      pages: [],
      values: 1,
      metadata: { 7: i64(1000), 9: i64(4) },
    }));
    const one = buildParquet([{ pages: [gzipPage({ body: plain('x'.repeat(1e6)) })], codec: 2 }, ...columns]);
    const { gaps, budget } = await observe(one, { limits: { maxTotalBytes: 5e6 } });
    expect(gaps.some(({ code }) => code !== 'encrypted')).toBe(true);
    expect(budget.bytes).toBeLessThan(2e7);
  });

  test('whose columns all name the same pages has them opened once, and told', async () => {
    const pages = Array.from({ length: 400 }, () => ({ body: Buffer.alloc(0), values: 0 }));
    const metadata = { 7: i64(400 * page(pages[0]!).length), 9: i64(4) };
    const columns: Column[] = Array.from({ length: 400 }, () => ({ pages: [], values: 0, metadata }));
    const { entries, troubles } = await list(parquet, buildParquet([{ pages }, ...columns]));
    expect(entries.map(({ name }) => name)).toEqual(['0/note', '[headers]']);
    expect(troubles).toMatchObject([{ trouble: { code: 'damaged', message: expect.stringContaining('again') } }]);
  });

  test('whose columns all name a header that is none has it looked at some times, and told', async () => {
    const header = page({ body: Buffer.alloc(0), statistics: 'x'.repeat(5 << 20) });
    const metadata = { 7: i64(1), 9: i64(4) };
    const columns: Column[] = Array.from({ length: 400 }, () => ({ pages: [], values: 0, metadata }));
    const bytes = buildParquet([{ pages: [], values: 0, behind: header.toString('latin1'), metadata }, ...columns]);
    const { entries, troubles } = await list(parquet, bytes);
    expect(entries.map(({ name }) => name)).toEqual(['[between entries]', '[headers]']);
    expect(troubles.length).toBeLessThan(20);
    expect(troubles.at(-1)).toMatchObject({ trouble: { message: expect.stringContaining('again') } });
  });

  test.each<[string, Buffer]>([
    [
      'columns',
      Buffer.concat([Buffer.of(0x15, 2, 0x19, 0xfc), unsigned(4e6), Buffer.from('15fe7f00', 'hex'), Buffer.alloc(4e6)]),
    ],
    ['fields', Buffer.concat([Buffer.of(0x15, 2, 0x19, 0x1c), Buffer.alloc(4e6, Buffer.of(0x15, 2)), Buffer.alloc(2)])],
    [
      'names',
      Buffer.concat([
        thrift({ 1: i32(1), 2: listOf([struct({ 5: i32(1) }), struct({ 4: text('a') })]) }).subarray(0, -1),
        Buffer.from('291c191c3c39', 'hex'),
        Buffer.of(0xf8),
        unsigned(3e6),
        Buffer.alloc(3e6),
      ]),
    ],
  ])('of millions of %s takes no more memory than that has', async (_, footer) => {
    const before = process.memoryUsage().heapUsed;
    const told = await said(Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(64), ended(footer)]));
    expect(told.length).toBeGreaterThan(0);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200e6);
  });

  test('of noise behind the word ends soon', async () => {
    for (let seed = 1; seed < 100; seed++) {
      const bytes = Buffer.concat([
        Buffer.from('PAR1\x15\0\x15\x10'),
        noise(2000, seed),
        ended(Buffer.concat([Buffer.from('\x15\x02'), noise(500, seed)])),
      ]);
      expect((await observe(bytes)).gaps.length).toBeGreaterThan(0);
    }
  });

  test('is not looked for behind each of a hundred thousand words', async () => {
    // The length in front of each word leads far back, so that each look is a read of its own.
    const length = Buffer.alloc(4);
    length.writeUInt32LE(900_000);
    const words = Buffer.concat(Array(100_000).fill(Buffer.concat([Buffer.alloc(4), length, Buffer.from('PAR1')])));
    const source = new CountingSource(
      Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(1 << 20), words, Buffer.alloc(64)]),
    );
    for await (const item of parquet.entries(source, new Budget(AMPLE))) if ('open' in item) await drain(item.open());
    expect(source.reads).toBeLessThan(20_000);
  });

  test('a text that begins with the word is a text', () => {
    expect(parquet.sniff(Buffer.alloc(64, 'PAR1,PAR2\n'))).toBe(false);
  });
});
