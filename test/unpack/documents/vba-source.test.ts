import { describe, expect, test } from 'vitest';
import { vbaSource } from '../../../src/unpack/documents/vba-source.ts';
import { packVba, VBA_CHUNK_BYTES, vbaChunk } from '../../builders/vba.ts';
import { list, noise } from '../observe.ts';
import { vbaModule } from './vba-samples.ts';

const MODULE = vbaModule('a word and a word and another word of the text');

async function read(bytes: Uint8Array) {
  expect(vbaSource.sniff(bytes.subarray(0, vbaSource.headBytes))).toBe(true);
  const { entries, troubles } = await list(vbaSource, bytes);
  const [source, behind] = entries.map(({ bytes: content }) => content.toString('latin1'));
  return { source, behind, codes: troubles.map(({ trouble }) => trouble.code) };
}

describe('the source of a macro', () => {
  test.each([
    ['of one chunk', MODULE],
    ['of several, with copies from far and near', vbaModule(`${'word '.repeat(5000)}${noise(900).toString('hex')}`)],
    ['of a chunk that is full', MODULE.padEnd(VBA_CHUNK_BYTES, '.')],
  ])('%s is unpacked, and what follows is not of it', async (_, text) => {
    expect(await read(packVba(text))).toEqual({ source: text, behind: undefined, codes: [] });
    expect(await read(Buffer.concat([packVba(text), Buffer.alloc(9)]))).toEqual({
      source: text,
      behind: '\0'.repeat(9),
      codes: [],
    });
  });

  test('has chunks that are stored', async () => {
    const full = MODULE.padEnd(VBA_CHUNK_BYTES, '.');
    const stored = noise(VBA_CHUNK_BYTES);
    const bytes = Buffer.concat([packVba(full), vbaChunk(stored, false), packVba('end').subarray(1)]);
    expect((await read(bytes)).source).toBe(`${full}${stored.toString('latin1')}end`);
  });

  test.each<[string, Buffer]>([
    ['that is cut', packVba(MODULE).subarray(0, -3)],
    ['with a copy from before its beginning', packed('\x04ab\xff\xff')],
    [
      'with a copy first in a chunk',
      Buffer.concat([packVba(MODULE.padEnd(VBA_CHUNK_BYTES)), vbaChunk(Buffer.of(1, 0, 0))]),
    ],
    ['with half a copy', packed('\x02a\0')],
    ['with more than a chunk holds', packed(`\x02a\xff\x07${`\xff${'\x0f\0'.repeat(8)}`.repeat(15)}`)],
  ])('%s is damaged, and the readable part is scanned', async (_, bytes) => {
    const { source, codes } = await read(bytes);
    expect(codes).toEqual(['damaged']);
    expect(source).toMatch(/^Attribute VB_/);
  });

  test('is not what only begins alike', () => {
    const bytes = packVba(MODULE);
    for (const at of [0, 2, 3, 4, 12, 14]) {
      const other = Buffer.from(bytes);
      other[at]! ^= 0x40;
      expect(vbaSource.sniff(other), `byte ${at}`).toBe(false);
    }
    for (let length = 0; length < vbaSource.headBytes; length++)
      expect(vbaSource.sniff(bytes.subarray(0, length))).toBe(false);
  });
});

/** A chunk that begins as it must, and goes on so. */
function packed(tokens: string): Buffer {
  const begin = '\0Attribut\0e VB_Nam';
  return Buffer.concat([Buffer.of(1), vbaChunk(Buffer.from(begin + tokens, 'latin1'))]);
}
