import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../src/model/errors.ts';
import { unpackSignedRuns } from '../../../src/unpack/codecs/signed-runs.ts';
import { firebird } from '../../../src/unpack/databases/firebird.ts';
import { firebirdBackup } from '../../../src/unpack/databases/firebird-backup.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { list } from '../observe.ts';

const PAGE_BYTES = 1024;
const fixture = (name: string) => readFixture(fixtureRows.find(({ file }) => file.startsWith(name))!).bytes;

const u16 = (...numbers: readonly number[]) =>
  Buffer.concat(numbers.map((number) => Buffer.of(number & 255, number >> 8)));
const u32 = (...numbers: readonly number[]) =>
  Buffer.concat(
    numbers.map((number) => {
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(number);
      return bytes;
    }),
  );

function header({ ods = 13, flags = 0 } = {}): Buffer {
  const page = Buffer.alloc(PAGE_BYTES);
  page.set([1, flags]);
  page.set(u16(PAGE_BYTES, 0x8000 + ods), 16);
  return page;
}

function inventory(pages: number): Buffer {
  const page = Buffer.alloc(PAGE_BYTES);
  page[0] = 2;
  page.set(u32(pages), 24);
  return page;
}

interface Line {
  readonly flags?: number;
  readonly before?: readonly [number, number];
  readonly next?: readonly [number, number];
  readonly data: Uint8Array;
}
const lineOf = ({ flags = 0, before = [0, 0], next, data }: Line): Buffer =>
  Buffer.concat([
    u32(7, before[0]),
    u16(before[1], flags),
    Buffer.of(1),
    ...(next === undefined ? [] : [Buffer.alloc(3), u32(next[0]), u16(next[1])]),
    data,
  ]);

function dataPage(
  lines: readonly Uint8Array[],
  { table = 200, sequence = 0, count = lines.length, flags = 0, pageBytes = PAGE_BYTES } = {},
): Buffer {
  const page = Buffer.alloc(pageBytes);
  page.set([5, flags]);
  page.set([...u32(sequence), ...u16(table, count)], 16);
  let at = pageBytes;
  for (const [index, line] of lines.entries()) {
    at -= line.length;
    page.set(line, at);
    page.set(u16(at, line.length), 24 + 4 * index);
  }
  return page;
}

function blobPage(first: number, content: Uint8Array, flags = 0): Buffer {
  const page = Buffer.alloc(PAGE_BYTES);
  page.set([8, flags]);
  page.set([...u32(first, 0), ...u16(content.length)], 16);
  page.set(content, 28);
  return page;
}

interface Blob {
  readonly level?: number;
  readonly first?: number;
  readonly bytes?: number;
  readonly stream?: boolean;
  readonly data: Uint8Array;
}
const blobOf = ({ level = 0, first = 0, data, bytes = data.length, stream = true }: Blob): Buffer =>
  Buffer.concat([u32(first, 0), u16(0, 16 + (stream ? 32 : 0)), u32(level, 1, bytes, 0), data]);

const literal = (text: string) => Buffer.concat([Buffer.of(text.length), Buffer.from(text, 'latin1')]);
const run = (text: string, times: number) => Buffer.concat([Buffer.of(256 - times), Buffer.from(text)]);
const database = (...pages: readonly Buffer[]) => Buffer.concat([header(), inventory(pages.length + 2), ...pages]);
const read = async (bytes: Uint8Array) => {
  const { entries, troubles } = await list(firebird, bytes);
  return {
    texts: entries.map(({ bytes: content }) => content.toString('latin1')),
    names: entries.map(({ name }) => name),
    errors: entries.map(({ error }) => error?.message),
    codes: troubles.map(({ trouble }) => trouble.code),
  };
};

