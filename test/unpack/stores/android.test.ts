import { describe, expect, test } from 'vitest';
import type { SourceContainer } from '../../../src/unpack/container/container.ts';
import { androidResources } from '../../../src/unpack/stores/android-resources.ts';
import { androidXml } from '../../../src/unpack/stores/android-xml.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

const fixture = (name: string) => Buffer.from(fixtureBytes(name));

async function read(container: SourceContainer, bytes: Uint8Array) {
  expect(container.sniff(bytes.subarray(0, container.headBytes))).toBe(true);
  const { entries, error } = await list(container, bytes);
  const broken = (error ?? entries[0]?.error) as Error | undefined;
  return { lines: entries[0]?.bytes.toString('latin1'), error: broken?.message.replace(/\d+/g, 'N') };
}

function chunk(kind: number, header: readonly number[], content: Uint8Array): Buffer {
  const head = Buffer.from([
    kind & 0xff,
    kind >> 8,
    8 + header.length,
    (8 + header.length) >> 8,
    0,
    0,
    0,
    0,
    ...header,
  ]);
  head.writeUInt32LE(head.length + content.length, 4);
  return Buffer.concat([head, content]);
}

const word = (number: number) => [number & 0xff, (number >> 8) & 0xff, (number >> 16) & 0xff, number >>> 24];

/** Of UTF-8. */
function poolOf(strings: readonly string[]): Buffer {
  const offsets: number[] = [];
  let [text, at] = [Buffer.alloc(0), 0];
  for (const string of strings) {
    offsets.push(...word(at));
    text = Buffer.concat([text, Buffer.from([string.length, string.length]), Buffer.from(`${string}\0`)]);
    at = text.length;
  }
  const header = [...word(strings.length), ...word(0), ...word(0x100), ...word(28 + offsets.length), ...word(0)];
  return chunk(1, header, Buffer.concat([Buffer.from(offsets), text]));
}

/** Of one type, whose flags are given, with its offsets and what stands behind them. */
function tableOf(
  values: readonly string[],
  flags: number,
  offset: readonly number[],
  entry: readonly number[],
  count = 1,
): Buffer {
  const header = [1, flags, 0, 0, ...word(count), ...word(20 + offset.length)];
  const type = chunk(0x201, header, Buffer.from([...offset, ...entry]));
  const owner = Buffer.alloc(280);
  owner.writeUInt32LE(288, 268);
  const names = poolOf(['first', 'name']);
  const packageOf = chunk(0x200, [...owner], Buffer.concat([names, type]));
  return chunk(2, word(1), Buffer.concat([poolOf(values), packageOf]));
}

const VALUES = ['other', 'word'];
const PLAIN = [8, 0, 0, 0, ...word(1), 8, 0, 0, 3, ...word(1)];
const several = (count: number, ...kinds: readonly number[]) => [
  ...[16, 0, 1, 0, ...word(1), ...word(0), ...word(count)],
  ...kinds.flatMap((kind) => [...word(0), 8, 0, 0, kind, ...word(1)]),
];

/** Compact ones at every four bytes. */
const OVERLAPPING = Array.from({ length: 300 }, (_, index) => ({
  offset: [index & 0xff, index >> 8],
  entry: [1, 0, 8, 3],
}));

describe('resources of Android', () => {
  test.each(['android-resources.arsc', 'android-resources-utf-16.arsc'])(
    'give texts beside their names: %s',
    async (file) => {
      const lines = `alice=${MARKER}\nnested=other\nnested=more\n`;
      const { lines: found, error } = await read(androidResources, fixture(file));
      expect([found!.split('\n').toSorted(), error]).toEqual([lines.split('\n').toSorted(), undefined]);
    },
  );

  test('are read where few of a language are there', async () => {
    const { lines, error } = await read(androidResources, fixture('android-resources-sparse.arsc'));
    expect([lines!.split('\n').includes(`alice=${MARKER}`), error]).toEqual([true, undefined]);
  });

  test.each<[string, Buffer]>([
    ['one', tableOf(VALUES, 0, word(0), PLAIN)],
    ['with a number beside its offset', tableOf(VALUES, 1, [7, 0, 0, 0], PLAIN)],
    ['with offsets of two bytes', tableOf(VALUES, 2, [0, 0], PLAIN)],
    ['compact', tableOf(VALUES, 0, word(0), [1, 0, 8, 3, ...word(1)])],
    ['of two values, of which one is a number', tableOf(VALUES, 0, word(0), several(2, 3, 16))],
    ['one, to which three offsets lead', tableOf(VALUES, 0, [word(0), word(0), word(0)].flat(), PLAIN, 3)],
    ['compact, to which all offsets lead', tableOf(VALUES, 2, Array(2000).fill(0), [1, 0, 8, 3, ...word(1)], 1000)],
  ])('entries in each of their forms: %s', async (_, bytes) => {
    expect(await read(androidResources, bytes)).toEqual({ lines: 'name=word\n', error: undefined });
  });

  test.each<[string, Buffer]>([
    ['a number', tableOf(VALUES, 0, word(0), PLAIN.with(11, 16))],
    ['a compact number', tableOf(VALUES, 0, word(0), [1, 0, 8, 16, ...word(1)])],
    ['no entry', tableOf(VALUES, 0, word(0xffff_ffff), PLAIN)],
    ['none, of two bytes', tableOf(VALUES, 2, [0xff, 0xff], PLAIN)],
    ['the path of a file', tableOf(['', 'res/drawable/a1.png'], 0, word(0), PLAIN)],
    ['no values at all', tableOf(VALUES, 0, word(0), several(0))],
    ['a text that is not there', tableOf(['other'], 0, word(0), PLAIN)],
  ])('give no line for %s', async (_, bytes) => {
    expect(await read(androidResources, bytes)).toEqual({ lines: '', error: undefined });
  });

  test.each<[string, Buffer]>([
    ['an entry behind all', tableOf(VALUES, 0, word(64), PLAIN)],
    ['values that reach beyond', tableOf(VALUES, 0, word(0), several(3, 3, 3))],
    ['gigabytes of values', tableOf(VALUES, 0, word(0), several(0xffff_ffff, 3))],
    [
      'entries in one another',
      tableOf(
        VALUES,
        2,
        OVERLAPPING.flatMap(({ offset }) => offset),
        OVERLAPPING.flatMap(({ entry }) => entry),
        300,
      ),
    ],
    [
      'more entries than bytes',
      alter(tableOf(VALUES, 0, word(0), PLAIN), (table) => table.indexOf('\x01\x02\x14\0', 0, 'latin1') + 15),
    ],
    [
      'no pool of names',
      alter(tableOf(VALUES, 0, word(0), PLAIN), (table) => table.indexOf('\0\x02\x20\x01', 0, 'latin1') + 276),
    ],
  ])('what is wrong is told: %s', async (_, bytes) => {
    const { error } = await read(androidResources, bytes);
    expect(error).toMatch(
      /^expected a (?:entry|value|type|pool of names) in resources of Android at byte N, found none/,
    );
  });

  test('one that is cut is damaged', async () => {
    const bytes = fixture('android-resources.arsc');
    const { error } = await read(androidResources, bytes.subarray(0, -4));
    expect(error).toBe('resources of Android: expected N bytes, found N; its bytes are scanned as is');
  });
});

