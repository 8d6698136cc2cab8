import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { sqlite } from '../../../src/unpack/databases/sqlite.ts';
import { cellsOf } from '../../../src/unpack/databases/sqlite-cells.ts';
import { sqliteWal } from '../../../src/unpack/databases/sqlite-wal.ts';
import { buildSqlite, type SqlitePage, sqliteRecord } from '../../builders/sqlite.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { list, noise, observe, texts } from '../observe.ts';

/** A record without values: a header of one byte, and what no header tells of. */
const long = (bytes: number, seed = 1): string =>
  `\x01${noise(bytes, seed)
    .toString('base64')
    .slice(0, bytes - 1)}`;
/** Without those that fit a page. */
async function listLarge(container: typeof sqlite, bytes: Uint8Array) {
  const listing = await list(container, bytes);
  expect(listing.entries[0]?.name ?? 'rows').toBe('rows');
  return { ...listing, entries: listing.entries.slice(1) };
}
const table = (...payloads: string[]): SqlitePage => ({
  kind: 'table',
  records: payloads.map((payload, index) => ({ payload, row: index + 1 })),
});

describe('records that overflow', () => {
  const sizes = [512, 1024, 4096, 65_536].flatMap((pageBytes) => [0, 32].map((reserved) => ({ pageBytes, reserved })));
  test.each(sizes)('$pageBytes bytes a page, $reserved of them reserved', async (shape) => {
    const usable = shape.pageBytes - shape.reserved;
    const payloads = [usable - 35, usable - 34, usable, 3 * usable + 7, 300_000].map((bytes, at) =>
      long(bytes, at + 1),
    );
    for (const kind of ['table', 'index', 'interior index'] as const) {
      const pages = payloads.map((payload) => ({ kind, records: [{ payload, row: 70_000 }] }));
      const listing = await listLarge(sqlite, buildSqlite(pages, shape));
      const expected = payloads.flatMap((payload, index) => {
        const name = `page ${index + 2} ${kind === 'table' ? 'row 70000' : 'entry 0'}`;
        return kind === 'table' && payload.length <= usable - 35 ? [] : [[name, payload]];
      });
      expect([texts(listing), listing.troubles, listing.error]).toEqual([expected, [], undefined]);
    }
  });

  test('several on a page; those that fit are none', async () => {
    const listing = await listLarge(
      sqlite,
      buildSqlite([table('short', long(400), 'x', long(2130))], { pageBytes: 1024 }),
    );
    expect(texts(listing)).toEqual([['page 2 row 4', long(2130)]]);
  });

  test('deleted ones, as far as their pages are still theirs', async () => {
    const [first, second] = [long(2000), long(3000, 2)];
    const pages = [table(first), table(second)];
    const chain = [4, 5, 6, 7];
    pages[0] = { kind: 'table', records: [{ payload: first, chain }] };
    pages[1] = { kind: 'table', records: [{ payload: second }] };
    const bytes = buildSqlite(pages, { free: [2] });
    const listing = await listLarge(sqlite, bytes);
    expect(texts(listing)).toEqual([
      ['page 3 row 1', second],
      ['page 2 row 1', first],
    ]);
    const taken = buildSqlite([{ kind: 'table', records: [{ payload: first, chain: [4, 8, 9, 9] }] }, table(second)], {
      free: [2],
    });
    const { entries, error } = await listLarge(sqlite, taken);
    expect(entries.map(({ error: fault }) => fault)).toEqual([undefined, undefined]);
    expect(error).toBeUndefined();
  });
});

describe('hostile databases', () => {
  test.each([
    ['a loop', [3, 3, 3, 3]],
    ['a longer loop', [3, 4, 3, 4]],
    ['an end that comes too early', [3, 4]],
    ['a page that is not there', [3, 4, 99]],
  ])('%s', async (_, chain) => {
    const { entries } = await listLarge(
      sqlite,
      buildSqlite([{ kind: 'table', records: [{ payload: long(2000), chain }] }]),
    );
    expect(entries.map(({ error }) => error)).toMatchObject([{ code: 'damaged' }]);
    expect(long(2000).startsWith(entries[0]!.bytes.toString().slice(0, 300))).toBe(true);
  });

  test('sizes that are a lie', async () => {
    for (const size of [2 ** 31, 2 ** 52, 5000]) {
      const { entries } = await listLarge(
        sqlite,
        buildSqlite([{ kind: 'table', records: [{ payload: long(1200), size }] }]),
      );
      expect(entries.length).toBeLessThanOrEqual(1);
    }
  });

  test.each([0, 2, 511, 513, 4095])('a page size of %i', async (declaredPageBytes) => {
    const { error } = await list(sqlite, buildSqlite([table(long(2000))], { declaredPageBytes }));
    expect(error).toMatchObject({ code: 'damaged' });
  });

  test('all pages are one record many times: it is given once', async () => {
    const records = Array.from({ length: 6 }, () => ({ payload: long(20_457), chain: [3, 4, 5, 6, 7] }));
    const { budget, gaps } = await observe(buildSqlite([{ kind: 'table', records }], { pageBytes: 4096 }));
    expect(budget.bytes).toBe(20_457 + 5 * 489);
    // One for each record that finds its pages taken, and one for the pages that belong to nothing then.
    expect(gaps.length).toBeGreaterThanOrEqual(5);
  });

  test('bits that are flipped and ends that are cut off', async () => {
    const whole = buildSqlite([table(long(2000)), { kind: 'index', records: [{ payload: long(900, 2) }] }], {
      free: [3],
    });
    const random = seededRandom(11);
    for (let round = 0; round < 500; round++) {
      const harmed = Buffer.from(whole);
      for (let flip = 0; flip <= round % 5; flip++) harmed[random.int(1536)]! ^= 1 << random.int(8);
      const { leaves } = await observe(harmed.subarray(0, round % 3 === 0 ? random.int(whole.length) : whole.length));
      expect(leaves.length).toBeGreaterThan(0);
    }
  });
});

