/** Snappy of snappy-java, and it and LZ4Block in the middle of other bytes. Those of the programs themselves are in test/fixtures. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { lz4Java } from '../../../src/unpack/streams/lz4-java.ts';
import { snappyJava } from '../../../src/unpack/streams/snappy-java.ts';
import {
  lz4JavaRun,
  snappyJavaChunk,
  snappyJavaHeader,
  snappyJavaRun,
  lz4JavaStream as stream,
} from '../../builders/jvm-streams.ts';
import { snappyRun } from '../../builders/lz-blocks.ts';
import { u32, u32be } from '../../builders/numbers.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { list, noise, seen } from '../observe.ts';

const BEHIND = '[behind the archive]';
const BETWEEN = '[between entries]';
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
      /has more than 4194304 bytes/,
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
  ['a text that begins with the magic number', Buffer.from('\x82SNAPPY\0 is a magic\n\x82', 'latin1'), false, false],
  ['a chunk behind a damaged version', Buffer.concat([snappyJavaHeader(7), snappyJavaRun('a')]), true, false],
  ['a copy from before the chunk', snappyStream(snappyJavaChunk(Buffer.from('4000410510', 'hex'))), true, false],
  ['the magic number in a table', Buffer.concat([snappyJavaHeader().subarray(0, 8), noise(40)]), true, false],
  ['a header before something else', snappyStream(noise(40)), true, false],
])('snappy-java is known by its head, and in the middle: %s', (_, bytes, whole, inside) => {
  expect([snappyJava.sniff(bytes), snappyJava.sniffEmbedded!(bytes)]).toEqual([whole, inside]);
});

/** A chunk that claims `bytes`, and so many of one literal: what follows is taken for it. */
const claim = (bytes: number) => Buffer.concat([u32be(bytes), varint(bytes), literal(bytes - 10_000)]);
const varint = (value: number) => Buffer.of((value & 127) | 128, ((value >> 7) & 127) | 128, value >> 14);
const literal = (bytes: number) => Buffer.of(62 << 2, bytes & 255, (bytes >> 8) & 255, bytes >> 16);

test('a damaged chunk before one that goes on behind what is looked at', async () => {
  const lines = Array.from({ length: 9000 }, (_, index) => `line ${index}\n`).join('');
  const block = Buffer.concat([varint(lines.length), ...pieces(lines, 60)]);
  const damaged = snappyJavaChunk(Buffer.concat([varint(99_999), ...pieces(lines, 60)]));
  const { texts, told } = await seen(snappyJava, snappyStream(damaged, snappyJavaChunk(block)));
  expect(told).toMatch(/their end: 1 of 2;/);
  expect(texts[0]![1] === lines + lines).toBe(true);
});
/** Elements of so many literals. */
const pieces = (text: string, bytes: number) =>
  Array.from({ length: Math.ceil(text.length / bytes) }, (_, index) => {
    const piece = Buffer.from(text.slice(index * bytes, (index + 1) * bytes));
    return Buffer.concat([Buffer.of((piece.length - 1) << 2), piece]);
  });

describe('headers in the middle of other bytes that claim the same bytes', () => {
  const binary = Buffer.alloc(1000, '\x00\xff\x01', 'latin1');
  const flood = (head: Buffer) => Buffer.concat([binary, ...Array.from({ length: 40_000 }, () => head), binary]);
  const stored = Buffer.concat([Buffer.from('LZ4Block\x1f'), u32(800_000), u32(800_000), u32(5)]);
  test.each([
    ['lz4-java', flood(stored)],
    ['snappy-java', flood(Buffer.concat([snappyJavaHeader(), claim(1_000_000)]))],
    ['snappy-java', flood(Buffer.concat([snappyJavaHeader(), snappyJavaRun('a'), claim(1_500_000)]))],
  ])('%s: are tried up to a limit, and told', async (_, bytes) => {
    const { gaps, stats } = await scanBytes({ 'a.bin': bytes });
    expect(gaps.some(({ code, message }) => code === 'budget' && /more were not/.test(message))).toBe(true);
    expect(stats.scannedBytes).toBeLessThan(160 << 20);
  });

  test('snappy-java: a first chunk that is too large is told there, too', async () => {
    const bytes = Buffer.concat([
      binary,
      snappyJavaHeader(),
      u32be(5_000_000),
      Buffer.from('c096b102f8ffff0f', 'hex'),
      binary,
    ]);
    const { gaps } = await scanBytes({ 'a.bin': bytes });
    expect(gaps).toMatchObject([{ code: 'unsupported', message: expect.stringMatching(/at byte 16 has more than/) }]);
  });
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
