import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { ALPHANUMERIC } from '../../../src/detect/text/random-text.ts';
import { BudgetError } from '../../../src/model/errors.ts';
import { ChainGrowth } from '../../../src/unpack/documents/chain-growth.ts';
import { pdf } from '../../../src/unpack/documents/pdf.ts';
import { decodeFilters } from '../../../src/unpack/documents/pdf-decode.ts';
import { ascii85, buildPdf, encodePdf, lzw, type PdfObject, pngPredict } from '../../builders/pdf.ts';
import { buildTar } from '../../builders/tar.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { AMPLE, chunked, type Listing, list, noise, observe, texts } from '../observe.ts';

const text = 'BT (the text of a page) Tj ET';
const large = noise(200_000).toString('base64').repeat(3);
const zeros = `${'\0'.repeat(1000)}end`;

/** Without the text between them. */
async function streamsOf(bytes: Buffer): Promise<Listing> {
  const listing = await list(pdf, bytes);
  return { ...listing, entries: listing.entries.filter(({ name }) => name !== '[headers]') };
}

async function decoded(...objects: PdfObject[]): Promise<string[]> {
  const { entries, troubles, error } = await streamsOf(buildPdf(objects));
  expect([troubles, error]).toEqual([[], undefined]);
  expect(entries.filter((entry) => entry.error !== undefined)).toEqual([]);
  return entries.map(({ bytes }) => bytes.toString('latin1'));
}

describe('streams are given without their filters', () => {
  test.each([
    ['FlateDecode'],
    ['Fl'],
    ['LZWDecode'],
    ['ASCII85Decode'],
    ['ASCIIHexDecode'],
    ['RunLengthDecode'],
    ['ASCII85Decode', 'FlateDecode'],
    ['AHx', 'A85', 'LZWDecode', 'RunLengthDecode', 'Fl'],
    ['FlateDecode', 'FlateDecode', 'FlateDecode'],
  ])('%s %s %s', async (...filters) => {
    const contents = ['', 'x', text, zeros, large];
    const objects = contents.map((data) => ({ data, filters: filters.filter((filter) => filter !== undefined) }));
    const names = (await streamsOf(buildPdf(objects))).entries.map(({ name }) => name);
    expect(names).toEqual(contents.map((_, index) => `object ${index + 1} 0`));
    expect(await decoded(...objects)).toEqual(contents);
  });

  test('many in a long document', async () => {
    // 64 KiB for each would be more than may be read behind the ends of all of them.
    const contents = Array.from({ length: 400 }, (_, index) => noise(1500, index + 1).toString('base64'));
    expect(await decoded(...contents.map((data) => ({ data, filters: ['FlateDecode'] })))).toEqual(contents);
  });

  test('up to a picture', async () => {
    const filters = ['ASCII85Decode', 'DCTDecode'];
    expect(await decoded({ data: 'jpeg', filters }, { data: 'jpeg', filters: ['DCTDecode'] })).toEqual(['jpeg']);
  });

  test('with names that are written in another way, and in any place', async () => {
    const packed = deflateSync(text);
    const say = (entries: Record<string, string>): PdfObject => ({ data: '', packed, entries });
    expect(
      await decoded(
        say({ Filter: '/Fl#61te#44ecode' }),
        say({ Filter: '[ /FlateDecode ]', DecodeParms: '[null]' }),
        say({ Title: '(a \\) >> stream ( ) /Filter /LZW)', Filter: '/FlateDecode' }),
        say({ Resources: '<< /Filter /LZWDecode /A [ << >> ] >>', Filter: '% comment >>\n/FlateDecode' }),
        say({ Filter: '/FlateDecode', Length: '5 0 R' }),
        say({ Filter: '/FlateDecode', Length: '99999999999' }),
        { ...say({ Filter: '/FlateDecode' }), lineEnd: '\r\n' },
        { ...say({ Filter: '/FlateDecode' }), lineEnd: '\r' },
      ),
    ).toEqual(Array.from({ length: 8 }, () => text));
  });

  test.each(['\n', '\r\n', ' \n'])('with a name at the end of a line that ends in the word', async (lineEnd) => {
    const entries = {
      Params: '<< /Size 4 >>',
      Subtype: `/application#2Foctet-stream${lineEnd}`,
      Type: '/EmbeddedFile',
    };
    expect(await decoded({ data: text, filters: ['LZWDecode'], entries })).toEqual([text]);
  });

  test('with a filter that is an object of its own', async () => {
    const suffix =
      '77 0 obj [/FlateDecode] endobj 177 0 obj /LZWDecode endobj 78 0 obj << /Predictor 12 /Columns 4 >> endobj';
    const entries = { Filter: '77 0 R', DecodeParms: '[78 0 R]' };
    const packed = deflateSync(pngPredict(Buffer.from(text), 4, 1));
    const listing = await streamsOf(buildPdf([{ data: '', packed, entries }], { suffix }));
    expect(texts(listing)).toEqual([['object 1 0', text]]);
  });

  test.each([
    [5, 1, 8],
    [7, 3, 8],
    [16, 4, 16],
    [3, 1, 1],
  ])('with PNG predictors: %i columns, %i colours of %i bits', async (columns, colors, bits) => {
    const rowBytes = Math.ceil((columns * colors * bits) / 8);
    const data = Buffer.from(large.slice(0, 100_003));
    const rows = pngPredict(data, rowBytes, Math.max(1, (colors * bits) >> 3));
    const parameters = `<< /Predictor 15 /Columns ${columns} /Colors ${colors} /BitsPerComponent ${bits} >>`;
    const flate = { data: rows, filters: ['FlateDecode'], entries: { DecodeParms: parameters } };
    const inner = { data: rows, filters: ['A85', 'LZWDecode'], entries: { DecodeParms: `[null ${parameters}]` } };
    expect(await decoded(flate, inner)).toEqual([data.toString(), data.toString()]);
  });

  test('LZW that changes late', async () => {
    const data = Buffer.from(large.slice(0, 50_000));
    const entries = { Filter: '/LZWDecode', DecodeParms: '<< /EarlyChange 0 >>' };
    expect(await decoded({ data: '', packed: lzw(data, 0), entries })).toEqual([data.toString()]);
  });

  test('and those without a filter, and what lies between streams', async () => {
    expect(await decoded({ data: 'plain' })).toEqual(['plain\n']);
    const { entries } = await list(pdf, buildPdf([{ data: 'plain' }], { suffix: 'a script' }));
    expect(entries[1]!.bytes.toString()).toMatch(/%PDF-1.7.*stream\n\nendstream.*a script$/s);
  });

  test('whose deflate data has the words of its end', async () => {
    const data = `before endstream endobj ${text}`;
    const packed = deflateSync(data, { level: 0 });
    expect(await decoded({ data: '', packed, entries: { Filter: '/FlateDecode' } })).toEqual([data]);
  });

  test('ASCII85 in brackets, with white space, with a group that is cut', async () => {
    const packed = Buffer.from(
      `<~${ascii85(Buffer.from(text))
        .toString()
        .replaceAll(/(.{7})/g, '$1\r\n ')}`,
    );
    expect(await decoded({ data: '', packed, entries: { Filter: '/ASCII85Decode' } })).toEqual([text]);
  });
});

