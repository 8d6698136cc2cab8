import { describe, expect, test } from 'vitest';
import { cdImage } from '../../../src/unpack/disks/cd-image.ts';
import { CD_SYNC, cdSector } from '../../builders/cd-image.ts';
import { list, noise } from '../observe.ts';

const BLOCK = 2048;
const sectors = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, number) => cdSector(noise(BLOCK, number + 1), { number }));
const data = (count: number): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, number) => noise(BLOCK, number + 1)));
const WRONG = (count: number) =>
  `sectors with a wrong checksum, of no known mode or out of their place: ${count}; what they hold is scanned`;

/** The image, the rest without the line feed before it, and what was said. */
async function open(parts: readonly Uint8Array[], chunkBytes?: number) {
  const { entries, troubles, error } = await list(cdImage, Buffer.concat(parts), chunkBytes);
  expect(error).toBeUndefined();
  expect(entries.map(({ name }) => name)).toEqual(['image', '[between entries]'].slice(0, entries.length));
  const [image, rest] = entries.map(({ bytes }) => bytes);
  return { image: image!, rest: rest?.subarray(1), said: troubles.map(({ trouble }) => trouble.message) };
}

describe('an image of a CD', () => {
  test('gives the data of its sectors, in chunks of any size', async () => {
    for (const chunkBytes of [100, 2352, 5000, undefined])
      expect(await open(sectors(5), chunkBytes)).toEqual({ image: data(5), rest: undefined, said: [] });
  });

  test('gives those of mode 2, with a form and without', async () => {
    const form1 = await open([1, 2].map((seed) => cdSector(noise(2048, seed), { kind: 'form 1' })));
    expect(form1).toEqual({ image: data(2), rest: undefined, said: [] });
    const formless = await open([1, 2].map((seed) => cdSector(noise(2336, seed), { kind: 'mode 2' })));
    expect(formless.image.equals(Buffer.concat([noise(2336, 1), noise(2336, 2)]))).toBe(true);
    expect(formless.said).toEqual([]);
  });

  test('keeps the place of blocks: sectors of another size come by themselves, one behind the other', async () => {
    const video = [noise(2324, 8), noise(2324, 9)];
    const { image, rest, said } = await open([
      cdSector(noise(BLOCK, 1), { kind: 'form 1' }),
      cdSector(video[0]!, { kind: 'form 2' }),
      cdSector(video[1]!, { kind: 'form 2', sum: 'none' }),
      cdSector(noise(BLOCK, 2), { kind: 'form 1' }),
    ]);
    expect(said).toEqual([]);
    expect(image.equals(Buffer.concat([noise(BLOCK, 1), Buffer.alloc(2 * BLOCK), noise(BLOCK, 2)]))).toBe(true);
    expect(rest?.equals(Buffer.concat(video))).toBe(true);
  });

  test('knows the form by the sum, where the halves of the subheader differ', async () => {
    const sector = cdSector(noise(2324, 1), { kind: 'form 2' });
    const other = cdSector(sector.subarray(24, 2348), { kind: 'form 2' });
    other[20] = 1;
    expect((await open([sector, sector])).said).toEqual([]);
    // A subheader that is damaged has a wrong sum, and what is in no form has none.
    expect((await open([other, other])).image.length).toBe(2 * 2336);
  });

  test('hands on audio as is, and keeps its place before another track', async () => {
    const audio = Buffer.concat([noise(4 * 2352, 7), Buffer.alloc(2352)]);
    const behind = await open([...sectors(2), audio]);
    expect([behind.said, behind.image.equals(data(2)), behind.rest?.equals(audio)]).toEqual([[], true, true]);
    const between = await open([...sectors(2), audio, cdSector(noise(BLOCK, 3))]);
    const image = Buffer.concat([data(2), Buffer.alloc(5 * BLOCK), noise(BLOCK, 3)]);
    expect([between.said, between.image.equals(image), between.rest?.equals(audio)]).toEqual([[], true, true]);
  });

  test('has sectors of 2448 bytes, where subchannels stand behind them', async () => {
    const subchannel = Buffer.alloc(96, 'text of the disc');
    const { image, rest, said } = await open(sectors(3).flatMap((sector) => [sector, subchannel]));
    expect([said, image.equals(data(3))]).toEqual([[], true]);
    expect(rest?.toString()).toBe([subchannel, subchannel, subchannel].join('\n'));
  });

  test('reads a sector whose pattern is damaged', async () => {
    const all = sectors(4);
    all[2]!.fill(7, 0, 9);
    const { image, said } = await open(all);
    expect([said, image.equals(data(4))]).toEqual([[WRONG(1)], true]);
  });

  test('tells of wrong sums and modes, and hands on what may stand in place of the parity', async () => {
    const all = sectors(4);
    all[1]![100]! ^= 1;
    all[2]![15] = 9;
    const { image, rest, said } = await open(all);
    expect(said).toEqual([WRONG(2)]);
    expect(image.length).toBe(4 * BLOCK);
    expect(rest?.includes(Buffer.alloc(280, 1))).toBe(true);
    expect(rest?.includes(noise(BLOCK, 3))).toBe(true);
  });

  test('goes on where sectors begin again, when bytes are missing or too many', async () => {
    const all = sectors(6);
    const missing = await open([...all.slice(0, 2), all[2]!.subarray(500), ...all.slice(3)]);
    expect(missing.said).toEqual([WRONG(1)]);
    expect(missing.image.subarray(3 * BLOCK).equals(data(6).subarray(3 * BLOCK))).toBe(true);
    expect(missing.rest?.equals(all[2]!.subarray(500))).toBe(true);
    const more = await open([...all.slice(0, 3), Buffer.from('more'), ...all.slice(3)]);
    expect([more.said, more.rest?.toString()]).toEqual([[WRONG(1)], 'more']);
    expect(more.image.subarray(4 * BLOCK).equals(data(6).subarray(3 * BLOCK))).toBe(true);
  });

  test('that is cut in a sector gives what there is, and says so', async () => {
    const all = Buffer.concat(sectors(3));
    for (let cut = 1; cut < 2351; cut += 47) {
      const { image, said } = await open([all.subarray(0, -cut)]);
      expect(said).toEqual([`the last sector is cut off ${cut} bytes before its end`]);
      const length = Math.min(3 * BLOCK, Math.max(2 * BLOCK, 3 * BLOCK + 288 - cut));
      expect(image.equals(data(3).subarray(0, length))).toBe(true);
    }
  });

  test('is told by the second sector, too, and by an address and a mode that can be', () => {
    const [first, second] = sectors(2);
    const sniff = (...parts: Uint8Array[]) => cdImage.sniff(Buffer.concat(parts).subarray(0, cdImage.headBytes));
    const more = Buffer.alloc(2352);
    expect(sniff(first!, second!, more)).toBe(true);
    expect(sniff(first!, Buffer.alloc(96), second!, more)).toBe(true);
    expect(sniff(first!)).toBe(true);
    expect(sniff(first!, more, more)).toBe(false);
    expect(sniff(first!, Buffer.alloc(1), second!, more)).toBe(false);
    for (const [at, byte] of [
      [12, 0x0a],
      [14, 0xa0],
      [15, 3],
    ] as const) {
      const wrong = Buffer.from(first!);
      wrong[at] = byte;
      expect(sniff(wrong, second!, more)).toBe(false);
    }
    expect(sniff(CD_SYNC)).toBe(false);
  });
});
