import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import type { ByteSource } from '../../../src/bytes/byte-source.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { h2 } from '../../../src/unpack/databases/h2.ts';
import { H2Values, MAX_TEXTS } from '../../../src/unpack/databases/h2-values.ts';
import { BLOCK_BYTES, chunk, lzfOf, type PageFields, store, varint } from '../../builders/h2.ts';
import { exampleToken } from '../../support/example-token.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE, list, noise } from '../observe.ts';

/** Types that are a number or a length as well; a text of 32 and more has its length behind its type. */
const [INT_AT, TEXT_AT, LONG_TEXT, NULL, ARRAY] = [32, 68, 13, 0, 17];
const text = (value: string) => {
  const type = value.length < 32 ? [TEXT_AT + value.length] : [LONG_TEXT, value.length];
  return Buffer.concat([Buffer.from(type), Buffer.from(value)]);
};
const value = (name: string, word: string) => Buffer.concat([Buffer.of(INT_AT + 1), text(name), text(word)]);
const WORD = 'correct1battery2';
const ROWS: readonly (readonly [string, string])[] = [
  ['user.name', 'somebody'],
  ['db.password', WORD],
];
const LINES = `user.name=somebody\ndb.password=${WORD}\n`;
type Row = readonly [string, string];
/** A number of each row, then 0: all are committed. */
const table = (pairs: readonly Row[]): PageFields => ({
  keys: pairs.length,
  content: Buffer.concat([
    ...pairs.map((_, row) => varint(300 * row)),
    Buffer.of(0),
    ...pairs.map((pair) => value(...pair)),
  ]),
});
const rows = (content: readonly Uint8Array[]): PageFields => ({ keys: ROWS.length, content: Buffer.concat(content) });
const PLAIN = table(ROWS);
/** What packs well. */
const FILLING = Array.from({ length: 40 }, (): Row => ['same.name', 'same.word']);
const LONG = table([...ROWS, ...FILLING]);
const deflated = (page: PageFields, added?: number): PageFields => {
  const packed = deflateSync(page.content);
  const content = Buffer.concat([varint(added ?? page.content.length - packed.length), packed]);
  return { ...page, type: 6, content };
};
const textOf = async (bytes: Uint8Array) =>
  (await list(h2, bytes)).entries.map((entry) => entry.bytes.toString()).join('');
const messages = async (bytes: Uint8Array) => {
  const { troubles, error } = await list(h2, bytes);
  expect(error).toBeUndefined();
  expect(troubles.every(({ trouble }) => trouble.code === 'damaged')).toBe(true);
  return troubles.map(({ trouble }) => trouble.message).join('; ');
};
describe('what is in a page', () => {
  test('rows of two texts are settings', async () => {
    expect(await textOf(store([chunk({ pages: [PLAIN] })]))).toBe(LINES);
  });

  test('rows of which not all are committed', async () => {
    const changed = ROWS.map(([name, word]) => Buffer.concat([Buffer.of(NULL), value(name, word)]));
    expect(await textOf(store([chunk({ pages: [rows([varint(1), varint(2), Buffer.of(1), ...changed])] })]))).toBe(
      LINES,
    );
  });

  test('before H2 2 a row is an array, and a page has no number', async () => {
    const arrays = ROWS.map(([name, word]) => Buffer.concat([Buffer.of(ARRAY, 3), value(name, word)]));
    const page = rows([Buffer.of(INT_AT, INT_AT + 1, 0), ...arrays]);
    expect(await textOf(store([chunk({ pages: [page], isOld: true })], { format: 1 }))).toBe(LINES);
  });

  test('keys and values of a program that uses the store, with their types and without', async () => {
    const TYPED_AT = 88;
    for (const type of [0, TYPED_AT]) {
      const strings = [...ROWS.map(([name]) => name), ...ROWS.map(([, word]) => word)];
      const isLong = (length: number): boolean => type !== 0 && length > 15;
      const content = strings.map((string) => [
        isLong(string.length) ? Buffer.of(11, string.length) : Buffer.of(type + string.length),
        Buffer.from(string),
      ]);
      expect(await textOf(store([chunk({ pages: [rows(content.flat())] })])), `${type}`).toBe(LINES);
    }
  });

  test('what is packed comes whole, and its values on lines of their own', async () => {
    const lines = `${LONG.content}\n${LINES}${'same.name=same.word\n'.repeat(40)}`;
    expect(await textOf(store([chunk({ pages: [deflated(LONG)] })]))).toBe(lines);
  });

  test('a piece of a large value that is full goes on in the next one', async () => {
    const PIECE_BYTES = 256 << 10;
    const first = `${'a'.repeat(PIECE_BYTES - 6)}\nkeysi`;
    const pieces = [first, 'eve, and more'].map((piece, index): PageFields => {
      return { keys: 1, content: Buffer.concat([varint(index), varint(piece.length), Buffer.from(piece)]) };
    });
    expect(await textOf(store([chunk({ pages: pieces })]))).toBe(`${first}eve, and more\n`);
  });

  test('small ones, as is, end where they end', async () => {
    const page = rows([
      varint(1),
      varint(2),
      ...ROWS.map(([name]) => text(name).subarray(1)).map((name) => Buffer.concat([varint(name.length), name])),
    ]);
    expect(await textOf(store([chunk({ pages: [page] })]))).toBe('user.name\ndb.password\n');
  });

  test('what is no row, and neither keys nor values, is scanned as is', async () => {
    expect(await textOf(store([chunk({ pages: [rows([noise(100)])] })]))).toBe('');
  });
});

