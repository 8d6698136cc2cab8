import { describe, expect, test } from 'vitest';
import { bbolt } from '../../../src/unpack/stores/bbolt.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

const PAGE_BYTES = 512;
const [BRANCH, LEAF, META, FREE] = [1, 2, 4, 16];

interface Order {
  readonly little?: boolean;
}
const numbers = (little: boolean) => ({
  u16: (bytes: Buffer, at: number, value: number) =>
    little ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at),
  u32: (bytes: Buffer, at: number, value: number) =>
    little ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at),
  u64: (bytes: Buffer, at: number, value: number) =>
    little ? bytes.writeBigUInt64LE(BigInt(value), at) : bytes.writeBigUInt64BE(BigInt(value), at),
});

interface Page extends Order {
  readonly number?: number;
  readonly flags?: number;
  readonly count?: number;
  readonly overflow?: number;
  readonly content?: Buffer;
  readonly bytes?: number;
}
function page({ number = 2, flags = LEAF, count = 0, overflow = 0, content, bytes, little = true }: Page): Buffer {
  const made = Buffer.alloc(bytes ?? PAGE_BYTES * (1 + overflow));
  const { u16, u32, u64 } = numbers(little);
  u64(made, 0, number);
  u16(made, 8, flags);
  u16(made, 10, count);
  u32(made, 12, overflow);
  content?.copy(made, 16);
  return made;
}

interface Pair {
  readonly key: string;
  readonly value?: string | Buffer;
  readonly flags?: number;
  /** In place of what is true. */
  readonly lies?: Partial<Record<'at' | 'key' | 'value', number>>;
}
function elements(pairs: readonly Pair[], { little = true, isBranch = false } = {}): Buffer {
  const { u32 } = numbers(little);
  const table = Buffer.alloc(16 * pairs.length);
  const data: Buffer[] = [];
  let end = table.length;
  for (const [index, { key, value = '', flags = 0, lies = {} }] of pairs.entries()) {
    const at = 16 * index;
    const where = [lies.at ?? end - at, lies.key ?? key.length, lies.value ?? value.length];
    for (const [place, field] of (isBranch ? where.slice(0, 2) : [flags, ...where]).entries())
      u32(table, at + 4 * place, field);
    data.push(Buffer.from(key), Buffer.from(value));
    end += key.length + value.length;
  }
  return Buffer.concat([table, ...data]);
}

function database(pages: readonly Buffer[], { little = true, declared = 0, pageBytes = PAGE_BYTES } = {}): Buffer {
  const { u32, u64 } = numbers(little);
  const metas = [0, 1].map((number) => {
    const made = page({ number, flags: META, little });
    for (const [place, value] of [0xed0cdaed, 2, pageBytes].entries()) u32(made, 16 + 4 * place, value);
    u64(made, 56, number === 1 && declared > 0 ? declared : 2 + pages.length);
    u64(made, 64, number);
    return made;
  });
  return Buffer.concat([...metas, ...pages]);
}

async function read(bytes: Uint8Array) {
  const { entries, troubles, error } = await list(bbolt, bytes);
  expect(error).toBeUndefined();
  return { lines: entries[0]!.bytes.toString('latin1'), codes: troubles.map(({ trouble }) => trouble.code) };
}

const PAIRS = [
  { key: 'key', value: 'value' },
  { key: 'other', value: 'first\nmiddle\nlast' },
];

