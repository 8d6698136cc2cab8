/** LZ4Block of lz4-java. Those of the program itself are in test/fixtures. */
import { describe, expect, test } from 'vitest';
import { lz4Java } from '../../../src/unpack/streams/lz4-java.ts';
import {
  type Lz4JavaBlock,
  lz4JavaBlock,
  lz4JavaEnd,
  lz4JavaRun,
  lz4JavaStream as stream,
} from '../../builders/jvm-streams.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise, observe, seen } from '../observe.ts';

const BEHIND = '[behind the archive]';

describe('LZ4Block: a sound stream gives its data, and no trouble', () => {
  test.each<[string, Uint8Array, [string, string][]]>([
    ['blocks as they are', stream('alpha', 'beta'), [['data', 'alphabeta']]],
    ['a packed block', Buffer.concat([lz4JavaRun('ab', 300), lz4JavaEnd()]), [['data', `a${'b'.repeat(301)}`]]],
    ['no data', lz4JavaEnd(), [['data', '']]],
    ['three streams, one of them empty', Buffer.concat([stream('a'), stream(), stream('b')]), [['data', 'ab']]],
    [
      'text behind it',
      Buffer.concat([stream('a'), Buffer.from('Lines of text')]),
      [
        ['data', 'a'],
        [BEHIND, 'Lines of text'],
      ],
    ],
  ])('%s', async (_, bytes, expected) => {
    expect(await seen(lz4Java, bytes)).toEqual({ texts: expected, told: '' });
  });
});

describe('LZ4Block: what is wrong is told, and what can be had is given', () => {
  const run = (lies: Partial<Lz4JavaBlock>): Lz4JavaBlock => ({
    ...{ packed: [{ literals: 'ab', match: { distance: 1, length: 298 } }, { literals: 'z' }] },
    ...{ content: `a${'b'.repeat(299)}z`, ...lies },
  });
  const content = `a${'b'.repeat(299)}z`;
  test.each<[string, Uint8Array, string, RegExp]>([
    ['a wrong checksum', stream('a', { content: 'b', sum: 7 }, 'c'), 'abc', /their end: 0 of 3; .*checksum: 1;/],
    ['a checksum with all its bits', stream({ content: 'b', sum: 2 ** 32 - 1 }), 'b', /checksum: 1;/],
    ['a checksum of an end', Buffer.concat([stream('a'), lz4JavaBlock({ content: '', sum: 7 })]), 'a', /checksum: 1;/],
    ['a block that has more than it says', stream(run({ contentBytes: 9 }), 'c'), `${content}c`, /their end: 1 of 2;/],
    ['a block that has less than it says', stream(run({ contentBytes: 999 }), 'c'), `${content}c`, /end: 1 of 2;/],
    [
      'a match that reaches back too far',
      stream({ ...run({}), packed: [{ literals: 'ab', match: { distance: 3, length: 4 } }, { literals: 'z' }] }, 'c'),
      'abc',
      /their end: 1 of 2;/,
    ],
    ['no end', stream('a', 'b').subarray(0, -21), 'ab', /ends at byte 44 without the block that ends it/],
    [
      'a method that is none',
      stream('a', { content: 'b', token: 0x30 }),
      'a',
      /expected a block of LZ4Block at byte 22,/,
    ],
    ['more than the level allows', stream('a', { content: 'b', contentBytes: 1025, token: 0x20 }), 'a', /at byte 22,/],
    ['sizes of a stored block that differ', stream('a', { content: 'b', contentBytes: 2 }), 'a', /at byte 22,/],
    ['a size of -1', stream('a', { content: 'b', packedBytes: 2 ** 32 - 1 }), 'a', /at byte 22,/],
    ['no bytes that hold some', stream('a', { content: 'b', packedBytes: 0, token: 0x20 }), 'a', /at byte 22,/],
    [
      'a size that lies, and stays within the level',
      stream('a', { content: 'b', contentBytes: 500, packedBytes: 500, token: 0x1f }),
      'a',
      /is cut off 478 bytes before the end of a block/,
    ],
    [
      'a block that claims 32 MiB',
      stream({ content: 'b', contentBytes: 1 << 25, token: 0x2f }),
      '',
      /their end: 1 of 1;/,
    ],
  ])('%s', async (_, bytes, expected, told) => {
    const result = await seen(lz4Java, bytes);
    expect(result.texts[0]![1].slice(0, expected.length)).toBe(expected);
    expect(result.told).toMatch(told);
  });

  test('a block whose sizes lie hides none behind it', async () => {
    const lied = Buffer.concat([
      lz4JavaBlock({ content: 'first' }),
      lz4JavaBlock({ content: 'xyz', contentBytes: 44, packedBytes: 44 }),
      lz4JavaRun('<second>', 200),
      lz4JavaEnd(),
    ]);
    const { gaps, stats } = await scanBytes({ 'events.lz4': lied });
    expect(gaps).toMatchObject([{ code: 'damaged' }, { code: 'damaged' }]);
    // In what was taken for the block, and in the rest.
    expect(stats.formats['lz4-java']).toBe(3);
    expect(stats.unpacked['lz4-java']!.bytes).toBeGreaterThan(2 * 208);
  });

  test.each([0, 8, 9, 13])('a header that is hit at byte %i hides no block behind it', async (at) => {
    const bytes = Buffer.concat([lz4JavaBlock({ content: 'first' }), lz4JavaRun('<second>', 200), stream('<third>')]);
    bytes[26 + at + (at > 8 ? 3 : 0)]! ^= 0x80;
    const { gaps, stats } = await scanBytes({ 'events.lz4': bytes });
    expect(gaps.length).toBeGreaterThan(0);
    expect(stats.formats['lz4-java']).toBe(2);
    expect((await observe(bytes)).leaves.map((leaf) => leaf.bytes.toString()).join('')).toContain('<third>');
  });

  test('a block of a wrong size in the first header is told, too', async () => {
    for (const lie of [{ packedBytes: 2 ** 31 }, { contentBytes: 2 ** 31 }]) {
      const bytes = stream({ content: 'b', ...lie });
      expect(lz4Java.sniff(bytes)).toBe(true);
      expect((await seen(lz4Java, bytes)).told).toMatch(/expected a block of LZ4Block at byte 0,/);
    }
  });

  test('a cut anywhere is told, unless it is behind an end', async () => {
    const [one, two] = [stream('alpha', run({})), stream('omega')];
    const bytes = Buffer.concat([one, two]);
    for (let length = 21; length < bytes.length; length++) {
      const { texts: entries, told } = await seen(lz4Java, bytes.subarray(0, length));
      expect([length, told === '']).toEqual([length, length === one.length]);
      if (length >= 26) expect(entries[0]![1]).toMatch(/^alpha/);
    }
  });

  test('what is no text behind an end is told where the file is whole', async () => {
    const { troubles } = await list(lz4Java, Buffer.concat([stream('a'), noise(100)]));
    expect(troubles).toMatchObject([{ trouble: { code: 'damaged' }, notInside: true }]);
  });
});

