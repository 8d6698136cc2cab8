/** Streams of xz behind one another and in one another: each is opened once, however many there are. */
import { expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { xzStreamEnd } from '../../../src/unpack/codecs/xz-footer.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { AMPLE } from '../observe.ts';

const bytes = fixtureBytes('xz-in-xz.xz');
/** Streams in one another. */
const LEVELS = 2;
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

test('marks of ends in a row, which many headers may have behind them, are not all looked at for each', () => {
  class Counting extends MemorySource {
    reads = 0;
    override read(offset: number, length: number): Uint8Array {
      this.reads++;
      return super.read(offset, length);
    }
  }
  const marks = Buffer.alloc(1 << 20, 'YZ');
  const cut = new Counting(Buffer.concat([bytes.subarray(0, 100), marks]));
  expect(xzStreamEnd(cut, new Budget(AMPLE))).toBeUndefined();
  expect(cut.reads).toBeLessThan(4000);
  expect(xzStreamEnd(new MemorySource(Buffer.concat([bytes, marks])), new Budget(AMPLE))).toBe(bytes.length);
});
