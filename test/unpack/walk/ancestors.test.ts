import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { buildErofs, type ErofsNode, erofsDirectory } from '../../builders/erofs.ts';
import { buildTar } from '../../builders/tar.ts';
import { buildZip } from '../../builders/zip.ts';
import { observe } from '../observe.ts';

const BLOCKS = 24;
const BLOCK_BYTES = 4096;

/** An image with two files whose chunks are those blocks of the image. */
function imageOf(...blocks: readonly number[]): Buffer {
  const body = Buffer.alloc(4 * blocks.length);
  for (const [index, block] of blocks.entries()) body.writeUInt32LE(block, 4 * index);
  const file: ErofsNode = { layout: 4, size: blocks.length * BLOCK_BYTES, body };
  const root: ErofsNode = { kind: 'directory', body: erofsDirectory([['a', 1], ['b', 2]]) }; // biome-ignore format: a row
  const data = Array.from({ length: BLOCKS - 1 }, (_, index) => `${index} `.repeat(BLOCK_BYTES).slice(0, BLOCK_BYTES));
  return buildErofs([root, file, file], { data: data.join('') });
}

const allBlocks = Array.from({ length: BLOCKS }, (_, index) => index);

test.each([
  ['all of it', allBlocks],
  ['all of it, and more behind', [...allBlocks, 3, 0, 1]],
  ['as much as there is room for', allBlocks.slice(0, 5)],
])('an image whose files are the image, %s, is opened as often as it differs', async (_, blocks) => {
  const seen = await observe(imageOf(...blocks));
  const [first, ...others] = seen.gaps.filter(({ code }) => code === 'budget');
  expect(first).toMatchObject({
    message: expect.stringMatching(/^this is a copy of a container that it is in.*; exclude it/),
  });
  expect(first!.path).toMatch(/^artifact!\/[ab](!\/a)?$/);
  expect(others.length).toBeLessThan(8);
  expect(seen.formats.erofs).toBeLessThan(8);
});

test('an image whose files are the image but for a block, which is another one at each level, is opened to the second level', async () => {
  const seen = await observe(imageOf(0, ...allBlocks.slice(2)));
  expect(seen.formats).toMatchObject({ erofs: 1 + 2 });
  expect(seen.gaps.filter(({ code }) => code === 'budget').map(({ path, message }) => [path, message])).toEqual(
    ['a!/a', 'a!/b', 'b!/a', 'b!/b'].map((path) => [
      `artifact!/${path}`,
      expect.stringMatching(/^more than 2 containers with the same beginning are nested in one another/),
    ]),
  );
});

test('archives that begin in the same way, and archives twice in one, are opened', async () => {
  const zip = (data: string) => buildZip([{ name: 'same', data: 'same', method: 0 }, { name: 'other', data }]); // biome-ignore format: a row
  const tar = buildTar([{ name: 'one.zip', data: zip('one') }, { name: 'again.zip', data: zip('one') }]); // biome-ignore format: a row
  const seen = await observe(buildZip([{ name: 'x.tar', data: tar }, { name: 'y.tar', data: tar }])); // biome-ignore format: a row
  expect(seen.gaps).toEqual([]);
  expect(seen.formats).toEqual({ zip: 1 + 4, tar: 2 });
});

test('an archive that was packed with the last one in its folder, four times, is opened to the first', async () => {
  const noise = randomBytes(20_000);
  const first = buildZip([{ name: 'same', data: noise, method: 0 }, { name: 'note.txt', data: 'content' }]); // biome-ignore format: a row
  const pack = (last: Buffer) => buildZip([{ name: 'same', data: noise, method: 0 }, { name: 'last.zip', data: last, method: 0 }]); // biome-ignore format: a row
  const seen = await observe(pack(pack(pack(first))));
  expect(seen.gaps).toEqual([]);
  expect(seen.formats).toEqual({ zip: 4 });
});

test('an archive in front of one that holds it is opened in both places', async () => {
  const inner = buildZip([{ name: 'note.txt', data: 'content' }]);
  const seen = await observe(buildZip([{ name: 'inner.zip', data: inner, method: 0 }], { prefix: inner }));
  expect(seen.gaps.filter(({ code }) => code === 'budget')).toEqual([]);
  expect(seen.leaves.filter(({ bytes }) => bytes.toString() === 'content').length).toBe(2);
});
