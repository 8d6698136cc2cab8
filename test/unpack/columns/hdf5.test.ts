import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { fletcher32 } from '../../../src/unpack/checksums/fletcher32.ts';
import { lookup3 } from '../../../src/unpack/checksums/lookup3.ts';
import { hdf5 } from '../../../src/unpack/columns/hdf5.ts';
import type { SourceContainer } from '../../../src/unpack/container/container.ts';
import {
  addDataset,
  buildHdf5,
  filtersOf,
  Hdf5Bytes,
  headerOf,
  linkTo,
  type TestDataset,
  u16,
  u32,
  u64,
} from '../../builders/hdf5.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes, fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { AMPLE, list, observe } from '../observe.ts';

const TEXT = Buffer.from('some words that stand in a chunk of a dataset, 1, 2, 3, 4; ');
const PACKED = deflateSync(TEXT);
const DEFLATE = { id: 1, values: [6] };
const NOTES: TestDataset = {
  name: 'notes',
  filters: [DEFLATE],
  chunks: [{ bytes: PACKED }],
  dimensions: [TEXT.length, 1],
};

/** Datasets by name, and what was told, but for the heap. */
async function read(bytes: Uint8Array) {
  const { entries, troubles, error } = await list(hdf5, bytes);
  expect(error).toBeUndefined();
  const datasets = Object.fromEntries(
    entries.filter(({ name }) => name !== 'global heap').map((entry) => [entry.name, entry.bytes.toString('latin1')]),
  );
  return { datasets, told: troubles.map(({ name, trouble }) => [name, trouble.code]) };
}
const RIGHT = { datasets: { notes: TEXT.toString() }, told: [] };

function shuffled(bytes: Buffer, size: number): Buffer {
  const count = Math.floor(bytes.length / size);
  const places = Array.from({ length: count * size }, (_, at) => bytes[(at % count) * size + Math.floor(at / count)]!);
  return Buffer.concat([Buffer.from(places), bytes.subarray(count * size)]);
}

function withSum(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, u32(fletcher32(bytes))]);
}

/** One step of 32 bytes at a time. */
function lzfLiterals(bytes: Buffer): Buffer {
  const steps: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 32) {
    const step = bytes.subarray(at, at + 32);
    steps.push(Buffer.of(step.length - 1), step);
  }
  return Buffer.concat(steps);
}

function lz4Framed(bytes: Buffer, blockBytes: number): Buffer {
  const head = Buffer.alloc(12);
  head.writeBigUInt64BE(BigInt(bytes.length));
  head.writeUInt32BE(blockBytes, 8);
  const blocks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += blockBytes) {
    const size = Buffer.alloc(4);
    size.writeUInt32BE(Math.min(blockBytes, bytes.length - at));
    blocks.push(size, bytes.subarray(at, at + blockBytes));
  }
  return Buffer.concat([head, ...blocks]);
}

function blosc(flags: number, sizes: readonly [number, number], ...rest: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(rest);
  return Buffer.concat([Buffer.of(2, 1, flags, 1), u32(...sizes, 16 + body.length), body]);
}

