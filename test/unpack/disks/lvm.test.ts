import { describe, expect, test } from 'vitest';
import { lvm } from '../../../src/unpack/disks/lvm.ts';
import {
  DATA_START,
  EXTENT_BYTES,
  largeVolume,
  linear,
  PV_ID,
  physicalVolume,
  segment,
  volume,
} from '../../builders/lvm.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { errorsOf, list, observe } from '../observe.ts';

/** Extents that say what they are: `0`, `1`, … */
const EXTENTS = Array.from({ length: 8 }, (_, index) => Buffer.alloc(EXTENT_BYTES, `${index}`));
const BETWEEN = '[between entries]';

/** Of each entry its name, and for each 512 bytes what they say: `.` for zeros; and what was told. */
async function seen(bytes: Uint8Array, unitBytes = EXTENT_BYTES): Promise<Record<string, string>> {
  const listing = await list(lvm, bytes);
  const texts = listing.entries.map(({ name, bytes: content }) => [name, unitsOf(content, unitBytes)]);
  const told = [...listing.troubles.map(({ name = '', trouble }) => `${name} ${trouble.code}: ${trouble.message}`)];
  const all = [...told, ...errorsOf(listing)];
  return { ...Object.fromEntries(texts), ...(all.length > 0 && { told: all.join(' | ') }) };
}

function unitsOf(content: Buffer, unitBytes: number): string {
  let text = '';
  for (let at = 0; at < content.length; at += unitBytes)
    text += content[at] === 0 ? '.' : String.fromCharCode(content[at]!);
  return text;
}

const without = ({ [BETWEEN]: _, ...rest }: Record<string, string>): Record<string, string> => rest;
const areas = (list: string, ...names: readonly string[]): string =>
  `${list} = [${names.map((name) => `"${name}", 0`).join(', ')}]`;
const raids = (...names: readonly string[]): string =>
  `device_count = ${names.length}\nraids = [${names.map((name) => `"${name}_rmeta", "${name}"`).join(', ')}]`;

describe('where volumes lie', () => {
  test.each<[string, string, Record<string, string>]>([
    ['in segments', volume('root', linear(0, 2, 5), linear(2, 1, 1)), { 'vg/root': '561' }],
    ['whose order is not that of the text', volume('root', linear(2, 1, 1), linear(0, 2, 5)), { 'vg/root': '561' }],
    [
      'a mirror',
      volume('a', linear(0, 2, 0)) +
        volume('b', linear(0, 2, 4)) +
        volume('root', segment('mirror', 0, 2, areas('mirrors', 'a', 'b'))),
      { 'vg/root': '01' },
    ],
    [
      'a mirror of which one half is elsewhere',
      volume('a', linear(0, 2, 0, 'pv1')) +
        volume('b', linear(0, 2, 4)) +
        volume('root', segment('raid1', 0, 2, raids('a', 'b'))),
      { 'vg/root': '45' },
    ],
    [
      'behind a cache',
      volume('fast', linear(0, 1, 7)) +
        volume('a_corig', linear(0, 2, 2)) +
        volume('root', segment('cache', 0, 2, 'cache_mode = "writethrough"\ncache_pool = "fast"\norigin = "a_corig"')),
      { 'vg/root': '23', 'vg/fast': '7' },
    ],
    [
      'with sums beside it',
      volume('a', linear(0, 2, 2)) + volume('root', segment('integrity', 0, 2, 'origin = "a"')),
      { 'vg/root': '23' },
    ],
    ['nowhere', volume('root', segment('zero', 0, 2, '')), {}],
    ['behind what is zeros', volume('root', segment('zero', 0, 2, ''), linear(2, 1, 6)), { 'vg/root': '..6' }],
    ['with a name of a physical volume', volume('pv0', linear(0, 2, 3)), { 'vg/pv0': '34' }],
  ])('%s', async (_, volumes, expected) => {
    expect(without(await seen(physicalVolume(volumes, EXTENTS)))).toEqual(expected);
  });

  test('in stripes: three areas, of which one has two segments', async () => {
    // Stripes of 1 KiB: each area gives its own in turn.
    const volumes =
      volume('a', linear(0, 1, 0), linear(1, 1, 3)) +
      volume('b', linear(0, 2, 4)) +
      volume('c', linear(0, 2, 6)) +
      volume('root', segment('raid0', 0, 6, 'device_count = 3\nstripe_size = 2\nraid0_lvs = ["a", "b", "c"]'));
    const { 'vg/root': root } = await seen(physicalVolume(volumes, EXTENTS), 1024);
    expect(root).toBe('046'.repeat(4) + '357'.repeat(4));
  });

  test('what no volume has comes as one entry, and nothing else', async () => {
    const listing = await list(lvm, physicalVolume(volume('root', linear(0, 6, 1)), EXTENTS));
    const rest = listing.entries.find(({ name }) => name === BETWEEN)!.bytes.toString('latin1');
    expect([...'01234567'].filter((letter) => rest.includes(letter.repeat(EXTENT_BYTES)))).toEqual(['0', '7']);
    expect(rest).toContain('logical_volumes {');
  });
});

