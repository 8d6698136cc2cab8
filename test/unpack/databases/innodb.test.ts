import { deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { crc32c } from '../../../src/unpack/checksums/crc32c.ts';
import { innodb } from '../../../src/unpack/databases/innodb.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

const PAGE = 4096;
/** log2 of PAGE, less 9. */
const LOG = 3;

interface Record {
  /** Text has a length, a number of bytes has none; null: text that is NULL. */
  readonly columns: readonly (string | Buffer | null)[];
}

/** Flags: pages of 4 KiB with sums of the old kind. */
const OLD = LOG << 6;
const FULL = 0x10 | LOG;

function page(number: number, type: number, content: Uint8Array = Buffer.alloc(0)): Buffer {
  const made = Buffer.alloc(PAGE);
  made.writeUInt32BE(number, 4);
  made.writeUInt16BE(type, 24);
  made.writeUInt32BE(7, 34);
  made.set(content, 38);
  return made;
}

function space(pages: readonly Buffer[], flags = OLD, count = pages.length + 1): Buffer {
  const first = page(0, 8);
  first.writeUInt32BE(7, 38);
  first.writeUInt32BE(count, 46);
  first.writeUInt32BE(64, 50);
  first.writeUInt32BE(flags, 54);
  for (const at of [62, 78, 94]) first.fill(0xff, at + 4, at + 16).fill(0, at, at + 4);
  return Buffer.concat([first, ...pages]);
}

/** With its sum of the new kind. */
function summed(made: Buffer): Buffer {
  made.writeUInt32BE(crc32c(made.subarray(0, made.length - 4)), made.length - 4);
  return made;
}

/** Compact records, of which the first columns, but numbers, may be NULL. */
function index(
  records: readonly Record[],
  change: (made: Buffer, origins: readonly number[]) => void = () => {},
): Buffer {
  const made = page(1, 17_855);
  made.write('infimum\0', 99);
  made.write('supremum', 112);
  let at = 120;
  const origins: number[] = [];
  for (const [number, { columns }] of records.entries()) {
    const texts = columns.filter((column) => !Buffer.isBuffer(column));
    const lengths = texts.flatMap((text) => {
      if (text === null) return [];
      return text.length < 128 ? [text.length] : [0x80 | (text.length >> 8), text.length & 0xff];
    });
    const nulls = texts.reduce((all, text, bit) => all | (text === null ? 1 << bit : 0), 0);
    const heap = (number + 2) << 3;
    const head = Buffer.from([...lengths.reverse(), nulls, 0, heap >> 8, heap & 0xff, 0, 0]);
    const content = Buffer.concat(columns.map((column) => Buffer.from(column ?? '')));
    made.set(head, at);
    made.set(content, at + head.length);
    origins.push(at + head.length);
    at += head.length + content.length;
  }
  for (const [number, origin] of [99, ...origins].entries())
    made.writeUInt16BE(((origins[number] ?? 112) - origin) & 0xffff, origin - 2);
  made.writeUInt16BE(at, 40);
  made.writeUInt16BE(0x8000 | (records.length + 2), 42);
  change(made, origins);
  return made;
}

const number = (value: number) => Buffer.from([0x80, 0, 0, value, 0, 0, 0, 0, 0, 9, 0x81, 0, 0, 0, 1, 1, 0x10]);
const ROWS: readonly Record[] = [
  { columns: [number(1), 'alice', 'first-token-of-all', 'zebra'] },
  { columns: [number(2), 'bob', 'second-token', 'z'] },
  { columns: [number(3), 'carol', 'third-one-token', ''] },
  { columns: [number(4), 'dave', null, 'nothing'] },
  { columns: [number(5), 'erin', 'x'.repeat(300), 'zoo'] },
  { columns: [number(6), null, 'sixth-one-token', 'zoo'] },
];
const TOKENS = ['first-token-of-all', 'second-token', 'third-one-token', 'x'.repeat(300), 'sixth-one-token'];

const read = async (bytes: Uint8Array) => {
  const { entries, troubles, error } = await list(innodb, bytes);
  expect(error).toBeUndefined();
  const lines = (entries[0]?.bytes.toString('latin1') ?? '').split('\n');
  return { lines, entries, codes: troubles.map(({ trouble }) => trouble.code) };
};
const tokensIn = (lines: readonly string[]) => TOKENS.filter((token) => lines.includes(token));

describe('spaces of InnoDB', () => {
  test.each(fixtureRows.filter(({ file }) => /^innodb-(dynamic|compact|redundant|page-compressed|changed)/.test(file)))(
    'have the marker on a line of its own: $file',
    async (row) => {
      const { bytes } = readFixture(row);
      expect(innodb.sniff(bytes.subarray(0, innodb.headBytes))).toBe(true);
      const { lines, codes } = await read(bytes);
      expect(lines).toContain(MARKER);
      expect(codes).toEqual([]);
    },
  );

  test('columns come one a line, whichever are NULL', async () => {
    const { lines, codes } = await read(space([index(ROWS), index(ROWS)]));
    expect(codes).toEqual([]);
    expect(tokensIn(lines)).toEqual(TOKENS);
  });

  test('one record alone, and none', async () => {
    expect(tokensIn((await read(space([index(ROWS.slice(0, 1))]))).lines)).toEqual(TOKENS.slice(0, 1));
    expect(await read(space([index([])]))).toMatchObject({ lines: [''], codes: [] });
  });

  test('numbers between columns, lengths of one byte, and text of one length', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => ({
      columns: [
        number(at),
        `user${'o'.repeat(at % 5)}`,
        Buffer.from([0x80, 0, at, 1]),
        `token-of-row-${at + 10}`,
        Buffer.of(0x7f),
      ],
    }));
    const { lines } = await read(space([index(rows)]));
    expect(rows.filter(({ columns }) => lines.includes(columns[3] as string)).length).toBe(20);
  });

  test('a column without a length that is NULL in the first record', async () => {
    // The bit behind those of the three texts.
    const rows = [true, false, true, false, false, true].map((isNull, at) => ({
      columns: [
        number(at),
        'alice',
        `token-of-row-${at + 10}`,
        isNull ? 'none' : 'zebra',
        isNull ? Buffer.alloc(0) : Buffer.of(0x80, 0, 0, at),
      ],
      isNull,
    }));
    const made = index(rows, (page, origins) => {
      for (const [at, origin] of origins.entries()) if (rows[at]!.isNull) page[origin - 6]! |= 8;
    });
    const { lines } = await read(space([made]));
    expect(rows.filter(({ columns }) => lines.includes(columns[2] as string)).length).toBe(rows.length);
  });

  test('records that were deleted are read too, and room of one that is in use by a shorter one', async () => {
    const made = index(ROWS, (page, origins) => {
      // The second is in the list of those deleted; the first leads to the third.
      page.writeUInt16BE(origins[2]! - origins[0]!, origins[0]! - 2);
      page.writeUInt16BE(0, origins[1]! - 2);
      page.writeUInt16BE(origins[1]!, 44);
    });
    const { lines, codes } = await read(space([made]));
    expect([tokensIn(lines), codes]).toEqual([TOKENS, []]);
  });

  test('redundant records', async () => {
    const made = page(1, 17_855);
    made.write('infimum\0', 101);
    const fields = ['1234', 'alice', 'first-token-of-all', 'zebra'];
    const ends = fields.map((_, at) => fields.slice(0, at + 1).join('').length);
    made.set([...ends.toReversed(), 0, 0, 0, (fields.length << 1) | 1, 0, 0], 125);
    made.write(fields.join(''), 135);
    made.writeUInt16BE(135, 99);
    made.writeUInt16BE(135 + ends.at(-1)!, 40);
    made.writeUInt16BE(3, 42);
    expect((await read(space([made]))).lines).toEqual(['first-token-of-all', '']);
    // Two bytes each, of which none can be.
    made[132] = fields.length << 1;
    expect((await read(space([made]))).codes).toEqual([]);
    made.set([0x07, 0xff], 131);
    expect((await read(space([made]))).codes).toEqual([]);
  });

  test('what goes on elsewhere', async () => {
    const content = Buffer.concat([
      Buffer.from([0, 0, 0, 24, 0x41, 0x41, 0x41, 0x41]),
      Buffer.from('a value of 24 characters'),
    ]);
    const made = page(1, 10, Buffer.concat([content, Buffer.from('and others')]));
    expect((await read(space([made]))).lines).toEqual(['a value of 24 characters', '']);
    made.writeUInt32BE(0xffff_ffff, 38);
    expect((await read(space([made]))).codes).toEqual([]);
  });

  test.each<[string, (made: Buffer, origins: readonly number[]) => void, string[]]>([
    ['a record leads to itself', (made, [first]) => made.writeUInt16BE(PAGE, first! - 2), ['damaged']],
    [
      'records go round',
      (made, [first, second]) => made.writeUInt16BE((first! - second!) & 0xffff, second! - 2),
      ['damaged'],
    ],
    ['one leads behind the end', (made, [first]) => made.writeUInt16BE(3000, first! - 2), ['damaged']],
    ['one deleted leads behind the end', (made) => made.writeUInt16BE(9999, 44), ['damaged']],
    ['the heap ends behind the page', (made) => made.writeUInt16BE(0xffff, 40), ['damaged']],
    ['it says that there are fewer', (made) => made.writeUInt16BE(0x8000, 42), ['damaged']],
    ['the lowest record is another', (made) => made.write('x', 99), ['damaged']],
    ['lengths of a record are others', (made, [first]) => made.fill(0xff, first! - 9, first! - 6), []],
    ['all lengths are', (made, origins) => origins.map((at) => made.fill(0xff, at - 9, at - 5)), []],
    ['it is encrypted by MariaDB', (made) => made.fill(0xee, 38, 120).writeUInt32BE(1, 26), ['encrypted']],
    ['it is encrypted by MySQL', (made) => made.writeUInt16BE(15, 24), ['encrypted']],
    ['it is packed and encrypted', (made) => made.writeUInt16BE(37_401, 24), ['encrypted']],
    ['it is packed, and is not', (made) => made.writeUInt16BE(34_354, 24), ['unsupported']],
    ['it is packed by MySQL, and is not', (made) => made.writeUInt16BE(14, 24), ['unsupported']],
    ['it is another kind of page', (made) => made.writeUInt16BE(2, 24), []],
  ])('what is wrong with a page is told: %s', async (_, change, codes) => {
    expect((await read(space([index(ROWS, change)]))).codes).toEqual(codes);
  });

  test('pages with a sum are asked for it', async () => {
    const good = summed(index(ROWS));
    const bad = summed(index(ROWS));
    bad[200]! ^= 1;
    const encrypted = summed(index(ROWS, (made) => made.writeUInt32BE(1, 0)));
    const { lines, codes } = await read(space([good, Buffer.alloc(PAGE)], FULL));
    expect([tokensIn(lines), codes]).toEqual([TOKENS, []]);
    expect((await read(space([bad], FULL))).codes).toEqual(['damaged']);
    expect((await read(space([encrypted], FULL))).codes).toEqual(['encrypted']);
  });

  test('pages that are packed', async () => {
    const whole = index(ROWS);
    const byMaria = page(1, 34_354);
    byMaria[33] = 1;
    byMaria.set(deflateSync(whole), 40);
    const full = page(1, 0x8002);
    full.set(deflateSync(whole), 26);
    const byMysql = page(1, 14);
    byMysql.set([1, 1, 0x45, 0xbf], 26);
    byMysql.set(deflateSync(whole.subarray(38)), 38);
    const short = page(1, 0x8002);
    short.set(deflateSync(whole.subarray(1)), 26);
    for (const [made, flags] of [
      [byMaria, OLD],
      [full, FULL | 0x20],
      [byMysql, OLD],
    ] as const) {
      const { lines, codes } = await read(space([made], flags));
      expect([tokensIn(lines), codes]).toEqual([TOKENS, []]);
    }
    expect((await read(space([short], FULL | 0x20))).codes).toEqual(['unsupported']);
    expect((await read(space([full], FULL | 0x40))).codes).toEqual(['unsupported']);
  });

  describe('packed rows', () => {
    const PACKED_ROWS = (LOG << 1) | 1;
    const zlob = (number: number, type: number, next: number, bytes: Uint8Array) => {
      const made = page(number, type, bytes);
      made.writeUInt32BE(next, 12);
      return made;
    };

    test('are unpacked, and a gap; a page that cannot be unpacked is told', async () => {
      const made = page(1, 17_855);
      made.set(deflateSync('rows one behind the other', { windowBits: 14 }), 94);
      const { lines, codes } = await read(space([made], PACKED_ROWS));
      expect([lines, codes]).toEqual([['rows one behind the other', ''], ['unsupported']]);
      expect((await read(space([page(1, 17_855)], PACKED_ROWS))).codes).toEqual(['unsupported']);
    });

    test('of a long value, pages are put together', async () => {
      const text = Array.from({ length: 9000 }, (_, at) => `${at * at}`).join(' ');
      const packed = deflateSync(text);
      const room = PAGE - 38;
      const parts = Array.from({ length: Math.ceil(packed.length / room) }, (_, at) =>
        packed.subarray(at * room, (at + 1) * room),
      );
      const pages = parts.map((part, at) =>
        zlob(at + 1, at === 0 ? 11 : 12, at + 1 < parts.length ? at + 2 : 0xffff_ffff, part),
      );
      const { entries, codes } = await read(space(pages, PACKED_ROWS));
      expect(codes).toEqual([]);
      expect(entries[1]!.bytes.toString()).toBe(text);
      // Round and round.
      pages[1] = zlob(2, 12, 1, parts[1]!);
      const round = await list(innodb, space(pages, PACKED_ROWS));
      expect(round.entries[1]!.error).toBeDefined();
      expect(round.entries[1]!.bytes.length).toBeLessThan(text.length);
    });
  });

  describe('columns that are packed by themselves', () => {
    const TEXT = Array.from({ length: 20 }, (_, at) => `word ${at * at}`).join(' ');
    const LONG_TEXT = Array.from({ length: 9000 }, (_, at) => `${at * at}`).join(' ');
    const lengthOf = (text: string) =>
      Buffer.from(text.length.toString(16).padStart(text.length > 255 ? 6 : 2, '0'), 'hex');
    const bare = (text: string, length = lengthOf(text)) =>
      Buffer.concat([Buffer.of(0x88 | length.length), length, deflateRawSync(text)]);
    const inZlib = (text: string) =>
      Buffer.concat([Buffer.of(0x80 | lengthOf(text).length), lengthOf(text), deflateSync(text)]);
    const rowsOf = (...values: Buffer[]) => values.map((value, at) => ({ columns: [number(at), 'a name', value] }));
    /** Pages with what did not fit, from page 2 on. */
    const longPages = (packed: Buffer, room = PAGE - 60) => {
      const parts = Array.from({ length: Math.ceil(packed.length / room) }, (_, at) =>
        packed.subarray(at * room, (at + 1) * room),
      );
      return parts.map((part, at) => {
        const made = page(at + 2, 10);
        made.writeUInt32BE(part.length, 38);
        made.writeUInt32BE(at + 1 < parts.length ? at + 3 : 0xffff_ffff, 42);
        made.set(part, 46);
        return made;
      });
    };

    test.each([
      ['bare deflate', bare(TEXT)],
      ['in zlib', inZlib(TEXT)],
    ])('are unpacked: %s', async (_, value) => {
      const { lines, codes } = await read(space([index(rowsOf(value, value, bare(`${TEXT} and more`)))]));
      expect(lines.filter((line) => line === TEXT)).toHaveLength(2);
      expect(lines).toContain(`${TEXT} and more`);
      expect(codes).toEqual([]);
    });

    test('what has another length than it says, or one that begins with zero, is none', async () => {
      const length = Buffer.of(TEXT.length + 1);
      const values = [bare(TEXT, length), bare(TEXT, Buffer.of(0, TEXT.length)), bare(TEXT).fill(0x98, 0, 1)];
      const { lines, codes } = await read(space([index(rowsOf(...values))]));
      expect([lines.includes(TEXT), codes]).toEqual([false, []]);
    });

    test('a page of nothing but beginnings is not asked for ever, and that is told', async () => {
      const value = bare('x'.repeat(200), Buffer.of(255));
      const values = Array.from({ length: 3 }, () => Buffer.concat(Array.from({ length: 40 }, () => value)));
      expect((await read(space([index(rowsOf(...values))]))).codes).toEqual(['unsupported']);
    });

    test('that go on from page to page, from the first byte on', async () => {
      const pages = longPages(bare(LONG_TEXT));
      expect(pages.length).toBeGreaterThan(2);
      const { entries, codes } = await read(space([index([]), ...pages]));
      expect(codes).toEqual([]);
      expect(entries.slice(1).map(({ name, bytes }) => [name, bytes.toString()])).toEqual([
        ['page 2 byte 50', LONG_TEXT],
      ]);
      // Round and round, and to a page of another kind.
      for (const next of [2, 1, 1e9]) {
        pages[1]!.writeUInt32BE(next, 42);
        const broken = await list(innodb, space([index([]), ...pages]));
        expect(broken.entries[1]!.error).toBeDefined();
        expect(broken.entries[1]!.bytes.length).toBeLessThan(LONG_TEXT.length);
      }
    });

    test('that go on from page to page, behind the 768 bytes that stand in the record', async () => {
      const packed = bare(LONG_TEXT);
      const pages = longPages(packed.subarray(768));
      const pointer = Buffer.from('00000007000000020000002600000000'.padEnd(40, '0'), 'hex');
      const record = { columns: [number(1), 'a name', Buffer.concat([packed.subarray(0, 768), pointer])] };
      const { entries, codes } = await read(space([index([record]), ...pages]));
      expect(codes).toEqual([]);
      expect(entries.slice(1).map(({ bytes }) => bytes.toString())).toEqual([LONG_TEXT]);
    });

    test('on pages that are packed themselves', async () => {
      const full = (made: Buffer) => {
        const packed = page(made.readUInt32BE(4), 0x8000 | made.readUInt16BE(24));
        packed.set(deflateSync(made), 26);
        return packed;
      };
      const pages = longPages(bare(LONG_TEXT), 2000);
      const made = [index(rowsOf(bare(TEXT))), ...pages].map(full);
      const { lines, entries, codes } = await read(space(made, FULL | 0x20));
      expect([lines.includes(TEXT), entries[1]!.bytes.toString() === LONG_TEXT, codes]).toEqual([true, true, []]);
    });
  });

  test('one that is cut says so', async () => {
    const whole = space([index(ROWS), page(2, 0)]);
    expect((await read(whole)).codes).toEqual([]);
    for (const bytes of [1, PAGE, PAGE + 1, 2 * PAGE, whole.length - innodb.headBytes])
      expect((await read(whole.subarray(0, whole.length - bytes))).codes).toEqual(['damaged']);
    expect((await read(space([index(ROWS)], OLD, 1e9))).codes).toEqual(['damaged']);
  });

  test.each<[string, (head: Buffer) => void]>([
    ['another page', (head) => head.writeUInt32BE(1, 4)],
    ['no pages', (head) => head.writeUInt32BE(0, 46)],
    ['a size of a page that is none', (head) => head.writeUInt32BE(15 << 6, 54)],
    ['a size of packed rows that is none', (head) => head.writeUInt32BE(0x0d, 54)],
  ])('is no space: %s', (_, change) => {
    const head = space([]);
    expect(innodb.sniff(head)).toBe(true);
    change(head);
    expect(innodb.sniff(head)).toBe(false);
    expect(innodb.sniff(head.subarray(0, 100))).toBe(false);
  });

  test.each<[string, (head: Buffer) => void]>([
    ['another kind of page', (head) => head.writeUInt16BE(5, 24)],
    ['two spaces', (head) => head.writeUInt32BE(8, 38)],
    ['what is unused is not zero', (head) => head.writeUInt32BE(1, 42)],
    ['more pages on lists than there are', (head) => head.writeUInt32BE(100, 50 + 28)],
    ['a list that is empty and is not', (head) => head.writeUInt32BE(0, 66)],
  ])('is a damaged space: %s; with a second such sign it is none', (_, change) => {
    const head = space([]);
    change(head);
    expect(innodb.sniff(head)).toBe(true);
    head.writeUInt32BE(1, 94);
    expect(innodb.sniff(head)).toBe(false);
  });
});
