import { describe, expect, test } from 'vitest';
import { lz4Sequences } from '../../builders/lz4.ts';
import { chunk, head, packPglz, page, pglzOf, row, summed } from '../../builders/postgres.ts';
import { noise, observe } from '../observe.ts';

/** Long enough for what is packed to be shorter. */
const WORDS = 'the words of a value';
const FILLER = 'filler, '.repeat(40).slice(0, 300 - WORDS.length);

async function valuesOf(table: Buffer): Promise<{ text: string; gaps: unknown[] }> {
  const { leaves, gaps } = await observe(table);
  return { text: leaves.find(({ path }) => path === 'artifact!/values')?.bytes.toString('latin1') ?? '', gaps };
}

describe('a row', () => {
  test('columns end where they end, and a name stands beside its value', async () => {
    const table = page([
      row([{ int: 32 }, { short: 'first of all columns' }, { short: 'and: the second!' }]),
      row([{ int: 600 }, { short: 'smtp_password' }, { short: 'a-word' }, { long: 'l'.repeat(200) }]),
    ]);
    const { text, gaps } = await valuesOf(table);
    expect(text).toBe(
      `first of all columns\nand: the second!\nsmtp_password\nsmtp_password=a-word\na-word=${'l'.repeat(200)}\n`,
    );
    expect(gaps).toEqual([]);
  });

  test.each([
    ['pglz', packPglz(`${FILLER}${WORDS}`, 8, 900)],
    [
      'LZ4',
      Buffer.concat([
        head(900, 1),
        lz4Sequences([
          { literals: `${FILLER}${WORDS}`, match: { distance: 8, length: 895 - 300 } },
          { literals: 'ends.' },
        ]),
      ]),
    ],
  ])('a value that is packed with %s is unpacked', async (_, packed) => {
    const { text, gaps } = await valuesOf(page([row([{ int: 1 }, { packed }, { short: 'behind it' }])]));
    expect(text).toContain(WORDS);
    expect(text.split('\n')[0]).toHaveLength(900);
    expect(text.split('\n')[1]).toBe('behind it');
    expect(gaps).toEqual([]);
  });
});

describe('JSON as the server packs it', () => {
  const HAS_END = 2 ** 31;
  type Part = string | Buffer;
  const pad = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  /** @param kind 2 an object, whose names come first, 4 an array @param ends which parts say where they end */
  function jsonb(kind: number, parts: readonly Part[], ends = new Set<number>()): Buffer {
    const words: number[] = [(kind << 28) | (kind === 2 ? parts.length / 2 : parts.length)];
    let data = Buffer.alloc(0);
    for (const [index, part] of parts.entries()) {
      const before = data.length;
      data = Buffer.concat([typeof part === 'string' ? data : pad(data), Buffer.from(part)]);
      const told = ends.has(index) ? data.length + HAS_END : data.length - before;
      words.push(told + (typeof part === 'string' ? 0 : 0x5000_0000));
    }
    const head = Buffer.alloc(4 * words.length);
    for (const [index, word] of words.entries()) head.writeUInt32LE(word, 4 * index);
    return Buffer.concat([head, data]);
  }
  const inner = jsonb(2, ['smtp_password', 'a-word-inside']);
  const outer = jsonb(
    2,
    ['db_password', 'list', 'none', 'a-word-of-it', jsonb(4, ['one of a list', inner]), ''],
    new Set([3]),
  );
  const expected = ['db_password=a-word-of-it', 'one of a list', 'smtp_password=a-word-inside'];
  const linesOf = async (table: Buffer) => (await valuesOf(table)).text.split('\n');

  test('has names beside their values, at every depth, between other columns', async () => {
    const lines = await linesOf(
      page([row([{ int: 7 }, { short: 'a column before' }, { long: outer }, { short: 'and one behind' }])]),
    );
    expect(lines).toEqual(expect.arrayContaining([...expected, 'a column before', 'and one behind']));
  });

  test('in all rows of a page, where names in it look like a column', async () => {
    const words = Array.from({ length: 20 }, (_, at) => `a-word-of-row-${at}`);
    // The first letter, m, would be the head of a text of 53 characters.
    const rows = words.map((word, at) =>
      row([{ int: at }, { long: jsonb(2, ['mail_password', 'x', word, 'y'.repeat(60)]) }]),
    );
    expect(await linesOf(page(rows))).toEqual(expect.arrayContaining(words.map((word) => `mail_password=${word}`)));
  });

  test('in a value that is packed too', async () => {
    const filler = jsonb(2, ['db_password', 'other', 'a-word-of-it', 'x'.repeat(0x170)]);
    const start = filler.subarray(0, filler.length - 360).toString('latin1');
    const lines = await linesOf(page([row([{ int: 7 }, { packed: packPglz(start, 1, filler.length) }])]));
    expect(lines).toContain('db_password=a-word-of-it');
  });

  test.each<[string, (made: Buffer) => void]>([
    ['it has more parts than there is room', (made) => made.writeUInt16LE(2000, 0)],
    ['a name is none', (made) => made.writeUInt32LE(0x1000_000b, 4)],
    ['a part is of no type', (made) => made.writeUInt32LE(0x7000_000b, 4)],
    ['a part is longer than all', (made) => made.writeUInt32LE(5000, 4)],
    ['a part ends before it begins', (made) => made.writeUInt32LE(HAS_END + 1, 8)],
    ['it is empty', (made) => made.writeUInt16LE(0, 0)],
  ])('is none where %s', async (_, change) => {
    const made = Buffer.from(outer);
    change(made);
    const { text, gaps } = await valuesOf(page([row([{ int: 7 }, { long: made }])]));
    expect([text.includes(expected[0]!), gaps]).toEqual([false, []]);
  });

  test('of any depth', async () => {
    let deep = jsonb(4, ['the inmost of all']);
    for (let depth = 0; depth < 300; depth++) deep = jsonb(4, [deep]);
    expect(await linesOf(page([row([{ int: 7 }, { long: deep }])]))).not.toContain('the inmost of all');
  });
});