describe('where it is told', () => {
  const volumes = volume('root', linear(0, 1, 2));
  test.each([0, 1, 2, 3])('the label is in sector %i', async (sector) => {
    expect(without(await seen(physicalVolume(volumes, EXTENTS, { sector })))).toEqual({ 'vg/root': '2' });
  });

  test('the text goes on at the beginning of its area', async () => {
    const image = physicalVolume(volumes, EXTENTS, { textAt: 8192 - 512 });
    expect(without(await seen(image))).toEqual({ 'vg/root': '2' });
  });

  test('of two areas of metadata the first one is damaged, which is no news', async () => {
    const image = physicalVolume(volumes, EXTENTS, { hasCopy: true });
    image.fill('#', image.indexOf('seqno = 3'), image.indexOf('extent_size'));
    expect(without(await seen(image))).toEqual({ 'vg/root': '2' });
  });

  test('a physical volume in no group has no volumes and no gap', async () => {
    const image = physicalVolume('', EXTENTS, { isOrphan: true });
    expect(without(await seen(image))).toEqual({});
    const { leaves } = await observe(image);
    expect(leaves.some(({ bytes }) => bytes.includes('7'.repeat(EXTENT_BYTES)))).toBe(true);
  });

  test.each<[string, Buffer]>([
    ['not in use', physicalVolume(volumes, EXTENTS, { isIgnored: true })],
    ['cut off', physicalVolume(volumes, EXTENTS, { bytes: 4096 })],
    ['overwritten', physicalVolume(volumes, EXTENTS).fill(0, 4096, 4196)],
  ])('an area that is %s: a gap, and its bytes are scanned', async (_, image) => {
    const { gaps, leaves } = await observe(image);
    expect(gaps).toEqual([
      { path: 'artifact', code: 'unsupported', message: expect.stringMatching(/is not on this physical volume/) },
    ]);
    expect(leaves.map(({ path, bytes }) => [path, bytes.length])).toEqual([['artifact', image.length]]);
  });
});

test('a label that leads nowhere is damage, where its sum is wrong', async () => {
  const image = physicalVolume(volume('root', linear(0, 1, 2)), EXTENTS).fill(1, 600, 604);
  const { gaps, leaves } = await observe(image);
  expect(gaps).toEqual([{ path: 'artifact', code: 'damaged', message: expect.stringMatching(/label/) }]);
  expect(leaves.map(({ path }) => path)).toEqual(['artifact']);
});

