import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { BudgetError } from '../../../src/model/errors.ts';
import { pgDump } from '../../../src/unpack/databases/pg-dump.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { AMPLE, list } from '../observe.ts';

const number = (value: number): Buffer => {
  const bytes = Buffer.alloc(5);
  bytes[0] = value < 0 ? 1 : 0;
  bytes.writeUInt32LE(Math.abs(value), 1);
  return bytes;
};
const string = (text?: string): Buffer =>
  text === undefined ? number(-1) : Buffer.concat([number(text.length), Buffer.from(text)]);
const repeated = (each: Buffer, times: number): Buffer[] => Array.from({ length: times }, () => each);

interface Layout {
  readonly version?: number;
  readonly numberBytes?: number;
  readonly count?: number;
  /** How many tables there are beside the two. */
  readonly more?: number;
  /** None, unless told: a level of zlib, or since 15 a number. */
  readonly packing?: number;
}

/** Two tables in it have data, and a schema has none. */
function dump(
  blocks: readonly Buffer[],
  { version = 14, numberBytes = 4, count = 3, more = 0, packing = 0 }: Layout = {},
): Buffer {
  const item = (id: number, hasData: boolean, schema: string | undefined, name: string): Buffer[] => [
    ...[number(id), number(hasData ? 1 : 0), string('0'), string('0'), string(name), string('TABLE'), number(3)],
    ...[string('CREATE'), string(), string('COPY'), string(schema), string('')],
    ...(version >= 14 ? [string('heap')] : []),
    ...(version >= 16 ? [number(0x72)] : []),
    ...[string('owner'), string('false'), string('1'), string('2'), string(), Buffer.alloc(9, 1)],
  ];
  return Buffer.concat([
    ...[Buffer.from('PGDMP'), Buffer.of(1, version, 0, numberBytes, 8, 1)],
    version >= 15 ? Buffer.of(packing) : number(packing),
    ...repeated(number(1), 7),
    ...[string('db'), string('17.0'), string('17.0'), number(count + more)],
    ...[...item(5, false, undefined, 'schema'), ...item(6, true, 'public', 'one'), ...item(7, true, undefined, 'two')],
    ...Array.from({ length: more }, (_, index) => item(100 + index, true, undefined, 'more')).flat(),
    ...blocks,
  ]);
}

