import { describe, expect, test } from 'vitest';
import { avro } from '../../../src/unpack/columns/avro.ts';
import { type AvroBlock, buildAvro, deflated, MARKER, snapped, stored, zigzag } from '../../builders/avro.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise, texts } from '../observe.ts';

const TEXTS = ['one ', 'two ', 'three '].map((text) => text.repeat(30));
const PACK: Readonly<Record<string, (text: string) => AvroBlock>> = {
  deflate: deflated,
  snappy: snapped,
  null: stored,
};
const CODECS = Object.keys(PACK);
const blocksOf = (codec: string): AvroBlock[] => TEXTS.map((text) => PACK[codec]!(text));

async function open(bytes: Uint8Array) {
  const { entries, troubles, error } = await list(avro, bytes);
  const said = troubles.map(({ trouble }) => `${trouble.code}: ${trouble.message}`);
  const found = new Map(texts({ entries, troubles }));
  return { said, error, blocks: found.get('blocks'), behind: found.get('[behind the archive]'), troubles };
}
/** Without the lengths before records that are not packed by Snappy. */
const words = (blocks = ''): string => blocks.replaceAll(/[^a-z \n]/g, '');

describe('a file of Avro', () => {
  test.each(CODECS)('of %s gives what is in its blocks, and its metadata', async (codec) => {
    for (const hasSize of [false, true]) {
      const bytes = buildAvro(blocksOf(codec), { codec, hasSize, more: { note: 'metadata' } });
      const { blocks, said, error, behind } = await open(bytes);
      expect({ words: words(blocks), said, error, behind }).toEqual({ words: TEXTS.join('\n'), said: [] });
      const { entries } = await list(avro, bytes);
      expect(entries[0]).toMatchObject({ name: '[headers]', bytes: bytes.subarray(0, bytes.indexOf(MARKER) + 16) });
    }
  });

  test('that names no codec is not packed, and one without blocks is whole', async () => {
    expect(words((await open(buildAvro([stored('text')]))).blocks)).toBe('text');
    expect(await open(buildAvro([]))).toEqual({ troubles: [], said: [] });
  });

  test('of Python has three bytes behind what is deflated, and of more it is told', async () => {
    const { packed } = deflated('text');
    for (const [more, codes] of [
      [3, []],
      [4, []],
      [5, ['damaged']],
    ] as const) {
      const block = { packed: Buffer.concat([packed, Buffer.alloc(more, 'y')]) };
      const { blocks, troubles } = await open(buildAvro([block], { codec: 'deflate' }));
      expect(troubles.map(({ trouble }) => trouble.code)).toEqual(codes);
      expect(blocks?.endsWith('yyyyy')).toBe(more === 5);
    }
  });

  test('of a large block that is deflated, or of Snappy, gives all of it', async () => {
    const text = 'a line of it\n'.repeat(500_000);
    expect((await open(buildAvro([deflated(text)], { codec: 'deflate' }))).blocks?.endsWith(text)).toBe(true);
    const { blocks, said } = await open(buildAvro([snapped(TEXTS[0]!, 2_000_000)], { codec: 'snappy' }));
    expect({ length: blocks?.length, said }).toEqual({ length: TEXTS[0]!.length + 2_000_000, said: [] });
  });

  test('with a codec that nobody knows is a gap, and scanned as is', async () => {
    const { said, blocks } = await open(buildAvro([stored('one'), stored('two')], { codec: 'lz4' }));
    expect(said).toEqual([expect.stringMatching(/^unsupported: .* codec that keysieve does not know/)]);
    expect(words(blocks)).toBe('one\ntwo');
  });

  test('with the key that a writer for Rust has beside the codec is sound', async () => {
    const key = 'avro.codec.compression_level';
    const bytes = buildAvro(blocksOf('null'), { codec: 'null', more: { [key]: '6' } });
    expect(bytes.includes(key)).toBe(true);
    expect((await open(bytes)).said).toEqual([]);
  });

  test('without a schema, or with a key that is reserved and unknown, may be packed, which is told', async () => {
    const bytes = buildAvro(blocksOf('deflate'), { codec: 'deflate' });
    for (const key of ['avro.schema', 'avro.codec']) {
      const wrong = Buffer.from(bytes);
      wrong[wrong.indexOf(key) + 6]! ^= 1;
      expect((await open(wrong)).said[0]).toMatch(/^damaged: expected a schema/);
    }
  });
});