/** Blocks of a level that may hold more than is held: they are unpacked in pieces. */
describe('LZ4Block: a block that is not held', () => {
  const mib = 1 << 20;
  const letters = 'abcdefghij';
  const packed = [
    { literals: letters, match: { distance: 10, length: 3 * mib } },
    { literals: letters.repeat(60_000), match: { distance: 65_535, length: mib } },
    { literals: '', match: { distance: 1, length: 4 } },
    { literals: 'z' },
  ];
  const unpacked = (): string => {
    const first = letters.repeat(mib).slice(0, 10 + 3 * mib) + letters.repeat(60_000);
    const second = first + first.slice(-65_535).repeat(17).slice(0, mib);
    return `${second}${second.at(-1)!.repeat(4)}z`;
  };
  const content = unpacked();
  const long = (lies: Partial<Lz4JavaBlock> = {}) => ({ packed, content, token: 0x2f, ...lies });

  test('gives its data, packed or as it is, and what follows it', async () => {
    const stored = { content, token: 0x1f };
    const { texts, told } = await seen(lz4Java, stream('one', long(), 'two', stored, 'three'));
    expect(told).toBe('');
    expect(texts.map(([, text]) => text === `one${content}two${content}three`)).toEqual([true]);
  });

  test.each<[string, Uint8Array, RegExp, boolean]>([
    ['a wrong checksum', stream(long({ sum: 7 }), 'two'), /wrong checksum: 1;/, true],
    ['a wrong checksum of what is stored', stream({ content, token: 0x1f, sum: 7 }, 'two'), /wrong checksum: 1;/, true],
    ['less than it says', stream(long({ contentBytes: content.length + 1 }), 'two'), /end: 1 of 2;/, true],
    ['a cut', stream(long()).subarray(0, 300_000), /is cut off \d+ bytes before the end of a block/, false],
    ['a cut of what is stored', stream({ content, token: 0x1f }).subarray(0, 3 * mib), /is cut off \d+ bytes/, false],
    [
      'a match that reaches back too far',
      stream(
        long({ packed: [...packed.slice(0, 1), { literals: 'y', match: { distance: 0, length: 9 } }, ...packed] }),
      ),
      /a block of LZ4Block is damaged; from byte 21 on it is scanned as is/,
      false,
    ],
    [
      'more than its level allows',
      stream(long({ token: 0x2b, contentBytes: 2 * mib })),
      /a block of LZ4Block is damaged/,
      false,
    ],
  ])('tells of %s, and gives what can be had', async (_, bytes, expected, goesOn) => {
    const { texts, told } = await seen(lz4Java, bytes);
    expect(told).toMatch(expected);
    expect(texts[0]![1].slice(0, 300_000) === content.slice(0, 300_000)).toBe(true);
    expect(texts[0]![1].endsWith('two')).toBe(goesOn);
  });
});

test.each<[string, Uint8Array, boolean, boolean]>([
  ['a stored block', stream('a'), true, true],
  ['a packed block', lz4JavaRun('ab', 300), true, true],
  ['an end', lz4JavaEnd(), true, false],
  ['a stored block with a wrong checksum', stream({ content: 'b', sum: 7 }), true, false],
  ['a method that is none', stream({ content: 'b', token: 0x30 }), false, false],
  ['a text about it', Buffer.from('LZ4Block streams are written by lz4-java'), false, false],
  ['the name of a class', Buffer.from('LZ4BlockInputStream.java\0\0\0\0'), false, false],
  ['too few bytes', stream('a').subarray(0, 20), false, false],
  [
    'what cannot be unpacked',
    stream({ content: 'bcdef', packed: [{ match: { distance: 1, length: 5 } }] }),
    true,
    false,
  ],
])('LZ4Block is known by its head, and in the middle: %s', (_, bytes, whole, inside) => {
  expect([lz4Java.sniff(bytes), lz4Java.sniffEmbedded!(bytes)]).toEqual([whole, inside]);
});