describe('values', () => {
  const TEXT = 13;
  /** A record of texts, as SQLite writes them; undefined is NULL. */
  function record(...texts: readonly (string | undefined)[]): Buffer {
    const types = texts.map((text) => (text === undefined ? 0 : TEXT + 2 * text.length));
    const varints = types.flatMap((type) => (type < 128 ? [type] : [128 | (type >> 7), type & 127]));
    return Buffer.from([1 + varints.length, ...varints, ...Buffer.from(texts.join(''))]);
  }
  const rowsOf = async (...records: readonly Buffer[]) => {
    const pages = [{ kind: 'table' as const, records: records.map((payload) => ({ payload })) }];
    const { entries } = await list(sqlite, buildSqlite(pages, { pageBytes: 4096 }));
    return entries.map(({ bytes }) => bytes.toString('latin1'));
  };
  const token = 'a token of 26 characters..';

  test('of one row come one a line, and of several lines the first and the last', async () => {
    expect(await rowsOf(record('alice', token, undefined, 'z'.repeat(9)))).toEqual([`${token}\n${'z'.repeat(9)}\n`]);
    expect(await rowsOf(record(token, `${token}\nin the middle\n${token}`))).toEqual([`${token}\n`.repeat(3)]);
  });

  test('that zlib stored are no lines, so that none is taken for the end of the one before it', async () => {
    const stored = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
      const picture = Buffer.concat([
        Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
        noise(300, seed),
        Buffer.from('\nIEND'),
      ]);
      return sqliteRecord([Buffer.concat([Buffer.of(0, 0, 1, 0x40), deflateSync(picture, { level: 0 })])]);
    });
    expect(await rowsOf(...stored)).toEqual(['']);
    const pages = [{ kind: 'table' as const, records: stored.map((payload) => ({ payload })) }];
    const database = buildSqlite(pages, { pageBytes: 4096 });
    const { gaps, stats } = await scanBytes({ 'help.qch': database }, { limits: { maxDepth: 4 } });
    expect([gaps, stats.formats.zlib]).toEqual([[], stored.length]);
  });

  test('of a record that lies on several pages have a line feed before and behind', async () => {
    const filler = 'x'.repeat(5000);
    const [, large] = await rowsOf(record('bob', token, filler, token));
    expect(large!.split('\n').slice(1)).toEqual(['bob', token, filler, token, '']);
  });

  test('that are said to be longer than the record are none', async () => {
    expect(await rowsOf(Buffer.from([3, 0x8f, 0x7f, ...Buffer.from(token)]))).toEqual(['']);
    expect(await rowsOf(Buffer.from([200, 65, ...Buffer.from(token)]))).toEqual(['']);
  });

  test('of two columns come as a name and its value, in UTF-16 of either order too', async () => {
    const wide = (text: string) => Buffer.from(text, 'utf16le');
    const [little, big] = [wide, (text: string) => wide(text).swap16()].map(
      (encode) => (text: string) => encode(text).toString('latin1'),
    );
    const pair = ['db_password', 'a-word-of-17-char'] as const;
    for (const encode of [(text: string) => text, little!, big!])
      expect(await rowsOf(record(...pair.map(encode)))).toEqual([`${pair.join('=')}\n`]);
    // No name and no word, an odd number of bytes, and characters of more than one byte: they are as they were.
    for (const value of [`${little!(pair[1])}x`, little!('\u0441\u043b\u043e\u0432\u043e'), '\0\0\0\0\0\0\0\0'])
      expect(await rowsOf(record(little!(pair[0]), value))).toEqual([`${little!(pair[0])}\n${value}\n`]);
  });

  test('of tokens between others are found, in a database and in its log', async () => {
    const random = seededRandom(Date.now());
    const secret = `glpat-${random.text(20, 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789')}`;
    const pages = [{ kind: 'table' as const, records: [{ payload: record('alice', secret, 'zebra') }] }];
    const database = buildSqlite(pages, { pageBytes: 1024 });
    const header = Buffer.from('377f0682002de21800000400'.padEnd(64, '0'), 'hex');
    const frame = (page: number) => Buffer.from(page.toString(16).padStart(8, '0').padEnd(48, '0'), 'hex');
    const log = Buffer.concat([header, ...[1, 2].map((page) => Buffer.concat([frame(page), pageOf(database, page)]))]);
    const { findings } = await scanBytes({ 'a.db': database, 'a.db-wal': log });
    expect(findings.flatMap(({ places }) => places.map(({ path }) => path)).toSorted()).toEqual([
      'a.db!/rows',
      'a.db-wal!/rows',
    ]);
  });

  function pageOf(database: Uint8Array, page: number): Uint8Array {
    return database.subarray((page - 1) * 1024, page * 1024);
  }
});

