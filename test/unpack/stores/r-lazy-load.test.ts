import { describe, expect, test } from 'vitest';
import { rLazyLoad } from '../../../src/unpack/stores/r-lazy-load.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { list, noise } from '../observe.ts';

const fixture = (): Buffer =>
  Buffer.from(readFixture(fixtureRows.find(({ file }) => file.startsWith('values-of-r'))!).bytes);
/** The shorter value, which is one chunk: its header is 5 bytes, that of the chunk 6, and a mark ends it. */
function loneValue(): Buffer {
  const bytes = fixture();
  for (let at = 0; ; at = next(bytes, at))
    if (bytes.readUInt32BE(at) < 1000) return bytes.subarray(at, next(bytes, at));
}
function next(bytes: Buffer, start: number): number {
  let at = start + 5;
  while (bytes[at] !== 0) at += 5 + (bytes[at]! >= 0xc0 ? 1 : 0) + bytes.readUInt16BE(at + 3) + 1;
  return at + 1;
}
const stored = (text: string): Buffer => {
  const head = Buffer.from('\0\0\0\x000');
  head.writeUInt32BE(text.length);
  return Buffer.concat([head, Buffer.from(text)]);
};

async function read(bytes: Buffer) {
  expect(rLazyLoad.sniff(bytes.subarray(0, rLazyLoad.headBytes))).toBe(true);
  const { entries, troubles, error } = await list(rLazyLoad, bytes);
  expect(error).toBeUndefined();
  return {
    names: entries.map(({ name }) => name),
    marked: entries.filter(({ bytes: content }) => content.includes(MARKER)).map(({ name }) => name),
    codes: troubles.map(({ trouble }) => trouble.code),
  };
}

describe('values of R packed with LZMA2', () => {
  test('are unpacked, before and behind one that is stored', async () => {
    const value = loneValue();
    const at = value.length + 5 + 4;
    expect(await read(Buffer.concat([value, stored('text'), value]))).toEqual({
      names: ['value@0', `value@${at}`],
      marked: ['value@0', `value@${at}`],
      codes: [],
    });
    expect((await read(Buffer.concat([stored('text'), value]))).marked).toEqual(['value@9']);
  });

  test('of which something is wrong are a gap each, and what follows is read', async () => {
    const value = loneValue();
    const wrongSize = Buffer.from(value);
    wrongSize[3]! += 1;
    expect(await read(Buffer.concat([wrongSize, value]))).toMatchObject({
      marked: ['value@0', `value@${value.length}`],
      codes: ['damaged'],
    });
    const wrongData = Buffer.from(value);
    noise(100).copy(wrongData, 40);
    // Nothing of the value before it is in it, though it is unpacked to the same place.
    expect((await read(Buffer.concat([value, wrongData]))).marked).toEqual(['value@0']);
    expect(await read(Buffer.concat([wrongData, value]))).toMatchObject({
      marked: [`value@${value.length}`],
      codes: ['damaged'],
    });
  });

  test.each<[string, (value: Buffer) => Buffer]>([
    ['that are cut', (value) => value.subarray(0, -9)],
    ['behind which others stand', (value) => Buffer.concat([value, Buffer.from('no value')])],
    ['behind which a stored one is cut', (value) => Buffer.concat([value, stored('text').subarray(0, -1)])],
    ['behind which a header is cut', (value) => Buffer.concat([value, Buffer.of(0, 0, 0)])],
  ])('%s are a gap', async (_, change) => {
    expect((await read(change(loneValue()))).codes).toEqual(['damaged']);
  });

  test('are not what begins otherwise', () => {
    const value = loneValue();
    for (const [at, byte] of [
      [2, 0],
      [4, 0x31],
      [5, 1],
      [10, 0x5e],
      [11, 1],
    ] as const) {
      const other = Buffer.from(value);
      other[at] = byte;
      expect(rLazyLoad.sniff(other), `byte ${at}`).toBe(false);
    }
    expect(rLazyLoad.sniff(stored('text'))).toBe(false);
    for (let length = 0; length < 12; length++) expect(rLazyLoad.sniff(value.subarray(0, length))).toBe(false);
  });
});