describe('values behind what is no text', () => {
  const uuids = Array.from({ length: 200 }, (_, seed) => noise(16, seed + 1));
  const ints = (bytes: Buffer) => [0, 4, 8, 12].map((at) => ({ int: bytes.readUInt32LE(at) }));

  test('rows of a page agree where the first one begins', async () => {
    const rows = uuids.map((uuid, index) =>
      row([...ints(uuid), { short: 'production_smtp_password' }, { short: `a-word-${index}-` }]),
    );
    let found = 0;
    for (let from = 0; from < rows.length; from += 50) {
      const { text } = await valuesOf(page(rows.slice(from, from + 50)));
      found += text.match(/^production_smtp_password=a-word-\d+-$/gm)?.length ?? 0;
    }
    expect(found).toBe(rows.length);
  });

  test('a packed one is found wherever it stands', async () => {
    for (const uuid of uuids) {
      const table = page([row([...ints(uuid), { packed: packPglz(`${FILLER}${WORDS}`, 8, 900) }])]);
      expect((await valuesOf(table)).text).toContain(WORDS);
    }
  });
});

describe('chunks', () => {
  const value = Buffer.from(`${'a'.repeat(1990)}${WORDS}${'b'.repeat(1990)}`);
  const pieces = [0, 1996, 3992].map((at) => value.subarray(at, at + 1996));

  test('of a value stand behind one another, in whatever order they lie', async () => {
    const others = chunk(7, 0, Buffer.from('one chunk, which lies as it is'));
    const table = Buffer.concat([
      page([chunk(5, 2, pieces[2]!), chunk(5, 0, pieces[0]!)]),
      Buffer.alloc(8192),
      page([others, chunk(5, 1, pieces[1]!)]),
    ]);
    const { text, gaps } = await valuesOf(table);
    expect(text.split('\n')).toContain(value.toString());
    expect(gaps).toEqual([]);
  });

  test('of a packed value are unpacked together', async () => {
    const packed = packPglz(`${noise(1990).toString('hex').slice(0, 1980)}${WORDS}`, 8, 9000);
    const table = page([chunk(5, 1, packed.subarray(1996)), chunk(5, 0, packed.subarray(0, 1996))]);
    const { text, gaps } = await valuesOf(table);
    expect(text).toContain(WORDS);
    expect(text.length).toBeGreaterThan(9000);
    expect(gaps).toEqual([]);
  });

  test('of a large object, of which some are packed by themselves', async () => {
    const first = `${'c'.repeat(300)}${WORDS.slice(0, 8)}`;
    const table = page([
      row([{ int: 9 }, { int: 0 }, { packed: packPglz(first, 8, 2048) }]),
      chunk(9, 1, Buffer.from(`behind the first`.padEnd(2048, '.'))),
      chunk(9, 2, Buffer.from('the last')),
    ]);
    const { text } = await valuesOf(table);
    expect(text).toMatch(/[^\n]behind the first\.+the last\n/);
  });

  test('one of which is gone: what there is', async () => {
    const table = Buffer.concat([page([chunk(5, 1, pieces[1]!), chunk(5, 2, pieces[2]!)])]);
    expect((await valuesOf(table)).text).toContain(`${pieces[1]}${pieces[2]}\n`);
  });
});