describe('filters of HDF5', () => {
  const left = { leftOut: 1 };
  test.each<[string, Partial<TestDataset>]>([
    ['deflate', {}],
    ['a layout of version 1', { layoutVersion: 1 }],
    [
      'shuffle and deflate',
      { filters: [{ id: 2, values: [4] }, DEFLATE], chunks: [{ bytes: deflateSync(shuffled(TEXT, 4)) }] },
    ],
    ['deflate and a sum', { filters: [DEFLATE, { id: 3 }], chunks: [{ bytes: withSum(PACKED) }] }],
    ['a sum and deflate', { filters: [{ id: 3 }, DEFLATE], chunks: [{ bytes: deflateSync(withSum(TEXT)) }] }],
    ['a filter that was left out', { chunks: [{ bytes: TEXT, ...left }] }],
    ['one of two that was left out', { filters: [DEFLATE, { id: 3 }], chunks: [{ bytes: withSum(TEXT), ...left }] }],
    ['LZF', { filters: [{ id: 32_000 }], chunks: [{ bytes: lzfLiterals(TEXT) }] }],
    ['LZ4', { filters: [{ id: 32_004 }], chunks: [{ bytes: lz4Framed(TEXT, 20) }] }],
    ['Blosc, stored', { filters: [{ id: 32_001 }], chunks: [{ bytes: blosc(2, [TEXT.length, 60], TEXT) }] }],
    [
      'Blosc, BloscLZ that starts with literals',
      {
        filters: [{ id: 32_001 }],
        chunks: [{ bytes: blosc(0x10, [TEXT.length, TEXT.length], u32(20), u32(TEXT.length + 2), lzfLiterals(TEXT)) }],
      },
    ],
    ['n-bit that has nothing to do', { filters: [{ id: 5, values: [4, 1] }], chunks: [{ bytes: TEXT }] }],
  ])('%s', async (_, more) => {
    expect(await read(buildHdf5([{ ...NOTES, ...more }]))).toEqual(RIGHT);
  });

  test.each<[string, Partial<TestDataset>, string]>([
    ['szip', { filters: [{ id: 4 }, { id: 3 }] }, 'szip'],
    ['a filter that nobody knows', { filters: [{ id: 4711 }] }, 'filter 4711'],
    ['n-bit', { filters: [{ id: 5, values: [4, 0] }] }, 'n-bit'],
  ])('one that cannot be undone is named: %s', async (_, more, name) => {
    const { troubles, entries } = await list(hdf5, buildHdf5([{ ...NOTES, ...more }]));
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['unsupported']);
    expect(troubles[0]!.trouble.message).toContain(` ${name},`);
    expect(entries.map((entry) => entry.name)).toEqual(['global heap']);
  });

  test('it is no gap where no chunk went through it', async () => {
    const filters = [{ id: 4 }];
    for (const chunks of [[], [{ bytes: TEXT, leftOut: 1 }]])
      expect(await read(buildHdf5([{ ...NOTES, filters, chunks }]))).toEqual({ datasets: {}, told: [] });
  });

  test('filters that are kept elsewhere are a gap', async () => {
    const file = new Hdf5Bytes();
    const layout = Buffer.concat([Buffer.of(3, 2, 2), u64(0), u32(8, 1)]);
    const messages = [
      { type: 8, body: layout },
      { type: 11, body: filtersOf([DEFLATE]), flags: 2 },
    ];
    const links = headerOf([linkTo('notes', addDataset(file, { ...NOTES, messages }))]);
    expect(await read(file.whole(file.add(links)))).toEqual({ datasets: {}, told: [['notes', 'unsupported']] });
  });
});