describe('what cannot be read is told', () => {
  test('an encrypted document; what is plain in it is read', async () => {
    const objects = [
      { data: noise(5000), filters: ['LZWDecode'] },
      { data: text, filters: ['FlateDecode'] },
    ];
    const cipher = { data: '', packed: noise(5000), entries: { Filter: '/FlateDecode' } };
    for (const trailer of ['/Encrypt 12 0 R', '/Encrypt<< /Filter /Standard >>']) {
      const listing = await streamsOf(buildPdf([...objects, cipher], { trailer }));
      expect(listing.troubles).toMatchObject([{ trouble: { code: 'encrypted' } }]);
      expect(texts(listing)).toEqual([['object 2 0', text]]);
    }
    const { troubles } = await streamsOf(buildPdf(objects, { trailer: '/EncryptMetadata false' }));
    expect(troubles).toEqual([]);
  });

  test('a stream that is encrypted by itself', async () => {
    const entries = { Filter: '[/Crypt /FlateDecode]', DecodeParms: '[<< /Name /StdCF >> null]' };
    const { troubles, entries: given } = await streamsOf(buildPdf([{ data: 'x', entries }]));
    expect([troubles.map(({ trouble }) => trouble.code), given]).toEqual([['encrypted'], []]);
    const identity = { Filter: '[/Crypt /FlateDecode]', DecodeParms: '[<< /Name /Identity >> null]' };
    expect(await decoded({ data: '', packed: deflateSync(text), entries: identity })).toEqual([text]);
  });

  test.each([['/Unknown'], ['[/FlateDecode /Unknown]'], ['99 0 R'], ['[1 2]'], [`[${'/FlateDecode '.repeat(20)}]`]])(
    'filters %s',
    async (filter) => {
      const { troubles } = await list(
        pdf,
        buildPdf([{ data: '', packed: deflateSync(text), entries: { Filter: filter } }]),
      );
      expect(troubles).toMatchObject([{ trouble: { code: 'unsupported' } }]);
    },
  );

  test.each<[string, string, Uint8Array, string]>([
    ['deflate without its header', 'FlateDecode', deflateRawSync(text), ''],
    ['deflate that is cut off', 'FlateDecode', deflateSync(text).subarray(0, 20), ''],
    ['a wrong Adler-32', 'FlateDecode', Buffer.concat([deflateSync(text).subarray(0, -4), Buffer.alloc(4, 1)]), text],
    ['hex with other characters', 'ASCIIHexDecode', Buffer.from('6162!6364>'), 'ab'],
    ['ASCII85 with other characters', 'ASCII85Decode', Buffer.from('87cUR\x7f~>'), 'Hell'],
    ['LZW codes from nowhere', 'LZWDecode', Buffer.from([0x80, 0x18, 0x7f, 0xe0, 0xff]), 'a'],
  ])('%s', async (_, filter, packed, given) => {
    const { entries } = await streamsOf(buildPdf([{ data: '', packed, entries: { Filter: `/${filter}` } }]));
    expect(entries).toHaveLength(1);
    expect(entries[0]!.error?.message).toBeDefined();
    expect(entries[0]!.bytes.toString()).toContain(given);
  });
});