describe.each(CODECS)('what is wrong with a block of %s', (codec) => {
  const built = (second: Partial<AvroBlock>, suffix: string | Uint8Array = ''): Buffer => {
    const blocks = blocksOf(codec);
    return buildAvro([blocks[0]!, { ...blocks[1]!, ...second }, blocks[2]!], { codec, suffix });
  };

  test.each<[string, Partial<AvroBlock>]>([
    ['too small', { size: 9 }],
    ['too large', { size: 1000 }],
    ['huge', { size: 2n ** 62n }],
    ['negative', { size: -5 }],
    ['zero', { size: 0 }],
  ])('a size that is %s loses nothing, and is told', async (_, second) => {
    const { said, blocks, behind } = await open(built(second));
    expect(said).toEqual([expect.stringContaining('another end than they say: 1')]);
    expect(words(blocks).startsWith(TEXTS[0]!)).toBe(true);
    expect(words(blocks).endsWith(TEXTS[2]!)).toBe(true);
    const isLost = Number(second.size) < 0 || Number(second.size) > 2 ** 48;
    if (!isLost || codec === 'null') expect(words(blocks)).toContain(TEXTS[1]!);
    expect(behind).toBeUndefined();
  });

  test('a wrong marker loses nothing, and is told, also that of the last one', async () => {
    const marker = Buffer.alloc(16, 7);
    const last = buildAvro([{ ...PACK[codec]!(TEXTS[0]!), marker }], { codec });
    for (const [bytes, content] of [
      [built({ marker }), TEXTS.join('\n')],
      [last, TEXTS[0]!],
    ] as const) {
      const { said, blocks } = await open(bytes);
      expect(said).toEqual([expect.stringContaining('another end than they say: 1')]);
      expect(words(blocks)).toBe(content);
    }
  });

  test('what follows the last block is handed on, and is no part of it', async () => {
    const bytes = built({}, 'words that follow');
    const { said, blocks, behind, troubles } = await open(bytes);
    expect({ words: words(blocks).slice(0, 340), behind, said }).toEqual({
      words: TEXTS.join('\n').slice(0, 340),
      behind: 'words that follow',
      said: [expect.stringContaining(`expected a block of Avro at byte ${bytes.length - 17}`)],
    });
    expect(troubles[0]!.notInside).toBe(true);
    expect((await open(built({}, Buffer.alloc(100)))).said).toEqual([]);
  });

  test('a file that is cut anywhere says so, but between blocks', async () => {
    const all = buildAvro(blocksOf(codec), { codec });
    const ends = [0, 1, 2, 3].map((count) => buildAvro(blocksOf(codec).slice(0, count), { codec }).length);
    for (let length = 4; length < all.length; length++) {
      const { said, error, behind } = await open(all.subarray(0, length));
      expect(said.length + (error === undefined ? 0 : 1)).toBe(ends.includes(length) ? 0 : 1);
      if (error === undefined) expect(behind === undefined).toBe(ends.includes(length));
    }
  });
});

describe('what is hostile', () => {
  test('a block that is damaged comes as far as it goes, and then as is; others are read', async () => {
    for (const codec of ['deflate', 'snappy']) {
      const blocks = blocksOf(codec);
      const packed = Buffer.concat([blocks[1]!.packed.subarray(0, -9), Buffer.alloc(9, 0xff)]);
      const { blocks: found, said } = await open(buildAvro([blocks[0]!, { packed }, blocks[2]!], { codec }));
      if (codec === 'deflate') expect(said).toEqual([expect.stringContaining('to their end: 1')]);
      expect(said).toHaveLength(1);
      expect(words(found).endsWith(TEXTS[2]!)).toBe(true);
    }
  });

  test('a wrong checksum of Snappy is told, and what it is of is kept', async () => {
    const block = snapped(TEXTS[0]!);
    block.packed[block.packed.length - 1]! ^= 1;
    const { said, blocks } = await open(buildAvro([block], { codec: 'snappy' }));
    expect({ said, blocks }).toEqual({
      said: [expect.stringContaining('with a wrong checksum: 1')],
      blocks: TEXTS[0],
    });
  });

  test('lengths of Snappy of 4 GiB are not believed', async () => {
    const packed = Buffer.from('ffffffff0f00410000000000', 'hex');
    const { said, blocks } = await open(buildAvro([{ packed }], { codec: 'snappy' }));
    expect(said).toEqual(['unsupported: blocks of Snappy above 64 MiB, which are scanned as is: 1']);
    expect(blocks).toBe(`\n${packed.toString('latin1')}`);
    for (const few of ['', '05', '0500', '050000000000'])
      expect((await open(buildAvro([{ packed: Buffer.from(few, 'hex') }], { codec: 'snappy' }))).said).toHaveLength(1);
  });

  test('metadata with huge counts and lengths is cut off', async () => {
    const head = Buffer.from('Obj\x01');
    for (const numbers of [
      [2 ** 40],
      [-(2 ** 40), 5],
      [1, -3],
      [1, 2 ** 47],
      [1, 2n ** 62n],
      [2 ** 40, ...new Array(1000).fill(0)],
    ]) {
      const { error } = await open(Buffer.concat([head, ...numbers.map(zigzag)]));
      expect(error).toMatchObject({ code: 'damaged', message: expect.stringContaining('the metadata of Avro') });
    }
  });

  test('noise behind the header, and blocks of nothing, take no longer than their size lets them', async () => {
    const { behind, said } = await open(buildAvro([], { codec: 'deflate', suffix: noise(1 << 20) }));
    expect(behind).toHaveLength(1 << 20);
    expect(said).toHaveLength(1);
    const empty = new Array<AvroBlock>(2000).fill({ packed: Buffer.alloc(0), records: 0 });
    expect((await open(buildAvro(empty, { codec: 'deflate' }))).said).toEqual([
      expect.stringContaining('to their end: 2000'),
    ]);
    const lost = new Array<AvroBlock>(2000).fill({ packed: Buffer.alloc(0), records: -1 });
    expect((await open(buildAvro(lost, { codec: 'deflate' }))).said).toEqual([
      expect.stringContaining('another end than they say: 2000'),
    ]);
  });
});

