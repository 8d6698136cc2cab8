import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildGzip, type GzipMember, gzipMember } from '../../builders/gzip.ts';
import { legacyLz4Frame, lz4Frame } from '../../builders/lz4.ts';
import { buildTar, paxHeader, paxRecord } from '../../builders/tar.ts';
import { buildZip } from '../../builders/zip.ts';
import { rawBlocks, skippableFrame, zstdFrame } from '../../builders/zstd.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { AMPLE, type Observation, observe } from '../observe.ts';

const MARKS = ['<first mark>', '<second mark>'];
const members = [
  { name: 'one', data: `${MARKS[0]} and some text, some text, some text` },
  { name: 'two', data: MARKS[1]!, method: 0 },
];
const tar = buildTar(members.map(({ name, data }) => ({ name, data })));

interface Fixture {
  readonly name: string;
  readonly bytes: Buffer;
  /** From one length to the other it is a whole archive with fewer files: no gap is due. */
  readonly whole?: readonly (readonly [number, number])[];
  /** Nothing proves its sizes: where one is wrong, a mark may lie half in the data and half behind it. */
  readonly hasBareSizes?: true;
}

/** A tar has no mark of its end that all writers make. */
const firstOfTar = [512 + members[0]!.data.length, 1024] as const;
/** Nine bytes of a second member hold nothing. */
const gzipFirst = (member: GzipMember): [number, number] => [gzipMember(member).length, gzipMember(member).length + 9];
/** Three bytes of a next frame hold nothing. */
const partOfFrame = (frame: Uint8Array, more = 3): [number, number] => [frame.length, frame.length + more];
const everyField = { ...members[0]!, comment: 'c', extra: Buffer.from('extra') };

/** Small, so that every one of its bytes can be tried. */
const fixtures: readonly Fixture[] = [
  { name: 'zip', bytes: buildZip(members) },
  {
    name: 'zip64 with descriptors',
    bytes: buildZip(
      members.map((member) => ({ ...member, descriptor: 'signed zip64' })),
      { zip64: 'always' },
    ),
  },
  {
    name: 'zip behind a stub, with a comment',
    bytes: buildZip(members, { prefix: 'MZ stub', offsets: 'unadjusted', comment: 'c' }),
  },
  {
    name: 'zip of methods and ciphers',
    bytes: buildZip([...members, { name: 'm', data: 'x', method: 12 }, { name: 'e', data: 'x', flags: 1 }]),
  },
  { name: 'tar', bytes: tar, whole: [firstOfTar] },
  {
    name: 'tar with pax headers',
    bytes: buildTar([paxHeader({ path: 'p' }), ...members.map(({ name, data }) => ({ name, data }))]),
    whole: [
      [512 + paxRecord('path', 'p').length, 1024],
      [1024 + firstOfTar[0], 2048],
    ],
  },
  { name: 'gzip', bytes: buildGzip(members), whole: [gzipFirst(members[0]!)] },
  {
    name: 'gzip with every field',
    bytes: buildGzip([everyField, members[1]!]),
    whole: [gzipFirst(everyField)],
  },
  { name: 'tar.gz', bytes: buildGzip([{ data: tar, name: 'x.tar' }]) },
  {
    name: 'zstd',
    hasBareSizes: true,
    bytes: Buffer.concat(members.map(({ data }) => zstdFrame({ blocks: rawBlocks(data, 25) }))),
    whole: [partOfFrame(zstdFrame({ blocks: rawBlocks(members[0]!.data, 25) }))],
  },
  {
    name: 'zstd behind a skippable frame',
    hasBareSizes: true,
    bytes: Buffer.concat([skippableFrame(MARKS[0]!), zstdFrame({ blocks: rawBlocks(members[1]!.data) })]),
    whole: [partOfFrame(skippableFrame(MARKS[0]!))],
  },
  {
    name: 'lz4',
    hasBareSizes: true,
    bytes: Buffer.concat(members.map(({ data }) => lz4Frame({ blocks: [{ packed: [{ literals: data }] }] }))),
    whole: [partOfFrame(lz4Frame({ blocks: [{ packed: [{ literals: members[0]!.data }] }] }))],
  },
  {
    name: 'lz4, legacy',
    hasBareSizes: true,
    bytes: legacyLz4Frame(members.map(({ data }) => [{ literals: data }])),
    whole: [[4, 8], partOfFrame(legacyLz4Frame([[{ literals: members[0]!.data }]]), 4)],
  },
  { name: 'zlib', bytes: deflateSync(`${MARKS[0]} and more text, and ${MARKS[1]}`, { level: 0 }), hasBareSizes: true },
  { name: 'tar.gz in zip', bytes: buildZip([{ name: 'x.tgz', data: buildGzip([{ data: tar }]) }]) },
  { name: 'zip in tar.gz', bytes: buildGzip([{ data: buildTar([{ name: 'x.zip', data: buildZip(members) }]) }]) },
];

const sees = ({ leaves }: Observation, mark: string) => leaves.some(({ bytes }) => bytes.includes(mark));
const isSeen = (observation: Observation) => MARKS.every((mark) => sees(observation, mark));