describe('what is told', () => {
  const LATEST = { latest: [1, 2] } as const;
  const whole = chunk({ pages: [PLAIN] });

  test('nothing of a sound store, of one in use, and of a chunk whose end another one has taken', async () => {
    expect(await messages(store([whole], LATEST))).toBe('');
    expect(await messages(store([]))).toBe('');
    const freed = chunk({ number: 5, pages: [PLAIN], blocks: 2, count: 9, hasFooter: false });
    expect(await messages(store([freed, whole], { latest: [1, 3] }))).toBe('');
    expect(await textOf(store([freed, whole]))).toBe(LINES.repeat(2));
  });

  test('that it was cut, within a chunk and before one', async () => {
    const long = chunk({ pages: [PLAIN, { keys: 1, content: noise(9000) }] });
    const bytes = store([long], LATEST);
    expect(await messages(bytes)).toBe('');
    expect(await messages(bytes.subarray(0, -BLOCK_BYTES))).toContain('it was cut');
    expect(await textOf(bytes.subarray(0, -BLOCK_BYTES))).toBe(LINES);
    expect(await messages(store([], LATEST))).toContain('written last');
    expect(await messages(store([chunk({ number: 2, pages: [PLAIN] })], LATEST))).toContain('written last');
  });

  test('nothing, where nobody read it to its end', async () => {
    for await (const item of h2.entries(new MemorySource(store([whole], LATEST)), new Budget(AMPLE)))
      expect(item).toHaveProperty('name', 'values');
  });

  test('that pages are lost, and what lies behind them is read', async () => {
    const bytes = store([chunk({ pages: [{ keys: 1, content: noise(300) }, PLAIN] })]);
    bytes[2 * BLOCK_BYTES + 200 + 3]! ^= 1;
    expect(await messages(bytes)).toContain('cannot be unpacked: 0, that were not found in their chunks: 1');
    expect(await textOf(bytes)).toBe(LINES);
    expect(await messages(store([chunk({ pages: [PLAIN], count: 3 })]))).toContain('in their chunks: 2');
  });

  test.each([
    [
      'LZF that makes less than it says',
      { ...PLAIN, type: 2, content: Buffer.concat([varint(40), lzfOf(PLAIN.content)]) },
    ],
    ['more than any codec makes', deflated(LONG, 60 << 20)],
    ['more than memory', deflated(LONG, 2 ** 40)],
    ['deflate that is none', { ...PLAIN, type: 6 }],
    ['nothing', { keys: 1, type: 2, content: Buffer.of(0xff, 0xff) }],
  ])('that a page cannot be unpacked: %s', async (_, page) => {
    const bytes = store([chunk({ pages: [page, PLAIN] })]);
    expect(await messages(bytes)).toContain('cannot be unpacked: 1, that were not found in their chunks: 0');
    expect(await textOf(bytes)).toBe(LINES);
  });
});

