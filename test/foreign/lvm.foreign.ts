/**
 * Volume groups that LVM makes, extends, moves and takes apart at random, and what it says itself of where volumes lie; metadata of thin pools by
 * thin_restore. Needs lvm2, thin-provisioning-tools and util-linux of Debian, root, and a loop device; device mapper is not asked.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Budget } from '../../src/bytes/budget.ts';
import { lvm } from '../../src/unpack/disks/lvm.ts';
import { ThinPool } from '../../src/unpack/disks/lvm-thin.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { AMPLE, list } from '../unpack/observe.ts';

const EXTENT_BYTES = 64 << 10;
const EXTENTS = 200;
const folder = mkdtempSync(join(tmpdir(), 'keysieve-foreign-'));
const devices: string[] = [];
afterAll(() => {
  for (const device of devices) execFileSync('losetup', ['-d', device]);
  rmSync(folder, { recursive: true, force: true });
});

function attach(name: string): { readonly file: string; readonly device: string } {
  const file = join(folder, name);
  writeFileSync(file, '');
  truncateSync(file, EXTENT_BYTES * (EXTENTS + 40));
  const device = execFileSync('losetup', ['-f', '--show', file], { encoding: 'utf8' }).trim();
  devices.push(device);
  return { file, device };
}

function run(command: string, ...more: readonly string[]): string {
  const filter = devices.map((device) => `"a|^${device}$|"`).join(', ');
  const config = `devices { filter=[${filter}, "r|.*|"] use_devicesfile=0 scan_lvs=0 obtain_device_list_from_udev=0 } backup { backup=0 archive=0 }`;
  const all = [command, '--config', config, '--driverloaded', 'n', ...more];
  return execFileSync('lvm', all, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

/** Whatever it says of it: there may be no room. */
function attempt(command: string, ...more: readonly string[]): void {
  try {
    run(command, ...more);
  } catch {}
}

/** Extents of each volume, in order, as LVM tells of them. */
function told(group: string): Record<string, number[]> {
  const columns = ['--noheadings', '--separator', ';', '--segments', '-o', 'lv_name,seg_start_pe,seg_pe_ranges'];
  const rows = run('lvs', ...columns, group)
    .trim()
    .split('\n')
    .map((row) => row.trim().split(';'));
  const volumes: Record<string, number[]> = {};
  for (const [name, , ranges] of rows.sort((one, other) => Number(one[1]) - Number(other[1]))) {
    const lists = ranges!.split(' ').map((range) => {
      const [, first, last] = /:(\d+)-(\d+)$/.exec(range)!;
      return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) => Number(first) + index);
    });
    // Stripes are as long as extents here.
    const extents = lists[0]!.flatMap((_, index) => lists.map((one) => one[index]!));
    volumes[name!] = [...(volumes[name!] ?? []), ...extents];
  }
  return volumes;
}

test.each([1, 2, 3])('a group after many commands, seed %i', async (seed) => {
  const random = seededRandom(seed);
  const group = `group${seed}`;
  const { file, device } = attach(`pv${seed}`);
  run('pvcreate', '--metadatasize', '64k', device);
  run('vgcreate', '-s', '64k', group, device);
  for (let step = 0; step < 60; step++) {
    const [name, extents] = [`${group}/v${random.int(8)}`, `${1 + random.int(12)}`];
    const stripes = random.int(3) === 0 ? ['--alloc', 'anywhere', '-i', '2', '-I', '64k'] : [];
    const kind = random.int(5);
    if (kind < 2)
      attempt('lvcreate', '-an', '-Zn', '-Wn', '-y', ...stripes, '-l', extents, '-n', name.split('/')[1]!, group);
    else if (kind < 4) attempt('lvextend', '-y', '-l', `+${extents}`, name);
    else attempt('lvremove', '-y', name);
  }
  const startBytes = Number(run('pvs', '--noheadings', '--nosuffix', '--units', 'b', '-o', 'pe_start', device).trim());
  const image = readFileSync(file);
  for (let extent = 0; startBytes + EXTENT_BYTES * (extent + 1) <= image.length; extent++)
    image.fill(`<${extent}>`, startBytes + EXTENT_BYTES * extent, startBytes + EXTENT_BYTES * (extent + 1));
  const { entries, troubles, error } = await list(lvm, image);
  expect([troubles, error]).toEqual([[], undefined]);
  const found = entries
    .slice(0, -1)
    .map(({ name, bytes }) => [
      name.slice(group.length + 1),
      Array.from({ length: bytes.length / EXTENT_BYTES }, (_, index) =>
        Number(/^<(\d+)>/.exec(bytes.toString('latin1', EXTENT_BYTES * index, EXTENT_BYTES * index + 8))?.[1]),
      ),
    ]);
  const expected = told(group);
  expect(Object.keys(expected).length).toBeGreaterThan(2);
  expect(Object.fromEntries(found)).toEqual(expected);
});

test('pools of thin volumes, whose trees have levels', () => {
  const random = seededRandom(7);
  const CHUNKS = 200_000;
  const volumes = new Map<number, [number, number][]>();
  for (const device of [1, 5, 300]) {
    const rows: [number, number][] = [];
    for (let chunk = random.int(5); chunk < CHUNKS; chunk += 1 + random.int(20))
      rows.push([chunk, (chunk * 7 + device) % CHUNKS]);
    volumes.set(device, rows);
  }
  const xml = [...volumes].map(
    ([device, rows]) =>
      `<device dev_id="${device}" mapped_blocks="${rows.length}" transaction="0" creation_time="0" snap_time="1">\n${rows
        .map(([from, to]) => `<single_mapping origin_block="${from}" data_block="${to}" time="${from % 9}"/>\n`)
        .join('')}</device>\n`,
  );
  const [input, output] = [join(folder, 'pool.xml'), join(folder, 'metadata')];
  const head = `<superblock uuid="" time="9" transaction="1" version="2" data_block_size="256" nr_data_blocks="${CHUNKS}">`;
  writeFileSync(input, `${head}\n${xml.join('')}</superblock>\n`);
  writeFileSync(output, '');
  truncateSync(output, 32 << 20);
  execFileSync('thin_restore', ['-q', '-i', input, '-o', output]);
  const bytes = readFileSync(output);
  const pool = new ThinPool((block, size) => bytes.subarray(block * size, (block + 1) * size), new Budget(AMPLE));
  expect(pool.chunkBytes).toBe(128 << 10);
  for (const [device, rows] of volumes)
    expect([...pool.chunksOf(device)].map(({ inVolume, inPool }) => [inVolume, inPool])).toEqual(rows);
  expect([...pool.chunksOf(2)]).toEqual([]);
});