describe('databases of Firebird', () => {
  test.each(['firebird-3.0.fdb', 'firebird-4.0.fdb'])(
    '%s: columns are lines, and each version is there',
    async (name) => {
      const { entries, troubles } = await list(firebird, fixture(name));
      expect(troubles).toEqual([]);
      const text = entries[0]!.bytes.toString('latin1');
      // Two columns in a row, the runs in one of them, and what fills one.
      expect(text).toContain('\nmany_times=aaaaaaaabbbbbbbbcccccccc\nbob\nbob=zebra\n');
      expect(text).toContain('keysieve-last\n');
      expect(text.match(/^first_marker$/gm)).toHaveLength(3);
      for (const version of ['alice=newest\n', 'alice=aaaaaaaa\n', '=keysieve-marker-old\n', MARKER])
        expect(text).toContain(version);
      expect(entries[1]!.name).toMatch(/^blob on page \d+ line 0$/);
      expect(entries[1]!.bytes.toString()).toMatch(
        /^Line 100 of [\s\S]*Line 80 of [\s\S]*Line 130 of a text that holds nothing at all\.\n$/,
      );
    },
  );

  test('records of tables that nobody describes are there as they are, and their settings', async () => {
    const record = Buffer.concat([
      run('\0', 4),
      literal('\x06\0secret'),
      run('\0', 5),
      literal('\x0a\0ab'),
      run('c', 8),
    ]);
    const { texts, codes } = await read(database(dataPage([lineOf({ data: record })])));
    expect(codes).toEqual([]);
    expect(texts).toEqual(['\0\0\0\0\x06\0secret\0\0\0\0\0\n\0abcccccccc\nsecret=abcccccccc\n']);
    const own = await read(database(dataPage([lineOf({ data: record })], { table: 5 })));
    expect(own.texts).toEqual(['\0\0\0\0\x06\0secret\0\0\0\0\0\n\0abcccccccc\n']);
  });

  test('records are put together of pieces, packed or not, and old versions of what differs', async () => {
    const pages = database(
      dataPage([
        lineOf({ flags: 8, next: [3, 1], data: literal('begin-') }),
        lineOf({ flags: 32, before: [3, 2], data: literal('secret-of-now') }),
        lineOf({ before: [3, 3], flags: 1, data: Buffer.alloc(0) }),
      ]),
      dataPage([
        lineOf({ flags: 4 + 2048, data: Buffer.from('and-end') }),
        lineOf({ flags: 4 + 8, next: [3, 0], data: run('m', 20) }),
        lineOf({ flags: 2, data: Buffer.concat([literal('\xf9\x04old\n'), Buffer.of(0)]) }),
        lineOf({ flags: 2, data: literal('was-deleted') }),
      ]),
    );
    const { texts, codes } = await read(pages);
    expect(codes).toEqual([]);
    expect(texts[0]!.split('\n').filter((line) => line !== '')).toEqual([
      `begin-${'m'.repeat(20)}and-end`,
      'secret-of-now',
      '\xf9\x04old',
      'was-deleted',
    ]);
  });

  test('blobs are whole without the lengths of their segments, on a page, on others, and by lists of lists', async () => {
    const segments = Buffer.concat([u16(3), Buffer.from('abc'), u16(4), Buffer.from('defg')]);
    const long = Buffer.from('0123456789'.repeat(90));
    const pages = database(
      dataPage([
        blobOf({ data: segments, stream: false }),
        blobOf({ data: Buffer.concat([Buffer.from('stream'), Buffer.alloc(3)]), bytes: 6 }),
        blobOf({ level: 1, first: 3, data: u32(3, 4), bytes: 1800 }),
        blobOf({ level: 2, first: 6, data: u32(5), bytes: 7, stream: false }),
      ]),
      blobPage(3, long),
      blobPage(3, long),
      blobPage(6, u32(6, 7), 1),
      blobPage(6, segments.subarray(0, 6)),
      blobPage(6, segments.subarray(6)),
    );
    const { names, texts, codes, errors } = await read(pages);
    expect(codes).toEqual([]);
    expect(errors).toEqual([undefined, undefined, undefined]);
    expect(names).toEqual(['records', 'blob on page 2 line 2', 'blob on page 2 line 3']);
    expect(texts).toEqual(['abcdefg\nstream\n', `${long}${long}`, 'abcdefg']);
  });

  test('a blob of which a page is another one is damaged behind the last that is its own', async () => {
    const data = u32(3, 4);
    const pages = [blobPage(3, Buffer.from('first')), blobPage(9, Buffer.from('other'))];
    const { texts, errors } = await read(
      database(dataPage([blobOf({ level: 1, first: 3, data, bytes: 10 })]), ...pages),
    );
    expect(texts[1]).toBe('first');
    expect(errors[1]).toContain('page 4 is none of this blob');
  });

  test('a blob that is cut off before its pages is told', async () => {
    const line = blobOf({ level: 1, data: u32(3), bytes: 9 });
    for (const bytes of [13, 20, 24, 27]) {
      const { errors } = await read(database(dataPage([line.subarray(0, bytes)])));
      expect(errors[1], `${bytes}`).toContain('cut off before its pages');
    }
  });

  test('a page is of one blob, and there once', async () => {
    const again = blobOf({ level: 1, first: 3, data: u32(3, 3), bytes: 10 });
    const { texts, errors } = await read(database(dataPage([again, again]), blobPage(3, Buffer.from('first'))));
    expect(texts.slice(1)).toEqual(['first', '']);
    expect(errors.slice(1)).toEqual(Array(2).fill(expect.stringContaining('page 3 is none of this blob alone')));
  });

  test('pieces that lead in a circle over two pages end, on pages of thousands of lines', async () => {
    const [large, fragments] = [32 << 10, Array.from({ length: 1800 }, () => lineOf({ flags: 4, data: Buffer.of(0) }))];
    const pages = [3, 2].map((next) =>
      dataPage([lineOf({ flags: 12, next: [next, 0], data: Buffer.of(0) }), ...fragments], { pageBytes: large }),
    );
    pages.push(dataPage([lineOf({ flags: 8, next: [2, 0], data: Buffer.of(0) })], { pageBytes: large }));
    const padding = Array.from({ length: 60 }, () => Buffer.alloc(large));
    const head = [header(), inventory(pages.length + 2)].map((page) =>
      Buffer.concat([page, Buffer.alloc(large - PAGE_BYTES)]),
    );
    head[0]!.set(u16(large), 16);
    expect((await read(Buffer.concat([...head, ...pages, ...padding]))).codes).toEqual(['damaged']);
  });

  /** A format of one column, and records of it that are one run. */
  const wide = (records: number) => {
    const description = Buffer.concat([u16(1), Buffer.of(1, 0), u16(65_000, 0, 0), u32(4)]);
    const format = Buffer.concat([Buffer.of(16), u32(0), u16(200, 1, 8), Buffer.alloc(6)]);
    const record = lineOf({ data: Buffer.concat([Buffer.of(0xff), u16(65_000), Buffer.from('a')]) });
    return database(
      dataPage([blobOf({ data: description }), lineOf({ data: format })], { table: 8 }),
      ...Array.from({ length: records / 40 }, () => dataPage(Array.from({ length: 40 }, () => record))),
    );
  };

  test('of records that are runs columns are told apart up to 128 MiB, and then only the beginnings of runs are there', async () => {
    expect((await read(wide(40))).codes).toEqual([]);
    const { texts, codes } = await read(wide(2400));
    expect(codes).toEqual(['budget']);
    expect(texts[0]!.length).toBeLessThan(129 << 20);
    expect(texts[0]!.endsWith(`\n${'a'.repeat(64)}\n`)).toBe(true);
  });

  test.each<[string, Buffer]>([
    ['a piece that is not there', database(dataPage([lineOf({ flags: 8, next: [9, 1], data: literal('a') })]))],
    [
      'a piece that is its own next',
      database(
        dataPage([
          lineOf({ flags: 12, next: [2, 0], data: literal('a') }),
          lineOf({ flags: 8, next: [2, 0], data: literal('b') }),
        ]),
      ),
    ],
    ['a version that is its own', database(dataPage([lineOf({ before: [2, 0], data: literal('a') })]))],
    ['a step that is cut off', database(dataPage([lineOf({ data: Buffer.of(9, 1) })]))],
    [
      'more than a record has',
      database(dataPage([lineOf({ data: Buffer.concat([Buffer.of(0xfe), u32(0xffffffff), Buffer.of(1)]) })])),
    ],
    ['lines that are not on the page', database(dataPage([lineOf({ data: literal('a') })], { count: 60_000 }))],
    [
      'lines that overlap',
      database(
        dataPage(Array.from({ length: 2 }, () => lineOf({ data: Buffer.alloc(400) }))).fill(u16(400, 600), 24, 32),
      ),
    ],
    ['pages that were cut off', database(dataPage([])).subarray(0, 2 * PAGE_BYTES)],
    ['a part of a page', Buffer.concat([database(dataPage([])), Buffer.alloc(9)])],
    ['a page of no type', database(Buffer.alloc(PAGE_BYTES, 77))],
  ])('%s: is damaged', async (_, bytes) => {
    expect((await read(bytes)).codes).toContain('damaged');
  });

  test('what is encrypted, and another version, is a gap', async () => {
    expect((await read(database(dataPage([], { flags: 0x80 })))).codes).toEqual(['encrypted']);
    const { codes, names } = await read(Buffer.concat([header({ ods: 14 }), inventory(2)]));
    expect([codes, names]).toEqual([['unsupported'], []]);
  });

  test('a header of another file is none', () => {
    const is = (change: (page: Buffer) => unknown) => {
      const page = header();
      change(page);
      return firebird.sniff(page);
    };
    expect(is(() => {})).toBe(true);
    expect(is((page) => page.writeUInt16LE(12_345, 2))).toBe(true);
    expect(is((page) => page.writeUInt16LE(1, 2))).toBe(false);
    expect(is((page) => page.writeUInt16LE(1000, 16))).toBe(false);
    expect(is((page) => page.writeUInt16LE(13, 18))).toBe(false);
    expect(is((page) => page.writeUInt32LE(1, 12))).toBe(false);
    expect(firebird.sniff(header().subarray(0, 100))).toBe(false);
  });
});