describe('told', () => {
  const good = page([row([{ int: 1 }, { short: 'a column of a row' }])]);
  const broken = (change: (bytes: Buffer) => void): Buffer => {
    const bytes = Buffer.from(good);
    change(bytes);
    return bytes;
  };

  test.each<[string, Buffer]>([
    ['a page that is none', noise(8192)],
    ['places of rows behind the page', broken((bytes) => bytes.writeUInt32LE(8190 | (1 << 15) | (100 * 2 ** 17), 24))],
    ['a row without a header', broken((bytes) => bytes.writeUInt32LE(8184 | (1 << 15) | (8 * 2 ** 17), 24))],
  ])('%s', async (_, bytes) => {
    const { text, gaps } = await valuesOf(Buffer.concat([good, bytes, good]));
    expect(gaps).toMatchObject([{ path: 'artifact!/values', code: 'damaged', message: /pages that are damaged: 1/ }]);
    expect(text.match(/a column of a row/g)).toHaveLength(2);
  });

  test('rows that lie on one another, at little cost', async () => {
    const bytes = Buffer.from(good);
    for (let at = 24; at < 8000; at += 4) bytes.writeUInt32LE(((at * 8) & 0x1ff8) | (1 << 15) | (4000 * 2 ** 17), at);
    bytes.writeUInt16LE(8000, 12);
    bytes.writeUInt16LE(8000, 14);
    expect((await valuesOf(bytes)).gaps).toMatchObject([{ code: 'damaged' }]);
  });

  test.each([0, 131_072, 3 * 131_072])(
    'a page whose checksum is of another, in a file that begins with page %i',
    async (first) => {
      const pages = [0, 1, 2, 3, 4].map((number) => summed(good, first + number));
      expect((await valuesOf(Buffer.concat(pages))).gaps).toEqual([]);
      const [one, two, three, four, five] = pages as [Buffer, Buffer, Buffer, Buffer, Buffer];
      expect((await valuesOf(Buffer.concat([one, three, two, four, five]))).gaps).toMatchObject([
        { message: /damaged: 2/ },
      ]);
      three[8100]! ^= 1;
      expect((await valuesOf(Buffer.concat(pages))).gaps).toMatchObject([{ code: 'damaged', message: /damaged: 1/ }]);
    },
  );

  test('not where checksums were turned off, and are of what pages were', async () => {
    const pages = [0, 1, 2, 3].map((number) => summed(good, number + 7 * (number & 1)));
    expect((await valuesOf(Buffer.concat([...pages, good, good]))).gaps).toEqual([]);
  });

  test('a row that is none, and the others of its page are read', async () => {
    const bytes = page([
      row([{ int: 1 }, { short: 'a row before' }]),
      row([{ short: 'y' }]),
      row([{ short: 'a row behind' }]),
    ]);
    bytes.writeUInt32LE(8190 | (1 << 15) | (100 * 2 ** 17), 28);
    const { text, gaps } = await valuesOf(Buffer.concat([good, bytes]));
    expect(gaps).toMatchObject([{ code: 'damaged', message: /pages that are damaged: 1/ }]);
    for (const words of ['a row before', 'a row behind', 'a column of a row']) expect(text).toContain(words);
  });

  test('a value whose first chunk is elsewhere, and one that breaks off', async () => {
    const packed = packPglz('0123456789'.repeat(198), 8, 9000);
    const spoiled = Buffer.from(packed.subarray(0, 1996));
    const tables = [
      [chunk(5, 1, Buffer.alloc(1996, 'b')), chunk(5, 2, Buffer.alloc(100, 'b'))],
      [chunk(5, 0, packed.subarray(0, 1996)), chunk(5, 1, Buffer.concat([packed.subarray(1996, -4), Buffer.alloc(4)]))],
      [chunk(5, 0, spoiled)],
    ];
    for (const rows of tables.slice(0, 2))
      expect((await valuesOf(page(rows))).gaps).toMatchObject([
        { code: 'damaged', message: /damaged, or have chunks in another file: 1/ },
      ]);
  });

  test('much that looks packed on one page', async () => {
    const candidates = Array.from({ length: 900 }, (_, at) => [
      (((8000 - 8 * at) << 2) | 2) >>> 0,
      0x4000_0000 + 2_000_000 - 100 * at,
    ]).flat();
    const bytes = row(candidates.map((int) => ({ int })));
    bytes.writeUInt16LE(1, 18);
    const { gaps } = await valuesOf(page([bytes]));
    expect(gaps).toEqual([]);
  });

  test('a file that is cut', async () => {
    const { gaps } = await valuesOf(Buffer.concat([good, good.subarray(0, 5000)]));
    expect(gaps).toMatchObject([{ code: 'damaged', message: /found 5000 bytes after the last one/ }]);
  });
});

