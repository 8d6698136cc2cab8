import { describe, expect, test } from 'vitest';
import { avml } from '../../../src/unpack/dumps/avml.ts';
import { kdump } from '../../../src/unpack/dumps/kdump.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list, noise } from '../observe.ts';
import { avmlOf, flattened, kdumpOf } from './memory-image-samples.ts';

const MARKS = ['mark-stored', 'mark-zlib', 'mark-lzo', 'mark-snappy'];
const PAGE_BYTES = 4096;
const LIME_HEADER_BYTES = 32;

async function memoryOf(bytes: Uint8Array) {
  const { entries, troubles, error } = await list(kdump, bytes);
  const memory = entries.find(({ name }) => name === 'memory.lime')?.bytes ?? Buffer.alloc(0);
  return {
    entries,
    memory,
    said: [...troubles.map(({ trouble }) => trouble.message), ...(error ? [error.message] : [])],
  };
}

/** First and last address of each range of a LiME image. */
function rangesOf(image: Buffer): [bigint, bigint][] {
  const ranges: [bigint, bigint][] = [];
  for (let at = 0; at < image.length; ) {
    const [first, last] = [image.readBigUInt64LE(at + 8), image.readBigUInt64LE(at + 16)];
    ranges.push([first, last]);
    at += LIME_HEADER_BYTES + Number(last - first) + 1;
  }
  return ranges;
}

describe('a dump of a kernel', () => {
  test('that makedumpfile wrote is the same memory however it is packed', async () => {
    const kinds = ['zlib', 'lzo', 'zstd', 'stored', 'flattened'];
    const read = kinds.map((kind) => memoryOf(fixtureBytes(`kdump-${kind}.kdump`)));
    const images = await Promise.all(read);
    for (const { memory, said } of images) {
      expect(said).toEqual([]);
      expect(memory.equals(images[0]!.memory)).toBe(true);
    }
    // As test/recipes/programs/vmcore.py lays it out: 14 pages from the second on, 6 pages at 1 MiB.
    expect(rangesOf(images[0]!.memory)).toEqual([
      [0x1000n, 0xefffn],
      [0x100000n, 0x105fffn],
    ]);
  });

  test.each([
    ['x86-64', {}, 0n],
    ['32 bits, big-endian', { isLittleEndian: false, longBytes: 4 }, 0n],
    ['part of a split dump', { firstFrame: 4096 }, 4096n],
  ] as const)('%s: pages stored and packed by each method, at their addresses', async (_, options, firstFrame) => {
    const { memory, said } = await memoryOf(kdumpOf(MARKS, options));
    const page = BigInt(PAGE_BYTES);
    expect(said).toEqual([]);
    expect(rangesOf(memory)).toEqual([
      [(firstFrame + 1n) * page, (firstFrame + 4n) * page - 1n],
      [(firstFrame + 17n) * page, (firstFrame + 18n) * page - 1n],
    ]);
    for (const mark of MARKS) expect(memory.includes(mark), mark).toBe(true);
  });

  test('that is cut gives the pages that are there, zeros for the others, and says how many', async () => {
    const whole = kdumpOf(MARKS);
    const { memory, said } = await memoryOf(whole.subarray(0, whole.length - 1));
    expect(said).toEqual(['1 pages are beyond the end of the dump; they are read as zeros']);
    expect(memory.length).toBe(4 * PAGE_BYTES + 2 * LIME_HEADER_BYTES);
    expect(memory.includes('mark-lzo')).toBe(true);
    expect(memory.subarray(-PAGE_BYTES).every((byte) => byte === 0)).toBe(true);
  });

  test('with a damaged page says so, and hands on its bytes as is', async () => {
    const bytes = kdumpOf(MARKS);
    // The number of literals of the page that LZO packed, and so its length.
    bytes[bytes.indexOf('mark-lzo') - 171]!--;
    const { entries, said } = await memoryOf(bytes);
    expect(said).toEqual(['1 pages cannot be unpacked; they are read as zeros, and their bytes are scanned as is']);
    expect(entries.some(({ name, bytes: left }) => name !== 'memory.lime' && left.includes('mark-lzo'))).toBe(true);
  });

  test.each([
    ['no bitmap', 436],
    ['no header behind the first', 432],
    ['pages of no size', 428],
  ])('with %s is told', async (_, at) => {
    const bytes = kdumpOf(MARKS);
    bytes.writeUInt32LE(0, at);
    expect((await memoryOf(bytes)).said).toEqual([expect.stringContaining('make no sense')]);
  });

  test('whose bitmap names a million pages that are not there ends, and says so', async () => {
    const bytes = kdumpOf(MARKS);
    bytes.fill(0xff, 3 * PAGE_BYTES, 4 * PAGE_BYTES);
    const { said } = await memoryOf(bytes);
    expect(said).toEqual([expect.stringMatching(/^\d+ pages are beyond the end/)]);
  });
});