/** Sets a byte. */
function alter(bytes: Buffer, where: (bytes: Buffer) => number): Buffer {
  bytes[where(bytes)] = 0x7f;
  return bytes;
}

/** An element with attributes: names and values are numbers of strings; each attribute of `step` bytes. */
function xmlOf(strings: readonly string[], attributes: readonly (readonly [number, number])[], step = 20): Buffer {
  const rows = attributes.flatMap(([name, value]) => [
    ...word(0),
    ...word(name),
    ...word(0),
    8,
    0,
    0,
    3,
    ...word(value),
  ]);
  const head = [...word(0), ...word(0), 20, 0, step, 0, attributes.length, 0, 0, 0, 0, 0, 0, 0];
  const element = chunk(0x102, [...word(1), ...word(0)], Buffer.from([...head, ...rows]));
  return chunk(3, [], Buffer.concat([poolOf(strings), element]));
}

describe('compiled XML of Android', () => {
  test('gives attributes, and what is called by one and said by another', async () => {
    const { lines, error } = await read(androidXml, fixture('android-manifest.xml'));
    expect([lines!.split('\n').includes(`alice=${MARKER}`), error]).toEqual([true, undefined]);
    const strings = ['name', 'value', 'first', 'word', 'key', 'defaultValue'];
    expect(
      (
        await read(
          androidXml,
          xmlOf(strings, [
            [1, 3],
            [0, 2],
          ]),
        )
      ).lines,
    ).toBe('value=word\nname=first\nfirst=word\n');
    expect(
      (
        await read(
          androidXml,
          xmlOf(strings, [
            [4, 2],
            [5, 3],
          ]),
        )
      ).lines,
    ).toContain('first=word\n');
  });

  test('gives texts between tags, by what their element, its name, or the key before them says', async () => {
    const { lines, error } = await read(androidXml, fixture('android-text.xml'));
    const wanted = [
      `alice=${MARKER}`,
      'bob=other',
      'nested=more',
      'string=more',
      `value=${MARKER}`,
      'last=text',
      'name=nested',
    ];
    expect([
      lines!
        .split('\n')
        .filter((line) => line !== '')
        .toSorted(),
      error,
    ]).toEqual([wanted.toSorted(), undefined]);
  });

  test('tells of a text that has no number', async () => {
    const xml = chunk(
      3,
      [],
      Buffer.concat([poolOf(['name']), chunk(0x104, [...word(1), ...word(0)], Buffer.alloc(2))]),
    );
    expect((await read(androidXml, xml)).error).toMatch(/^expected a text of compiled XML at byte N, found none/);
  });

  test('is no entry without settings', async () => {
    expect(await read(androidXml, xmlOf(['name', 'two words'], [[0, 1]]))).toEqual({
      lines: undefined,
      error: undefined,
    });
  });

  test.each<[string, Buffer]>([
    ['attributes that overlap', xmlOf(['name', 'word'], [[0, 1]], 19)],
    ['attributes that reach beyond', xmlOf(['name', 'word'], [[0, 1]], 40)],
  ])('what is wrong is told: %s', async (_, bytes) => {
    expect((await read(androidXml, bytes)).error).toMatch(/^expected an element of compiled XML at byte N, found none/);
  });

  test('what follows the strings and is no chunk is told, and so are strings that are none', async () => {
    const xml = xmlOf(['name', 'word'], [[0, 1]]);
    const more = Buffer.concat([xml, Buffer.alloc(8)]);
    more.writeUInt32LE(more.length, 4);
    expect(await read(androidXml, more)).toEqual({
      lines: 'name=word\n',
      error: "expected a chunk of Android's resources at byte N, found none",
    });
    const pool = Buffer.from(xml);
    pool.writeUInt32LE(1_000_000, 16);
    expect((await read(androidXml, pool)).error).toBe('expected N strings in resources of Android, found fewer');
  });
});
