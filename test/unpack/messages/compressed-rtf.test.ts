import { describe, expect, test } from 'vitest';
import { compressedRtf } from '../../../src/unpack/messages/compressed-rtf.ts';
import { packRtf, sumOf } from '../../builders/compressed-rtf.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

const RTF = '{\\rtf1\\ansi\\ansicpg1252\\pard a word and a word and another word of the text\\par}\r\n';

async function read(bytes: Uint8Array) {
  expect(compressedRtf.sniff(bytes.subarray(0, compressedRtf.headBytes))).toBe(true);
  const { entries, troubles } = await list(compressedRtf, bytes);
  const [rtf, behind] = entries.map(({ bytes: content }) => content.toString('latin1'));
  return { rtf, behind, codes: troubles.map(({ trouble }) => trouble.code) };
}

describe('compressed RTF', () => {
  test('is what the document says: [MS-OXRTFCP] 4.1.1 and 4.2.1', async () => {
    const simple = `2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0`;
    expect((await read(Buffer.from(simple, 'hex'))).rtf).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
    const crossing = '1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0';
    expect((await read(Buffer.from(crossing, 'hex'))).rtf).toBe('{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}');
  });

  test.each([
    ['of a few words', RTF],
    ['with copies from far and near', `{\\rtf1\\ansi ${'word '.repeat(30_000)}${noise(9000).toString('hex')}}`],
    ['that cannot be packed', `{\\rtf1\\ansi ${noise(9000).toString('latin1')}}`],
    ['of nothing', ''],
  ])('%s is unpacked, and what follows is not of it', async (_, rtf) => {
    expect(await read(packRtf(rtf))).toEqual({ rtf, behind: undefined, codes: [] });
    expect(await read(Buffer.concat([packRtf(rtf), Buffer.alloc(9)]))).toEqual({
      ...{ rtf, behind: '\0'.repeat(9), codes: [] },
    });
  });

  test.each<[string, Buffer]>([
    ['that is cut', packRtf(RTF).subarray(0, -3)],
    ['of another size', packRtf(RTF, { size: RTF.length - 1 })],
    ['with a sum that does not fit', packRtf(RTF, { sum: 1 })],
    ['that ends before its end', withRuns('\x02{\x0d\x00', 100)],
    ['with a copy of what was not there yet', withRuns('\x02{\xff\xf2abcd', 100)],
  ])('%s is damaged, and the readable part is scanned', async (_, bytes) => {
    const { rtf, codes } = await read(bytes);
    expect(codes).toEqual(['damaged']);
    expect(rtf).toMatch(/^\{/);
  });

  test('of which the sizes make no sense is none', () => {
    const bytes = packRtf(RTF);
    const sniffed = (at: number, size: number) => {
      const other = Buffer.from(bytes);
      other.writeUInt32LE(size >>> 0, at);
      return compressedRtf.sniff(other);
    };
    for (const at of [0, 4])
      for (const size of [0, 1, -1, 0x20202020, 0x09090909]) expect(sniffed(at, size)).toBe(false);
    for (let length = 0; length < compressedRtf.headBytes; length++)
      expect(compressedRtf.sniff(bytes.subarray(0, length))).toBe(false);
  });

  test('is found in the middle of other bytes, where a piece of one is no damage', async () => {
    const store = Buffer.concat([
      noise(700),
      packRtf(RTF),
      noise(700),
      packRtf(RTF).subarray(0, 60),
      Buffer.alloc(900),
    ]);
    const { gaps, stats } = await scanBytes({ 'a.pst': store });
    expect({ gaps, formats: stats.formats }).toMatchObject({ gaps: [], formats: { 'compressed-rtf': 2 } });
  });
});

/** Runs as they are, and zeros up to `bytes`. */
function withRuns(runs: string, bytes: number): Buffer {
  const content = Buffer.concat([Buffer.from(runs, 'latin1'), Buffer.alloc(bytes - runs.length)]);
  const header = Buffer.alloc(16, 'LZFu');
  for (const [at, value] of [
    [0, bytes + 12],
    [4, bytes],
    [12, sumOf(content)],
  ] as const)
    header.writeUInt32LE(value, at);
  return Buffer.concat([header, content]);
}