describe('values that Firefox packs with Snappy', () => {
  const START = '{"first":"token-';
  /** Two tokens, of which the second begins as the first one does: what they share is copied. */
  function packed(filler: string): { block: Buffer; text: string } {
    const first = `${START}alpha${filler}",`;
    const literal = (text: string) =>
      Buffer.concat([Buffer.of(61 << 2, (text.length - 1) & 0xff, (text.length - 1) >> 8), Buffer.from(text)]);
    const copy = Buffer.of(((START.length - 1) << 2) | 2, first.length & 0xff, first.length >> 8);
    const text = `${first}${START}omega"}`;
    const size = Buffer.of((text.length & 127) | 128, text.length >> 7);
    return { block: Buffer.concat([size, literal(first), copy, literal('omega"}')]), text };
  }
  const database = (value: Uint8Array, more: Partial<SqlitePage> = {}) =>
    buildSqlite([{ kind: 'table', records: [{ payload: sqliteRecord(['key', 1, value]) }], ...more }], {
      pageBytes: 1024,
    });
  const textOf = async (container: typeof sqlite, bytes: Uint8Array) =>
    (await list(container, bytes)).entries.map((entry) => entry.bytes.toString('latin1')).join('');

  test.each([
    ['on a page', ''],
    ['on several pages', 'x'.repeat(5000)],
  ])('are unpacked: %s', async (_, filler) => {
    const { block, text } = packed(filler);
    expect(block.includes(`${START}omega`)).toBe(false);
    expect((await textOf(sqlite, database(block))).split('\n')).toContain(text);
  });

  test('are unpacked in a write-ahead log', async () => {
    const { block, text } = packed('');
    const header = Buffer.from('377f0682002de21800000400'.padEnd(64, '0'), 'hex');
    const frame = Buffer.from('00000002'.padEnd(48, '0'), 'hex');
    const log = Buffer.concat([header, frame, database(block).subarray(1024, 2048)]);
    expect((await textOf(sqliteWal, log)).split('\n')).toContain(text);
  });

  test.each<[string, (block: Buffer) => Buffer]>([
    ['cut off', (block) => block.subarray(0, -1)],
    ['with a byte behind it', (block) => Buffer.concat([block, Buffer.of(0)])],
    ['of another length', (block) => Buffer.concat([Buffer.of(block[0]! + 1), block.subarray(1)])],
  ])('are none: %s', async (_, change) => {
    for (const filler of ['', 'x'.repeat(5000)])
      expect(await textOf(sqlite, database(change(packed(filler).block)))).not.toContain(`${START}omega`);
  });
});

test('records of a page that are one: no more are read than it has room for, and that is told', async () => {
  // 6 cells of a leaf in one place: 250 bytes of payload, row 1, then a header of 250 bytes, each of which is an empty text.
  const page = Buffer.alloc(512, 13);
  page.writeUInt16BE(6, 3);
  page.writeUInt16BE(100, 5);
  for (let at = 8; at < 20; at += 2) page.writeUInt16BE(100, at);
  page.set([0x81, 0x7a, 1, 0x81, 0x7a], 100);
  const cells = cellsOf(page, 0, { pageBytes: 512, usableBytes: 512, pages: 1, fileBytes: 512 });
  expect([1, 2, 3, 4, 5].map(() => cells.next().done)).toEqual([false, false, false, false, true]);
  const file = Buffer.alloc(1024);
  file.write('SQLite format 3\0', 'latin1');
  file.writeUInt16BE(512, 16);
  page.copy(file, 512);
  const told = 'pages whose records overlap: 1; they are scanned as is';
  const { troubles } = await list(sqlite, file);
  expect(troubles).toContainEqual({ name: 'rows', trouble: { code: 'damaged', message: told } });
  const log = Buffer.concat([Buffer.from('377f0682002de21800000200', 'hex'), Buffer.alloc(20 + 24), page]);
  const { entries } = await list(sqliteWal, log);
  expect(entries).toMatchObject([{ name: 'rows', error: { code: 'damaged', message: told } }]);
});
