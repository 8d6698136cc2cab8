import { describe, expect, test } from 'vitest';
import { pdb } from '../../../src/unpack/programs/pdb.ts';
import { buildMsf, namedStreams } from '../../builders/msf.ts';
import { list, noise, observe, texts } from '../observe.ts';

const long = (seed: number, length = 2000): Buffer => noise(length, seed);
const info = namedStreams([
  ['/names', 5],
  ['/LinkInfo', 6],
]);
const contents = [undefined, info, long(2), long(3), '', long(5), long(6), long(7)];

async function told(bytes: Uint8Array): Promise<string[]> {
  const { entries, troubles, error } = await list(pdb, bytes);
  expect(troubles).toEqual([]);
  return [...entries.flatMap(({ error: failure }) => failure?.message ?? []), ...(error ? [error.message] : [])];
}

describe.each(['7.00', '2.00'] as const)('MSF %s', (version) => {
  test.each([512, 1024, 4096, 32768])('streams are put in order, of blocks of %i bytes', async (blockBytes) => {
    const size = 3 * blockBytes - 100;
    const scattered = [undefined, info, long(2, size), long(3, size), '', long(5, size), long(6, size), long(7, size)];
    const { bytes } = buildMsf(scattered, { version, blockBytes });
    const listing = await list(pdb, bytes);
    expect(listing.entries.map(({ name }) => name)).toEqual(['TPI', 'DBI', '/names', '/LinkInfo', 'stream 7']);
    for (const [index, number] of [2, 3, 5, 6, 7].entries())
      expect(listing.entries[index]!.bytes.equals(long(number, size))).toBe(true);
    expect([listing.troubles, listing.error]).toEqual([[], undefined]);
  });

  test('the file is scanned as is, free blocks too', async () => {
    const { bytes } = buildMsf(contents, { version, free: 'what was there before' });
    const { leaves, gaps, formats } = await observe(bytes);
    expect(leaves.at(-1)).toMatchObject({ path: 'artifact', bytes });
    expect(leaves.at(-1)!.bytes.includes('what was there before')).toBe(true);
    expect([gaps, formats]).toEqual([[], { pdb: 1 }]);
  });

  test('streams that lie in order are no entries', async () => {
    const { leaves, gaps, formats } = await observe(buildMsf(contents, { version, order: 'in order' }).bytes);
    expect([leaves.length, gaps, formats]).toEqual([1, [], {}]);
  });

  test('a large stream comes in pieces', async () => {
    const { bytes } = buildMsf(['x', long(1, 5000), long(2, 3_000_000)], { version, blockBytes: 4096 });
    const { entries } = await list(pdb, bytes);
    expect(entries.map((entry) => entry.bytes.length)).toEqual([5000, 3_000_000]);
    expect(entries[1]!.bytes.equals(long(2, 3_000_000))).toBe(true);
  });
});

test('a directory whose list of blocks is longer than a block', async () => {
  const { bytes } = buildMsf([undefined, info, long(2, 20_000_000)]);
  const { entries, error } = await list(pdb, bytes);
  expect([entries.map(({ name }) => name), error]).toEqual([['TPI'], undefined]);
  expect(entries[0]!.bytes.equals(long(2, 20_000_000))).toBe(true);
});

test('sizes that say that there are no streams', async () => {
  const { bytes, directoryBlock } = buildMsf(contents);
  bytes.fill(0xff, directoryBlock * 512 + 4, directoryBlock * 512 + 4 + 4 * contents.length);
  expect(await told(bytes)).toEqual([expect.stringMatching(/^the PDB directory lists \d+ blocks of no stream$/)]);
});

test('names that make no sense are left out', async () => {
  const damaged = Buffer.from(info);
  damaged.writeUInt32LE(0xffff_fff0, 28);
  const scattered = [undefined, damaged, long(2), long(3), '', long(5)];
  expect((await list(pdb, buildMsf(scattered).bytes)).entries.map(({ name }) => name)).toEqual([
    'TPI',
    'DBI',
    'stream 5',
  ]);
});

describe('what does not fit is told', () => {
  const { bytes: whole, directoryBlock } = buildMsf(contents);
  const patched = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(whole);
    bytes.writeUInt32LE(value, at);
    return bytes;
  };
  const directoryAt = directoryBlock * 512;

  test.each<[string, Buffer, RegExp]>([
    ['blocks of no power of two', patched(32, 5000), /^expected PDB blocks of 512 to 32768 bytes, found 5000$/],
    ['blocks that are too small', patched(32, 256), /^expected PDB blocks/],
    ['blocks of 2 GiB', patched(32, 1 << 30), /^expected PDB blocks/],
    ['no blocks', patched(32, 0), /^expected PDB blocks/],
    ['no directory', patched(44, 0), /^expected a PDB directory, found one of 0 bytes$/],
    ['a directory of 4 GiB', patched(44, 0xffff_ffff), /^expected a PDB directory of at most/],
    ['a directory larger than the file', patched(44, 1 << 25), /of the PDB directory, but the file has less$/],
    ['a directory behind the file', patched(52, 0xffff), /but the data ends at/],
    ['more streams than sizes', patched(directoryAt, 1e6), /^expected the sizes of 1000000 PDB streams, found fewer$/],
    ['a stream of 2 GiB', patched(directoryAt + 12, 1 << 30), /ends in the list of blocks of stream 2$/],
    ['a file that is cut off', whole.subarray(0, 300), /cut off in its first block/],
  ])('%s', async (_, bytes, message) => {
    expect(await told(bytes)).toEqual([expect.stringMatching(message)]);
    expect((await observe(bytes)).leaves.at(-1)).toMatchObject({ path: 'artifact', bytes });
  });

  test('a block behind the file: the others are read', async () => {
    const at = directoryAt + 4 + 8 * 4 + 4;
    const bytes = patched(at + 4, 0xffff_ffff);
    expect(await told(bytes)).toEqual(['1 of 4 blocks of the stream are beyond the end of the file']);
    const { entries } = await list(pdb, bytes);
    const original = long(2);
    const rest = Buffer.concat([original.subarray(0, 512), original.subarray(1024)]);
    expect(texts({ entries: [entries[0]!], troubles: [] })).toEqual([['TPI', rest.toString('latin1')]]);
  });
});
