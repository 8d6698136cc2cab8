import { brotliCompressSync, constants } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { brotli } from '../../../src/unpack/streams/brotli.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { type Listing, list, noise, texts } from '../observe.ts';

const text = noise(300_000).toString('base64');
const errorsOf = ({ entries, error }: Listing) =>
  [...entries.map((entry) => entry.error), error].filter((item) => item !== undefined).map(({ message }) => message);
const pack = (data: string | Uint8Array, quality = 5) =>
  brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
const packedText = pack(text);

describe('a sound stream gives its data, and no trouble', () => {
  test.each<[string, Uint8Array, [string, string][]]>([
    ['short', pack('alpha'), [['data', 'alpha']]],
    ['empty', pack(''), [['data', '']]],
    ['long', packedText, [['data', text]]],
    ['of quality 0', pack(text, 0), [['data', text]]],
    ['with much in little', pack(Buffer.alloc(5_000_000, 'ab')), [['data', 'ab'.repeat(2_500_000)]]],
    [
      'with junk behind',
      Buffer.concat([packedText, Buffer.from('junk')]),
      [
        ['data', text],
        ['[behind the archive]', 'junk'],
      ],
    ],
  ])('%s', async (_, bytes, expected) => {
    for (const chunkBytes of bytes.length < 2000 ? [undefined, 1, 7] : [undefined, 1000, 65_536]) {
      const listing = await list(brotli, bytes, chunkBytes);
      expect(texts(listing)).toEqual(expected);
      expect([listing.troubles, errorsOf(listing)]).toEqual([[], []]);
    }
  });
});

test('a small stream takes no turn of the event loop, of which it would need several', async () => {
  let turns = 0;
  const turn = setImmediate(() => turns++);
  expect(texts(await list(brotli, pack('alpha')))).toEqual([['data', 'alpha']]);
  expect(turns).toBe(0);
  clearImmediate(turn);
});

/** As `brotli --large_window=BITS`. */
const packLarge = (data: Uint8Array, bits: number) => {
  const params = { [constants.BROTLI_PARAM_LARGE_WINDOW]: 1, [constants.BROTLI_PARAM_LGWIN]: bits };
  return brotliCompressSync(data, { params: { ...params, [constants.BROTLI_PARAM_QUALITY]: 5 } });
};

test.each([25, 28, 30])('a window of 2^%i bytes is read', async (bits) => {
  const listing = await list(brotli, packLarge(Buffer.from(text), bits), 5000);
  expect(texts(listing)).toEqual([['data', text]]);
  expect([listing.troubles, errorsOf(listing)]).toEqual([[], []]);
});

test('of a window above 64 MiB only so much is unpacked as can be kept, and that is told', async () => {
  const listing = await list(brotli, packLarge(Buffer.alloc(60 << 20), 28));
  expect(listing.entries[0]!.bytes.length).toBeGreaterThan(48 << 20);
  expect(listing.entries[0]!.error).toMatchObject({ code: 'unsupported' });
  const known = await list(brotli, packLarge(Buffer.alloc(60 << 20), 26));
  expect(known.entries[0]!.bytes.length).toBe(60 << 20);
});

test('what is no stream gives no entry', async () => {
  const listing = await list(brotli, Buffer.from('This is text, in whatever language .br is the name of.'));
  expect([listing.entries, listing.error?.message]).toEqual([[], expect.stringMatching(/damaged at or before/)]);
});

test.each([1, 10, 10_000])('a stream that is cut off %i bytes before its end gives what came', async (missing) => {
  const listing = await list(brotli, packedText.subarray(0, -missing), 5000);
  expect(listing.entries.map(({ name }) => name)).toEqual(['data', '[all bytes]']);
  const [data, all] = listing.entries.map(({ bytes }) => bytes) as [Buffer, Buffer];
  expect(text.startsWith(data.toString())).toBe(true);
  expect(data.length).toBeGreaterThan(text.length - 2 * missing - 20_000);
  expect(all.equals(packedText.subarray(0, -missing))).toBe(true);
  expect(errorsOf(listing)).toEqual([expect.stringMatching(/cut off after/)]);
});

test('a stream that is damaged gives what came before, and all of its bytes', async () => {
  const harmed = Buffer.concat([packedText.subarray(0, 100_000), Buffer.alloc(5000, 0xff), Buffer.from('plain text')]);
  for (const chunkBytes of [undefined, 3000]) {
    const listing = await list(brotli, harmed, chunkBytes);
    expect(listing.entries.map(({ name }) => name)).toEqual(['data', '[all bytes]']);
    const [data, all] = listing.entries.map(({ bytes }) => bytes) as [Buffer, Buffer];
    expect(data.toString('latin1').startsWith(text.slice(0, 120_000))).toBe(true);
    expect(all.equals(harmed)).toBe(true);
    expect(errorsOf(listing)).toHaveLength(1);
  }
});

test('far behind its beginning, a damaged stream gives the bytes from the damage on', async () => {
  const large = pack(noise(2 << 20), 0);
  const harmed = Buffer.concat([large.subarray(0, -1000), Buffer.alloc(5000, 0xff), Buffer.from('plain text')]);
  const listing = await list(brotli, harmed, 1 << 20);
  expect(listing.entries.map(({ name }) => name)).toEqual(['data', '[behind the archive]']);
  expect(listing.entries[1]!.bytes.includes('plain text')).toBe(true);
  expect(errorsOf(listing)).toHaveLength(1);
});

test('flipped bits and cuts end as data or as one of our errors', async () => {
  const random = seededRandom(9);
  const sound = pack(text.slice(0, 2000));
  for (let round = 0; round < 400; round++) {
    const harmed = Buffer.from(sound.subarray(0, 1 + random.int(sound.length)));
    for (let flip = 0; flip <= random.int(3); flip++) harmed[random.int(harmed.length)]! ^= 1 << random.int(8);
    const listing = await list(brotli, harmed, round % 2 === 0 ? undefined : 100);
    expect(listing.entries.length + errorsOf(listing).length).toBeGreaterThan(0);
  }
});

test.each([
  ['a.br', true],
  ['dir/A.BR', true],
  ['br', false],
  ['a.br.txt', false],
])('%s by name: %s', (name, expected) => expect(brotli.sniffName?.(name, new Uint8Array(0))).toBe(expected));
