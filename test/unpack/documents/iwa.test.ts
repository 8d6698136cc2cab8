import { expect, test } from 'vitest';
import { iwa } from '../../../src/unpack/documents/iwa.ts';
import { list, texts } from '../observe.ts';
import { iwaChunk } from './iwa-samples.ts';

const TEXTS = ['one ', 'two ', 'three '].map((text) => text.repeat(30));
const CHUNKS = TEXTS.map(iwaChunk);

async function open(bytes: Uint8Array, chunkBytes?: number) {
  const { entries, troubles, error } = await list(iwa, bytes, chunkBytes);
  expect(error).toBeUndefined();
  return { entries: texts({ entries, troubles }), said: troubles.map(({ trouble }) => trouble.message) };
}

test('an archive of iWork gives what its chunks hold, in pieces of any size', async () => {
  for (const chunkBytes of [1, 100, undefined])
    expect(await open(Buffer.concat(CHUNKS), chunkBytes)).toEqual({ entries: [['data', TEXTS.join('')]], said: [] });
});

test('a chunk that is damaged gives what comes before the damage, and is handed on', async () => {
  // The length of the content, and of its literals.
  for (const at of [4, 8]) {
    const chunk = Buffer.from(CHUNKS[1]!);
    chunk[at]! += 1;
    const { entries, said } = await open(Buffer.concat([CHUNKS[0]!, chunk, CHUNKS[2]!]));
    expect(said).toEqual([
      'chunks that cannot be unpacked to their end, or are cut off: 1; the readable part is scanned',
    ]);
    expect(entries[0]![1].startsWith(`${TEXTS[0]}two two `)).toBe(true);
    expect(entries[0]![1].endsWith(TEXTS[2]!)).toBe(true);
    expect(entries[1]).toEqual(['[between entries]', `\n${chunk.subarray(4).toString('latin1')}`]);
  }
});

test('what is no chunk is told and handed on', async () => {
  const others = [Buffer.from([1, 9, 0, 0, 5]), Buffer.from([0, 0, 0, 0, 5]), Buffer.from([0, 9, 0, 9, 5])];
  others.push(Buffer.from([0, 9, 0, 0, 0]), Buffer.from([0, 9, 0, 0, 0xff, 0xff, 0x7f]), Buffer.from([0]));
  for (const other of others) {
    const { entries, said } = await open(Buffer.concat([CHUNKS[0]!, other]));
    expect(said).toEqual([
      `expected a chunk of an iWork archive at byte ${CHUNKS[0]!.length}; the bytes there are scanned as is`,
    ]);
    expect(entries.at(-1)).toEqual(['[behind the archive]', other.toString('latin1')]);
    // A name that nothing bears out is a gap.
    expect((await list(iwa, other)).error?.message).toMatch(/^expected an iWork archive, as the name says/);
  }
});

test('an archive that is cut anywhere between its chunks says so', async () => {
  const all = Buffer.concat(CHUNKS);
  const ends = [0, CHUNKS[0]!.length, CHUNKS[0]!.length + CHUNKS[1]!.length];
  for (let length = 7; length < all.length; length++)
    expect((await open(all.subarray(0, length))).said.length).toBe(ends.includes(length) ? 0 : 1);
});

test('is told by its name, where it is no text', () => {
  expect(iwa.sniffName?.('x.numbers!/Index/Tables/DataList.IWA', CHUNKS[0]!)).toBe(true);
  expect(iwa.sniffName?.('x.bin', CHUNKS[0]!)).toBe(false);
  expect(iwa.sniffName?.('a.iwa', Buffer.from('version https://git-lfs.github.com/spec/v1'))).toBe(false);
});
