/** What mdadm says of members of a RAID that our builder writes, since it makes none itself without the driver of Linux. Needs mdadm of Debian and root. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { mdRaid } from '../../src/unpack/disks/md-raid.ts';
import { MD_DATA_START, type MdOptions, mdMember } from '../builders/md-raid.ts';
import { list } from '../unpack/observe.ts';

const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
const devices: string[] = [];
afterAll(() => {
  for (const device of devices) execFileSync('losetup', ['-d', device]);
  rmSync(folder, { recursive: true, force: true });
});

/** Rows of what it prints, by their names. */
function examined(image: Buffer): Record<string, string> {
  const file = join(folder, `member${devices.length}`);
  writeFileSync(file, image);
  const device = execFileSync('losetup', ['-f', '--show', file], { encoding: 'utf8' }).trim();
  devices.push(device);
  const text = execFileSync('mdadm', ['--examine', device], { encoding: 'utf8' });
  return Object.fromEntries(text.split('\n').map((line) => line.split(' : ').map((part) => part.trim())));
}

test.each<[MdOptions, string, string]>([
  [{ minor: 2 }, '1.2', 'raid1'],
  [{ minor: 1 }, '1.1', 'raid1'],
  [{ level: 5, disks: 3 }, '1.2', 'raid5'],
  [{ level: -1, disks: 1 }, '1.2', 'linear'],
])('%j', async (options, version, level) => {
  const data = Buffer.alloc(1 << 20, 'data');
  const image = mdMember(data, options);
  const rows = examined(image);
  expect([rows.Version, rows['Raid Level'], rows.Magic, rows.Checksum]).toEqual([
    version,
    level,
    'a92b4efc',
    expect.stringMatching(/correct/),
  ]);
  expect(rows['Data Offset']).toBe(`${MD_DATA_START / 512} sectors`);
  const { entries, error } = await list(mdRaid, image);
  if (level === 'raid5') expect(error?.message).toMatch(/one of 3 disks .* level 5/);
  else expect(entries[0]!.bytes.equals(data)).toBe(true);
});
