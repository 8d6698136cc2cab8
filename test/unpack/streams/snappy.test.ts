/** Framed Snappy. What a program wrote is in test/fixtures. */
import { expect, test } from 'vitest';
import { snappy } from '../../../src/unpack/streams/snappy.ts';
import { snappyChunks } from '../dumps/memory-image-samples.ts';
import { list } from '../observe.ts';

const PIECES = ['first', 'second', 'third'].map((word) => Buffer.from(word.padEnd(80, '.')));
const IDENTIFIER_BYTES = 10;
/** Type and length, and the checksum. */
const HEAD_BYTES = 8;

test('chunks give what they hold', async () => {
  const { entries, troubles } = await list(snappy, snappyChunks(PIECES));
  expect([entries.map(({ bytes }) => bytes.toString()), troubles]).toEqual([[PIECES.join('')], []]);
});

test.each([
  ['a stored chunk', 0],
  ['a packed chunk', HEAD_BYTES + PIECES[0]!.length],
])('%s whose type says that it may be passed over is unpacked, and told', async (_, at) => {
  const bytes = snappyChunks(PIECES);
  bytes[IDENTIFIER_BYTES + at]! |= 0x80;
  const { entries, troubles } = await list(snappy, bytes);
  expect(entries.map((entry) => entry.bytes.toString())).toEqual([PIECES.join('')]);
  expect(troubles).toMatchObject([{ trouble: { code: 'damaged' } }]);
});

test('a chunk that may be passed over is scanned as is, and no gap', async () => {
  const skipped = Buffer.concat([Buffer.from([0xfe, 12, 0, 0]), Buffer.from('mark-skipped')]);
  const { entries, troubles } = await list(snappy, Buffer.concat([snappyChunks(PIECES), skipped]));
  expect([entries.at(-1)!.bytes.toString(), troubles]).toEqual(['\nmark-skipped', []]);
});