describe('hostile structures', () => {
  test('arrays in arrays, and counts that come to more than there is', () => {
    const deep = Buffer.concat([Buffer.alloc(4000, Buffer.of(ARRAY, 1)), Buffer.of(NULL)]);
    expect(new H2Values(deep, 0, false).pass()).toBe(false);
    const many = Buffer.concat([Buffer.of(ARRAY), varint(2 ** 40), Buffer.alloc(100)]);
    expect(new H2Values(many, 0, false).pass()).toBe(false);
    for (const length of [2 ** 20, 2 ** 52])
      for (const type of [6, 12, 13, 15, 16, 138]) {
        const values = new H2Values(
          Buffer.concat([Buffer.of(type), varint(length), varint(length), Buffer.alloc(9)]),
          0,
          false,
        );
        expect(values.pass(), `${type}`).toBe(false);
      }
  });

  test('pages that have more keys than bytes', async () => {
    const page = { ...PLAIN, keys: 2 ** 32 };
    expect(await textOf(store([chunk({ pages: [page, { ...page, type: 1 }, { ...page, type: 3 }] })]))).toBe('');
  });

  test('chunks that all claim what is behind them are read once', async () => {
    const COUNT = 500;
    const chunks = Array.from({ length: COUNT }, () =>
      chunk({ pages: [], blocks: 0xff_ffff, count: 1, hasFooter: false }),
    );
    const source = new MemorySource(store(chunks));
    let readBytes = 0;
    const counted: ByteSource = {
      size: source.size,
      read: (at, bytes) => {
        readBytes += bytes;
        return source.read(at, bytes);
      },
      readInto: (target, at) => source.readInto(target, at),
      pieces: () => source.pieces(),
    };
    await drained(h2.entries(counted, new Budget(AMPLE)));
    expect(readBytes).toBeLessThan(3 * source.size);
  });
});

describe('pages that pack much', () => {
  test('of 40 MiB in 40 KiB values are told apart up to 8 MiB, and that is told', async () => {
    const zeros = deflated({ keys: 1, content: Buffer.alloc(4 << 20) });
    const { entries, troubles } = await list(h2, store([chunk({ pages: Array(10).fill(zeros) })]));
    expect(entries[0]!.bytes.length).toBe(10 * ((4 << 20) + 1));
    expect(troubles.map(({ trouble }) => `${trouble.code}: ${trouble.message}`)).toEqual([
      expect.stringMatching(/^budget: pages come to more than 16 times the store; of 8 of them/),
    ]);
  });

  test('texts of which there are more than 131,072 in a page are not told apart, and are read', async () => {
    const content = Buffer.concat([Buffer.of(1, 0), Buffer.alloc(5 * 140_000, 'Habcd')]);
    const values = new H2Values(content, 2, false);
    while (values.pass());
    expect(values.texts.length).toBe(MAX_TEXTS + 1);
    expect(await textOf(store([chunk({ pages: [deflated({ keys: 1, content })] })]))).toBe(
      `${content.toString('latin1')}\n`,
    );
  });

  test('one of LZF that says to make more of its bytes than LZF can is not made room for', async () => {
    const content = lzfOf(Buffer.alloc(1000, 'word'));
    const page = { keys: 1, type: 2, content: Buffer.concat([varint(88 * content.length), content]) };
    const troubles = (await list(h2, store([chunk({ pages: [page] })]))).troubles.map(({ trouble }) => trouble.message);
    expect(troubles).toEqual([expect.stringMatching(/cannot be unpacked: 1/)]);
  });

  test('pages of more than 32 MiB, as of a row of 40 long texts, are no damage', async () => {
    const large = deflated({ keys: 1, content: Buffer.alloc(33 << 20) });
    const bytes = store([chunk({ pages: [large, PLAIN] })]);
    const { troubles } = await list(h2, bytes);
    expect(troubles.map(({ trouble }) => `${trouble.code}: ${trouble.message}`)).toEqual([
      expect.stringMatching(/^budget: 1 packed pages come to more than 32 MiB.*SCRIPT TO/),
    ]);
    expect(await textOf(bytes)).toBe(LINES);
  });

  test('keys of which there are more than 65,536 in a page are not told apart, and are read', async () => {
    const many = {
      keys: 70_000,
      content: Buffer.concat([Buffer.alloc(140_000, '\x04note'), Buffer.alloc(560_000, '\x04word')]),
    };
    expect(await textOf(store([chunk({ pages: [deflated(many)] })]))).toBe(`${many.content.toString()}\n`);
  });
});

async function drained(items: AsyncIterable<unknown>): Promise<void> {
  for await (const item of items)
    if (typeof item === 'object' && item !== null && 'open' in item)
      await drain((item as { open(): AsyncIterable<Uint8Array> }).open());
}

test('a password beside its name, and a token in what is packed, are found there', async () => {
  const token = exampleToken();
  const pages = [PLAIN, deflated(table([['github.token', token], ...ROWS, ...FILLING]))];
  const { findings, gaps } = await scanBytes({ 'd.mv.db': store([chunk({ pages })]) });
  expect(gaps).toEqual([]);
  const paths = new Set(findings.flatMap(({ places }) => places.map(({ path }) => path)));
  expect([...paths]).toEqual(['d.mv.db!/values']);
  expect(findings.map(({ rule }) => rule).sort()).toEqual(['generic-password', 'github-personal-token']);
});
