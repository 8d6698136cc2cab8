import { describe, expect, test } from 'vitest';
import { excel } from '../../../src/unpack/documents/excel.ts';
import { BOF, EOF, record, workbook } from '../../builders/workbook.ts';
import { list, noise } from '../observe.ts';

const LONG = `a long one: ${'0123456789 '.repeat(40)}`;

async function read(bytes: Uint8Array) {
  expect(excel.sniff(bytes.subarray(0, excel.headBytes))).toBe(true);
  const { entries, troubles } = await list(excel, bytes);
  const texts = entries.map(({ bytes: content }) => content.toString().split('\n').slice(0, -1));
  return { texts, codes: troubles.map(({ trouble }) => trouble.code) };
}

describe('a workbook of Excel', () => {
  test.each(Array.from({ length: 30 }, (_, index) => 60 + index))(
    'whose records hold %d bytes has its texts whole that are cut',
    async (most) => {
      const all = [
        { text: 'first' },
        { text: LONG },
        { text: `ж ${LONG}`, isWide: true, fonts: 3 },
        { text: `${LONG} spoken`, fonts: 40, spokenBytes: 90 },
        { text: `last ${LONG}` },
      ];
      const { texts, codes } = await read(workbook(all, most));
      expect(texts[0]).toEqual(all.slice(1).map(({ text }) => text));
      expect(codes).toEqual([]);
    },
  );

  test('of which no text is cut holds nothing else', async () => {
    expect(await read(workbook([{ text: 'first' }, { text: LONG }]))).toEqual({ texts: [], codes: [] });
  });

  test.each([
    ['of Excel 95', Buffer.concat([record(0x809, Buffer.from('0005050000000000', 'hex')), record(0x2f, noise(4))])],
    ['of Excel 2003', Buffer.concat([BOF, record(0x86, Buffer.alloc(0)), record(0x2f, noise(54)), noise(900)])],
  ])('%s with a password is encrypted', async (_, bytes) => {
    expect(await read(bytes)).toEqual({ texts: [], codes: ['encrypted'] });
  });

  test('that is cut at any byte ends', async () => {
    const bytes = workbook([{ text: LONG, isWide: true, fonts: 2 }, { text: LONG }], 100);
    for (let length = BOF.length; length < bytes.length; length++) {
      const { texts } = await read(bytes.subarray(0, length));
      for (const text of texts.flat()) expect(LONG.startsWith(text) || text === LONG).toBe(true);
    }
  });

  test('of which a text goes on in a record that is cut off is damaged, and read up to there', async () => {
    const bytes = Buffer.concat([
      BOF,
      record(0xfc, Buffer.from('0000000000000000200000', 'hex')),
      record(0x3c, noise(90)),
    ]);
    const { texts, codes } = await read(bytes.subarray(0, -70));
    expect(texts.flat().length).toBeGreaterThan(0);
    expect(codes).toEqual(['damaged']);
  });

  test('with millions of records for its texts takes no memory for them', async () => {
    const empty = Buffer.concat([BOF, record(0xfc, Buffer.alloc(8)), Buffer.alloc(12 << 20, '3c000000', 'hex'), EOF]);
    expect(await read(empty)).toEqual({ texts: [], codes: [] });
    const short = Buffer.concat([BOF, record(0xfc, Buffer.alloc(8)), Buffer.alloc(6 << 20, '3c00010000', 'hex'), EOF]);
    expect((await read(short)).codes).toEqual(['damaged']);
  });

  test('has a table of texts that may say anything', async () => {
    for (const body of [noise(60), Buffer.alloc(3), Buffer.alloc(40, 0xff)]) {
      const bytes = Buffer.concat([BOF, record(0xfc, body), record(0x3c, body), record(0x3c, Buffer.alloc(0)), EOF]);
      expect((await read(bytes)).codes).toEqual([]);
    }
  });
});