test('what is no table has no values', async () => {
  const bytes = noise(20_000);
  bytes.set([0x00, 0x20, 0x04, 0x20], 16);
  const seen = await observe(bytes);
  expect([seen.gaps, seen.formats]).toEqual([[], {}]);
});

test('a value of several chunks that breaks off early is told, also where it grows by little', async () => {
  const sequences = Array.from({ length: 150 }, (_, index) => ({
    literals: noise(20 + (index % 3)),
    match: { distance: 9, length: 5 },
  }));
  const packed = Buffer.concat([head(4800, 1), lz4Sequences([...sequences, { literals: noise(3000) }])]);
  const pieces = [packed.subarray(0, 1996), packed.subarray(1996, 3992), packed.subarray(3992)];
  // A distance of 0, in the second chunk.
  const hurt = Buffer.from(pieces[1]!).fill(0, 0, 60);
  const seen = await observe(page([chunk(5, 1, hurt), chunk(5, 0, pieces[0]!)]));
  expect(seen.gaps.map(({ code }) => code)).toEqual(['damaged']);
});

describe('a value of several chunks that pglz packed', () => {
  const noun = (index: number): string => noise(30, index + 1).toString('hex');
  const items = Array.from({ length: 80 }, (_, index) => [
    noun(index),
    { distance: 20 + 7 * index, length: 40 },
  ]).flat();
  const packed = pglzOf(items);
  const pieces = [0, 1996, 3992].map((at) => packed.subarray(at, at + 1996));
  const TORN = [{ code: 'damaged', message: /damaged, or have chunks in another file: 1/ }];
  const [first, second, third] = pieces as [Buffer, Buffer, Buffer];
  const deleted = (bytes: Buffer, flags: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy.writeUInt32LE(4711, 4);
    copy.writeUInt16LE(flags, 20);
    return copy;
  };

  test('is read, and told where it breaks off or lacks its last chunk', async () => {
    const whole = Buffer.concat([page([chunk(5, 0, first), chunk(5, 1, second)]), page([chunk(5, 2, third)])]);
    const { text, gaps } = await valuesOf(whole);
    expect(gaps).toEqual([]);
    expect(text).toContain(noun(70));
    expect((await valuesOf(page([chunk(5, 0, first), chunk(5, 1, second)]))).gaps).toMatchObject(TORN);
    const hurt = Buffer.from(first).fill(0xff, 1200, 1260);
    expect((await valuesOf(page([chunk(5, 0, hurt), chunk(5, 1, second)]))).gaps).toMatchObject(TORN);
  });

  test.each([
    ['that was deleted', 0, []],
    ['whose deletion was given up', 0x800, TORN],
  ])('%s', async (_, flags, told) => {
    for (const numbers of [
      [0, 1],
      [1, 2],
    ]) {
      const rows = numbers.map((number) => deleted(chunk(5, number, pieces[number]!), flags));
      const { gaps } = await valuesOf(page(rows));
      expect(gaps).toHaveLength(told.length);
      expect(gaps).toMatchObject(told);
    }
  });

  test('one that only begins as if it were packed is none', async () => {
    const bytes = Buffer.concat([head(9000, 0), noise(1992), noise(1996)]);
    const same = Buffer.concat([head(9000, 0), Buffer.alloc(3988, 1)]);
    for (const one of [bytes, same]) {
      const rows = [chunk(5, 0, one.subarray(0, 1996)), chunk(5, 1, one.subarray(1996))];
      expect((await valuesOf(page(rows))).gaps).toEqual([]);
    }
  });
});
