import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { locate } from '../../src/views/locate.ts';
import { machoCore as reader } from '../../src/views/macho-core.ts';
import { type MachoFormat, machoCore, threadState } from '../builders/macho-core.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SparseSource } from './sparse-source.ts';

const random = seededRandom(17);
const filled = (length: number) => Buffer.from(random.bytes(length));

interface Processor {
  readonly format: MachoFormat;
  readonly flavor: number;
  /** Words before the stack pointer, their size, and how many there are. */
  readonly place: { readonly before: number; readonly wordBytes: 4 | 8; readonly count: number };
}

const processors: [string, Processor][] = [
  [
    'arm64',
    {
      format: { wordBytes: 8, littleEndian: true, processor: 0x0100000c },
      flavor: 6,
      place: { before: 31, wordBytes: 8, count: 34 },
    },
  ],
  [
    'x86-64',
    {
      format: { wordBytes: 8, littleEndian: true, processor: 0x01000007 },
      flavor: 4,
      place: { before: 7, wordBytes: 8, count: 21 },
    },
  ],
  [
    'x86-64 with the universal state',
    {
      format: { wordBytes: 8, littleEndian: true, processor: 0x01000007 },
      flavor: 7,
      place: { before: 8, wordBytes: 8, count: 22 },
    },
  ],
  [
    'i386',
    {
      format: { wordBytes: 4, littleEndian: true, processor: 7 },
      flavor: 1,
      place: { before: 7, wordBytes: 4, count: 16 },
    },
  ],
  [
    'PowerPC',
    {
      format: { wordBytes: 4, littleEndian: false, processor: 18 },
      flavor: 1,
      place: { before: 3, wordBytes: 4, count: 40 },
    },
  ],
];

describe.each(processors)('%s', (_, { format, flavor, place }) => {
  const segments = [
    { address: 0x1000n, bytes: filled(0x800), memoryBytes: 0x1000 },
    { address: 0x2000n, bytes: filled(0x1000) },
    { address: 0x3000n, bytes: filled(100) },
    { address: 0x70000000n, bytes: filled(300) },
  ];
  const extra = filled(32);
  const threads = [
    { states: [{ flavor, bytes: threadState(format, place, 0x70000010n) }] },
    {
      states: [
        { flavor, bytes: threadState(format, place, 0x99999999n) },
        { flavor: 99, bytes: extra },
      ],
    },
  ];
  const images = [
    {
      path: '/usr/lib/libsigner.dylib',
      loadAddress: 0x2000n,
      segments: [
        { name: '__TEXT', address: 0x2000n },
        { name: '__DATA', address: 0x3000n },
        { name: '__LINKEDIT', address: 0x8000n },
      ],
    },
  ];
  const { bytes, segmentOffsets } = machoCore(format, segments, threads, images);
  const view = reader.open(new MemorySource(bytes));

  test('names stacks, registers and images', () => {
    expect(segmentOffsets.map((offset) => locate(view, offset + 4))).toEqual([
      { address: 0x1004n },
      { address: 0x2004n, region: '/usr/lib/libsigner.dylib __TEXT+0x4' },
      { address: 0x3004n, region: '/usr/lib/libsigner.dylib __DATA+0x1004' },
      { address: 0x70000004n, region: 'thread 1 stack' },
    ]);
    expect(locate(view, bytes.indexOf(threads[0]!.states[0]!.bytes))).toEqual({ region: 'thread 1 registers' });
    expect(locate(view, bytes.indexOf(threads[1]!.states[0]!.bytes))).toEqual({ region: 'thread 2 registers' });
    expect(locate(view, bytes.indexOf(extra))).toEqual({ region: 'thread 2 registers (flavor 99)' });
    expect(locate(view, bytes.length - 1)).toEqual({ region: 'note all image infos' });
  });

  test('what the process may not write, and what is code, is noted', () => {
    const of = (protection: number) => {
      const core = machoCore(format, [{ address: 0x1000n, bytes: filled(64), protection }], []);
      const { isReadOnly, isCode } = reader.open(new MemorySource(core.bytes)).regions[0]!;
      return { isReadOnly, isCode };
    };
    expect([5, 1, 3, 7, 0].map(of)).toEqual([{ isReadOnly: true, isCode: true }, { isReadOnly: true }, {}, {}, {}]);
  });

  test('can be read by address, across segments', () => {
    expect(view.memory).toMatchObject({ pointerBytes: format.wordBytes, littleEndian: format.littleEndian });
    const across = Buffer.concat([segments[1]!.bytes, segments[2]!.bytes]);
    expect(Buffer.from(view.memory.peek(0x2000n, across.length)!)).toEqual(across);
    expect(view.memory.peek(0x1800n, 1)).toBeUndefined();
    expect(view.troubles).toEqual([]);
  });

  test('is read as far as it goes when it is cut', () => {
    const cut = reader.open(new MemorySource(bytes.subarray(0, segmentOffsets[3]! + 8)));
    expect(cut.memory.peek(0x70000000n, 8)).toBeDefined();
    expect(cut.memory.peek(0x70000000n, 9)).toBeUndefined();
    expect(cut.troubles).toMatchObject([{ code: 'damaged' }]);
  });
});

describe('a hostile core', () => {
  const format: MachoFormat = { wordBytes: 8, littleEndian: true, processor: 0x01000007 };

  test('that claims 4 GB of load commands in 10 GB stops at the first that makes no sense', () => {
    const { bytes } = machoCore(format, [{ address: 0n, bytes: filled(16) }], []);
    bytes.writeUInt32LE(0xffffffff, 16);
    bytes.writeUInt32LE(0xffffffff, 20);
    const source = new SparseSource(10e9, { offset: 0, bytes });
    expect(() => reader.open(source)).toThrow(/^Mach-O core: expected a load command of at least 8 bytes/);
    expect(source.bytesRead).toBeLessThan(1 << 20);
  });

  test('whose load commands have no end stops at the limit', () => {
    const command = Buffer.from('0100000008000000', 'hex');
    const { bytes } = machoCore(format, [], []);
    bytes.writeUInt32LE(0xffffffff, 16);
    bytes.writeUInt32LE(0xffffffff, 20);
    const many = Buffer.concat([bytes, ...Array.from({ length: 300_000 }, () => command)]);
    const view = reader.open(new SparseSource(10e9, { offset: 0, bytes: many }));
    expect(view.troubles.map(({ code }) => code)).toContain('unsupported');
  });

  test('whose note of images leads nowhere has no names, and nothing else is lost', () => {
    const image = { path: '/a', loadAddress: 0x1000n, segments: [{ name: '__TEXT', address: 0x1000n }] };
    const { bytes, segmentOffsets } = machoCore(format, [{ address: 0x1000n, bytes: filled(16) }], [], [image]);
    const note = segmentOffsets[0]! + 16;
    bytes.writeBigUInt64LE((1n << 63n) + 5n, note + 8);
    const view = reader.open(new MemorySource(bytes));
    expect(locate(view, segmentOffsets[0]!)).toEqual({ address: 0x1000n });
    expect(view.troubles).toEqual([]);
  });

  test('that is an executable is refused', () => {
    const { bytes } = machoCore(format, [], []);
    bytes.writeUInt32LE(2, 12);
    expect(() => reader.open(new MemorySource(bytes))).toThrow(
      /^Mach-O core: expected a Mach-O header with file type 4/,
    );
  });
});
