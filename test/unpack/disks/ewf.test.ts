import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ewf } from '../../../src/unpack/disks/ewf.ts';
import {
  CHUNK_BYTES,
  descriptor,
  type EwfChunk,
  type EwfSection,
  encase6,
  plain,
  sectors,
  segmentFile,
  table,
  tables,
  tableWithChunks,
  text,
  volume,
} from '../../builders/ewf.ts';
import { u32 } from '../../builders/numbers.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const CHUNKS: readonly EwfChunk[] = [
  { content: noise(CHUNK_BYTES), isPacked: false },
  { content: Buffer.alloc(CHUNK_BYTES, 'packed '), isPacked: true },
  { content: noise(CHUNK_BYTES, 2), isPacked: true },
  { content: Buffer.alloc(512, 'the last one is shorter '), isPacked: false },
];
const IMAGE = Buffer.concat(CHUNKS.map(({ content }) => content));
const FRONT = [volume(IMAGE.length)];
const SECTORS_AT = segmentFile(FRONT, { last: '' }).length;
const [TABLE, TABLE2] = tables(CHUNKS, SECTORS_AT) as [EwfSection, EwfSection];
/** Without the copy of the table, so that what is wrong with it shows. */
const SIMPLE = segmentFile([...FRONT, sectors(CHUNKS), TABLE]);

const imageOf = ({ entries }: Awaited<ReturnType<typeof list>>): Buffer =>
  entries.find(({ name }) => name === 'image')!.bytes;
const saidOf = ({ troubles }: Awaited<ReturnType<typeof list>>): string[] =>
  troubles.map(({ trouble: { code, message } }) => `${code}: ${message}`);

/** @param at of the byte that is another one */
function flipped(bytes: Buffer, at: number): Buffer {
  const other = Buffer.from(bytes);
  other[at]! ^= 1;
  return other;
}

/** Where the section `type` begins. */
const startOf = (bytes: Buffer, type: string): number => bytes.indexOf(`${type}\0`);

describe('a forensic image in Expert Witness format', () => {
  test.each([
    ['as EnCase 6 writes it', encase6(CHUNKS)],
    ['without a copy of the table', SIMPLE],
    ['as SMART writes it', segmentFile([volume(IMAGE.length, { length: 94 }), tableWithChunks(CHUNKS)])],
    [
      'in several sections',
      segmentFile([volume(IMAGE.length), tableWithChunks(CHUNKS.slice(0, 2)), tableWithChunks(CHUNKS.slice(2))]),
    ],
  ])('%s gives its chunks in order', async (_, bytes) => {
    const listing = await list(ewf, bytes);
    expect([imageOf(listing).equals(IMAGE), listing.troubles]).toEqual([true, []]);
  });

  test('gives its texts, and all else as a remainder', async () => {
    const { entries } = await list(ewf, Buffer.concat([encase6(CHUNKS), Buffer.from('behind')]));
    expect(entries.map(({ name, bytes }) => [name, bytes.length])).toEqual([
      ['header2', 'a case'.length],
      ['header', 'its notes'.length],
      ['image', IMAGE.length],
      ['[between entries]', 13 + 8 * 76 + 1052 + 2 * (24 + 4 * 4 + 4) + 36],
      ['[behind the archive]', 'behind'.length],
    ]);
  });

  test('of several segments says that it is a part', async () => {
    const said = async (number: number, last: string) => saidOf(await list(ewf, encase6(CHUNKS, { number, last })));
    expect([await said(1, 'next'), await said(2, 'next'), await said(3, 'done')]).toEqual([
      [expect.stringMatching(/^unsupported: this is segment 1 of an image that goes on in segment 2:/)],
      [
        expect.stringMatching(
          /^unsupported: this is segment 2 .* begins in segment 1 or before and goes on in segment 3:/,
        ),
      ],
      [expect.stringMatching(/^unsupported: this is segment 3 of an image that begins in segment 2 or before:/)],
    ]);
  });

  test('of SMART has no sizes in later segments: chunks are as long as they are', async () => {
    const listing = await list(ewf, segmentFile([tableWithChunks(CHUNKS)], { number: 2 }));
    expect([imageOf(listing).equals(IMAGE), saidOf(listing)]).toEqual([true, [expect.stringMatching(/^unsupported/)]]);
  });

  test('of single files says that they come as one', async () => {
    const listing = await list(ewf, encase6(CHUNKS, { signature: 'LVF' }));
    expect([imageOf(listing).equals(IMAGE), saidOf(listing)]).toEqual([
      true,
      [expect.stringMatching(/^unsupported: logical evidence/)],
    ]);
  });

  test('is found in the middle of other bytes, and its magic number alone is not', async () => {
    const whole = Buffer.concat([noise(5000), SIMPLE, noise(50, 3)]);
    const alone = Buffer.concat([noise(5000), SIMPLE.subarray(0, 13), noise(500, 3)]);
    const { stats, gaps } = await scanBytes({ whole, alone });
    expect([stats.unpacked.ewf?.entries, gaps]).toEqual([1, []]);
  });
});