describe('the flattened form', () => {
  test('counts what was written last, in whatever order', async () => {
    const dump = kdumpOf(MARKS);
    const [plain, flat] = await Promise.all([memoryOf(dump), memoryOf(flattened(dump))]);
    expect(flat.said).toEqual([]);
    expect(flat.memory.equals(plain.memory)).toBe(true);
  });

  test('that is cut, or whose record makes no sense, is read up to there, and told', async () => {
    const flat = flattened(kdumpOf(MARKS));
    const end = flat.length - 16;
    expect((await memoryOf(flat.subarray(0, end))).said).toEqual([
      expect.stringContaining(`at offset ${end}; what comes before is read`),
    ]);
    const far = Buffer.from(flat);
    far.writeBigInt64BE(2n ** 50n, end);
    expect((await memoryOf(far)).said).toEqual([expect.stringContaining(`at offset ${end}`)]);
  });

  test('without a record is told', async () => {
    const { said } = await memoryOf(Buffer.concat([flattened(Buffer.alloc(0)).subarray(0, 4096)]));
    expect(said).toEqual([expect.stringContaining('expected a record')]);
  });
});

describe('an image of AVML', () => {
  const RANGES = [
    { address: 0x1000n, pages: ['mark-a', 'mark-b'] },
    { address: 0x100000n, pages: ['mark-c'] },
  ];

  test('is an image of LiME with the same addresses', async () => {
    const { entries, troubles } = await list(avml, avmlOf(RANGES));
    expect(troubles).toEqual([]);
    expect(rangesOf(entries[0]!.bytes)).toEqual([
      [0x1000n, 0x2fffn],
      [0x100000n, 0x100fffn],
    ]);
  });

  test('with a damaged chunk keeps the addresses behind it, and says so', async () => {
    const bytes = avmlOf(RANGES);
    bytes[bytes.indexOf('mark-a')]! ^= 1;
    const { entries, troubles } = await list(avml, bytes);
    expect(rangesOf(entries[0]!.bytes)).toHaveLength(2);
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual([
      expect.stringContaining('with a wrong checksum: 1'),
    ]);
  });

  test('that ends early has zeros for the rest of its range', async () => {
    const bytes = avmlOf(RANGES);
    const { entries, troubles } = await list(avml, bytes.subarray(0, bytes.length - 50));
    expect(entries[0]!.bytes.length).toBe(3 * PAGE_BYTES + 2 * LIME_HEADER_BYTES);
    expect(troubles).toHaveLength(1);
  });

  test.each<[string, (bytes: Buffer) => Buffer]>([
    ['without its last chunk', (bytes) => bytes.subarray(0, bytes.lastIndexOf('sNaPpY') + 6)],
    ['without the length behind it', (bytes) => bytes.subarray(0, -8)],
    ['with another length behind it', (bytes) => Buffer.concat([bytes.subarray(0, -8), Buffer.alloc(8)])],
  ])('%s is told', async (_, changed) => {
    const { troubles } = await list(avml, changed(avmlOf(RANGES)));
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual([
      expect.stringMatching(/^ranges of AVML .* say: 1$/),
    ]);
  });

  test('of another version, or not packed, is none', () => {
    expect(avml.sniff(Buffer.from('EMiL\x01\0\0\0'))).toBe(false);
    expect(avml.sniff(Buffer.from('AVML\x01\0\0\0'))).toBe(false);
    expect(avml.sniff(noise(8))).toBe(false);
  });
});