describe('datasets of HDF5', () => {
  test('chunks that lie side by side come row by row; strings one a line', async () => {
    const chunk = (text: string, ...at: number[]) => ({ bytes: deflateSync(Buffer.from(text)), at });
    const wide = {
      ...NOTES,
      dimensions: [2, 3, 1],
      chunks: [chunk('abcghi', 0, 0), chunk('defjkl', 0, 3), chunk('mno   ', 2, 0)],
    };
    const datatype = Buffer.concat([Buffer.of(0x13, 0, 0, 0), u32(8)]);
    const names = { ...NOTES, name: 'names', datatype, dimensions: [2, 8], chunks: [chunk('string 1string 2', 0)] };
    const { datasets, told } = await read(buildHdf5([wide, names]));
    expect(datasets).toEqual({ notes: 'abcdefghijklmno   ', names: 'string 1\nstring 2\n' });
    expect(told).toEqual([]);
  });

  test('groups in groups, one that lies in itself, one that is linked to twice', async () => {
    const file = new Hdf5Bytes();
    const notes = addDataset(file, NOTES);
    const inner = file.size;
    file.add(headerOf([linkTo('again', inner), linkTo('notes', notes)]));
    const root = file.add(headerOf([linkTo('inner', inner), linkTo('other', inner)]));
    expect(await read(file.whole(root))).toEqual({ datasets: { 'inner/notes': TEXT.toString() }, told: [] });
  });

  test('what has no filters is scanned as is, and no container', async () => {
    const { leaves, formats, gaps } = await observe(buildHdf5([{ ...NOTES, filters: [], chunks: [{ bytes: TEXT }] }]));
    expect([leaves.map(({ path }) => path), formats, gaps]).toEqual([['artifact'], {}, []]);
  });

  test('at the beginning of a file it is opened once, and not found there again', async () => {
    const bytes = buildHdf5([NOTES, { ...NOTES, name: 'gone', filters: [{ id: 4 }] }]);
    const { gaps, leaves } = await observe(bytes);
    expect(gaps.map(({ path }) => path)).toEqual(['artifact!/gone']);
    expect(leaves.map(({ path }) => path)).toEqual(['artifact!/global heap', 'artifact!/notes', 'artifact']);
  });

  test('global heaps: values one a line, first and last line of long ones', async () => {
    const object = (number: number, text: string): Buffer =>
      Buffer.concat([u16(number, 1), u32(0), u64(text.length), Buffer.from(text), Buffer.alloc(-text.length & 7)]);
    const long = `the first line\n${'x'.repeat(100)}\nthe last line`;
    const free = (bytes: number): Buffer => Buffer.concat([u64(0, bytes), Buffer.alloc(24)]);
    const objects = Buffer.concat([object(0x41, 'token-one'), object(0x42, long), free(40)]);
    const heap = Buffer.concat([Buffer.from('GCOL'), u32(1), u64(16 + objects.length), objects]);
    const { entries, troubles } = await list(hdf5, buildHdf5([], [heap]));
    expect(entries.map(({ bytes }) => bytes.toString())).toEqual(['token-one\nthe first line\nthe last line\n']);
    expect(troubles).toEqual([]);
    const lying = Buffer.from(heap).fill(0xff, 24, 30);
    const { troubles: told } = await list(hdf5, buildHdf5([], [lying]));
    expect(told.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
    // Zeros were written over its objects.
    const wiped = Buffer.from(heap).fill(0, 48, 90);
    expect((await list(hdf5, buildHdf5([], [wiped]))).troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
  });

  test('in the middle of other bytes it has its own heaps, not those of all files behind it', async () => {
    const fileWith = (text: string): Buffer => {
      const object = Buffer.concat([u16(1, 1), u32(0), u64(text.length), Buffer.from(text)]);
      return buildHdf5([], [Buffer.concat([Buffer.from('GCOL'), u32(1), u64(16 + object.length), object])]);
    };
    const both = Buffer.concat([fileWith('of one  '), fileWith('of other')]);
    const inside: SourceContainer = { ...hdf5, entries: hdf5.entriesInside! };
    expect((await list(inside, both)).entries.map(({ bytes }) => bytes.toString())).toEqual(['of one  \n']);
    expect((await list(hdf5, both)).entries.map(({ bytes }) => bytes.toString())).toEqual(['of one  \nof other\n']);
  });
});

describe('what is wrong with a file of HDF5 is told', () => {
  const good = { ...NOTES, name: 'good' };
  test.each<[string, Partial<TestDataset>, string]>([
    ['a chunk outside of the file', { chunks: [{ bytes: PACKED, lies: { address: 1e9 } }] }, 'damaged'],
    ['a chunk of gigabytes', { chunks: [{ bytes: PACKED, lies: { bytes: 0xffff_fff0 } }] }, 'damaged'],
    ['a chunk that is cut', { chunks: [{ bytes: PACKED.subarray(0, -9) }] }, 'damaged'],
    ['a sum that is wrong', { chunks: [{ bytes: Buffer.from(PACKED).fill(0, PACKED.length - 1) }] }, 'damaged'],
    ['a chunk that makes too much', { dimensions: [8, 1] }, 'damaged'],
    ['a chunk that makes too little', { dimensions: [999, 1] }, 'damaged'],
    ['the wrong codec', { filters: [{ id: 32_000 }] }, 'damaged'],
    ['Blosc without blocks', { filters: [{ id: 32_001 }], chunks: [{ bytes: blosc(0, [59, 0]) }] }, 'damaged'],
    [
      'Blosc whose block lies',
      { filters: [{ id: 32_001 }], chunks: [{ bytes: blosc(0, [59, 59], u32(1e9)) }] },
      'damaged',
    ],
    ['a chunk of no bytes', { dimensions: [0, 1] }, 'damaged'],
    ['a chunk of petabytes', { dimensions: [0xffff_ffff, 0xffff_ffff] }, 'unsupported'],
    ['a layout that nobody knows', { layoutVersion: 7 }, 'unsupported'],
    ['a tree of more than there is', { tree: { count: 0xffff } }, 'damaged'],
    ['a tree in itself', { tree: { level: 3, child: 'itself' } }, 'damaged'],
    ['a tree of 255 levels', { tree: { level: 255 } }, 'damaged'],
  ])('%s', async (_, more, code) => {
    const { datasets, told } = await read(buildHdf5([good, { ...NOTES, ...more }]));
    expect([datasets.good, told]).toEqual([TEXT.toString(), [['notes', code]]]);
  });

  const layout = Buffer.concat([Buffer.of(3, 2, 2), u64(0), u32(8, 1)]);
  const type = { type: 3, body: Buffer.concat([Buffer.of(0x13, 0, 0, 0), u32(8)]) };
  const space = { type: 1, body: Buffer.concat([Buffer.of(1, 1, 0, 0, 0, 0, 0, 0), u64(1)]) };
  const names = { type: 11, body: filtersOf([DEFLATE]) };
  const ofNothing = { type: 0xffff, body: Buffer.alloc(16) };
  test.each<[string, NonNullable<TestDataset['messages']>, string[]]>([
    ['filters without a layout', [names], ['damaged']],
    ['elements without a layout', [type, space, { ...ofNothing, body: layout }], ['damaged']],
    ['a type for others', [type], []],
    ['nothing that is known', [ofNothing], ['damaged']],
    ['nothing at all', [], ['damaged']],
  ])('an object of %s', async (_, messages, codes) => {
    const { datasets, told } = await read(buildHdf5([good, { ...NOTES, messages }]));
    expect([datasets, told.map(([, code]) => code)]).toEqual([{ good: TEXT.toString() }, codes]);
  });

  test.each<[string, Partial<TestDataset>, string[]]>([
    ['filters that nothing names any more', {}, ['damaged']],
    ['and elements that are strings', { datatype: type.body, dimensions: [8, 8] }, ['damaged']],
    ['none', { chunks: [{ bytes: TEXT }] }, []],
  ])('chunks that passed %s', async (_, more, codes) => {
    const { told } = await read(buildHdf5([good, { ...NOTES, ...more, filters: [] }]));
    expect(told.map(([, code]) => code)).toEqual(codes);
  });

  // Messages: unknown, a dataspace, a datatype, a layout.
  test.each([0x1111, 1, 3, 8])('a root that has a message of type %i where its links were', async (type) => {
    const bytes = fixtureBytes('hdf5-lz4.h5.gz');
    const lost = Buffer.from(bytes);
    expect(lost.readUInt16LE(0x70)).toBe(17);
    lost.writeUInt16LE(type, 0x70);
    expect(await read(lost)).toEqual({ datasets: {}, told: [[undefined, 'damaged']] });
  });

  test('a file that is cut, a root that is nowhere, a superblock that nobody knows, one of several files', async () => {
    const whole = buildHdf5([good, NOTES]);
    for (let bytes = 48; bytes < whole.length; bytes += 7) {
      const { told } = await read(whole.subarray(0, bytes));
      expect(told).not.toEqual([]);
    }
    const changed = (at: number, byte: number) => Buffer.from(whole).fill(byte, at, at + 1);
    expect((await read(changed(70, 0x70))).told).toEqual([[undefined, 'damaged']]);
    expect((await read(changed(8, 9))).told).toEqual([[undefined, 'unsupported']]);
    expect((await read(changed(13, 3))).told).toEqual([[undefined, 'unsupported']]);
    expect((await read(changed(48, 0))).told).toEqual([[undefined, 'unsupported']]);
    expect(hdf5.sniff(whole.subarray(0, 47))).toBe(false);
  });

  test('one without objects is none', async () => {
    expect(await list(hdf5, buildHdf5([]))).toMatchObject({ entries: [], troubles: [] });
  });

  test('every sum of new structures is looked at', async () => {
    for (const file of ['hdf5-arrays.h5', 'hdf5-square.h5', 'hdf5-single.h5']) {
      const bytes = fixtureBytes(file);
      const data = Buffer.from(bytes);
      for (const signature of ['OHDR', 'FRHP', 'BTHD', 'BTLF', 'FADB', 'FAHD']) {
        const at = data.indexOf(signature);
        if (at < 0) continue;
        const hit = Buffer.from(data).fill(data[at + 4]! ^ 0x40, at + 4, at + 5);
        expect((await read(hit)).told, `${file} ${signature}`).not.toEqual([]);
      }
    }
  });
});

describe('files that lie cost little', () => {
  test('the same chunk again and again', async () => {
    const bomb = deflateSync(Buffer.alloc(1 << 20));
    const chunks = [
      { bytes: bomb },
      ...Array(2000).fill({ bytes: Buffer.alloc(0), lies: { address: 96, bytes: bomb.length } }),
    ];
    const { entries, troubles } = await list(hdf5, buildHdf5([{ ...NOTES, chunks, dimensions: [1 << 20, 1] }]));
    expect(entries[1]!.bytes.length).toBeLessThan(300 << 20);
    expect(troubles.map(({ trouble }) => trouble.code)).toEqual(['damaged']);
  });

  test('headers that go on in themselves, links by the million', async () => {
    const file = new Hdf5Bytes();
    const at = file.size;
    const goesOn = Array.from({ length: 4000 }, () => ({ type: 16, body: u64(at + 16, 24 * 4000) }));
    file.add(headerOf(goesOn));
    const links = Array.from({ length: 40_000 }, (_, index) => linkTo('n', 96 + index));
    const root = file.add(headerOf([linkTo('loop', at), ...links]));
    const items = hdf5.entries(new MemorySource(file.whole(root)), new Budget(AMPLE));
    let told = 0;
    for await (const item of items) if ('trouble' in item) told++;
    expect(told).toBeGreaterThan(0);
  });
});

describe('structures that lie cost little', () => {
  test('names of groups that are one and the same, and long', async () => {
    const file = new Hdf5Bytes();
    const names = Buffer.alloc(400_000, 'n').fill(0, 399_999);
    const heap = file.add(Buffer.concat([Buffer.from('HEAP'), u32(0), u64(names.length, 0, file.add(names))]));
    const count = 20_000;
    const symbols = Array.from({ length: count }, (_, index) => Buffer.concat([u64(0, index), Buffer.alloc(24)]));
    const node = file.add(Buffer.concat([Buffer.from('SNOD'), u16(1, count), ...symbols]));
    const head = Buffer.concat([Buffer.from('TREE'), Buffer.of(0, 0), u16(1), Buffer.alloc(16, 0xff)]);
    const tree = file.add(Buffer.concat([head, u64(0, node, 0)]));
    const bytes = file.whole(file.add(headerOf([{ type: 17, body: u64(tree, heap) }])));
    const lengths: number[] = [];
    for await (const item of hdf5.entries(new MemorySource(bytes), new Budget(AMPLE)))
      if ('trouble' in item) lengths.push(item.name?.length ?? 0);
    expect(lengths.length).toBeGreaterThan(count / 2);
    expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan((32 << 20) + 100 * count);
  });

  test('a number of 243 bytes', async () => {
    const file = new Hdf5Bytes();
    const block = file.add(Buffer.concat([Buffer.from('FADB'), Buffer.of(0, 1), u64(0, 96), Buffer.alloc(251)]));
    const array = file.add(Buffer.concat([Buffer.from('FAHD'), Buffer.of(0, 1, 255, 10), u64(1, block), u32(0)]));
    const layout = Buffer.concat([Buffer.of(4, 2, 0, 2, 4), u32(64, 1), Buffer.of(3, 10), u64(array)]);
    const messages = [
      { type: 8, body: layout },
      { type: 11, body: filtersOf([DEFLATE]) },
    ];
    const links = [linkTo('lies', addDataset(file, { ...NOTES, messages }))];
    const { troubles } = await list(hdf5, file.whole(file.add(headerOf(links))));
    expect(troubles.map(({ trouble }) => trouble.message).join()).toContain('a number of 243 bytes');
  });

  test('blocks of Blosc that are one and the same', async () => {
    // A letter, and the same four times more.
    const block = Buffer.of(0, 0x61, 0x40, 0);
    const count = 1000;
    const places = u32(...Array<number>(count).fill(16 + 4 * count));
    const bytes = blosc(0x10, [5 * count, 5], places, u32(block.length), block);
    const { datasets, told } = await read(
      buildHdf5([{ ...NOTES, filters: [{ id: 32_001 }], chunks: [{ bytes }], dimensions: [5 * count, 1] }]),
    );
    expect([datasets, told]).toEqual([{ notes: '' }, [['notes', 'damaged']]]);
  });
});

test('a group whose tree has no links, and names all the same, is told', async () => {
  const bytes = Buffer.from(fixtureBytes('hdf5-lz4.h5.gz'));
  const tree = bytes.indexOf('TREE');
  expect((await read(bytes)).told).toEqual([]);
  bytes.writeUInt16LE(0, tree + 6);
  const { troubles } = await list(hdf5, bytes);
  expect(troubles.map(({ trouble }) => trouble.message)).toContainEqual(expect.stringMatching(/found names and none/));
});

describe('sums', () => {
  // As lookup3.c says of hashlittle, and as the library computes them.
  test('lookup3', () => {
    expect(lookup3(Buffer.of())).toBe(0xdeadbeef);
    expect(lookup3(Buffer.from('Four score and seven years ago'))).toBe(0x17770551);
  });
  test('fletcher32', () => {
    expect(fletcher32(Buffer.of())).toBe(0);
    expect(fletcher32(Buffer.of(1, 2, 3))).toBe((((0x0102 * 2 + 0x0300) << 16) | (0x0102 + 0x0300)) >>> 0);
    expect(fletcher32(Buffer.alloc(100_000, 0xff))).toBe(0xffff_ffff);
  });
});

test.each(
  fixtureRows.filter(({ opens, marks }) => opens[0] === 'hdf5' && marks.length > 0 && marks[0] !== '!/hdf5@512!/notes'),
)('the fixture $file has the marker', async (row) => {
  const { datasets, told } = await read(readFixture(row).bytes);
  expect(told).toEqual([]);
  expect(Object.values(datasets).some((text) => text.includes(MARKER))).toBe(true);
});