describe('what a PDF is', () => {
  test('one with junk before it, but not an archive of one', () => {
    const bytes = buildPdf([{ data: text }], { prefix: 'junk\n'.repeat(200) });
    expect(pdf.sniff(bytes.subarray(0, pdf.headBytes))).toBe(true);
    expect(pdf.sniff(buildPdf([], { prefix: 'x'.repeat(1100) }).subarray(0, pdf.headBytes))).toBe(false);
    expect(pdf.sniff(buildTar([{ name: 'x.pdf', data: bytes }]))).toBe(false);
  });

  test('one without streams opens nothing, and is a leaf', async () => {
    const { leaves, formats } = await observe(buildPdf([]));
    expect([leaves.length, formats]).toEqual([1, {}]);
  });
});

describe('hostile documents', () => {
  test('bits that are flipped and ends that are cut off', async () => {
    const filters = [['FlateDecode'], ['LZWDecode'], ['A85', 'FlateDecode'], ['AHx', 'RunLengthDecode']];
    const entries = { DecodeParms: '<< /Predictor 12 /Columns 3 >>' };
    const whole = buildPdf(filters.map((names) => ({ data: text, filters: names, entries })));
    const random = seededRandom(7);
    for (let round = 0; round < 500; round++) {
      const harmed = Buffer.from(whole);
      for (let flip = 0; flip <= round % 5; flip++) harmed[random.int(harmed.length)]! ^= 1 << random.int(8);
      const { leaves } = await observe(harmed.subarray(0, round % 3 === 0 ? random.int(whole.length) : whole.length));
      expect(leaves.length).toBeGreaterThan(0);
    }
  });

  test.each([
    'stream\n',
    '>>stream\n',
    '1 0 obj<</Filter/Fl>>stream\n',
    '1 0 obj<</Filter/A85>>stream\n',
    '<<',
    '[',
    '(',
    '1 0 obj',
    '/Encrypt',
  ])('a flood of %j', async (word) => {
    const bytes = Buffer.concat([
      Buffer.from('%PDF-1.7\n'),
      Buffer.alloc(300_000, word),
      Buffer.from('>>stream\nendstream'),
    ]);
    const { leaves } = await observe(bytes);
    expect(leaves.at(-1)?.bytes.length).toBe(bytes.length);
  });

  test('a bomb of filters is bounded by the budget', async () => {
    let data: Buffer = Buffer.alloc(10_000_000);
    for (let level = 0; level < 4; level++) data = encodePdf(data, 'FlateDecode');
    const object = { data: '', packed: data, entries: { Filter: `[${'/FlateDecode '.repeat(4)}]` } };
    const { gaps } = await observe(buildPdf([object]), { limits: { maxEntryBytes: 1_000_000 } });
    expect(gaps).toMatchObject([{ code: 'budget' }]);
  });

  test('filters in a row end by what they make together, in every stream; one alone may make what it will', async () => {
    const budget = new Budget(AMPLE);
    const growth = new ChainGrowth(1 << 20);
    const decoded = async (count: number): Promise<number> => {
      let bytes = 0;
      const filters = Array.from({ length: count }, () => ({ kind: 'run-length', parameters: new Map() }) as const);
      // A run of 128 bytes 129, of which two are such a run again.
      const packed = chunked(Buffer.alloc(40_000, 129));
      for await (const chunk of decodeFilters(packed, filters, { budget, growth })) bytes += chunk.length;
      return bytes;
    };
    expect(await decoded(1)).toBe(64 * 40_000);
    await expect(decoded(8)).rejects.toThrow(/at most 1048576 bytes from consecutive filters/);
    await expect(decoded(2)).rejects.toThrow(BudgetError);
    expect(await decoded(1)).toBe(64 * 40_000);
  });
});