describe('in a scan', () => {
  /** A file of another program, as one block. */
  const packedBy = (file: string): AvroBlock => ({
    packed: fixtureBytes(file),
  });

  test.each([
    ['xz', 'xz-plain.xz', 'xz'],
    ['bzip2', 'bzip2-plain.bz2', 'bzip2'],
    ['zstandard', 'zstd-plain.zst', 'zstd'],
  ])('blocks of %s are one file together, which is opened, and damage in it is told', async (codec, file, format) => {
    const block = packedBy(file);
    const whole = await scanBytes({ whole: buildAvro([block, block, block], { codec }) });
    expect({ gaps: whole.gaps, formats: whole.stats.formats }).toEqual({ gaps: [], formats: { avro: 1, [format]: 1 } });
    const damaged = { packed: Buffer.from(block.packed).fill(0xff, 20, 40) };
    const { gaps } = await scanBytes({ damaged: buildAvro([block, damaged, block], { codec }) });
    expect(gaps).not.toEqual([]);
  });

  test('is found in the middle of other bytes, and a table of magic numbers is none', async () => {
    const file = buildAvro(blocksOf('deflate'), { codec: 'deflate' });
    const middle = Buffer.concat([noise(3000), file, noise(3000)]);
    const table = Buffer.concat([noise(999), Buffer.from('Obj\x01'), Buffer.alloc(200), noise(999)]);
    const { gaps, stats } = await scanBytes({ middle, table });
    expect({ gaps, formats: stats.formats }).toEqual({ gaps: [], formats: { avro: 1 } });
  });

  test('files that stand one behind the other are all opened, also behind a damaged block', async () => {
    const files = ['one', 'two', 'six'].map((text, at) => {
      const marker = Buffer.alloc(16, at);
      const bytes = buildAvro([{ ...deflated(text), marker, size: at === 1 ? 1000 : undefined }], { codec: 'deflate' });
      bytes.set(marker, bytes.indexOf(MARKER));
      return bytes;
    });
    const { entries, troubles } = await list(avro, Buffer.concat(files));
    const blocks = texts({ entries, troubles }).filter(([name]) => name === 'blocks');
    expect(blocks.map(([, text]) => words(text))).toEqual(['one', 'two', 'six']);
    expect(troubles).toMatchObject([{ trouble: { code: 'damaged' } }]);
    const cut = await list(avro, Buffer.concat([files[0]!, files[2]!.subarray(0, 40)]));
    expect(cut.entries.at(-1)).toMatchObject({ name: '[behind the archive]', bytes: files[2]!.subarray(0, 40) });
  });
});

test('a key that was nearly the codec is told', async () => {
  const bytes = buildAvro(blocksOf('snappy'), { codec: 'snappy' });
  bytes[bytes.indexOf('avro.codec') + 2]! ^= 2;
  expect((await open(bytes)).said).toMatchObject([expect.stringMatching(/^damaged: expected a schema/)]);
});

test('a key that is no text any more is told', async () => {
  const bytes = buildAvro(blocksOf('snappy'), { codec: 'snappy' });
  bytes.write('\0\0\0\x80', bytes.indexOf('avro.codec') + 1, 'latin1');
  expect((await open(bytes)).said).toMatchObject([expect.stringMatching(/^damaged: expected a schema/)]);
});

test.each(['bzip2', 'xz', 'zstandard'])('a block that does not begin as %s does is told', async (codec) => {
  const { said } = await open(buildAvro([stored('none of it')], { codec }));
  expect(said).toMatchObject([expect.stringMatching(/^damaged: blocks that cannot be unpacked to their end: 1/)]);
});
