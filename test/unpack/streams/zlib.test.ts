import { constants, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { deflateHead } from '../../../src/unpack/codecs/deflate-head.ts';
import { isZlibHead } from '../../../src/unpack/codecs/zlib-head.ts';
import { gzip, isGzipHead } from '../../../src/unpack/streams/gzip.ts';
import { zlib } from '../../../src/unpack/streams/zlib.ts';
import { gzipMember } from '../../builders/gzip.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { type Listing, list, noise, texts } from '../observe.ts';

const text = noise(300_000).toString('base64');
const errorsOf = ({ entries, error }: Listing) =>
  [...entries.map((entry) => entry.error), error].filter((item) => item !== undefined).map(({ message }) => message);

function changed(bytes: Uint8Array, at: number, to?: number): Buffer {
  const copy = Buffer.from(bytes);
  const index = at < 0 ? copy.length + at : at;
  copy[index] = to ?? copy[index]! ^ 1;
  return copy;
}

describe('a stream', () => {
  test.each<[string, Uint8Array, [string, string][]]>([
    ['short', deflateSync('alpha'), [['data', 'alpha']]],
    ['empty', deflateSync(''), [['data', '']]],
    ['long', deflateSync(text), [['data', text]]],
    ['stored', deflateSync(text, { level: 0 }), [['data', text]]],
    ['of a small window', deflateSync('alpha'.repeat(50), { windowBits: 9 }), [['data', 'alpha'.repeat(50)]]],
    [
      'with junk behind',
      Buffer.concat([deflateSync(text), Buffer.from('junk')]),
      [
        ['data', text],
        ['[behind the archive]', 'junk'],
      ],
    ],
  ])('%s gives its data, and no trouble', async (_, bytes, expected) => {
    for (const chunkBytes of bytes.length < 2000 ? [undefined, 1, 7] : [undefined, 1000, 65_536]) {
      const listing = await list(zlib, bytes, chunkBytes);
      expect(texts(listing)).toEqual(expected);
      expect([listing.troubles, errorsOf(listing)]).toEqual([[], []]);
    }
  });

  test('with a wrong Adler-32 is told, and the data is given', async () => {
    const listing = await list(zlib, Buffer.concat([changed(deflateSync('alpha'), -1), Buffer.from('junk')]));
    expect(texts(listing)).toEqual([
      ['data', 'alpha'],
      ['[behind the archive]', 'junk'],
    ]);
    expect(listing.troubles).toMatchObject([{ name: 'data', trouble: { code: 'damaged' } }]);
    expect(errorsOf(listing)).toEqual([]);
  });

  test.each([1, 4, 100, 100_000])('that is cut off %i bytes before its end gives what came', async (missing) => {
    const bytes = deflateSync(text);
    const listing = await list(zlib, bytes.subarray(0, -missing), 10_000);
    expect(errorsOf(listing)).toEqual([
      expect.stringMatching(missing > 4 ? /deflate stream is cut off/ : /last 4 bytes/),
    ]);
    const { bytes: data } = listing.entries[0]!;
    expect(text.startsWith(data.toString())).toBe(true);
    expect(data.length).toBeGreaterThan(text.length - missing / 0.7 - 100);
  });

  test('that is damaged gives what came before, and what lies behind the damage as it is', async () => {
    const sound = deflateSync(text.slice(0, 2000), { finishFlush: constants.Z_FULL_FLUSH });
    const listing = await list(zlib, Buffer.concat([sound, Buffer.alloc(1000, 0xff), Buffer.from('plain text')]));
    expect(listing.entries.map(({ name }) => name)).toEqual(['data', '[behind the archive]']);
    expect(listing.entries[0]!.bytes.toString()).toBe(text.slice(0, 2000));
    expect(listing.entries[1]!.bytes.includes('plain text')).toBe(true);
    expect(errorsOf(listing)).toEqual([expect.stringMatching(/damaged at or before its byte/)]);
  });

  test('with flipped bits and cuts ends as data or as one of our errors', async () => {
    const random = seededRandom(8);
    const sound = deflateSync(text.slice(0, 2000));
    for (let round = 0; round < 1000; round++) {
      const harmed = Buffer.from(sound.subarray(0, 3 + random.int(sound.length - 3)));
      for (let flip = 0; flip <= random.int(3); flip++) harmed[random.int(harmed.length)]! ^= 1 << random.int(8);
      const listing = await list(zlib, harmed, round % 2 === 0 ? undefined : 100);
      expect(listing.entries.length + errorsOf(listing).length).toBeGreaterThan(0);
    }
  });
});

describe('a head', () => {
  const { Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED } = constants;
  const strategies = [Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED];
  const lines = Array.from({ length: 5000 }, (_, index) => `line ${index} of ${(index * 7919) % 101}\n`).join('');
  const data: readonly [string, (length: number) => Uint8Array][] = [
    ['noise', (length) => noise(length)],
    ['one byte', (length) => Buffer.alloc(length, 'a')],
    ['lines', (length) => Buffer.from(lines.slice(0, length))],
  ];

  test.each(data)('of what zlib makes of %s is known, at every level', (_, make) => {
    for (const level of [0, 1, 3, 6, 9])
      for (const strategy of strategies)
        for (const length of [0, 1, 2, 3, 10, 100, 1000, 10_000, 100_000]) {
          const bytes = make(length);
          const options = { level, strategy };
          expect(isZlibHead(deflateSync(bytes, options).subarray(0, 1024)), `${level} ${strategy} ${length}`).toBe(
            true,
          );
          expect(isGzipHead(gzipSync(bytes, options).subarray(0, 1024))).toBe(true);
        }
  });

  test('of random bytes behind 78 9c is refused, but for one in 100,000 at most', () => {
    const random = seededRandom(11);
    const pool = Buffer.from(random.bytes(1 << 18));
    let wrong = 0;
    for (let at = 0; at < 200_000; at++) {
      const bytes = pool.subarray(at, at + 1024);
      const [first, second] = [bytes[0]!, bytes[1]!];
      bytes[0] = 0x78;
      bytes[1] = 0x9c;
      if (isZlibHead(bytes)) wrong++;
      bytes[0] = first;
      bytes[1] = second;
    }
    expect(wrong).toBeLessThanOrEqual(2);
  });

  test.each<[string, Uint8Array]>([
    ['a preset dictionary', deflateSync(text, { dictionary: Buffer.from('abc') })],
    ['a wrong check', changed(deflateSync(text), 1)],
    ['another method', Buffer.from('7901', 'hex')],
    ['a window of 64 KiB', Buffer.concat([Buffer.from('881c', 'hex'), deflateSync(text).subarray(2)])],
    ['a block of the reserved type', changed(deflateSync(text), 2, 0xff)],
    ['a stored block whose length does not fit', changed(deflateSync(text, { level: 0 }), 3)],
    ['a tiny stream whose Adler-32 does not fit', changed(deflateSync('alpha'), -1)],
    ['a tiny stream that is cut off', deflateSync('alpha').subarray(0, -5)],
    ['text', Buffer.from('x^2 + y^2 = z^2, as everybody knows who went to school, and many others do')],
    ['nothing', Buffer.alloc(0)],
  ])('of %s is none', (_, bytes) => {
    expect(isZlibHead(bytes.subarray(0, 1024))).toBe(false);
    expect(zlib.sniff(bytes.subarray(0, 1024))).toBe(false);
  });

  test('that is cut anywhere never throws', () => {
    const random = seededRandom(12);
    for (const bytes of [deflateSync(lines), deflateSync('alpha'.repeat(30), { strategy: Z_FIXED }), random.bytes(600)])
      for (let length = 0; length < Math.min(600, bytes.length); length++)
        expect(deflateHead(bytes.subarray(0, length), 2)).toBeDefined();
  });

  test('of gzip in the middle of other bytes must go on as deflate, where nothing stands between', () => {
    const header = Buffer.from('1f8b08000000000000ff', 'hex');
    expect(isGzipHead(Buffer.concat([header, Buffer.alloc(500, 0xff)]))).toBe(false);
    expect(gzip.sniff(Buffer.concat([header, Buffer.alloc(500, 0xff)]))).toBe(true);
    expect(isGzipHead(header)).toBe(true);
    expect(isGzipHead(gzipMember({ data: 'x', name: 'n' }))).toBe(true);
    expect(isGzipHead(changed(gzipMember({ data: 'x' }), 3, 0x20))).toBe(false);
    expect(isGzipHead(header.subarray(0, 9))).toBe(false);
  });
});

describe('in the middle of other bytes', () => {
  /** As the constants of a parser: each row is a block "stored" of 65,280 bytes, and holds the next ones. */
  const countingRow = Buffer.from(Uint32Array.from({ length: 508 }, (_, at) => (at % 7 === 0 ? 0xffff : at)).buffer);
  countingRow.set([0x78, 0x01, 0, 0, 0xff, 0xff, 0, 0], 480);
  const table = Buffer.concat(Array.from({ length: 400 }, () => countingRow));

  test('tables of numbers that count up are none', async () => {
    const { stats, gaps } = await scanBytes({ table });
    expect([stats.formats.zlib, gaps]).toEqual([undefined, []]);
  });

  test('pixels of a PNG are one in one chunk, and none in several, of which each would be damaged', async () => {
    const pixels = deflateSync(noise(4000));
    const chunk = (data: Uint8Array): Buffer => {
      const size = Buffer.alloc(4);
      size.writeUInt32BE(data.length);
      return Buffer.concat([size, Buffer.from('IDAT'), data, Buffer.alloc(4)]);
    };
    const head = Buffer.from('89504e470d0a1a0a0000', 'hex');
    const whole = await scanBytes({ picture: Buffer.concat([head, chunk(pixels)]) });
    expect([whole.stats.formats.zlib, whole.gaps]).toEqual([1, []]);
    const parts = [pixels.subarray(0, 2000), pixels.subarray(2000)].map(chunk);
    const split = await scanBytes({ picture: Buffer.concat([head, ...parts]) });
    expect([split.stats.formats.zlib, split.gaps]).toEqual([undefined, []]);
  });

  test('a stored block that another follows is one', async () => {
    const bytes = Buffer.concat([Buffer.alloc(100), deflateSync(text, { level: 0 }), Buffer.alloc(100)]);
    const { stats, gaps } = await scanBytes({ bytes });
    expect([stats.formats.zlib, gaps]).toEqual([1, []]);
  });

  test('a stream that the end of the file cuts holds all that lies in it, or it stands behind', async () => {
    // Each is a stored block that would go on behind the end, and holds all that follow: 2^7 ways to open them. Each is opened, and in it
    // the next, and so on.
    const heads = Array.from({ length: 7 }, (_, at) =>
      Buffer.concat([Buffer.from('1f8b080000000000000300ffff0000', 'hex'), noise(500, at + 1)]),
    );
    const { stats, gaps } = await scanBytes({ nested: Buffer.concat([Buffer.alloc(9), ...heads]) });
    expect([stats.formats.gzip, gaps]).toEqual([7 + 6 + 5 + 4 + 3 + 2 + 1, []]);
  });

  test('one that stops early holds nothing of what lies behind', async () => {
    // The name of the second member has no end, in the first MiB.
    const noName = Buffer.concat([Buffer.from('1f8b0808', 'hex'), Buffer.alloc(1_200_000, 'name ')]);
    const second = gzipSync('behind');
    const bytes = Buffer.concat([Buffer.alloc(9), gzipSync('first'), noName, second]);
    const { stats } = await scanBytes({ bytes });
    expect(stats.unpacked.gzip).toMatchObject({ bytes: 'firstbehind'.length });
  });
});