test('a document in stored blocks of deflate comes with the data of its stream, and makes no streams of its own', async () => {
  // A head of a block stands in the middle of its second stream.
  const inner = buildPdf(
    [text, seededRandom(1).text(100_000, ALPHANUMERIC)].map((data) => ({ data, filters: ['FlateDecode'] })),
  );
  const packed = deflateSync(inner, { level: 0 });
  const bytes = buildPdf([{ data: '', packed, entries: { Filter: '/FlateDecode' } }]);
  const { gaps, leaves } = await observe(bytes);
  expect(gaps).toEqual([]);
  expect(leaves.filter(({ bytes: found }) => found.includes(text)).map(({ path }) => path)).toContain(
    'artifact!/object 1 0!/object 1 0',
  );
  // What lies in data by its length alone is read: who hides a stream so hides it from nobody.
  const short = deflateSync('short');
  const hidden = Buffer.concat([short, Buffer.from('\nendstream\nendobj\n'), inner]);
  const whole = await observe(buildPdf([{ data: '', packed: hidden, entries: { Filter: '/FlateDecode' } }]));
  expect(whole.leaves.some(({ bytes: found }) => found.includes(text))).toBe(true);
});

test('a document that gzip left as it is is no document with something before it', async () => {
  const bytes = gzipSync(buildPdf([{ data: text, filters: ['FlateDecode'] }]), { level: 0 });
  expect(bytes.includes('%PDF-')).toBe(true);
  expect(pdf.sniff(bytes)).toBe(false);
  const { gaps, leaves } = await observe(bytes);
  expect([gaps, leaves.filter(({ bytes: found }) => found.includes(text)).length]).toEqual([[], 1]);
});

test('a dictionary of 40 KB names its filter all the same', async () => {
  const forms = Array.from({ length: 2000 }, (_, at) => `/Fm${at} ${at + 9} 0 R`).join('\n');
  const bytes = buildPdf([
    { data: text, filters: ['FlateDecode'], entries: { Resources: `<< /XObject << ${forms} >> >>` } },
  ]);
  const { gaps, leaves } = await observe(bytes);
  expect(gaps).toEqual([]);
  expect(leaves.some(({ bytes: found }) => found.includes(text))).toBe(true);
});

test('a trailer that was the dictionary of a cross-reference stream, as PDFBox writes it, has lost no stream', async () => {
  const trailer =
    'trailer\n<<\n/Filter /FlateDecode\n/Length 129\n/Root 1 0 R\n/Type /XRef\n>>\nstartxref\n7117\n%%EOF\n';
  const bytes = Buffer.concat([buildPdf([{ data: text, filters: ['FlateDecode'] }]), Buffer.from(trailer)]);
  expect((await observe(bytes)).gaps).toEqual([]);
});

