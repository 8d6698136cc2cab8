/** LZ4Block of lz4-java and Snappy of snappy-java. Those of the programs themselves are in test/fixtures. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { lz4Java } from '../../../src/unpack/streams/lz4-java.ts';
import { snappyJava } from '../../../src/unpack/streams/snappy-java.ts';
import {
  type Lz4JavaBlock,
  lz4JavaBlock,
  lz4JavaEnd,
  lz4JavaRun,
  snappyJavaChunk,
  snappyJavaHeader,
  snappyJavaRun,
} from '../../builders/jvm-streams.ts';
import { snappyRun } from '../../builders/lz-blocks.ts';
import { u32be } from '../../builders/numbers.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { errorsOf, list, noise, observe, texts } from '../observe.ts';

const stream = (...blocks: (Lz4JavaBlock | string)[]) =>
  Buffer.concat([
    ...blocks.map((block) => lz4JavaBlock(typeof block === 'string' ? { content: block } : block)),
    lz4JavaEnd(),
  ]);
const BEHIND = '[behind the archive]';
const BETWEEN = '[between entries]';

/** Entries, and what was told: only this is left of the messages. */
async function seen(container: typeof lz4Java, bytes: Uint8Array) {
  const listing = await list(container, bytes, bytes.length < 3000 ? 7 : undefined);
  expect(errorsOf(listing)).toEqual([]);
  return { texts: texts(listing), told: listing.troubles.map(({ trouble }) => trouble.message).join('|') };
}

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
    expect(troubles).toMatchObject([{ trouble: { code: 'damaged' }, onlyWhole: true }]);
  });
});

