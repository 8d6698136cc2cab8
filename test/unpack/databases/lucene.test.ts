import { describe, expect, test } from 'vitest';
import { lucene } from '../../../src/unpack/databases/lucene.ts';
import { linesOfFields } from '../../../src/unpack/databases/lucene-fields.ts';
import { storedFields } from '../../builders/lucene.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise, texts } from '../observe.ts';

const WORDS = ['some words of a document', 'other words'];
const FAST = storedFields(WORDS);
const HIGH = storedFields(WORDS, { name: 'Lucene90StoredFieldsHighData' });
const FOOTER_BYTES = 16;

describe('stored fields of Lucene', () => {
  test.each([
    ['LZ4', FAST],
    ['deflate', HIGH],
  ])('in %s are texts, one a line', async (_, bytes) => {
    const listing = await list(lucene, bytes);
    expect(listing.troubles).toEqual([]);
    expect(texts(listing)).toEqual([['documents', `${WORDS.join('\n')}\n`]]);
  });

  test.each([
    ['LZ4', FAST],
    ['deflate', HIGH],
  ])('in %s that are cut anywhere are told, and what is left is handed on', async (_, bytes) => {
    const start = bytes.indexOf('Data') + 'Data'.length + 4 + 16 + 1;
    for (let size = start; size < bytes.length; size++) {
      const { entries } = await list(lucene, bytes.subarray(0, size));
      expect(entries[0]!.error?.message, `${size} bytes`).toMatch(/expected .* of stored fields at byte/);
      const rest = entries[1]!.bytes;
      const left = size >= bytes.length - FOOTER_BYTES ? bytes.length - FOOTER_BYTES : start;
      expect(rest).toEqual(bytes.subarray(left, size));
    }
  });

  test('of which a letter was changed are damaged, and read', async () => {
    const bytes = Buffer.from(FAST);
    bytes[bytes.indexOf('other')] = 0x4f;
    const { entries, troubles } = await list(lucene, bytes);
    expect(troubles).toMatchObject([{ name: 'documents', trouble: { code: 'damaged' } }]);
    expect(entries.map(({ bytes: content }) => content.toString())).toEqual([`${WORDS[0]}\nOther words\n`]);
  });

  test('of which the next chunk begins with another document are damaged', async () => {
    const { entries } = await list(lucene, storedFields(WORDS, { first: 7 }));
    expect(entries[0]!.error?.message).toMatch(/^expected a chunk/);
  });

  test.each([
    ['of Lucene 8', { name: 'Lucene87StoredFieldsHighData' }],
    ['of Elasticsearch, in Zstandard', { name: 'ZstdStoredFields814Data' }],
    ['of a later version', { version: 2 }],
  ])('%s are a gap, and handed on as is', async (_, options) => {
    const bytes = storedFields(WORDS, options);
    const { entries, troubles } = await list(lucene, bytes);
    expect(troubles).toMatchObject([{ trouble: { code: 'unsupported' } }]);
    expect(entries).toMatchObject([{ name: '[all bytes]', bytes }]);
  });

  test('are found in a compound file; its other parts are none', async () => {
    const other = storedFields(WORDS, { name: 'Lucene90FieldsIndexMeta' });
    expect(lucene.sniff(other)).toBe(false);
    const bytes = Buffer.concat([noise(999), other, FAST, HIGH, other, noise(99)]);
    const { gaps, stats } = await scanBytes({ '_0.cfs': bytes });
    expect({ gaps, formats: stats.formats }).toEqual({ gaps: [], formats: { lucene: 2 } });
  });

  test('of noise behind the header end, and say so', async () => {
    const head = FAST.subarray(0, FAST.indexOf('Data') + 'Data'.length + 4 + 16 + 1);
    for (let seed = 1; seed < 300; seed++) {
      const { entries } = await list(lucene, Buffer.concat([head, Buffer.of(0, 4), noise(500, seed)]));
      expect(entries[0]!.error?.message).toMatch(/of stored fields at byte/);
    }
  });
});

describe('fields of a document', () => {
  const word = Buffer.from('word');
  const text = [0x00, 4, ...word];

  test.each<[string, readonly number[]]>([
    ['int', [0x02, 0xff, 0x01]],
    ['float of one byte', [0x03, 0x81]],
    ['float', [0x03, 0x3f, 0, 0, 0]],
    ['negative float', [0x03, 0xff, 0xbf, 0, 0, 0]],
    ['long of one byte', [0x04, 0x1f]],
    ['long of 64 bits', [0x04, 0x3f, ...new Array(8).fill(0xff), 0x01]],
    ['double of one byte', [0x05, 0x81]],
    ['double', [0x05, 0x3f, 0, 0, 0, 0, 0, 0, 0]],
    ['double as a float', [0x05, 0xfe, 0, 0, 0, 0]],
    ['negative double', [0x05, 0xff, 0xbf, 0, 0, 0, 0, 0, 0, 0]],
    ['empty text', [0x00, 0]],
  ])('%s is passed over', (_, bytes) => {
    expect(linesOfFields(Uint8Array.of(...text, ...bytes, ...text)).toString()).toBe('word\nword\n');
  });

  test('are handed on as is from where there is none', () => {
    expect(linesOfFields(Uint8Array.of(...text, 0x07, ...word)).toString()).toBe('word\n\x07word');
    expect(linesOfFields(Uint8Array.of(...text, 0x00, 9, ...word)).toString()).toBe('word\n\0\tword');
  });
});
