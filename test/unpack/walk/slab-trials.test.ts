import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { zip } from '../../../src/unpack/archives/zip.ts';
import { gzip } from '../../../src/unpack/streams/gzip.ts';
import { SlabTrials } from '../../../src/unpack/walk/slab-trials.ts';
import { buildZip } from '../../builders/zip.ts';
import { AMPLE, noise } from '../observe.ts';

const archive = gzipSync(noise(50_000));
const before = Buffer.alloc(100);
const behind = noise(10_000);

function holds(parts: readonly Uint8Array[], container = gzip as Parameters<typeof offered>[0]): Promise<boolean> {
  return new SlabTrials(new MemorySource(Buffer.concat(parts)), new Budget(AMPLE), 0).holds(offered(container));
}

const offered = (container: typeof gzip | typeof zip) => ({ container, offset: before.length });

describe('an archive in a part of a stream', () => {
  test.each<[string, Uint8Array[], boolean]>([
    ['ends in it', [before, archive, behind], true],
    ['ends shortly before it does', [before, archive, behind.subarray(0, 4096)], true],
    ['may go on behind it', [before, archive], false],
    ['is cut by its end', [before, archive.subarray(0, -1)], false],
    ['turns out to be none', [before, archive.subarray(0, 10), behind], true],
    ['is damaged', [before, archive.subarray(0, 30_000), behind], true],
    ['is large when it is unpacked', [before, gzipSync(Buffer.alloc(5 << 20)), behind], false],
  ])('%s: whole in it or not', async (_, parts, expected) => {
    expect(await holds(parts)).toBe(expected);
  });

  test('that is read from its end needs the end', async () => {
    expect(await holds([before, buildZip([{ name: 'a', packed: noise(100) }]), behind], zip)).toBe(false);
  });

  test('of many: what all trials unpack is bounded', async () => {
    const packed = gzipSync(Buffer.alloc(1 << 20, 'text '));
    const source = new MemorySource(Buffer.concat([before, packed, behind]));
    const trials = new SlabTrials(source, new Budget(AMPLE), 0);
    const answers: boolean[] = [];
    for (let count = 0; count < 5; count++) answers.push(await trials.holds(offered(gzip)));
    expect(answers).toEqual([true, true, true, false, false]);
  });

  test('of many: what all trials read is bounded, also where nothing comes out', async () => {
    const source = new MemorySource(Buffer.alloc(20 * 50_000, gzipSync('')));
    const trials = new SlabTrials(source, new Budget(AMPLE), 0);
    const answers: boolean[] = [];
    for (let count = 0; count < 20; count++) answers.push(await trials.holds({ container: gzip, offset: 20 * count }));
    expect(answers).not.toContain(true);
  });

  test('covers what lies in it', async () => {
    const trials = new SlabTrials(
      new MemorySource(Buffer.concat([before, archive, archive, behind])),
      new Budget(AMPLE),
      7,
    );
    expect(trials.covered).toBe(7);
    await trials.holds(offered(gzip));
    expect(trials.covered).toBe(before.length + 2 * archive.length);
  });
});