describe('what is not there is told', () => {
  const elsewhere = /^vg\/root unsupported: some of the logical volume is on other physical volumes.*: pv1 \(fedc/;
  test.each<[string, string, Record<string, string>, RegExp]>([
    [
      'a part',
      volume('root', linear(0, 1, 1), linear(1, 1, 0, 'pv1'), linear(2, 1, 2)),
      { 'vg/root': '1.2' },
      elsewhere,
    ],
    ['all of it', volume('root', linear(0, 1, 1, 'pv1')), {}, /^vg\/root unsupported: the logical volume is on other/],
    [
      'half of a stripe',
      volume('root', segment('striped', 0, 2, 'stripe_size = 8\nstripes = ["pv1", 0, "pv0", 3]')),
      { 'vg/root': '.3' },
      elsewhere,
    ],
    [
      'both halves of a mirror',
      volume('a', linear(0, 1, 0, 'pv1')) +
        volume('b', linear(0, 1, 0, 'pv1')) +
        volume('root', segment('raid1', 0, 1, raids('a', 'b'))),
      {},
      /^vg\/root unsupported: the logical volume is on/,
    ],
    [
      'RAID 5',
      ['a', 'b', 'c'].map((name, index) => volume(name, linear(0, 1, index))).join('') +
        volume('root', segment('raid5_ls', 0, 2, raids('a', 'b', 'c'))),
      { 'vg/a': '0', 'vg/b': '1', 'vg/c': '2' },
      /^vg\/root unsupported: logical volumes of type raid5_ls are not put together/,
    ],
    [
      'a snapshot',
      volume('root', linear(0, 2, 0)) +
        volume('snap', linear(0, 1, 2)) +
        volume('snapshot0', segment('snapshot', 0, 2, 'origin = "root"\ncow_store = "snap"')),
      { 'vg/root': '01', 'vg/snap': '2' },
      /^vg\/snapshot0 unsupported: the changes in snap, a snapshot of root/,
    ],
    [
      'VDO',
      volume('data', linear(0, 2, 3)) +
        volume('pool', segment('vdo-pool', 0, 2, 'data = "data"')) +
        volume('root', segment('vdo', 0, 9, 'vdo_pool = "pool"')),
      { 'vg/data': '34' },
      /^vg\/root unsupported: logical volumes of type vdo/,
    ],
    [
      'a cache that is written back',
      volume('root_corig', linear(0, 1, 0)) +
        volume('data', linear(0, 1, 5)) +
        volume('fast', segment('cache-pool', 0, 1, 'data = "data"\ncache_mode = "writeback"')) +
        volume('root', segment('cache', 0, 1, 'cache_pool = "fast"\norigin = "root_corig"')),
      { 'vg/root': '0', 'vg/data': '5' },
      /^vg\/root unsupported: what its cache holds/,
    ],
    [
      'a volume that is made of itself',
      volume('root', segment('mirror', 0, 1, areas('mirrors', 'other'))) +
        volume('other', segment('mirror', 0, 1, areas('mirrors', 'root'))),
      {},
      /root unsupported: .*other unsupported/,
    ],
    [
      'a volume that is not there',
      volume('root', segment('mirror', 0, 1, areas('mirrors', 'other'))),
      {},
      /root unsupported/,
    ],
    [
      'stripes of no size',
      volume('root', segment('striped', 0, 2, 'stripes = ["pv0", 0, "pv0", 3]')),
      {},
      /root unsupported/,
    ],
    [
      'extents behind the end',
      volume('root', linear(0, 2, 7)),
      { 'vg/root': '7.' },
      /^vg\/root damaged: expected blocks that are in the file/,
    ],
    [
      'segments that overlap',
      volume('root', linear(0, 2, 0), linear(1, 1, 4)) + volume('swap', linear(0, 1, 6)),
      { 'vg/swap': '6' },
      /damaged: the segments of the volume root are damaged/,
    ],
    ['a segment that is missing', volume('root', linear(1, 1, 4)), {}, /damaged: the segments of the volume root/],
    ['a number that is none', volume('root', linear(0, 1, -1)), {}, /damaged: the segments of the volume root/],
    ['more extents than can be', volume('root', linear(0, 2 ** 52, 0)), {}, /damaged: the segments of the volume root/],
  ])('%s', async (_, volumes, expected, told) => {
    const { told: said, ...entries } = without(await seen(physicalVolume(volumes, EXTENTS)));
    expect(entries).toEqual(expected);
    expect(said).toMatch(told);
  });

  test('damage of the label or of the text, which is read all the same', async () => {
    const image = physicalVolume(volume('root', linear(0, 1, 2)), EXTENTS);
    const label = Buffer.from(image).fill(1, 576, 580);
    expect((await seen(label)).told).toMatch(/^ damaged: label and header/);
    expect((await seen(label))['vg/root']).toBe('2');
    const text = Buffer.from(image);
    text.write('seqno = 4', text.indexOf('seqno = 3'));
    expect((await seen(text)).told).toMatch(/^ damaged: metadata of the volume group/);
    expect((await seen(text))['vg/root']).toBe('2');
  });
});

test('many volumes of which each is made of all others cost little', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `v${index}`);
  const stripes = (index: number) => areas('stripes', ...names.slice(index + 1).flatMap((name) => [name, name]), 'pv1');
  const all = names.map((name, index) =>
    volume(name, segment('striped', 0, 200, `stripe_size = 1\n${stripes(index)}`)),
  );
  const { told } = await seen(largeVolume(all.join('')));
  expect(told).toContain('vg/v0 unsupported');
  expect(told).toContain('vg/v59 unsupported');
});

