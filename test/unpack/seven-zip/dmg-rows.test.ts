import { expect, test } from 'vitest';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { repeatedDmgRows } from '../../../src/unpack/seven-zip/dmg-rows.ts';
import { dmgOf } from '../../builders/dmg.ts';
import { observe } from '../observe.ts';

const MIB = 1 << 20;
const blocks = [Buffer.alloc(MIB, 'text of a block\n'), Buffer.alloc(MIB, 'text of another\n')];
const problemOf = (rows: readonly number[]) => repeatedDmgRows(new MemorySource(dmgOf(blocks, rows)));

test('a disk whose rows name each block once, or a few more times, is read whole', async () => {
  for (const rows of [
    [0, 1],
    [0, 1, 0, 0],
  ]) {
    const { leaves, gaps } = await observe(dmgOf(blocks, rows));
    expect(gaps).toEqual([]);
    const disk = leaves.find(({ bytes }) => bytes.length >= 2 * MIB)!;
    expect(disk.bytes.equals(Buffer.concat(rows.map((row) => blocks[row]!)))).toBe(true);
  }
});

test('rows may name what others have named up to half a GiB', () => {
  expect(problemOf([0, 1, ...Array<number>(512).fill(1)])).toBeUndefined();
  expect(problemOf([0, 1, ...Array<number>(513).fill(1)])).toMatch(
    /^expected rows with bytes of their own .* same packed/,
  );
});

test('beyond that nothing of the disk is read, and a gap says so', async () => {
  const { gaps } = await observe(dmgOf(blocks, Array<number>(1000).fill(0)));
  expect(gaps).toMatchObject([{ path: 'artifact', code: 'damaged', message: /rows with bytes of their own/ }]);
});
