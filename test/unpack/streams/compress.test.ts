import { describe, expect, test } from 'vitest';
import { LzwDecoder } from '../../../src/unpack/codecs/lzw.ts';
import { compress } from '../../../src/unpack/streams/compress.ts';
import { type CompressOptions, compressed, compressedCodes } from '../../builders/compress.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { type Listing, list, noise } from '../observe.ts';

const errorsOf = ({ entries, error }: Listing) =>
  [...entries.map((entry) => entry.error), error].filter((item) => item !== undefined).map(({ message }) => message);
const text = noise(60_000).toString('hex');

/** What `compress -b 12` of ncompress 5.0 makes of the numbers 0 to 99, a line each. */
const byNcompress = Buffer.from(
  [
    'H52MMBTEUCBDwQwFNBTUUGBDwQ0FOBTkEBgwxsAYBWMcjJEwxsIYDWM8jBExxkQZAWUMlFFQxkEZCWUslNFQxkMZEWVMnBFwxsAZ',
    'BWccnJFwxsIZDWc8nBFxxkQaAWkMpFGQxkEaCWkspNGQxkMaEWlMrBGwxsAaBWscrJGwxsIaDWs8rBGxxkQbAW0MtFHQxkEbCW0s',
    'tNHQxkMbEW1MvBHwxsAbBW8cvJHwxsIbDW88vBHxxkQcAXEMxFEQx0EcCXEsxNEQx0McEXFMzBEwx8AcBXMczJEwx8IcDXM8zBEx',
    'x0Q=',
  ].join(''),
  'base64',
);

describe('a sound file gives its data, and no trouble', () => {
  test.each<readonly [string, string | Uint8Array, CompressOptions]>([
    ['no data', '', {}],
    ['one byte', 'x', {}],
    ['a string that is made by the code that needs it', 'a'.repeat(5000), {}],
    ['codes of all widths', text, {}],
    ['16 bits and a table that is full', Buffer.concat([noise(200_000), Buffer.from(text)]), {}],
    ...[10, 11, 12, 13, 14, 15].map((maxWidth) => [`${maxWidth} bits`, text, { maxWidth }] as const),
    ['no block mode', text, { isOldMode: true }],
    ['no block mode, and 12 bits', text, { isOldMode: true, maxWidth: 12 }],
    ...[1, 2, 7, 8, 9, 255, 256, 300, 5000].map(
      (clearEvery) => [`a table that is cleared every ${clearEvery} codes`, text, { clearEvery }] as const,
    ),
    ['much data', Buffer.alloc(1_000_000, text), {}],
  ])('%s', async (_, data, options) => {
    const bytes = compressed(data, options);
    for (const chunkBytes of [undefined, 1000, ...(bytes.length < 200 ? [1] : [])]) {
      const listing = await list(compress, bytes, chunkBytes);
      expect(listing.entries.map(({ name }) => name)).toEqual(['data']);
      expect(listing.entries[0]!.bytes.equals(Buffer.from(data))).toBe(true);
      expect([listing.troubles, errorsOf(listing)]).toEqual([[], []]);
    }
  });
});

test('what another program wrote', async () => {
  const { entries } = await list(compress, byNcompress);
  expect(entries[0]!.bytes.toString()).toBe(Array.from({ length: 100 }, (_, index) => `${index}\n`).join(''));
});

test('a code that stands for nothing ends the data, and the rest is given as is', async () => {
  const bytes = Buffer.concat([
    compressedCodes([
      [0x61, 9],
      [0x62, 9],
      [300, 9],
    ]),
    Buffer.from('rest'),
  ]);
  const listing = await list(compress, bytes);
  expect(listing.entries.map(({ name }) => name)).toEqual(['data', '[behind the archive]']);
  expect(listing.entries[0]!.bytes.toString()).toBe('ab');
  expect(listing.entries[1]!.bytes.includes('rest')).toBe(true);
  expect(errorsOf(listing)).toEqual([expect.stringMatching(/damaged at or before its byte/)]);
});

test('a code behind CLEAR that is no byte', async () => {
  const padding = Array.from({ length: 6 }, () => [0, 9] as const);
  const { entries } = await list(compress, compressedCodes([[0x61, 9], [256, 9], ...padding, [257, 9]]));
  expect([entries[0]!.bytes.toString(), entries[0]!.error?.message]).toEqual(['a', expect.stringMatching(/damaged/)]);
});

test('what is cut off in a code is told', async () => {
  const bytes = compressed('abc');
  // Three codes of nine bits; the last byte holds three bits of the third.
  const listing = await list(compress, bytes.subarray(0, -1));
  expect(listing.entries[0]!.bytes.toString()).toBe('ab');
  expect(errorsOf(listing)).toEqual([expect.stringMatching(/cut off after 6 bytes/)]);
});

test('flipped bits and cuts end as data or as one of our errors', async () => {
  const random = seededRandom(7);
  for (const options of [{}, { clearEvery: 100 }, { maxWidth: 10 }]) {
    const sound = compressed(text.slice(0, 3000), options);
    for (let round = 0; round < 700; round++) {
      const harmed = Buffer.from(sound.subarray(0, 3 + random.int(sound.length - 3)));
      for (let flip = 0; flip <= random.int(3); flip++) harmed[random.int(harmed.length)]! ^= 1 << random.int(8);
      const listing = await list(compress, harmed, round % 2 === 0 ? undefined : 100);
      expect(listing.entries.length + errorsOf(listing).length).toBeGreaterThan(0);
    }
  }
});

test.each<[string, Uint8Array, boolean]>([
  ['16 bits', compressed('x'), true],
  ['nothing', compressed(''), true],
  ['a header that is cut off', compressed('').subarray(0, 2), false],
  ['8 bits', Buffer.from('1f9d8861c2c400', 'hex'), false],
  ['17 bits', Buffer.from('1f9d9161c2c400', 'hex'), false],
  ['reserved bits', Buffer.from('1f9db061c2c400', 'hex'), false],
  ['a first code that is no byte', Buffer.from('1f9d9061c3c400', 'hex'), false],
])('sniffing: %s', (_, head, expected) => expect(compress.sniff(head)).toBe(expected));

// 45,000 headers in a MiB, each with a few codes, took 1.4 MiB each.
test('a few codes take a few KiB', () => {
  const decoder = new LzwDecoder(16, true);
  const chunks = [...decoder.write(compressed('abc').subarray(3)), ...decoder.finish()];
  expect(chunks.map((chunk) => [Buffer.from(chunk).toString(), chunk.buffer.byteLength])).toEqual([['abc', 4096]]);
});