describe('what is lost is told', () => {
  const whole = buildPdf([
    { data: text, filters: ['FlateDecode'] },
    { data: text, filters: ['ASCIIHexDecode'] },
  ]);
  const swap = (from: string, to: string, bytes = whole): Buffer =>
    Buffer.from(bytes.toString('latin1').replace(from, to), 'latin1');
  const hex = Buffer.from(text).toString('hex');

  test.each<[string, Buffer, RegExp]>([
    ['the word stream', swap('stream', 'streim'), /^expected the word stream before endstream at offset \d+/],
    [
      'the word stream, and the end of the object before it',
      swap('endobj\n2 0 obj', 'endof', swap('stream\n'.concat(hex.slice(0, 4)), hex.slice(0, 4))),
      /^expected the word stream before endstream at offset \d+/,
    ],
    [
      'the words stream and endstream',
      swap('stream', 'streim', swap('endstream', 'endstreim')),
      /^expected a stream after a dictionary before offset \d+/,
    ],
    [
      'the only word stream, and what ends its object',
      swap('stream', 'streim', swap('endobj', 'endobi', buildPdf([{ data: text, filters: ['LZWDecode'] }]))),
      /^expected a stream after a dictionary, found none/,
    ],
    ['the key Filter', swap('/Filter', '/Fylter'), /^object 1 0:expected the key Filter/],
    ['the key Length', swap('/Length', '/Lungth'), /^object 1 0:expected the key Length/],
    ['digits of hex data', swap(hex.slice(0, 8), ''), /^object 2 0:expected \d+ bytes of data, found \d+/],
    [
      'the mark of the end of hex data, too early',
      swap(hex.slice(0, 2), '4>'),
      /^object 2 0:.*after the mark that ends/,
    ],
    [
      'the end of a document with a header before it',
      Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), swap('%%EOF', '')]),
      /^expected the mark %%EOF at the end, found none/,
    ],
    [
      'the end of an update',
      Buffer.concat([whole, Buffer.from('\n9 0 obj << /A 1 >>')]),
      /%%EOF after the last object/,
    ],
    [
      'bytes of a document for slow lines',
      swap('\n', '\n7 0 obj << /Linearized 1 /L 99999 >> endobj\n'),
      /^expected 99999 bytes, as the document says of itself/,
    ],
    ...['LZWDecode', 'RunLengthDecode'].map((filter): [string, Buffer, RegExp] => [
      `the mark of the end of ${filter}, too early`,
      buildPdf([
        {
          data: '',
          packed: Buffer.concat([encodePdf(Buffer.from(text), filter), Buffer.from('\r\nmore\r\n')]),
          entries: { Filter: `/${filter}` },
        },
      ]),
      /^object 1 0:.*after the mark that ends/,
    ]),
  ])('%s', async (_, bytes, message) => {
    const { gaps } = await observe(bytes);
    const told = gaps.map((gap) => `${gap.path.replace(/^artifact(!\/)?/, '')}:${gap.message}`.replace(/^:/, ''));
    expect(told).toContainEqual(expect.stringMatching(message));
  });

  test.each<[string, Buffer]>([
    [
      'a word in a comment',
      Buffer.from(`%PDF-1.7\n% also a\n% stream\n% or an endstream\n${whole.subarray(9).toString('latin1')}`, 'latin1'),
    ],
    ['words in data', buildPdf([{ data: 'no endstream here, nor a\nstream\n, at all' }])],
    ['a document in a document', buildPdf([{ data: buildPdf([{ data: text, filters: ['FlateDecode'] }]) }])],
    ['spaces behind the word', swap('stream\n', 'stream  \n')],
    ['a filter for a file outside', buildPdf([{ data: '', entries: { FFilter: '/FlateDecode' } }])],
    ['a Makefile that looks for the header', Buffer.from('check:\n\tsed 1q a.pdf | grep "%PDF-1.5" >/dev/null\n')],
    [
      'a script that writes a stream',
      Buffer.from('cat <<E\n%PDF-1.5\n1 0 obj << /Filter /FlateDecode >>\nE\necho %%EOF\n'),
    ],
    [
      'streams without data in a page, as gofpdf writes them',
      swap('\n', '\n7 0 obj\n<</Annots [<< /AP << /N << /Length 0 >>\nstream\nendstream>> >>\n]>>\nendobj\n'),
    ],
    ['a document for slow lines with an update', swap('\n', '\n7 0 obj << /Linearized 1 /L 99 >> endobj\n')],
  ])('%s is nothing lost', async (_, bytes) => {
    expect((await observe(bytes)).gaps).toEqual([]);
  });
});

test.each<[string, string, string[]]>([
  ['an object that breaks off in zeros', `4 0 obj\n<< /Font ${'\0'.repeat(40)}`, ['damaged']],
  [
    'zeros behind a stream whose object does not end',
    `4 0 obj\n<< /Length 1 >>\nstream\nx\nendstream\nen${'\0'.repeat(40)}`,
    ['damaged'],
  ],
  ['zeros in a string', `4 0 obj\n[ /Indexed (a\\)${'\0'.repeat(40)}) ]\nendobj\n`, []],
  ['zeros between objects', `4 0 obj\n[ ]\nendobj\n${'\0'.repeat(40)}`, []],
  ['a few zeros', `4 0 obj\n[ \0\0\0 ]\nendobj\n`, []],
])('%s', async (_, object, codes) => {
  const { troubles } = await list(pdf, Buffer.from(`%PDF-1.5\n1 0 obj\n<< >>\nendobj\n${object}\n%%EOF\n`, 'latin1'));
  expect(troubles.map(({ trouble }) => trouble.code)).toEqual(codes);
});