test('long runs have their length behind them', () => {
  const room = new Uint8Array(400);
  const source = Buffer.concat([
    Buffer.of(0xff),
    u16(300),
    Buffer.of(5),
    Buffer.of(0xfe),
    u32(2),
    Buffer.of(6),
    Buffer.of(0),
  ]);
  const target = { room, at: 0, maxBytes: 400 };
  expect(unpackSignedRuns(source, { ...target, cutsRuns: false })).toEqual({
    read: source.length,
    end: 302,
    bytes: 302,
  });
  expect([room[299], room[300], room[301]]).toEqual([5, 6, 6]);
  expect(unpackSignedRuns(source, { ...target, cutsRuns: true })).toEqual({ read: source.length, end: 66, bytes: 302 });
});

const HEAD = Buffer.concat([Buffer.of(0, 2, 4), u32(11), Buffer.of(4, 4), u32(1)]);
const rowOf = (packed: Uint8Array, bytes: number) =>
  Buffer.concat([Buffer.of(6, 1, 4), u32(bytes), Buffer.of(2), packed]);
const backupBlob = (...segments: readonly string[]) =>
  Buffer.concat([
    ...[
      Buffer.of(7, 3, 4),
      u32(2),
      Buffer.of(6, 4),
      u32(9),
      Buffer.of(5, 4),
      u32(segments.length),
      Buffer.of(4, 4),
      u32(0),
    ],
    ...[Buffer.of(7), ...segments.map((text) => Buffer.concat([u16(text.length), Buffer.from(text)]))],
  ]);