test('volumes that are made of each other, 5,000 in a row, are told: where they lie would be asked in each of them', async () => {
  const made = (index: number) => volume(`v${index}`, segment('striped', 0, 1, `stripes = ["v${index - 1}", 0]`));
  const rest = Array.from({ length: 5000 }, (_, index) => made(index + 1));
  const { told } = await seen(largeVolume(volume('v0', linear(0, 1, 0)) + rest.join('')));
  expect(told).toContain('vg/v5000 unsupported');
});

test('what many segments lack is told once, and a word that no name is as long as stands in no message', async () => {
  const cached = Array.from({ length: 50 }, (_, index) => segment('writecache', index, 1, 'origin = "a"'));
  const image = largeVolume(
    volume('a', linear(0, 1, 0)) + volume('b', ...cached) + volume('c', segment('x'.repeat(9999), 0, 1, '')),
  );
  const { told } = await seen(image);
  expect(told).toMatch(/vg\/b unsupported: what its cache holds.*vg\/c unsupported: logical volumes of type x+ are/);
  expect(told!.length).toBeLessThan(600);
});

describe('a text that lies', () => {
  test.each<[string, string]>([
    ['is none', '\xff\xfe'],
    ['ends in a text', 'vg { id = "a'],
    ['ends in an escape', 'vg { id = "a\\'],
    ['ends in a list', 'vg { id = [1, 2'],
    ['ends behind a name', 'vg'],
    ['has a sign in place of a name', '= 1'],
    ['has a sign in place of a value', 'vg = ='],
    ['has sections in sections', 'a {'.repeat(1000)],
    ['tells of no group', 'vg { id = "a" }'],
    ['has extents of no size', 'vg { extent_size = 0\nphysical_volumes { } }'],
    ['has a group that is a number', 'vg = 1'],
    ['has a name that is longer than any', `vg { extent_size = 8\nphysical_volumes { } ${'v'.repeat(129)} { } }`],
  ])('%s', async (_, text) => {
    const { error, entries } = await list(lvm, physicalVolume('', EXTENTS, { text }));
    expect([error?.message, entries]).toEqual([expect.stringMatching(/^expected metadata of LVM/), []]);
  });

  test('has more in it than any group', async () => {
    const text = Buffer.from(`vg { ${'a = 1\n'.repeat(300_000)}`);
    const image = Buffer.concat([physicalVolume('', []), text]);
    image.writeBigUInt64LE(BigInt(image.length - 4096), 512 + 64 + 48);
    image.writeBigUInt64LE(BigInt(DATA_START - 4096), 4096 + 40);
    image.writeBigUInt64LE(BigInt(text.length), 4096 + 48);
    expect((await list(lvm, image)).error?.message).toMatch(/^expected metadata of LVM/);
  });
});

test('the label names the physical volume that is here', async () => {
  const image = physicalVolume(volume('root', linear(0, 1, 2)), EXTENTS);
  image.write(PV_ID.toUpperCase(), 512 + 32);
  expect((await seen(image)).told).toMatch(/label and header.*the logical volume is on other physical volumes.*pv0/);
});

test('an image that is cut where no volume lies is told', async () => {
  const row = fixtureRows.find(({ file }) => file === 'lvm2-linear.img.gz')!;
  const { bytes } = readFixture(row);
  expect((await list(lvm, bytes)).troubles).toEqual([]);
  const { troubles } = await list(lvm, bytes.subarray(0, -512));
  expect(troubles.map(({ trouble }) => trouble.message)).toContainEqual(
    expect.stringContaining(`expected ${bytes.length} bytes`),
  );
});
