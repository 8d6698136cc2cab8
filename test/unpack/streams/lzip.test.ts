import { afterEach, describe, expect, test, vi } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { containers } from '../../../src/unpack/catalog.ts';
import { lzip } from '../../../src/unpack/streams/lzip.ts';
import { lzipMember } from '../../builders/lzip.ts';
import { CountingSource } from '../counting-source.ts';
import { AMPLE, noise, observe } from '../observe.ts';

const runs = vi.hoisted(() => ({ count: 0 }));
vi.mock('../../../src/unpack/seven-zip/seven-zip.ts', async (load) => {
  const real = await load<typeof import('../../../src/unpack/seven-zip/seven-zip.ts')>();
  const sevenZipEntries: typeof real.sevenZipEntries = (...how) => {
    runs.count++;
    return real.sevenZipEntries(...how);
  };
  return { ...real, sevenZipEntries };
});
afterEach(() => {
  runs.count = 0;
});

const text = (index: number, lines = 3): Buffer => Buffer.from(`line ${index} of a member\n`.repeat(lines));
const open = (bytes: Uint8Array) => observe(bytes, { containers });

async function dataOf(bytes: Uint8Array): Promise<{ data: string; others: string[]; gaps: string[] }> {
  const { leaves, gaps } = await open(bytes);
  const others = leaves.filter(({ path }) => path !== 'artifact!/data').map(({ path }) => path);
  const data = leaves.find(({ path }) => path === 'artifact!/data')?.bytes.toString('latin1') ?? '';
  return { data, others, gaps: gaps.map(({ code, message }) => `${code} ${message}`) };
}

const cutsOf = (bytes: Buffer): Buffer[] =>
  Array.from({ length: bytes.length - 6 }, (_, index) => bytes.subarray(0, index + 6));

describe('lzip', () => {
  test('members with junk behind each are ended without a look at all that follows', async () => {
    const parts = Array.from({ length: 500 }, (_, index) => text(index));
    const bytes = Buffer.concat(parts.flatMap((data) => [lzipMember({ data }), Buffer.alloc(2000, 'junk ')]));
    const source = new CountingSource(bytes);
    const seen: Buffer[] = [];
    for await (const item of lzip.entries(source, new Budget(AMPLE)))
      if ('open' in item && item.name === 'data') for await (const chunk of item.open()) seen.push(Buffer.from(chunk));
    expect(Buffer.concat(seen)).toEqual(Buffer.concat(parts));
    expect(source.readBytes).toBeLessThan(8 * bytes.length);
  });

  test('the end of a member with junk behind it is found wherever it is', async () => {
    // In the first step, at the edges of the later ones, and far behind.
    for (const bytes of [100, 4000, 4060, 4070, 20_000, 20_400, 90_000]) {
      const data = noise(bytes).toString('latin1');
      const {
        data: read,
        others,
        gaps,
      } = await dataOf(Buffer.concat([lzipMember({ data: Buffer.from(data, 'latin1') }), Buffer.alloc(100, 'junk ')]));
      expect({ bytes, isSame: read === data, others }).toEqual({
        bytes,
        isSame: true,
        others: ['artifact!/[behind the archive]'],
      });
      expect(gaps).toEqual([]);
    }
  });

  test('small members are unpacked here, by the thousand, and large ones by 7-Zip', async () => {
    const parts = Array.from({ length: 3000 }, (_, index) => text(index));
    parts[1000] = text(1000, 5000);
    const members = parts.map((data) => lzipMember({ data }));
    expect(await dataOf(Buffer.concat(members))).toEqual({
      data: Buffer.concat(parts).toString(),
      ...{ others: [], gaps: [] },
    });
    expect(runs.count).toBe(1);
  });

  test('of nothing, and of what fills the room there is to the last byte', async () => {
    for (const size of [0, 1, (64 << 10) - 1, 64 << 10, (64 << 10) + 1]) {
      const data = Buffer.alloc(size, 'x');
      expect(await dataOf(Buffer.concat([lzipMember({ data }), lzipMember({ data: text(1) })]))).toMatchObject({
        data: `${data}${text(1)}`,
        gaps: [],
      });
    }
  });

  test.each([
    ['a checksum that is not that of the data', { trailer: { crc32: 1 } }],
    ['a size that is not that of the data', { trailer: { size: 1 } }],
    ['bytes between the data and the trailer', { more: Buffer.from('hidden') }],
  ])('%s is a gap, and what lies there is scanned as is', async (_, wrong) => {
    for (const lines of [3, 5000]) {
      const bytes = Buffer.concat([lzipMember({ data: text(1, lines), ...wrong }), lzipMember({ data: text(2) })]);
      const { data, others, gaps } = await dataOf(bytes);
      expect(data).toBe(`${text(1, lines)}${text(2)}`);
      expect(others.length).toBe(1);
      expect(gaps).toEqual([expect.stringMatching(/^damaged .*offset 0/)]);
    }
  });

  test('version 0, which has no size of the member, is read, small or large', async () => {
    for (const lines of [3, 5000]) {
      const member = lzipMember({ data: text(1, lines), version: 0 });
      expect(await dataOf(member)).toEqual({ data: text(1, lines).toString(), others: [], gaps: [] });
    }
  });

  test('version 0 with junk behind it, with a wrong checksum, or cut anywhere is a gap', async () => {
    const sound = lzipMember({ data: text(1), version: 0 });
    const wrong = lzipMember({ data: text(1), version: 0, trailer: { crc32: 1 } });
    for (const bytes of [Buffer.concat([sound, Buffer.from('junk')]), wrong, ...cutsOf(sound)]) {
      const { others, gaps } = await dataOf(bytes);
      expect(gaps).toEqual([expect.stringMatching(/^damaged /)]);
      expect(others.length).toBeGreaterThan(0);
    }
  });

  test('with any byte of a member damaged, nothing is left out in silence', async () => {
    const sound = lzipMember({ data: text(1) });
    for (let at = 6; at < sound.length; at++) {
      const damaged = Buffer.from(sound);
      damaged[at]! ^= 0x55;
      const { data, gaps } = await dataOf(Buffer.concat([damaged, lzipMember({ data: text(2) })]));
      expect({ at, isTold: gaps.length > 0 || data === `${text(1)}${text(2)}` }).toEqual({ at, isTold: true });
    }
  });
});

test('what was read of a file that is damaged counts as read in vain, since each of its members begins like another file', async () => {
  const members = Array.from({ length: 5 }, (_, index) => lzipMember({ data: text(index) }));
  const wastedBytesOf = async (bytes: Buffer): Promise<number> => {
    for await (const item of lzip.entries(new MemorySource(bytes), new Budget(AMPLE)))
      if ('open' in item) {
        for await (const _ of item.open());
        return item.wastedBytes!();
      }
    return Number.NaN;
  };
  const sound = Buffer.concat(members);
  expect(await wastedBytesOf(sound)).toBe(0);
  const damaged = Buffer.from(sound);
  // The checksum of the third.
  damaged[Buffer.concat(members.slice(0, 3)).length - 20]! ^= 1;
  expect(await wastedBytesOf(damaged)).toBe(sound.length + 5 * text(0).length);
});
