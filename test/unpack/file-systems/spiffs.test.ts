import { expect, test } from 'vitest';
import { spiffs } from '../../../src/unpack/file-systems/spiffs.ts';
import { spiffsOf } from '../../builders/spiffs.ts';
import { list, texts } from '../observe.ts';

const long = Array.from({ length: 300 }, (_, line) => `line ${line}`).join('\n');
const file = { name: '/a/long.txt', data: Buffer.from(long) };
const DELETED = 0x7c;

async function listOf(image: Buffer) {
  const listing = await list(spiffs, image);
  return { texts: texts(listing), troubles: listing.troubles };
}

test('files over many pages and blocks', async () => {
  const image = spiffsOf([file, { name: 'empty', data: Buffer.alloc(0) }, { name: 'b', data: Buffer.from('short') }]);
  expect(spiffs.sniff(image.subarray(0, spiffs.headBytes))).toBe(true);
  expect(await listOf(image)).toEqual({
    texts: [
      ['a/long.txt', long],
      ['b', 'short'],
    ],
    troubles: [],
  });
});

test('pages in any order', async () => {
  const image = spiffsOf([file], ([index, ...pages]) => [index!, ...pages.reverse()]);
  expect(await listOf(image)).toEqual({ texts: [['a/long.txt', long]], troubles: [] });
});

test('a page that was replaced, before and after the one that replaces it', async () => {
  const replaced = (pages: readonly Buffer[]) => {
    const old = Buffer.from(pages[2]!);
    old[4] = DELETED;
    old.fill(0x2e, 5);
    return [...pages.slice(0, 2), old, ...pages.slice(2), old];
  };
  expect(await listOf(spiffsOf([file], replaced))).toEqual({ texts: [['a/long.txt', long]], troubles: [] });
});

test('a file that was deleted, with its name', async () => {
  const deleted = ([index, ...pages]: readonly Buffer[]) => {
    for (const page of pages) page[4] = DELETED;
    return [index!, ...pages];
  };
  expect((await listOf(spiffsOf([file], deleted))).texts).toEqual([['a/long.txt', long]]);
});

test('a missing page is reported, and so is a size that no page fulfils', async () => {
  const lacking = await listOf(spiffsOf([file], (pages) => pages.filter((_, index) => index !== 3)));
  expect(lacking.texts[0]![1]).toBe(long.slice(0, 2 * 251) + long.slice(3 * 251));
  expect(lacking.troubles).toMatchObject([
    { name: 'a/long.txt', trouble: { code: 'damaged', message: '1 of its 11 pages are missing' } },
  ]);
  const claiming = await listOf(spiffsOf([{ ...file, size: 16 << 20 }]));
  expect(claiming).toMatchObject({ texts: [['a/long.txt', expect.stringContaining(long)]], troubles: [{}] });
});

test('deleted pages of a version that was longer stand in for none that is missing', async () => {
  const size = 3 * 251;
  const { texts, troubles } = await listOf(
    spiffsOf([{ ...file, size }], ([index, ...pages]) => {
      for (const page of pages.slice(3)) page[4] = DELETED;
      return [index!, ...pages.filter((_, number) => number !== 1)];
    }),
  );
  expect(texts).toEqual([['a/long.txt', long.slice(0, 251) + long.slice(2 * 251, size)]]);
  expect(troubles).toMatchObject([{ trouble: { message: '1 of its 3 pages are missing' } }]);
});

test('a file that is still written has no size yet', async () => {
  const { texts, troubles } = await listOf(spiffsOf([{ ...file, size: 0xffffffff }]));
  expect(texts[0]![1].startsWith(long)).toBe(true);
  expect(troubles).toEqual([]);
});

test.each<[string, (page: Buffer) => void]>([
  ['no index', (page) => page.writeUInt16LE(1, 0)],
  ['not the first page of it', (page) => page.writeUInt16LE(1, 2)],
  ['another kind', (page) => page.fill(2, 12, 13)],
  ['a size beyond any flash memory', (page) => page.writeUInt32LE(0x01000001, 8)],
  ['no name', (page) => page.fill(0, 13, 14)],
  ['a name without end', (page) => page.fill(0x61, 13)],
  ['a name that is no text', (page) => page.fill(1, 13, 14)],
])('%s: not claimed', (_, change) => {
  const image = spiffsOf([file], ([index, ...pages]) => {
    change(index!);
    return [index!, ...pages];
  });
  expect(spiffs.sniff(image.subarray(0, spiffs.headBytes))).toBe(false);
});
