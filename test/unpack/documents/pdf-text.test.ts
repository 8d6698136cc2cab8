import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { pdf } from '../../../src/unpack/documents/pdf.ts';
import { parseToUnicode } from '../../../src/unpack/documents/pdf-glyphs.ts';
import { buildPdf, type PdfObject } from '../../builders/pdf.ts';
import { list } from '../observe.ts';

/** What pages show that their content does not spell out. */
async function shown(...objects: PdfObject[]): Promise<string[]> {
  const { entries, troubles, error } = await list(pdf, buildPdf(objects));
  expect([troubles, error]).toEqual([[], undefined]);
  return entries.filter(({ name }) => name.startsWith('text of ')).map(({ bytes }) => bytes.toString());
}

const page = (content: string): PdfObject => ({ data: `BT /F1 12 Tf ${content} ET` });
const font = (cmap: string, kind = 'Type0') => [
  { data: '', entries: { Type: '/Page', Resources: '<< /Font << /F1 2 0 R >> >>' } },
  { data: '', entries: { Type: '/Font', Subtype: `/${kind}`, ToUnicode: '3 0 R' } },
  { data: cmap },
];

describe('what a page shows', () => {
  /** `a` is 1, `b` is 2 … */
  const letters = '1 beginbfrange <0001> <001a> <0061> endbfrange';

  test.each<[string, string, string[]]>([
    ['glyph numbers', '<0008000500090009> Tj', ['heii']],
    ['glyph numbers in a string with escapes and parentheses', '(\\000\\001(\\000\\002)) Tj', ['a']],
    ['a glyph that stands for nothing', '<0001004000020003> Tj', ['abc']],
    ['kerning', '[<0001> 20 <0002>] TJ', ['ab']],
    ['the width of a blank', '[<0001> -250 <0002>] TJ', ['a b']],
    ['lines', "1 0 0 1 72 700 Tm <0001> Tj 0 -12 Td <0002> Tj T* <0003> Tj <0004> '", ['a\nb\nc\nd']],
    ['moves within a line', '72 700 Td <0001> Tj 50 0 Td <0002> Tj', ['a\tb', 'ab']],
  ])('%s', async (_, content, expected) => expect(await shown(...font(letters), page(content))).toEqual(expected));

  test.each<[string, string, string[]]>([
    ['bytes, and those that are not listed stand for themselves', '(\\001\\002c) Tj', ['abc']],
    ['pieces', '[(to) 20 (ken)] TJ', ['token']],
    ['escapes', '[(\\(a\\)) 3 (\\n\\\n\\164)] TJ', ['(a)\nt']],
    ['letters that are shown one by one', '(t) Tj 5 0 Td (o) Tj', ['t\to', 'to']],
    ['words that are shown one by one, with blanks, are no entry', '(to ) Tj 50 0 Td (ken) Tj', []],
    ['nor are lines', '(to) Tj 0 -12 Td (ken) Tj', []],
    ['what is spelled out is no entry', '(token) Tj', []],
    ['a picture in the content', 'BI /W 1 ID \xff(((\x01 EI [(a) 1 (b)] TJ', ['ab']],
  ])('in a simple font: %s', async (_, content, expected) => {
    const cmap = '2 beginbfchar <01> <0061> <02> <0062> endbfchar';
    expect(await shown(...font(cmap, 'TrueType'), page(content))).toEqual(expected);
  });

  test('fonts of one name on several pages: one text for each', async () => {
    const other = [
      { data: '', entries: { Type: '/Page', Font: '<< /F1 6 0 R >>' } },
      { data: '', entries: { Type: '/Font', Subtype: '/Type0', ToUnicode: '7 0 R' } },
    ];
    const capitals = { data: '1 beginbfrange <0001> <001a> <0041> endbfrange' };
    expect(await shown(...font(letters), page('<0001> Tj'), ...other, capitals)).toEqual(['a', 'A']);
  });

  test('of pages with more content than a document of its size has, the first, and a gap', async () => {
    const pages = Array.from({ length: 8 }, () => ({
      data: '',
      packed: deflateSync(`BT /F1 12 Tf <0001> Tj ET${' '.repeat(3 << 20)}`),
      entries: { Filter: '/FlateDecode' },
    }));
    const { entries, troubles } = await list(pdf, buildPdf([...font(letters), ...pages]));
    expect(entries.filter(({ name }) => name.startsWith('text of ')).map(({ bytes }) => bytes.toString())).toEqual(
      Array.from({ length: 5 }, () => 'a'),
    );
    expect(troubles).toMatchObject([
      { trouble: { code: 'budget', message: expect.stringMatching(/more content than/) } },
    ]);
  });

  test('of a page whose data breaks off, what there is: the entry of its content reports it', async () => {
    const content = deflateSync('BT /F1 12 Tf <0001> Tj ET'.padEnd(5000)).subarray(0, -6);
    const { entries } = await list(
      pdf,
      buildPdf([...font(letters), { data: '', packed: content, entries: { Filter: '/FlateDecode' } }]),
    );
    expect(entries.map(({ name, error }) => [name, error !== undefined])).toContainEqual(['object 4 0', true]);
    expect(entries.find(({ name }) => name === 'text of object 4 0')?.bytes.toString()).toBe('a');
  });

  test('fonts in an object stream', async () => {
    const objects = ['<< /Font << /F1 11 0 R >> >>', '<< /Subtype /Type0 /ToUnicode 2 0 R >>'];
    const head = `10 0 11 ${objects[0]!.length + 1} `;
    const packed: PdfObject = {
      entries: { Type: '/ObjStm', N: '2', First: `${head.length}` },
      filters: ['FlateDecode'],
      data: head + objects.join(' '),
    };
    expect(await shown(packed, { data: letters }, page('<00010002> Tj'))).toEqual(['ab']);
  });

  test('objects of an object stream that claim the bytes of another are not read', async () => {
    const objects = ['<< /Font << /F1 10 0 R >> >>', '<< /Subtype /Type0 /ToUnicode 2 0 R >>'];
    const [last, end] = [objects[0]!.length + 1, objects.join(' ').length];
    const head = `9 0 10 ${last} 11 ${end} 12 ${last} 13 ${end} `;
    const packed: PdfObject = {
      entries: { Type: '/ObjStm', N: '5', First: `${head.length}` },
      data: head + objects.join(' '),
    };
    expect(await shown(packed, { data: letters }, page('<00010002> Tj'))).toEqual(['ab']);
  });

  test('glyphs that stand for hundreds of characters each show no more than there may be of content', async () => {
    const cmap = `1 beginbfchar <61> <${'0041'.repeat(250)}> endbfchar`;
    const [text] = await shown(...font(cmap, 'TrueType'), page(`(${'a'.repeat(3_000_000)}) Tj (a) Tj`));
    expect(text!.length).toBeLessThan((4 << 20) + 500);
  });
});