describe('a forensic image that is damaged', () => {
  test.each<[string, Buffer, RegExp]>([
    ['a stored chunk', flipped(SIMPLE, SECTORS_AT + 76 + CHUNK_BYTES), /checksum of a chunk.* at byte \d+$/],
    ['a packed chunk', flipped(SIMPLE, SIMPLE.indexOf('table\0') - 512 - 4 - 1), /checksum of a chunk/],
    ['a descriptor', flipped(SIMPLE, SECTORS_AT + 40), /checksum of a section/],
    ['the sizes', flipped(SIMPLE, 13 + 76 + 100), /checksum of the section volume/],
    ['a table', flipped(SIMPLE, startOf(SIMPLE, 'table') + 76 + 20), /checksums of a table/],
  ])('has a wrong checksum of %s: it is read anyway, and told', async (_, bytes, said) => {
    const listing = await list(ewf, bytes);
    expect([imageOf(listing).equals(IMAGE), saidOf(listing)]).toEqual([true, [expect.stringMatching(said)]]);
  });

  test('has zeros where a chunk cannot be unpacked, which comes as is', async () => {
    const at = SECTORS_AT + 76 + CHUNK_BYTES + 4;
    const bytes = Buffer.from(SIMPLE).fill('DAMAGE', at, at + 6);
    const listing = await list(ewf, bytes);
    const expected = Buffer.from(IMAGE).fill(0, CHUNK_BYTES, 2 * CHUNK_BYTES);
    expect([imageOf(listing).equals(expected), listing.entries.at(-1)!.bytes.includes('DAMAGE')]).toEqual([true, true]);
    expect(saidOf(listing)).toEqual([expect.stringContaining(`found less; the rest is read as zeros, at byte ${at}`)]);
  });

  test.each<[string, EwfSection[], RegExp]>([
    ['is damaged: its copy stands in', [plain('table', Buffer.alloc(44)), TABLE2], /checksums of a table/],
    ['has another copy: it is believed', [TABLE, table('table2', [u32(0)])], /copy of the table/],
    [
      'says more chunks than it has',
      [table('table', [u32(0)], { count: 2 ** 32 - 1 }), TABLE2],
      /too short.*|checksums/,
    ],
    ['is only there as a copy', [TABLE2], /^$/],
  ])('whose table %s', async (_, sections, said) => {
    const listing = await list(ewf, segmentFile([...FRONT, sectors(CHUNKS), ...sections]));
    expect(imageOf(listing).equals(IMAGE)).toBe(true);
    expect(saidOf(listing).join('\n')).toMatch(said);
  });

  test.each<[string, number | bigint, number | bigint]>([
    ['nowhere', 2n ** 63n, 2n ** 64n - 1n],
    ['back', 13, 0],
    ['to itself', SECTORS_AT, 0],
  ])('with a section that leads %s is read from the next table on', async (_, next, size) => {
    const bytes = Buffer.from(SIMPLE);
    descriptor('sectors', next, size).copy(bytes, SECTORS_AT);
    const listing = await list(ewf, bytes);
    expect([imageOf(listing).equals(IMAGE), saidOf(listing)]).toEqual([
      true,
      [expect.stringMatching(/leads to the next one, found one that leads out of the file, or back, at byte \d+$/)],
    ]);
  });

  test('tells of a size that leads elsewhere', async () => {
    const bytes = Buffer.from(SIMPLE);
    descriptor('sectors', startOf(SIMPLE, 'table'), 80).copy(bytes, SECTORS_AT);
    const listing = await list(ewf, bytes);
    expect([imageOf(listing).equals(IMAGE), saidOf(listing)]).toEqual([true, [expect.stringContaining('two that')]]);
  });

  test('never shows its own header in a chunk', async () => {
    const listing = await list(ewf, segmentFile([...FRONT, sectors(CHUNKS), table('table', [u32(0), u32(13)])]));
    expect([imageOf(listing).equals(Buffer.alloc(CHUNK_BYTES)), listing.troubles.length]).toEqual([true, 3]);
  });

  test.each([
    ['too few chunks', segmentFile([volume(9 * CHUNK_BYTES), tableWithChunks(CHUNKS.slice(0, 2))]), /an image of 9216/],
    ['no sizes', segmentFile([tableWithChunks(CHUNKS)]), /how long chunks are/],
    ['chunks of gigabytes', segmentFile([volume(1, { chunkSectors: 2 ** 30 }), tableWithChunks(CHUNKS)]), /impossible/],
    ['a text that is none', segmentFile([plain('header', noise(50)), ...FRONT, tableWithChunks(CHUNKS)]), /a text/],
  ])('with %s says so', async (_, bytes, said) => {
    expect(saidOf(await list(ewf, bytes)).join('\n')).toMatch(said);
  });

  test('with longer chunks than it says gives the rest as is', async () => {
    const long = { content: Buffer.alloc(9 * CHUNK_BYTES, 'long '), isPacked: true };
    const listing = await list(ewf, segmentFile([volume(2 * CHUNK_BYTES), tableWithChunks([long, CHUNKS[0]!])]));
    const expected = Buffer.concat([long.content.subarray(0, CHUNK_BYTES), CHUNKS[0]!.content]);
    expect([imageOf(listing).equals(expected), saidOf(listing)]).toEqual([
      true,
      [expect.stringMatching(/found damage/)],
    ]);
  });

  test('with bytes that are no section is read from the next table on', async () => {
    const bytes = Buffer.from(SIMPLE).fill('?', SECTORS_AT, SECTORS_AT + 76);
    const listing = await list(ewf, bytes);
    expect([imageOf(listing).equals(IMAGE), saidOf(listing)]).toEqual([true, [expect.stringMatching(/found none/)]]);
  });

  test('cut in its table gives the chunks that it still names', async () => {
    const cut = SIMPLE.subarray(0, startOf(SIMPLE, 'table') + 76 + 24 + 8);
    const listing = await list(ewf, cut);
    expect(imageOf(listing).equals(IMAGE.subarray(0, 2 * CHUNK_BYTES))).toBe(true);
    expect(saidOf(listing)).toEqual(expect.arrayContaining([expect.stringMatching(/room for its entries/)]));
  });

  test.each([
    ['in the middle of a packed one', SECTORS_AT + 76 + CHUNK_BYTES + 4 + 20, CHUNK_BYTES],
    ['in a stored one', startOf(SIMPLE, 'table') - 100, 3 * CHUNK_BYTES],
    ['behind two', SECTORS_AT + 76 + CHUNK_BYTES + 4 + deflateSync(CHUNKS[1]!.content).length, 2 * CHUNK_BYTES],
  ])('cut before its table, %s, gives the chunks that are there', async (_, length, expectedBytes) => {
    const listing = await list(ewf, SIMPLE.subarray(0, length));
    const image = imageOf(listing);
    expect(image.subarray(0, expectedBytes).equals(IMAGE.subarray(0, expectedBytes))).toBe(true);
    expect([image.length - expectedBytes <= CHUNK_BYTES, listing.troubles.length > 0]).toEqual([true, true]);
  });

  test('cut anywhere says so', async () => {
    const bytes = encase6(CHUNKS);
    for (let length = 8; length < bytes.length; length += 7) {
      const { troubles, error } = await list(ewf, bytes.subarray(0, length));
      expect([length, troubles.length > 0, error]).toEqual([length, true, undefined]);
    }
  });

  test('of a hundred thousand sections ends, and says so', async () => {
    const count = 2 ** 16 + 1;
    const bytes = Buffer.alloc(13 + 76 * count);
    segmentFile([]).copy(bytes, 0, 0, 13);
    for (let at = 13; at < bytes.length; at += 76) descriptor('map', at + 76, 76).copy(bytes, at);
    expect(saidOf(await list(ewf, bytes)).join('\n')).toMatch(/expected at most 65536 sections/);
  });

  test('with thousands of damaged chunks leaves the others packed, and says so', async () => {
    const entries = Array.from({ length: 12_000 }, (_, index) => u32(76 + 2 ** 31 + (index % 2)));
    const sections = [...FRONT, sectors(CHUNKS.slice(1, 2)), table('table', entries, { base: SECTORS_AT })];
    const listing = await list(ewf, segmentFile(sections));
    expect([imageOf(listing).length, saidOf(listing).join('\n')]).toEqual([
      11_999 * CHUNK_BYTES,
      expect.stringMatching(
        /at most 10000 damaged chunks, found more; no other is unpacked, at byte \d+ and at 1998 more/,
      ),
    ]);
  });
});

test('heads in a row, each of which goes on with all that follow, are not all read', async () => {
  const bytes = fixtureBytes('ewf-ftk.E01');
  const heads = Buffer.concat(Array<Buffer>(80).fill(bytes.subarray(0, 4096)));
  const { gaps, stats } = await scanBytes({ heads });
  expect(gaps.map(({ message }) => message)).toContainEqual(
    expect.stringMatching(/Expert Witness.* more were not tried/),
  );
  expect(stats.formats.ewf).toBeLessThan(60);
});

test('texts of a case are read whatever the coding', async () => {
  const { entries } = await list(ewf, segmentFile([text('xheader', '<notes/>'), ...FRONT, tableWithChunks(CHUNKS)]));
  expect(entries[0]).toEqual({ name: 'xheader', bytes: Buffer.from('<notes/>') });
});
