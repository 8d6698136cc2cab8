import { describe, expect, test } from 'vitest';
import { changed } from '../../support/changed.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { observe } from '../observe.ts';

const [bochs, parallels, qed, vdi] = ['bochs.img', 'parallels-small.hds', 'qed-small.qed', 'vdi.vdi'].map(
  fixtureBytes,
) as [Buffer, Buffer, Buffer, Buffer];

const firstTableOf = (copy: Buffer): number => Number(copy.readBigUInt64LE(40));

async function diskIn(bytes: Buffer): Promise<{ disk: Buffer | undefined; gaps: string[] }> {
  const { leaves, gaps } = await observe(bytes);
  return {
    disk: leaves.find(({ path }) => path === 'artifact!/disk')?.bytes,
    gaps: gaps.map(({ code, message }) => `${code}: ${message}`),
  };
}

/** The variant of smaller disks: places of blocks in sectors. */
function inSectors(): Buffer {
  return changed(parallels, (copy) => {
    copy.write('WithoutFreeSpace');
    const sectors = copy.readUInt32LE(28);
    for (let entry = 0; entry < copy.readUInt32LE(32); entry++)
      copy.writeUInt32LE(sectors * copy.readUInt32LE(64 + 4 * entry), 64 + 4 * entry);
    copy.writeUInt32LE(0xffff, 40); // of no meaning in this one
  });
}

/** The size of the disk is 4 bytes earlier. */
function firstVersion(): Buffer {
  return changed(bochs, (copy) => {
    copy.writeUInt32LE(0x0001_0000, 64);
    copy.copy(copy, 84, 88, 96);
  });
}

describe('variants that the tools no longer write', () => {
  test.each([
    ['Parallels in sectors', parallels, inSectors()],
    ['Bochs 1.0', bochs, firstVersion()],
  ])('%s', async (_, now, then) => {
    const { disk, gaps } = await diskIn(now);
    expect(gaps).toEqual([]);
    expect(disk?.includes('FAT12')).toBe(true);
    expect(await diskIn(then)).toEqual({ disk, gaps: [] });
  });
});

describe('what is not in the file is told', () => {
  test.each([
    ['a backing file', changed(qed, (copy) => copy.writeUInt32LE(1, 16)), /from a backing file/],
    ['changes to a disk', changed(bochs, (copy) => copy.write('Undoable\0', 48)), /from another disk/],
  ])('%s', async (_, bytes, message) => {
    const { disk, gaps } = await diskIn(bytes);
    expect(gaps).toEqual([expect.stringMatching(/^unsupported: the disk holds only what differs/)]);
    expect(gaps[0]).toMatch(message);
    expect(disk?.includes('FAT12')).toBe(true);
  });
});

describe('damage is told, and the file is scanned as it is', () => {
  const beyond = 0x7fff_0000;
  test.each<[string, Buffer, RegExp]>([
    [
      'Parallels of another version',
      changed(parallels, (copy) => copy.writeUInt32LE(3, 16)),
      /version 2 and blocks of/,
    ],
    [
      'Parallels, blocks of nothing',
      changed(parallels, (copy) => copy.writeUInt32LE(0, 28)),
      /version 2 and blocks of/,
    ],
    ['Parallels, cut in its header', parallels.subarray(0, 50), /a header of 64 bytes/],
    [
      'Parallels, a block behind the end',
      changed(parallels, (copy) => copy.writeUInt32LE(beyond, 64)),
      /blocks that are/,
    ],
    ['Parallels, a table behind the end', changed(parallels, (copy) => copy.fill(0x7f, 32, 41)), /a table of/],
    [
      'Parallels, a small disk',
      changed(parallels, (copy) => copy.writeUInt32LE(0, 36)),
      /no blocks behind the 0 bytes/,
    ],
    ['Parallels, one block twice', twice(), /blocks that do not overlap/],
    [
      'Bochs of another version',
      changed(bochs, (copy) => copy.writeUInt32LE(0x0003_0000, 64)),
      /1.0 or 2.0 .* found 3.0/,
    ],
    ['Bochs, blocks of nothing', changed(bochs, (copy) => copy.writeUInt32LE(0, 80)), /512 bytes or more, .* and 0/],
    ['Bochs, cut in its header', bochs.subarray(0, 500), /a header of 512 bytes/],
    ['Bochs, a small disk', changed(bochs, (copy) => copy.writeUInt32LE(0, 88)), /no blocks behind the 0 bytes/],
    ['Bochs, a large disk', changed(bochs, (copy) => copy.writeUInt32LE(1, 92)), /tables that tell of/],
    ['QED, clusters of nothing', changed(qed, (copy) => copy.writeUInt32LE(0, 4)), /clusters of 4 KiB/],
    ['QED, huge tables', changed(qed, (copy) => copy.writeUInt32LE(17, 8)), /tables of 1 to 16, .* 17/],
    ['QED, cut in its header', qed.subarray(0, 60), /a header of 64 bytes/],
    ['QED, no first table', changed(qed, (copy) => copy.writeUInt32LE(beyond, 40)), /a table of/],
    ['QED, a small disk', changed(qed, (copy) => copy.writeUInt32LE(0, 48)), /no blocks behind the 0 bytes/],
    ['QED, a table over and over', sameTable(), /tables that do not overlap/],
    ['VDI, a small disk', changed(vdi, (copy) => copy.writeUInt32LE(0, 368)), /no blocks behind the 0 bytes/],
  ])('%s', async (_, bytes, message) => {
    const { leaves, gaps } = await observe(bytes);
    // A file system in it may lack something then, and tells that itself.
    expect(gaps.filter((gap) => message.test(gap.message))).toHaveLength(1);
    expect(gaps.every(({ code }) => code === 'damaged')).toBe(true);
    expect(leaves.some(({ path, bytes: leaf }) => path === 'artifact' && leaf.equals(bytes))).toBe(true);
  });
});

/** Each entry names the block of the first one. */
function twice(): Buffer {
  return changed(parallels, (copy) => {
    for (let entry = 1; entry < copy.readUInt32LE(32); entry++)
      copy.writeUInt32LE(copy.readUInt32LE(64), 64 + 4 * entry);
  });
}

/** A first table in which each entry names the same second one, of a disk of terabytes. */
function sameTable(): Buffer {
  return changed(qed, (copy) => {
    const at = firstTableOf(copy);
    const second = copy.readBigUInt64LE(at);
    copy.fill(0, Number(second), Number(second) + 8192);
    for (let entry = 0; entry < 1024; entry++) copy.writeBigUInt64LE(second, at + 8 * entry);
    copy.writeBigUInt64LE(1n << 32n, 48);
  });
}