describe('ToUnicode', () => {
  test.each<[string, [number, string][]]>([
    [
      '2 beginbfchar <01> <0061> <02> <D83DDE00> endbfchar',
      [
        [1, 'a'],
        [2, '😀'],
      ],
    ],
    [
      '1 beginbfrange <0010> <0012> <0061> endbfrange',
      [
        [16, 'a'],
        [17, 'b'],
        [18, 'c'],
      ],
    ],
    [
      '1 beginbfrange <05> <06> [<0066 0069> <007A>] endbfrange 1 beginbfchar <07> <0061> endbfchar',
      [
        [5, 'fi'],
        [6, 'z'],
        [7, 'a'],
      ],
    ],
    ['1 begincodespacerange <00> <FF> endcodespacerange', []],
    ['1 beginbfchar <01> <> endbfchar 1 beginbfrange <02>', []],
    ['1 beginbfrange <01> <02> <> endbfrange', []],
  ])('%s', (cmap, expected) => expect([...parseToUnicode(cmap)]).toEqual(expected));

  test('ranges that are listed again and again get no further than all codes', () => {
    const start = '<0000> <ffff> <0041> ';
    expect(parseToUnicode(`beginbfrange ${start.repeat(100_000)} endbfrange`).size).toBe(1 << 16);
  });
});
