import { describe, expect, test } from 'vitest';
import { mdRaid } from '../../../src/unpack/disks/md-raid.ts';
import { MD_DATA_START, type MdOptions, mdMember } from '../../builders/md-raid.ts';
import { errorsOf, list, observe } from '../observe.ts';

const DATA = Buffer.alloc(2048, 'd');
const BEHIND = Buffer.alloc(512, 'b');
const member = (options?: MdOptions): Buffer => mdMember(DATA, options, BEHIND);

async function seen(image: Buffer): Promise<{ entries: [string, number][]; told: string[] }> {
  const listing = await list(mdRaid, image);
  return {
    entries: listing.entries.map(({ name, bytes }) => [name, bytes.length]),
    told: [...listing.troubles.map(({ trouble }) => `${trouble.code}: ${trouble.message}`), ...errorsOf(listing)],
  };
}

const ALL: [string, number][] = [
  ['data', DATA.length],
  ['[before the archive]', MD_DATA_START],
  ['[behind the archive]', BEHIND.length],
];

describe('one disk holds all', () => {
  test.each<[string, MdOptions]>([
    ['RAID 1, version 1.2', {}],
    ['RAID 1, version 1.1', { minor: 1 }],
    ['RAID 1 of four disks', { disks: 4 }],
    ['RAID 0 of one disk', { level: 0, disks: 1 }],
    ['linear, of one disk', { level: -1, disks: 1 }],
  ])('%s', async (_, options) => {
    expect(await seen(member(options))).toEqual({ entries: ALL, told: [] });
    const { entries } = await list(mdRaid, member(options));
    expect(entries.map(({ bytes }) => String.fromCharCode(bytes.at(-1)!))).toEqual(['d', '\0', 'b']);
  });
});

test.each<[number, RegExp]>([
  [0, /one of 3 disks of a software RAID of Linux, level 0/],
  [5, /level 5/],
  [6, /level 6/],
  [10, /level 10/],
  [-1, /linear/],
])('a part of level %i is told, and scanned', async (level, message) => {
  const image = member({ level, disks: 3 });
  const { gaps, leaves } = await observe(image);
  expect(gaps).toEqual([{ path: 'artifact', code: 'unsupported', message: expect.stringMatching(message) }]);
  expect(leaves.map(({ path, bytes }) => [path, bytes.equals(image)])).toEqual([['artifact', true]]);
});

test('a spare disk is no part of anything, and scanned', async () => {
  const { entries, told } = await seen(member({ level: 5, disks: 3, role: 0xffff }));
  expect([entries, told]).toEqual([[['[before the archive]', member().length]], []]);
});

test('what is not there, or damaged', async () => {
  expect((await seen(member({ features: 2 }))).told).toEqual([expect.stringMatching(/^unsupported: .*being rebuilt/)]);
  expect(await seen(member().subarray(0, MD_DATA_START + 1000))).toEqual({
    entries: [
      ['data', 1000],
      ['[before the archive]', MD_DATA_START],
    ],
    told: [expect.stringMatching(/^damaged: expected data of the array up to byte 10240/)],
  });
  const changed = member();
  changed[4096 + 16] = 0;
  expect(await seen(changed)).toEqual({ entries: ALL, told: [expect.stringMatching(/^damaged: the superblock/)] });
  changed.writeBigUInt64LE(0n, 4096 + 128);
  expect((await seen(changed)).told).toEqual([expect.stringMatching(/after its superblock/)]);
  changed.writeBigUInt64LE(2n ** 63n, 4096 + 128);
  expect((await seen(changed)).told).toContainEqual(expect.stringMatching(/^damaged: expected data of the array/));
  expect((await seen(member().subarray(0, 4200))).told).toEqual([expect.stringMatching(/found a part of one/)]);
  changed.writeUInt32LE(0xffff_ffff, 4096 + 220);
  changed.writeUInt32LE(0xffff_fff0, 4096 + 160);
  expect((await seen(changed)).told.length).toBe(2);
});