const pieces = (...texts: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat([...texts.flatMap((text) => [number(text.length), Buffer.from(text)]), number(0)]);
const rows = (id: number, ...texts: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat([Buffer.of(1), number(id), pieces(...texts)]);

async function read(bytes: Uint8Array) {
  const { entries, troubles, error } = await list(pgDump, bytes);
  expect(error).toBeUndefined();
  return {
    entries: entries.slice(1).map(({ name, bytes: content }) => [name, content.toString('latin1')]),
    first: entries[0]!.name,
    codes: [
      ...troubles.map(({ trouble }) => trouble.code),
      ...entries.flatMap((entry) => (entry.error === undefined ? [] : [entry.error.name])),
    ],
  };
}

const TWO = [rows(6, 'first ', 'piece', 's'), rows(7)];
const READ = [
  ['public.one', 'first pieces'],
  ['two', ''],
];

describe('archives of pg_dump', () => {
  test.each([11, 13, 14, 15, 16])('their tables come with the pieces put together: version 1.%i', async (version) => {
    const bytes = dump(TWO, { version });
    expect(pgDump.sniff(bytes.subarray(0, pgDump.headBytes))).toBe(true);
    expect(await read(bytes)).toEqual({ first: '[headers]', entries: READ, codes: [] });
  });

  test('what is packed is one stream', async () => {
    const packed = deflateSync(MARKER.repeat(3));
    const { entries } = await list(pgDump, dump([rows(6, packed.subarray(0, 9), packed.subarray(9)), rows(7)]));
    expect(entries[1]!.bytes).toEqual(packed);
  });

  test('large objects are streams of their own, and a block that the list does not name is read', async () => {
    const objects = [Buffer.of(3), number(7), number(4711), pieces('a', 'b'), number(4712), pieces(), number(0)];
    const { entries, codes } = await read(dump([rows(9, 'unnamed'), Buffer.concat(objects)]));
    expect(entries).toEqual([
      ['data 9', 'unnamed'],
      ['two/4711', 'ab'],
      ['two/4712', ''],
    ]);
    expect(codes).toEqual([]);
  });

  test.each(['zlib', 'plain'])('those of pg_dump itself have the marker, and nothing is told: %s', async (variant) => {
    const row = fixtureRows.find(({ file }) => file === `pg-dump-${variant}.dump`)!;
    const { entries, codes } = await read(readFixture(row).bytes);
    expect(entries.map(([name]) => name)).toEqual(['public.notes', 'public.others', 'BLOBS/4711']);
    expect(codes).toEqual([]);
  });

  test.each<[string, Layout]>([
    ['a version to come', { version: 17 }],
    ['one of long ago', { version: 10 }],
    ['numbers of eight bytes', { numberBytes: 8 }],
  ])('what is not known is told, and scanned as is: %s', async (_, layout) => {
    expect(await read(dump(TWO, layout))).toEqual({ first: '[all bytes]', entries: [], codes: ['unsupported'] });
  });

  test('a list that is cut off, or says that there are billions in it', async () => {
    const empty = dump([]);
    for (const bytes of [empty.subarray(0, 11), empty.subarray(0, 100), empty.subarray(0, -1)])
      expect(await read(bytes)).toEqual({ first: '[all bytes]', entries: [], codes: ['damaged'] });
    expect((await read(dump([], { count: 0xffff_ffff }))).codes).toEqual(['damaged']);
    expect((await read(dump([], { count: -5 }))).codes).toEqual(['damaged']);
  });

  test('one that is cut says so once, wherever', async () => {
    const [start, whole] = [dump([]).length, dump(TWO)];
    for (let end = start; end < whole.length; end++) {
      const { codes, entries } = await read(whole.subarray(0, end));
      expect(codes, `${end}`).toHaveLength(1);
      if (end > start + 16) expect(entries[0]![1]).toContain('first ');
    }
  });

  test.each<[string, Buffer]>([
    ['a piece of gigabytes', Buffer.concat([Buffer.of(1), number(6), number(0xffff_ffff), Buffer.from('rest')])],
    ['a piece of less than nothing', Buffer.concat([Buffer.of(1), number(6), number(-8), Buffer.from('rest')])],
    ['no block', Buffer.concat([Buffer.of(9), number(6), Buffer.from('rest')])],
    ['less than a block', Buffer.from('rest')],
    ['an object without an end', Buffer.concat([Buffer.of(3), number(6), number(1), pieces('rest')])],
  ])('what is wrong is told once, and what follows is scanned: %s', async (_, wrong) => {
    const { entries, codes } = await read(dump([wrong]));
    expect([entries.at(-1)![1]!.endsWith('rest'), codes.length]).toEqual([true, 1]);
  });

  test.each(['not at all', 'in part'])('what is read %s does not hide what follows', async (how) => {
    const long = 'x'.repeat(200_000);
    const names: string[] = [];
    const source = new MemorySource(dump([rows(6, long, long, 'end'), rows(7, 'second')]).subarray(0, -1));
    for await (const item of pgDump.entries(source, new Budget(AMPLE))) {
      names.push('trouble' in item ? item.trouble.code : item.name);
      if (how === 'in part' && !('trouble' in item)) for await (const _ of item.open()) break;
    }
    expect(names).toEqual(['[headers]', 'public.one', 'two', 'damaged']);
  });

  test('of very many tables the first have names', async () => {
    const { entries, codes } = await read(dump([rows(6, 'a'), rows(70_099, 'b')], { more: 70_000 }));
    expect(entries).toEqual([
      ['public.one', 'a'],
      ['data 70099', 'b'],
    ]);
    // The other blocks are not there.
    expect(codes).toEqual(['damaged']);
  });

  test('the time is looked at in what a table needs, too', async () => {
    let now = 0;
    const budget = new Budget({ ...AMPLE, maxSeconds: 1 }, () => (now += 300));
    const whole = dump([]);
    const needs = whole.subarray(0, whole.indexOf(string('false')) + string('false').length);
    const source = new MemorySource(Buffer.concat([needs, Buffer.alloc(5 * 20_000)]));
    const run = async () => {
      await drain(pgDump.entries(source, budget));
    };
    await expect(run()).rejects.toThrow(BudgetError);
  });

  test('lists beside files are none', () => {
    expect(pgDump.sniff(dump([]).fill(3, 10, 11))).toBe(false);
    expect(pgDump.sniff(Buffer.from('PGDMP'))).toBe(false);
  });
});

describe('what is packed', () => {
  const zlib = deflateSync('the rows of a table\n'.repeat(50));
  test.each<[string, number, Buffer, string[]]>([
    ['zlib', 14, zlib, []],
    ['zlib that does not begin so', 14, Buffer.concat([zlib.subarray(0, 2), Buffer.alloc(90, 0xff)]), ['damaged']],
    ['LZ4', 15, Buffer.from('04224d18644000000000', 'hex'), []],
    ['LZ4 that does not begin so', 16, Buffer.from('04224d19644000000000', 'hex'), ['damaged']],
  ])('%s', async (_, version, data, codes) => {
    expect((await read(dump([rows(6, data), rows(7)], { version, packing: version < 15 ? -1 : 2 }))).codes).toEqual(
      codes,
    );
  });
});
