/** What node:zlib takes for damaged streams is freed in a turn of the event loop, which promises alone never yield. */
import { expect, test } from 'vitest';
import { unpackBlock } from '../../../src/unpack/codecs/packed-block.ts';

/** The third kind of block of deflate is not defined. */
const damaged = Buffer.from([0x78, 0x9c, 0x07]);
const BLOCKS = 2000;

test('thousands of damaged blocks let the event loop have its turns, and a few do not', async () => {
  const turnsDuring = async (blocks: number): Promise<number> => {
    let [turns, isOver] = [0, false];
    const next = (): void => {
      turns++;
      if (!isOver) setImmediate(next);
    };
    setImmediate(next);
    for (let block = 0; block < blocks; block++) expect(await unpackBlock('zlib', damaged, 4096)).toBeUndefined();
    isOver = true;
    return turns;
  };
  expect(await turnsDuring(BLOCKS)).toBeGreaterThan(1);
  expect(await turnsDuring(10)).toBeLessThan(2);
});
