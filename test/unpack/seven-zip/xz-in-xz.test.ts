/** Streams of xz behind one another and in one another: each is opened once, however many there are. */
import { expect, test } from 'vitest';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';

const { bytes } = readFixture(fixtureRows.find(({ file }) => file === 'xz-in-xz.xz')!);
/** Streams in one another. */
const LEVELS = 3;
/** It lies in the stream around it as it is: LZMA2 stores what is packed already. */
const INNER = Buffer.from('fd377a585a00', 'hex');

test('a stream in the middle of other bytes ends where it ends, not at the header of one that is stored in it', async () => {
  expect(bytes.indexOf(INNER, 1)).toBeGreaterThan(0);
  const all = Buffer.concat([Buffer.alloc(100, 'stub '), bytes, bytes, bytes, Buffer.alloc(100, ' more')]);
  const { stats, gaps } = await scanBytes({ 'in-the-middle': all });
  expect(gaps).toEqual([]);
  expect(stats.formats.xz).toBe(3 * LEVELS);
});

test('behind many streams, one that is cut off does not have all of them opened with each', async () => {
  const streams = 100;
  const cut = Buffer.concat([...Array<Buffer>(streams).fill(bytes), bytes.subarray(0, -100)]);
  const { stats, gaps } = await scanBytes({ cut });
  expect(gaps.map(({ code }) => code)).toContain('damaged');
  expect(stats.formats.xz).toBeGreaterThan(LEVELS * streams);
  expect(stats.formats.xz).toBeLessThan(2 * LEVELS * streams);
});