test.each(fixtures)('$name, unharmed, shows every mark', async ({ name, bytes }) => {
  const observation = await observe(bytes);
  expect(isSeen(observation)).toBe(true);
  expect(observation.gaps.length > 0).toBe(name.includes('ciphers'));
});

test.each(fixtures)('$name, cut at every byte, ends as content or as a gap', async ({ bytes, whole = [] }) => {
  for (let length = 0; length < bytes.length; length++) {
    const cut = bytes.subarray(0, length);
    const observation = await observe(cut);
    const { leaves, gaps } = observation;
    if (length > 0) expect(leaves.length + gaps.length, `${length}`).toBeGreaterThan(0);
    // A mark that can still be read in the cut file itself must be seen whatever happens.
    for (const mark of MARKS)
      if (cut.includes(mark)) expect(sees(observation, mark), `${mark} at ${length}`).toBe(true);
    const isOpened = leaves.every(({ path }) => path !== 'artifact');
    const mayBeClean = !isOpened || whole.some(([from, to]) => length >= from && length <= to);
    if (!isSeen(observation) && !mayBeClean) expect(gaps.length, `${length}`).toBeGreaterThan(0);
  }
});

test.each(fixtures)('$name, with flipped bits, ends as content or as a gap', async ({ name, bytes, hasBareSizes }) => {
  const random = seededRandom(fixtures.findIndex((fixture) => fixture.name === name) + 1);
  for (let round = 0; round < 400; round++) {
    const harmed = Buffer.from(bytes);
    const flips = 1 + random.int(3);
    for (let flip = 0; flip < flips; flip++) {
      const at = random.int(harmed.length);
      harmed[at] = harmed[at]! ^ (1 << random.int(8));
    }
    const observation = await observe(harmed, { limits: { maxEntryBytes: 1e6, maxTotalBytes: 1e7 } });
    expect(observation.leaves.length + observation.gaps.length).toBeGreaterThan(0);
    if (hasBareSizes) continue;
    for (const mark of MARKS) if (harmed.includes(mark)) expect(sees(observation, mark), `round ${round}`).toBe(true);
  }
});

test('runs of bytes that are cut out or doubled', async () => {
  const random = seededRandom(99);
  for (const { name, bytes, hasBareSizes } of fixtures) {
    // Tar has no checksum of data, and where blocks are out of step a mark may lie half in a file and half in its padding.
    const unit = name.startsWith('tar') ? 512 : 1;
    for (let round = 0; round < 100; round++) {
      const cuts = [random.int(bytes.length), random.int(bytes.length)].map((at) => at - (at % unit));
      const [start, end] = cuts.toSorted((a, b) => a - b) as [number, number];
      const parts =
        round % 2 === 0
          ? [bytes.subarray(0, start), bytes.subarray(end)]
          : [bytes.subarray(0, end), bytes.subarray(start)];
      const harmed = Buffer.concat(parts);
      const observation = await observe(harmed, { limits: { maxTotalBytes: 1e7 } });
      expect(observation.budget.bytes).toBeLessThan(2e7);
      if (hasBareSizes) continue;
      for (const mark of MARKS)
        if (harmed.includes(mark)) expect(sees(observation, mark), `${name}, round ${round}`).toBe(true);
    }
  }
});

describe('hostile archives stay cheap', () => {
  test.each<[string, () => Buffer]>([
    ['a megabyte of local signatures', () => Buffer.alloc(1 << 20, 'PK\x03\x04')],
    [
      'a megabyte of end signatures',
      () => Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(1 << 20, 'PK\x05\x06')]),
    ],
    [
      'headers without data',
      () => {
        const header = buildZip([{ name: 'n', packed: new Uint8Array(0) }], { leaveOut: 'directory and end' });
        return Buffer.concat(Array.from({ length: 8000 }, () => header));
      },
    ],
    [
      'central records that all are refused',
      () =>
        buildZip(
          Array.from({ length: 5000 }, (_, index) => ({ name: `${index}`, data: 'x', central: { flags: 0x40 } })),
        ),
    ],
    [
      'tar headers with wrong checksums',
      () => buildTar(Array.from({ length: 2000 }, () => ({ name: 'n', checksum: 'bad' as const }))),
    ],
    ['empty gzip members', () => buildGzip(Array.from({ length: 20_000 }, () => ({ data: '' })))],
  ])('%s', async (_, make) => {
    const bytes = make();
    let reads = 0;
    const source = {
      size: bytes.length,
      read(offset: number, length: number) {
        reads += length;
        return bytes.subarray(offset, offset + length);
      },
      readInto(target: Uint8Array, offset: number) {
        target.set(this.read(offset, target.length));
      },
      pieces: () => [{ size: bytes.length, bytes }],
    };
    const { leaves, gaps } = await observe(source, { limits: { ...AMPLE, maxEntries: 30_000 } });
    expect(leaves.length + gaps.length).toBeGreaterThan(0);
    // A number of passes over the file, and some hundred bytes a record: nothing that grows with the square.
    expect(reads).toBeLessThan(600 * bytes.length);
  });
});
