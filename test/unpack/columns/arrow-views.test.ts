import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ARROW_TYPE, type ArrowTable, offsetsOf, packedBuffer, viewsOf } from '../../builders/arrow.ts';
import { LINES, LZ4, lz4, NONE, packed, readArrow, repeated, TABLE, TEXT, VALUES, ZSTD } from './read-arrow.ts';

describe('views of strings', () => {
  const VIEWS = { fields: [{ type: ARROW_TYPE.utf8View }], rows: VALUES.length };
  const { views, data } = viewsOf(VALUES);
  const batch = (changed: Uint8Array = views, more: Partial<ArrowTable> = {}): ArrowTable => ({
    ...{ ...VIEWS, buffers: [NONE, changed, data], viewCounts: [1] },
    ...more,
  });
  const lied = (at: number, value: number): Buffer => {
    const changed = Buffer.from(views);
    changed.writeInt32LE(value, at);
    return changed;
  };
  const LAST = 48;

  test('lead to values, which come in the order of rows', async () => {
    expect(await readArrow(batch())).toEqual({ named: { 2: LINES }, codes: [], messages: '' });
    const turned = Buffer.concat([views.subarray(LAST), views.subarray(0, LAST)]);
    expect((await readArrow(batch(turned))).named).toEqual({
      2: 'third value of a column\nfirst value of a column\nb\n',
    });
    const { named, codes } = await readArrow(
      batch(views, { buffers: [NONE, packed(views), packed(data)], codec: LZ4 }),
    );
    expect([named['2'], Object.keys(named), codes]).toEqual([LINES, ['1', '2'], []]);
  });

  test.each<[string, Buffer]>([
    ['a length of -1', lied(LAST, -1)],
    ['one that is too large', lied(LAST, 24)],
    ['one of 2^31 - 1', lied(LAST, 0x7fff_ffff)],
    ['the beginning of another value', lied(LAST + 4, 0x7878_7878)],
    ['a buffer that is not there', lied(LAST + 8, 1)],
    ['buffer -1', lied(LAST + 8, -1)],
    ['a place outside of the buffer', lied(LAST + 12, 24)],
    ['place -1', lied(LAST + 12, -1)],
    ['something behind a short value', lied(16 + 8, 1)],
  ])('%s is damage, and all is scanned as is', async (_, changed) => {
    const { named, codes } = await readArrow(batch(changed));
    expect([named, codes]).toEqual([{}, ['damaged']]);
    const buffers = [NONE, packed(changed), packed(data)];
    const ofPacked = await readArrow(batch(views, { buffers, codec: LZ4 }));
    expect([Object.values(ofPacked.named), ofPacked.codes]).toEqual([
      [changed.toString(), data.toString()],
      ['damaged'],
    ]);
  });

  test('where there is no value anything may stand', async () => {
    const changed = lied(16, 0x7fff_ffff);
    const validity = Buffer.from([0b1101]);
    const { named, codes } = await readArrow(batch(changed, { buffers: [validity, changed, data] }));
    expect([named, codes]).toEqual([{ 2: LINES.replace('b\n', '') }, []]);
  });

  test('in a list, behind another column', async () => {
    const list = { type: ARROW_TYPE.list, children: VIEWS.fields };
    const buffers = [NONE, views, data, NONE, offsetsOf(['x', 'y']), Buffer.alloc(1, 0xff), views, data];
    const fields = [...VIEWS.fields, list];
    const { named, codes } = await readArrow(batch(views, { fields, nodes: [4, 4, 4], buffers, viewCounts: [1, 1] }));
    expect([named, codes]).toEqual([{ 2: LINES, 7: LINES }, []]);
  });

  test('data that no view leads to come as is, when they were packed', async () => {
    const buffers = [NONE, packed(views), packed(Buffer.concat([data, Buffer.from('left over')]))];
    const { named, codes } = await readArrow(batch(views, { buffers, codec: LZ4 }));
    expect([named['2'], named['2 as is'], codes]).toEqual([LINES, `${data}left over`, []]);
  });

  test('data that cannot be unpacked are told once', async () => {
    const buffers = [NONE, packed(views), packedBuffer(lz4(data).subarray(0, -1), data.length)];
    const { named, codes } = await readArrow(batch(views, { buffers, codec: LZ4 }));
    expect([Object.keys(named), codes]).toEqual([['1'], ['damaged']]);
  });

  test('more than 128 MiB of data that are packed come as is, and are told', async () => {
    const buffers = [NONE, packedBuffer(zstdCompressSync(views), views.length)];
    for (let count = 0; count < 2; count++) buffers.push(packedBuffer(repeated(80), 80 << 20));
    const { named, codes } = await readArrow(batch(views, { buffers, viewCounts: [2], codec: ZSTD }));
    expect([Object.keys(named), codes]).toEqual([['1', '2', '3'], ['unsupported']]);
  });

  test('values that all are short need no data', async () => {
    expect((await readArrow(batch(viewsOf(['a', 'b', '', 'c']).views))).codes).toEqual([]);
    expect((await readArrow(batch(NONE, { rows: 0 }))).codes).toEqual([]);
    expect((await readArrow(batch(views.subarray(0, 48)))).codes).toEqual(['damaged']);
  });

  test('counts of buffers that are not there', async () => {
    for (const viewCounts of [[], [0], [2], [2 ** 50]])
      expect((await readArrow(batch(views, { viewCounts }))).codes).toEqual(['damaged']);
  });
});

describe('a schema', () => {
  const buffers = [NONE, offsetsOf(VALUES), Buffer.from(TEXT)];
  const text = (more: Partial<ArrowTable>): ArrowTable => ({ ...TABLE, buffers, ...more });

  test.each<[string, Partial<ArrowTable>, string]>([
    ['of a type that is not known', { fields: [{ type: 99 }] }, 'unsupported'],
    ['of big-endian numbers', { isBigEndian: true }, 'unsupported'],
    ['that is not there', { leaveOut: 'schema' }, 'damaged'],
    ['of other columns', { fields: [{ type: ARROW_TYPE.int }] }, 'damaged'],
    ['of more columns', { fields: [...TABLE.fields, ...TABLE.fields] }, 'damaged'],
    ['whose columns have other numbers of rows', { nodes: [3] }, 'damaged'],
    ['without columns', { fields: [] }, 'damaged'],
  ])('%s is told, and nothing is guessed', async (_, more, code) => {
    const { named, codes } = await readArrow(text(more));
    expect([named, codes]).toEqual([{}, [code]]);
  });

  test('of columns in columns without end', async () => {
    let field: ArrowTable['fields'][number] = TABLE.fields[0]!;
    for (let depth = 0; depth < 100; depth++) field = { type: ARROW_TYPE.list, children: [field] };
    expect((await readArrow(text({ fields: [field] }))).codes).toEqual(['damaged']);
  });

  test.each<[string, Buffer]>([
    ['that fall', Buffer.from(offsetsOf(VALUES)).fill(0, 12, 16)],
    ['that lead out of the values', Buffer.from(offsetsOf(VALUES)).fill(0xff, 16, 20)],
    ['that are too few', offsetsOf(VALUES).subarray(0, 16)],
    ['that are not there', NONE],
  ])('offsets %s are told', async (_, offsets) => {
    expect((await readArrow(text({ buffers: [NONE, offsets, Buffer.from(TEXT)] }))).codes).toEqual(['damaged']);
  });
});