describe('databases of bbolt', () => {
  test.each([true, false])('come one key and one value a line, or both on one, little-endian: %o', async (little) => {
    const leaf = page({ count: 2, content: elements(PAIRS, { little }), little });
    const branch = page({
      ...{ number: 3, flags: BRANCH, count: 2, little },
      content: elements([{ key: 'low' }, { key: 'high' }], { little, isBranch: true }),
    });
    const bytes = database([leaf, branch, page({ number: 4, flags: FREE, count: 1, little })], { little });
    expect(bbolt.sniff(bytes.subarray(0, bbolt.headBytes))).toBe(true);
    expect(await read(bytes)).toEqual({ lines: 'key=value\nother\nfirst\nlast\nlow\nhigh\n', codes: [] });
  });

  test('the fixture has the marker behind its name, and what is in a bucket within a page', async () => {
    const bytes = fixtureBytes('records.bbolt.gz');
    const { lines, codes } = await read(bytes);
    const expected = [`alice=${MARKER}`, 'first line', 'last line', 'inner key', 'inner value'];
    expect(expected.filter((line) => !lines.split('\n').includes(line))).toEqual([]);
    expect(codes).toEqual([]);
  });

  test('a value of several pages, and a page that no tree leads to', async () => {
    const value = `first\n${'x'.repeat(700)}\nlast`;
    const long = page({ count: 1, overflow: 1, content: elements([{ key: 'key', value }]) });
    const old = page({ number: 4, count: 1, content: elements([{ key: 'gone', value: 'old' }]) });
    expect(await read(database([long, old], { declared: 3 }))).toEqual({
      ...{ lines: 'key\nfirst\nlast\ngone\nold\n', codes: [] },
    });
  });

  test('a bucket within a page, which has none in it', async () => {
    const inside = (pairs: readonly Pair[]) => {
      const content = elements(pairs);
      return Buffer.concat([
        Buffer.alloc(16),
        page({ number: 0, count: pairs.length, content, bytes: 16 + content.length }),
      ]);
    };
    const inner = inside([{ key: 'inner', value: 'secret' }]);
    const nested = inside([{ key: 'nested', value: inner, flags: 1 }]);
    const content = elements([
      { key: 'one', value: inner, flags: 1 },
      { key: 'two', value: nested, flags: 1 },
      { key: 'far', value: Buffer.alloc(16), flags: 1 },
    ]);
    const { lines, codes } = await read(database([page({ count: 3, content })]));
    expect(lines.startsWith('one\ninner=secret\ntwo\nnested\n')).toBe(true);
    expect(codes).toEqual([]);
  });

  test.each<[string, Page]>([
    ['a key behind the page', { count: 1, content: elements([{ key: 'key', lies: { at: 600 } }]) }],
    ['a key in the table', { count: 1, content: elements([{ key: 'key', lies: { at: 0 } }]) }],
    ['a key of gigabytes', { count: 1, content: elements([{ key: 'key', lies: { key: 0xffff_ffff } }]) }],
    ['a value of gigabytes', { count: 1, content: elements([{ key: 'key', lies: { value: 0xffff_ffff } }]) }],
    [
      'elements that overlap',
      { count: 8, content: elements(Array(8).fill({ key: 'k', lies: { at: 140, key: 300 } })) },
    ],
    ['more elements than a page has room for', { count: 0xffff, content: elements(PAIRS) }],
  ])('what is wrong is told, and the next page is read: %s', async (_, wrong) => {
    const next = page({ number: 3, count: 2, content: elements(PAIRS) });
    const { lines, codes } = await read(database([page(wrong), next]));
    expect([lines.endsWith('key=value\nother\nfirst\nlast\n'), codes]).toEqual([true, ['damaged']]);
  });

  test('pages that all have the rest of the file are not read for ever', async () => {
    const pages = Array.from({ length: 60 }, (_, index) => {
      const content = elements([{ key: 'key', value: 'v', lies: { value: Math.max(0, 58 - index) * PAGE_BYTES } }]);
      return page({ number: 2 + index, count: 1, content, bytes: PAGE_BYTES }).fill(0xff, 12, 16);
    });
    const { codes } = await read(database(pages));
    expect(codes).toEqual(['damaged']);
  });

  test('one that is cut says so; one without records is none', async () => {
    const whole = database([page({ count: 2, content: elements(PAIRS) })]);
    for (const bytes of [1, 500]) expect((await read(whole.subarray(0, -bytes))).codes).toContain('damaged');
    expect((await read(whole.subarray(0, 80))).codes).toEqual(['damaged']);
    expect(await read(database([]))).toEqual({ lines: '', codes: [] });
    const others = [
      whole.subarray(0, 79),
      database([], { pageBytes: 500 }),
      database([], { pageBytes: 2 ** 21 }),
      database([]).fill(0, 16, 20),
      database([]).fill(1, 20, 24),
      database([]).fill(1, 0, 8),
      database([]).fill(2, 8, 9),
    ];
    expect(others.map((bytes) => bbolt.sniff(bytes.subarray(0, bbolt.headBytes)))).toEqual(others.map(() => false));
  });
});