const END = Buffer.concat([Buffer.of(9, 10), Buffer.alloc(20)]);
const backup = (...parts: readonly Uint8Array[]) => Buffer.concat([HEAD, Buffer.of(0), ...parts]);
const readBackup = async (bytes: Uint8Array) => {
  const { entries, troubles } = await list(firebirdBackup, bytes);
  return {
    texts: entries.map(({ bytes: content }) => content.toString()),
    codes: troubles.map(({ trouble }) => trouble.code),
  };
};

describe('backups of Firebird', () => {
  test.each(['3.0', '4.0', 'expanded', 'not-transportable'])('%s: rows and blobs are read', async (variant) => {
    const { entries, troubles } = await list(firebirdBackup, fixture(`firebird-${variant}.fbk`));
    expect(troubles).toEqual([]);
    const text = entries[0]!.bytes.toString('latin1');
    expect(text).toContain(MARKER);
    expect(text).toContain('\nmany_times=aaaaaaaabbbbbbbbcccccccc\n');
    expect(text).toMatch(/Line 1 of [^\0]*Line 80 of a text that holds nothing at all\.\n/);
  });

  test('a zipped one is one that is not, without an end of the stream', async () => {
    const { entries } = await list(firebirdBackup, fixture('firebird-zip.fbk'));
    expect(entries[0]!.error).toBeUndefined();
    const { entries: unpacked, troubles } = await list(firebirdBackup, entries[0]!.bytes);
    expect(troubles).toEqual([]);
    expect(unpacked[0]!.bytes.toString('latin1')).toContain(MARKER);
    const cut = Buffer.concat([
      HEAD,
      Buffer.of(10, 4),
      u32(1),
      Buffer.of(0),
      deflateSync(Buffer.alloc(1000, 'abc')).subarray(0, 9),
    ]);
    expect((await list(firebirdBackup, cut)).entries[0]!.error).toBeInstanceOf(FormatError);
  });

  test('rows and segments are put together', async () => {
    const long = 'x'.repeat(20_000);
    const { texts, codes } = await readBackup(
      backup(
        rowOf(Buffer.concat([literal('ab'), run('c', 5)]), 7),
        backupBlob('one ', 'two'),
        backupBlob(long, long),
        END,
      ),
    );
    expect([texts, codes]).toEqual([['abccccc\none two\n', `${long}${long}`], []]);
  });

  test('a part of one that was split is read from its header on', async () => {
    const part = Buffer.concat([
      Buffer.from('InterBase/gbak,     today     , file No.    2'.padEnd(100)),
      rowOf(run('z', 9), 9),
      END,
    ]);
    expect(firebirdBackup.sniff(part)).toBe(true);
    expect(await readBackup(part)).toEqual({ texts: ['zzzzzzzzz\n'], codes: [] });
  });

  test('one of Firebird 2, padded with what its buffer of 8 KiB had there before, is whole', async () => {
    const row = rowOf(literal('abc'), 3);
    const rows = backup(row, Buffer.of(9));
    const before = Buffer.concat([rows, seededRandom(5).bytes(8192 - rows.length)]);
    const whole = Buffer.concat([before, row, Buffer.of(9, 10), before.subarray(row.length + 2, 512)]);
    expect((await readBackup(whole)).codes).toEqual([]);
    expect((await readBackup(whole.with(8192 + 511, 0xa5))).codes).toEqual(['damaged']);
  });

  test.each<[string, Buffer]>([
    ['a row that is cut off', backup(rowOf(literal('abc'), 90), END)],
    ['a row with more than it says', backup(rowOf(run('c', 100), 9), END)],
    ['a blob that is cut off', backup(backupBlob('abc').subarray(0, -1))],
    ['no end', backup(rowOf(literal('abc'), 3), Buffer.of(6))],
  ])('%s: is damaged', async (_, bytes) => {
    expect((await readBackup(bytes)).codes).toContain('damaged');
  });

  test.each<[string, Buffer]>([
    ['rows', backup(...Array.from({ length: 60_000 }, () => rowOf(Buffer.alloc(0), 0x7ffff)), END)],
    [
      'blobs',
      backup(...Array.from({ length: 20_000 }, () => backupBlob().fill(0xff, 15, 19)), Buffer.alloc(1 << 19), END),
    ],
  ])('%s of which each claims all that follows: told, and no more looked at from somewhere on', async (_, bytes) => {
    const { troubles } = await list(firebirdBackup, bytes);
    expect(troubles.map(({ trouble }) => trouble.message)).toContainEqual(
      expect.stringMatching(/^from byte \d+ on the backup is scanned as is/),
    );
  });

  test('an encrypted one is a gap', async () => {
    const { texts, codes } = await readBackup(Buffer.concat([HEAD, Buffer.of(12, 1, 0x41, 0), Buffer.alloc(9)]));
    expect([texts, codes]).toEqual([[], ['encrypted']]);
  });
});
