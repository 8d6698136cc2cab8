import { describe, expect, test } from 'vitest';
import { mozLz4 } from '../../../src/unpack/streams/mozlz4.ts';
import { xalz } from '../../../src/unpack/streams/xalz.ts';
import { mozLz4 as buildMozLz4, xalz as buildXalz } from '../../builders/redis.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise, texts } from '../observe.ts';

const CONTENT = 'an assembly with a string in it';
const UNPACKED = `MZ${'\0'.repeat(40)}${CONTENT}`;

describe('an assembly of .NET for Android', () => {
  test('is unpacked', async () => {
    const listing = await list(xalz, buildXalz(CONTENT));
    expect(listing.troubles).toEqual([]);
    expect(texts(listing)).toEqual([['data', UNPACKED]]);
  });

  test.each<[string, Uint8Array, string]>([
    ['that is cut', buildXalz(CONTENT).subarray(0, -3), 'damaged'],
    ['of which only the header is left', buildXalz(CONTENT).subarray(0, 12), 'damaged'],
    ['that claims more', buildXalz(CONTENT, 100_000), 'damaged'],
    ['that claims less', buildXalz(CONTENT, 50), 'damaged'],
    ['that claims nothing', Buffer.concat([buildXalz(CONTENT, 0).subarray(0, 12), Buffer.alloc(80)]), 'damaged'],
    ['that claims 4 GiB', buildXalz(CONTENT, 2 ** 32 - 1), 'unsupported'],
  ])('%s is told, and handed on as is', async (_, bytes, code) => {
    expect(xalz.sniff(bytes)).toBe(true);
    const { entries, troubles } = await list(xalz, bytes);
    expect(troubles).toMatchObject([{ trouble: { code } }]);
    expect(entries.at(-1)).toMatchObject({ name: '[all bytes]', bytes: Buffer.from(bytes) });
  });

  test('is no text that begins with the same letters', () => {
    expect(xalz.sniff(Buffer.from('XALZ\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10'))).toBe(false);
  });

  test('stands behind others in a store, of which none is a gap', async () => {
    const store = [Buffer.from('XABA\x01\0\0\0'), buildXalz(CONTENT), buildXalz('x'.repeat(999)), buildXalz(CONTENT)];
    const { gaps, stats } = await scanBytes({ 'assemblies.blob': Buffer.concat([...store, noise(99)]) });
    expect({ gaps, formats: stats.formats }).toEqual({ gaps: [], formats: { xalz: 3 } });
  });

  test('in a store is told when it is cut there', async () => {
    const cut = buildXalz(CONTENT).subarray(0, -3);
    const { gaps } = await scanBytes({ 'assemblies.blob': Buffer.concat([Buffer.from('XABA\x01\0\0\0'), cut]) });
    expect(gaps).toMatchObject([{ code: 'damaged', path: 'assemblies.blob!/xalz@8' }]);
  });

  test('is not the magic number in the program that reads it', async () => {
    const constants = Buffer.concat([noise(999), Buffer.from('XALZ'), Buffer.alloc(8), noise(999)]);
    const { gaps, stats } = await scanBytes({ constants });
    expect({ gaps, formats: stats.formats }).toEqual({ gaps: [], formats: {} });
  });
});

describe('one block of LZ4 and other bytes behind it', () => {
  const block = buildMozLz4('{"a": 1, "b": "a longer text"}');

  test('in the middle of others is whole', async () => {
    const { gaps, stats } = await scanBytes({ bytes: Buffer.concat([noise(3000), block, noise(99)]) });
    expect({ gaps, formats: stats.formats }).toEqual({ gaps: [], formats: { mozlz4: 1 } });
  });

  test('in a file of its own: text is scanned, and what may be packed is told', async () => {
    const text = await list(mozLz4, Buffer.concat([block, Buffer.from('some words of a text')]));
    expect(text.troubles).toEqual([]);
    expect(text.entries.at(-1)!.bytes.toString()).toBe('some words of a text');
    const other = await list(mozLz4, Buffer.concat([block, noise(99)]));
    expect(other.troubles).toMatchObject([{ trouble: { code: 'damaged' } }]);
    expect(other.entries.at(-1)!.bytes).toEqual(noise(99));
  });
});
