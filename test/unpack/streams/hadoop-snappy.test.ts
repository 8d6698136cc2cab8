/** Snappy of Hadoop. What a program wrote is in test/fixtures. */
import { expect, test } from 'vitest';
import { hadoopSnappy } from '../../../src/unpack/streams/hadoop-snappy.ts';
import { hadoopBlock, snappyJavaChunk } from '../../builders/jvm-streams.ts';
import { snappyRun } from '../../builders/lz-blocks.ts';
import { u32be } from '../../builders/numbers.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { list, noise, seen } from '../observe.ts';

const filled = (text: string, more = 0) => text.padEnd(61, '.') + '.'.repeat(more);
const one = hadoopBlock([['a', 200]]);
const two = hadoopBlock([
  ['b', 0],
  ['c', 64],
]);
const manyElements = hadoopBlock([
  ['b', 2000],
  ['c', 64],
]);
const BEHIND = '[behind the archive]';
const BETWEEN = '[between entries]';

test.each<[string, Uint8Array, string]>([
  ['blocks of one chunk and of two', Buffer.concat([one, two]), filled('a', 200) + filled('b') + filled('c', 64)],
  ['an end', Buffer.concat([one, u32be(0)]), filled('a', 200)],
])('gives its data, and no trouble: %s', async (_, bytes, expected) => {
  expect(await seen(hadoopSnappy, bytes)).toEqual({ texts: [['data', expected]], told: '' });
});

/** A block whose last copy reaches back too far. */
function broken(): Buffer {
  const block = snappyRun(Buffer.from(filled('x')), 64);
  block[block.length - 1] = 0x7f;
  return Buffer.concat([u32be(125), snappyJavaChunk(block)]);
}

test.each<[string, Uint8Array, readonly string[], RegExp, readonly string[]]>([
  ['a damaged block', Buffer.concat([one, broken(), two]), ['x', 'b'], /their end: 1;/, [BETWEEN]],
  [
    'a size of -1',
    Buffer.concat([one, u32be(2 ** 32 - 1), noise(50)]),
    [],
    /expected a block of Hadoop at byte/,
    [BEHIND],
  ],
  [
    'a size that is less',
    Buffer.concat([one, hadoopBlock([['b', 0]], 9)]),
    [],
    /expected a block of Hadoop at/,
    [BEHIND],
  ],
  ['a size that is more', Buffer.concat([one, hadoopBlock([['b', 0]], 99)]), ['b'], /ends 38 bytes before the end/, []],
  ['what follows the end', Buffer.concat([one, u32be(0), noise(50)]), [], /after the end/, [BEHIND]],
  [
    'a chunk that is too large',
    Buffer.concat([one, u32be(5_000_000), u32be(5_000_000), Buffer.from('c096b10200', 'hex'), noise(50)]),
    [],
    /the chunk of Hadoop at byte \d+ has more than 4194304 bytes/,
    [BEHIND],
  ],
  ['a chunk of -1', Buffer.concat([one, u32be(99), u32be(2 ** 32 - 1), noise(50)]), [], /expected a block/, [BEHIND]],
])('tells what is wrong, and gives what can be had: %s', async (_, bytes, expected, told, others) => {
  const result = await seen(hadoopSnappy, bytes);
  expect(result.texts[0]![1].slice(0, 261)).toBe(filled('a', 200));
  for (const text of expected) expect(result.texts[0]![1]).toContain(filled(text));
  expect(result.told).toMatch(told);
  expect(result.texts.slice(1).map(([name]) => name)).toEqual(others);
});

test('a cut anywhere is told, unless it is between two blocks', async () => {
  const bytes = Buffer.concat([one, two, one]);
  const sound = [one.length, one.length + two.length];
  for (let length = 16; length < bytes.length; length++) {
    const { told } = await seen(hadoopSnappy, bytes.subarray(0, length));
    expect([length, told === '']).toEqual([length, sound.includes(length)]);
  }
});

test('flipped bits end as data or as one of our errors', async () => {
  const random = seededRandom(9);
  for (let round = 0; round < 1000; round++) {
    const harmed = Buffer.concat([one, two]);
    for (let flip = 0; flip <= random.int(3); flip++) harmed[random.int(harmed.length)]! ^= 1 << random.int(8);
    expect((await list(hadoopSnappy, harmed, round % 2 === 0 ? undefined : 50)).entries.length).toBeGreaterThan(0);
  }
});

/** A block of 100,000 bytes, of which the first literal names its length in three bytes, and goes on behind the head. */
const large = (literal: string) =>
  Buffer.concat([u32be(100_000), u32be(100_005), Buffer.from(`a08d06f8${literal}`, 'hex'), noise(5000)]);

test.each<[string, Uint8Array, boolean]>([
  ['a block of one chunk', one, true],
  ['a block of two, with few elements', two, false],
  ['a block of two, with many', manyElements, true],
  ['a block that goes on behind the head', large('9f8601'), true],
  ['a file that is cut', one.subarray(0, 40), true],
  ['a small one', Buffer.concat([u32be(1), u32be(3), Buffer.from([1, 0, 7]), Buffer.alloc(20)]), false],
  ['one that is damaged and small', broken(), false],
  ['the box of an MP4', Buffer.from('00000018667479706d703432000000006d70343269736f6d', 'hex'), false],
  ['zeros', Buffer.alloc(4096), false],
  ['two sizes that are one', Buffer.concat([u32be(200), u32be(200), noise(400)]), false],
  [
    'a size in two codings, and another number',
    Buffer.concat([one.subarray(0, 4), u32be(9000), one.subarray(8)]),
    false,
  ],
  ['more than a block says', large('ffff01'), false],
])('is known by its first block: %s', (_, bytes, expected) => {
  expect(hadoopSnappy.sniff(Buffer.from(bytes.subarray(0, 4096)))).toBe(expected);
});

test('no random bytes are taken for it, whatever sizes stand before them', () => {
  const random = seededRandom(10);
  let taken = 0;
  for (let round = 0; round < 100_000; round++) {
    const size = 64 + random.int(1 << (7 + random.int(12)));
    const bytes = Buffer.concat([u32be(size), u32be(size + random.int(40)), random.bytes(300)]);
    if (hadoopSnappy.sniff(bytes)) taken++;
  }
  expect(taken).toBe(0);
});