test.each<[string, Uint8Array, boolean, boolean]>([
  ['a stored block', stream('a'), true, true],
  ['a packed block', lz4JavaRun('ab', 300), true, true],
  ['an end', lz4JavaEnd(), true, false],
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

const snappyStream = (...chunks: Buffer[]) => Buffer.concat([snappyJavaHeader(), ...chunks]);
const filled = (text: string, more = 0) => text.padEnd(61, '.') + '.'.repeat(more);

describe('snappy-java: a sound stream gives its data, and no trouble', () => {
  test.each<[string, Uint8Array, string]>([
    ['chunks', snappyStream(snappyJavaRun('a'), snappyJavaRun('b', 900)), filled('a') + filled('b', 900)],
    ['no data', snappyStream(), ''],
    [
      'two streams',
      Buffer.concat([snappyStream(snappyJavaRun('a')), snappyStream(snappyJavaRun('b'))]),
      filled('a') + filled('b'),
    ],
  ])('%s', async (_, bytes, expected) => {
    expect(await seen(snappyJava, bytes)).toEqual({ texts: [['data', expected]], told: '' });
  });
});

describe('snappy-java: what is wrong is told, and what can be had is given', () => {
  /** A chunk whose last copy reaches back too far. */
  const broken = (text: string) => {
    const block = snappyRun(Buffer.from(filled(text)), 64);
    block[block.length - 1] = 0x7f;
    return snappyJavaChunk(block);
  };
  const [a, b, c] = ['a', 'b', 'c'].map((text) => snappyJavaRun(text)) as [Buffer, Buffer, Buffer];
  const beyond = (message: string) => new RegExp(`expected a chunk of snappy-java at byte ${message}`);
  test.each<[string, Uint8Array, readonly string[], RegExp, readonly string[]]>([
    ['a chunk before others', snappyStream(a, broken('x'), b), ['a', 'x', 'b'], /their end: 1 of 3;/, [BETWEEN]],
    ['a chunk before a stream', snappyStream(broken('x'), snappyStream(b)), ['x', 'b'], /1 of 2;/, [BETWEEN]],
    ['the last chunk', snappyStream(a, broken('x')), ['a', 'x'], /their end: 1 of 2;/, [BETWEEN]],
    [
      'a chunk before something else',
      snappyStream(a, broken('x'), noise(40)),
      ['a', 'x'],
      beyond('\\d+, found one'),
      [BEHIND],
    ],
    ['a length of 0', snappyStream(a, u32be(0), b), ['a'], beyond('87, found something'), [BEHIND]],
    ['a length of -1', snappyStream(a, u32be(2 ** 32 - 1), b), ['a'], beyond('87'), [BEHIND]],
    ['a length of 2^31 - 1', snappyStream(a, u32be(2 ** 31 - 1), b), ['a'], beyond('87'), [BEHIND]],
    [
      'content that no such block has',
      snappyStream(a, snappyJavaChunk(Buffer.from('ffffffff0f00', 'hex'))),
      ['a'],
      beyond('87'),
      [BEHIND],
    ],
    [
      'a copy of nothing',
      snappyStream(a, snappyJavaChunk(Buffer.from('0401000100', 'hex'))),
      ['a'],
      beyond('87'),
      [BEHIND],
    ],
    [
      'another version',
      Buffer.concat([snappyJavaHeader(2), a, snappyJavaHeader(1, 3), c]),
      ['a', 'c'],
      /version than 1: 2;/,
      [],
    ],
    ['a header that is cut', snappyStream(a, snappyJavaHeader().subarray(0, 9)), ['a'], /header .* cut off/, []],
    [
      'more than is held in memory',
      snappyStream(a, u32be(4_000_000), Buffer.from('808080280000', 'hex'), noise(50)),
      ['a'],
      /more than 67108864 bytes/,
      [BEHIND],
    ],
  ])('%s', async (_, bytes, expected, told, others) => {
    const result = await seen(snappyJava, bytes);
    expect(result.texts[0]![1].slice(0, 61 * expected.length)).toBe(expected.map((text) => filled(text)).join(''));
    expect(result.told).toMatch(told);
    expect(result.texts.slice(1).map(([name]) => name)).toEqual(others);
  });

  test('a cut anywhere is told, unless it is between two chunks', async () => {
    const chunk = snappyJavaRun('alpha', 200);
    const bytes = snappyStream(a, chunk);
    const sound = [16, 16 + a.length];
    for (let length = 8; length < bytes.length; length++) {
      const { texts: entries, told } = await seen(snappyJava, bytes.subarray(0, length));
      expect([length, told === '']).toEqual([length, sound.includes(length)]);
      if (length >= sound[1]!) expect(entries[0]![1]).toMatch(/^a\.{60}/);
    }
  });

  test('flipped bits, cuts and doubled runs of either end as data or as one of our errors', async () => {
    const random = seededRandom(8);
    const sounds = [
      [snappyJava, snappyStream(a, snappyJavaRun('x', 500), snappyJavaHeader(), b, c)],
      [lz4Java, Buffer.concat([lz4JavaRun('alpha', 500), stream('beta'), stream('gamma')])],
    ] as const;
    for (let round = 0; round < 2000; round++) {
      const [container, sound] = sounds[round % 2]!;
      let harmed = Buffer.from(sound);
      for (let flip = 0; flip <= random.int(3); flip++)
        harmed[8 + random.int(harmed.length - 8)]! ^= 1 << random.int(8);
      const [start, end] = [8 + random.int(sound.length - 8), random.int(sound.length)];
      if (round % 3 === 0) harmed = Buffer.concat([harmed.subarray(0, start), harmed.subarray(end)]);
      const listing = await list(container, harmed, round % 4 < 2 ? undefined : 100);
      expect(listing.entries.length).toBeGreaterThan(0);
    }
  });
});

test.each<[string, Uint8Array, boolean, boolean]>([
  ['a chunk', snappyStream(snappyJavaRun('a')), true, true],
  ['no chunk', snappyStream(), true, false],
  ['the magic number in a table', Buffer.concat([snappyJavaHeader().subarray(0, 8), noise(40)]), true, false],
  ['a header before something else', snappyStream(noise(40)), true, false],
])('snappy-java is known by its head, and in the middle: %s', (_, bytes, whole, inside) => {
  expect([snappyJava.sniff(bytes), snappyJava.sniffEmbedded!(bytes)]).toEqual([whole, inside]);
});

describe('in the middle of other bytes', () => {
  const behind = gzipSync('a file of gzip that stands behind it');
  const batch = Buffer.from('0000000000000007', 'hex');

  test.each([
    ['lz4-java', Buffer.concat([lz4JavaRun('<one>', 500), stream('<two>')])],
    ['lz4-java', lz4JavaRun('<without an end>', 500)],
    ['snappy-java', Buffer.concat([snappyStream(snappyJavaRun('<one>', 500), snappyJavaRun('<two>')), batch])],
    // What begins as a chunk of 1 MiB does.
    [
      'snappy-java',
      Buffer.concat([snappyStream(snappyJavaRun('<one>')), u32be(1 << 20), Buffer.from([0x80, 0x80, 0x40, 0])]),
    ],
  ])('%s is opened, and so is what stands behind it', async (id, bytes) => {
    for (const tail of [noise(200), Buffer.alloc(3 << 20, 'a line of a log\n\0')]) {
      const { gaps, stats } = await scanBytes({
        'segment.log': Buffer.concat([noise(999), bytes, behind, noise(99), bytes, tail]),
      });
      expect([gaps, stats.formats]).toEqual([[], { [id]: 2, gzip: 1 }]);
    }
  });

  test('noise, zeros and names of classes are neither', async () => {
    const names = Buffer.from(
      '\x01\0\x13LZ4BlockInputStream\x01\0\x08LZ4Block\x01\0\x07\x82SNAPPY\0\0\0\0\x01',
      'latin1',
    );
    const { gaps, stats } = await scanBytes({
      'some.class': Buffer.concat([noise(999), names, Buffer.alloc(99), noise(999)]),
    });
    expect([gaps, stats.formats]).toEqual([[], {}]);
  });
});
