/** Files of bzip2 in the middle of other bytes end where they end, however many follow. */
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { bzip2FileEnd } from '../../../src/unpack/codecs/bzip2-end.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { CountingSource } from '../counting-source.ts';
import { AMPLE, noise } from '../observe.ts';

const one = fixtureBytes('bzip2-plain.bz2');
/** Two streams that follow one another. */
const two = fixtureBytes('bzip2-many.bz2');
const secondStart = two.indexOf('BZh', 1);
/** A stream of nothing. */
const empty = Buffer.from('425a683917724538509000000000', 'hex');
const stub = Buffer.concat([Buffer.from('stub\0'), noise(99)]);

const endOf = (bytes: Buffer): number | undefined => bzip2FileEnd(new MemorySource(bytes), new Budget(AMPLE));

describe('the end of a file', () => {
  test.each([
    ['one stream', one],
    ['streams that follow one another', two],
    ['an empty stream', empty],
    ['a second stream whose header is damaged', Buffer.from(two).fill(0, secondStart, secondStart + 3)],
    ['a second stream whose first block is damaged', Buffer.from(two).fill(0, secondStart + 4, secondStart + 6)],
  ])('%s', (_, bytes) => {
    expect(endOf(bytes)).toBe(bytes.length);
    expect(endOf(Buffer.concat([bytes, stub, one]))).toBe(bytes.length);
  });

  test('is unknown when the stream is cut off', () => {
    expect(endOf(one.subarray(0, -20))).toBe(undefined);
  });

  test('is looked for within the size of a block', () => {
    const source = new CountingSource(Buffer.concat([one.subarray(0, 100), noise(8 << 20), one]));
    expect(bzip2FileEnd(source, new Budget(AMPLE))).toBeUndefined();
    expect(source.reads).toBeLessThan(40);
  });

  test('comes before the last of many small streams', () => {
    const many = Buffer.concat(Array<Buffer>(5000).fill(empty));
    const source = new CountingSource(many);
    expect(bzip2FileEnd(source, new Budget(AMPLE))).toBeLessThan(many.length / 4);
    expect(source.reads).toBeLessThan(2000);
  });
});

describe('in the middle of other bytes', () => {
  test('files beside one another are opened once each, with nothing left over', async () => {
    const { stats, gaps } = await scanBytes({ all: Buffer.concat(Array<Buffer>(50).fill(Buffer.concat([stub, two]))) });
    expect(gaps).toEqual([]);
    expect(stats.formats.bzip2).toBe(50);
  });

  test('streams that follow one another are one file, and not opened again one by one', async () => {
    const { stats, gaps } = await scanBytes({ all: Buffer.concat([stub, ...Array<Buffer>(200).fill(one), stub]) });
    expect(gaps).toEqual([]);
    expect(stats.formats.bzip2).toBe(1);
  });

  test('a later stream without a header is damage', async () => {
    const damaged = Buffer.from(two).fill(0, secondStart, secondStart + 3);
    const { gaps } = await scanBytes({ all: Buffer.concat([stub, damaged, stub]) });
    expect(gaps.map(({ message }) => message)).toEqual([expect.stringContaining('ends of bzip2 streams')]);
  });

  test('the mark of an end before the end of the stream is damage', async () => {
    const marked = Buffer.concat([one.subarray(0, 60), empty.subarray(4), one.subarray(60)]);
    const { gaps } = await scanBytes({ all: Buffer.concat([stub, marked, stub]) });
    expect(gaps.map(({ code }) => code)).toContain('damaged');
  });
});
