import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { elfCore as reader } from '../../src/views/elf-core.ts';
import { locate } from '../../src/views/locate.ts';
import { MAX_REGIONS } from '../../src/views/region-layout.ts';
import {
  auxiliaryNote,
  type ElfFormat,
  type ElfNote,
  type ElfSegment,
  type ElfStyle,
  elfCore,
  fileNote,
  threadNote,
} from '../builders/elf-core.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SparseSource } from './sparse-source.ts';

const x86: ElfFormat = { wordBytes: 8, littleEndian: true, machine: 62 };
const formats: [string, ElfFormat][] = [
  ['x86-64', x86],
  ['i386', { wordBytes: 4, littleEndian: true, machine: 3 }],
  ['AArch64', { wordBytes: 8, littleEndian: true, machine: 183 }],
  ['s390x', { wordBytes: 8, littleEndian: false, machine: 22 }],
];

const random = seededRandom(7);
const filled = (length: number) => random.bytes(length);

function open(format: ElfFormat, segments: readonly ElfSegment[], notes: readonly ElfNote[], style: ElfStyle = {}) {
  const core = elfCore(format, segments, notes, style);
  const view = reader.open(new MemorySource(core.bytes));
  const nameAt = (offset: number) => locate(view, offset)?.region;
  return { ...core, view, nameOf: (segment: number) => nameAt(core.segmentOffsets[segment]!), nameAt };
}

describe.each(formats)('a process on %s', (_, format) => {
  const PROGRAM = 0x400000n;
  const STACK = 0xbf000000n;
  const SYSTEM = 0xbfff0000n;
  const segments: ElfSegment[] = [
    { address: PROGRAM, bytes: filled(100), memoryBytes: 0x1000, flags: 'rx' },
    { address: PROGRAM + 0x1000n, bytes: filled(0x1000), flags: 'rw' },
    { address: PROGRAM + 0x2000n, bytes: filled(300), flags: 'rw' },
    { address: 0x900000n, bytes: filled(500), flags: 'rw' },
    { address: 0x40000000n, bytes: filled(400), flags: 'rw' },
    { address: 0x50000000n, bytes: filled(0x2000), flags: 'rw' },
    { address: STACK, bytes: filled(600), flags: 'rw' },
    { address: SYSTEM, bytes: filled(200), flags: 'rx' },
  ];
  const files = [
    { start: PROGRAM, end: PROGRAM + 0x1000n, fileOffset: 0, path: '/opt/signer' },
    { start: PROGRAM + 0x1000n, end: PROGRAM + 0x2000n, fileOffset: 0x1000, path: '/opt/signer' },
    { start: 0x50001000n, end: 0x50002000n, fileOffset: 0x8000, path: '/lib/libc\xff.so' },
  ];
  const notes: ElfNote[] = [
    threadNote(format, 100, STACK + 0x100n),
    { owner: 'CORE', type: 3, content: filled(136) },
    auxiliaryNote(format, [
      [6, 4096n],
      [9, PROGRAM + 0x10n],
      [33, SYSTEM],
    ]),
    fileNote(format, files),
    { owner: 'CORE', type: 2, content: filled(512) },
    { owner: 'LINUX', type: 0x202, content: filled(64) },
    threadNote(format, 101, 0x40000010n),
    { owner: 'LINUX', type: 0x405, content: filled(16) },
    { owner: 'LINUX', type: 0xabc, content: filled(16) },
    { owner: 'GNU', type: 1, content: filled(5) },
  ];
  const core = open(format, segments, notes);

  test('knows what the process may not write, and what is code', () => {
    const of = (flags: string) => {
      const { isReadOnly, isCode } = open(format, [{ address: PROGRAM, bytes: filled(64), flags }], []).view
        .regions[0]!;
      return { isReadOnly, isCode };
    };
    expect(['rx', 'r', 'rw', 'rwx'].map(of)).toEqual([
      { isReadOnly: true, isCode: true },
      { isReadOnly: true },
      {},
      {},
    ]);
  });

  test('has the names of mapped files, with the offset in the module', () => {
    expect(core.nameOf(0)).toBe('/opt/signer+0x0');
    expect(core.nameOf(1)).toBe('/opt/signer+0x1000');
  });

  test('has the names that can be told', () => {
    const names = [2, 3, 4, 5, 6, 7].map(core.nameOf);
    expect(names).toEqual(['/opt/signer .bss', '[heap]', 'thread 2 stack', undefined, 'thread 1 stack', '[vdso]']);
  });

  test('splits a segment where a file is mapped over a part of it, also when its path is no UTF-8', () => {
    const at = core.segmentOffsets[5]!;
    expect(core.nameAt(at + 0xfff)).toBeUndefined();
    expect(core.nameAt(at + 0x1000)).toBe('/lib/libc\ufffd.so');
    expect(locate(core.view, at + 0x1004)?.address).toBe(0x50001004n);
  });

  test('has a region for each note', () => {
    expect(core.noteOffsets.map(core.nameAt)).toEqual([
      'thread 1 registers',
      'process info and arguments',
      'auxiliary vector',
      'mapped file names',
      'thread 1 registers (fpreg)',
      'thread 1 registers (xstate)',
      'thread 2 registers',
      'thread 2 registers (arm sve)',
      'thread 2 registers (note 0xabc)',
      'note GNU',
    ]);
  });

  test('can be read by address', () => {
    const { memory } = core.view;
    expect(memory).toMatchObject({ pointerBytes: format.wordBytes, littleEndian: format.littleEndian });
    for (const { address, bytes } of segments) {
      expect(Buffer.from(memory.peek(address, bytes.length)!)).toEqual(Buffer.from(bytes));
    }
    const across = Buffer.concat([segments[1]!.bytes.subarray(0xff0), segments[2]!.bytes.subarray(0, 16)]);
    expect(Buffer.from(memory.peek(PROGRAM + 0x1ff0n, 32)!)).toEqual(across);
  });

  test('holds no memory that was not dumped', () => {
    expect(core.view.memory.peek(PROGRAM + 100n, 1)).toBeUndefined();
    expect(core.view.troubles).toEqual([]);
  });
});

describe('names that cannot be told', () => {
  const heap = { address: 0x900000n, bytes: filled(64), flags: 'rw' };
  const program = { address: 0x400000n, bytes: filled(64), flags: 'rx', memoryBytes: 0x1000 };
  const file = { start: 0x400000n, end: 0x401000n, fileOffset: 0, path: '/opt/signer' };

  test.each<[string, ElfSegment[], ElfNote[]]>([
    ['no entry point', [program, heap], [fileNote(x86, [file])]],
    ['no mapped files', [program, heap], [auxiliaryNote(x86, [[9, 0x400010n]])]],
    [
      'memory further away than Linux puts a heap',
      [program, { ...heap, address: 0x100000000n }],
      [fileNote(x86, [file]), auxiliaryNote(x86, [[9, 0x400010n]])],
    ],
    [
      'memory behind the next module',
      [program, heap],
      [
        fileNote(x86, [file, { start: 0x800000n, end: 0x801000n, fileOffset: 0, path: '/lib/x.so' }]),
        auxiliaryNote(x86, [[9, 0x400010n]]),
      ],
    ],
    [
      'memory that cannot be written',
      [program, { ...heap, flags: 'r' }],
      [fileNote(x86, [file]), auxiliaryNote(x86, [[9, 0x400010n]])],
    ],
  ])('are not made up: %s', (_, segments, notes) => {
    expect(open(x86, segments, notes).nameOf(1)).toBeUndefined();
  });

  test('belong to nobody when several threads have their stack pointer in one mapping', () => {
    const { nameOf } = open(x86, [heap], [threadNote(x86, 1, 0x900008n), threadNote(x86, 2, 0x900020n)]);
    expect(nameOf(0)).toBe('memory with the stacks of 2 threads');
  });

  test('of a stack that no thread stands on come from the path of the program, which lies there', () => {
    const { nameOf } = open(x86, [heap], [auxiliaryNote(x86, [[31, 0x900030n]])]);
    expect(nameOf(0)).toBe('[stack]');
  });
});

describe.each([
  ['Linux', 4096],
  ['gdb', 1],
])('mapped files as %s writes them', (_, pageBytes) => {
  const map = (start: bigint, end: bigint, fileOffset: number, path: string) => ({ start, end, fileOffset, path });
  const files = [
    map(0x400000n, 0x401000n, 0, '/opt/node'),
    map(0x7000000n, 0x7001000n, 0x6800000, '/opt/node'),
    map(0x7f0000000000n, 0x7f0000001000n, 0x1627000, '/opt/node'),
    map(0x7f0000010000n, 0x7f0000011000n, 0, 'anon_inode:[io_uring]'),
    map(0x7f0000011000n, 0x7f0000012000n, 0x10000000, 'anon_inode:[io_uring]'),
  ];
  const writable = [0x7000000n, 0x7001000n, 0x8000000n, 0x7f0000000000n, 0x7f0000011000n, 0x7f0000012000n];
  const segments = writable.map((address) => ({ address, bytes: filled(16), memoryBytes: 0x1000, flags: 'rw' }));
  const { nameOf } = open(x86, segments, [fileNote(x86, files, pageBytes), auxiliaryNote(x86, [[9, 0x400010n]])]);

  test('tell the program from a far mapping of its own file, and modules from rings of io_uring', () => {
    expect(writable.map((_, index) => nameOf(index))).toEqual([
      '/opt/node+0x6c00000',
      '/opt/node .bss',
      '[heap]',
      '/opt/node',
      'anon_inode:[io_uring]+0x1000',
      undefined,
    ]);
  });
});

describe.each<[string, (physical: bigint) => bigint]>([
  ['no virtual address', () => 0n],
  ['the physical address as virtual one, as QEMU writes it', (physical) => physical],
])('the memory of a machine, with %s', (_, virtualOf) => {
  const segments = [0n, 0x100000n].map((physicalAddress) => {
    return { address: virtualOf(physicalAddress), physicalAddress, bytes: filled(50) };
  });
  const { view, segmentOffsets } = open(x86, segments, [{ owner: 'QEMU', type: 0, content: filled(8) }]);

  test('has physical addresses, which no pointer holds', () => {
    expect(locate(view, segmentOffsets[1]!)).toEqual({ address: 0x100000n, region: 'physical memory' });
    expect(view.memory.pointerBytes).toBeUndefined();
    expect(Buffer.from(view.memory.peek(0x100000n, 50)!)).toEqual(Buffer.from(segments[1]!.bytes));
  });
});

test('a dump of a kernel with virtual and physical addresses has the virtual ones', () => {
  const segments = [
    { address: 0xffff888000000000n, physicalAddress: 0n, bytes: filled(50) },
    { address: 0xffff888000100000n, physicalAddress: 0x100000n, bytes: filled(50) },
  ];
  const { view, segmentOffsets } = open(x86, segments, []);
  expect(locate(view, segmentOffsets[1]!)).toEqual({ address: 0xffff888000100000n });
  expect(view.memory.pointerBytes).toBe(8);
});

describe.each<[string, ElfFormat]>([
  ['64 bit', x86],
  ['32 bit, big-endian', { wordBytes: 4, littleEndian: false, machine: 20 }],
])('more than 65,534 segments, %s', (_, format) => {
  const segments = Array.from({ length: 70_000 }, (_, index) => {
    return { address: 0x10000n + BigInt(index) * 0x1000n, bytes: Uint8Array.of(index & 0xff) };
  });
  const core = elfCore(format, segments, [{ owner: 'X', type: 1, content: filled(4) }], { countInSection: true });

  test('are counted in section header 0', () => {
    const view = reader.open(new MemorySource(core.bytes));
    expect(view.troubles).toEqual([]);
    expect(view.memory.peek(segments[69_999]!.address, 1)).toEqual(segments[69_999]!.bytes);
    expect(view.regions).toHaveLength(70_001);
  });

  test('are counted by where the first segment begins when the core is cut before that header', () => {
    const view = reader.open(new MemorySource(core.bytes.subarray(0, core.segmentOffsets[69_990]!)));
    expect(view.troubles).toHaveLength(2);
    expect(view.memory.peek(segments[69_989]!.address, 1)).toEqual(segments[69_989]!.bytes);
    expect(view.memory.peek(segments[69_990]!.address, 1)).toBeUndefined();
  });
});

describe('a truncated core', () => {
  const segments = [0x1000n, 0x2000n, 0x3000n].map((address) => ({ address, bytes: filled(100) }));
  const { bytes, segmentOffsets } = elfCore(x86, segments, []);

  test('is read as far as it goes, and the rest is told', () => {
    const view = reader.open(new MemorySource(bytes.subarray(0, segmentOffsets[1]! + 30)));
    expect(Buffer.from(view.memory.peek(0x2000n, 30)!)).toEqual(Buffer.from(segments[1]!.bytes.subarray(0, 30)));
    expect(view.memory.peek(0x2000n, 31)).toBeUndefined();
    expect(view.troubles).toEqual([
      { code: 'damaged', message: expect.stringContaining(`the file ends at ${segmentOffsets[1]! + 30}, so 2 of `) },
    ]);
  });
});

describe('a hostile core', () => {
  const header = (count: number) => {
    const { bytes } = elfCore(x86, [], []);
    bytes.writeUInt16LE(0xffff, 56);
    bytes.writeBigUInt64LE(BigInt(bytes.length), 40);
    const section = Buffer.alloc(64);
    section.writeUInt32LE(count, 44);
    return Buffer.concat([bytes, section]);
  };

  test('that claims 4 billion segments in 10 GB reads the table it keeps, and says so', () => {
    const source = new SparseSource(10e9, { offset: 0, bytes: header(0xffffffff) });
    const view = reader.open(source);
    expect(view.troubles.map(({ code }) => code)).toEqual(['damaged', 'unsupported']);
    expect(source.largestRead).toBeLessThanOrEqual(16 << 10);
    expect(source.bytesRead).toBeLessThan(MAX_REGIONS * 56 + (1 << 20));
  });

  test('whose note segments all lead to the same notes reads each note once, up to the limit', () => {
    const notes = Buffer.concat(
      Array.from({ length: 2000 }, () => Buffer.from('01000000000000000100000000000000', 'hex')),
    );
    const count = 2000;
    const { bytes } = elfCore(x86, [], []);
    const table = Buffer.alloc(56 * count);
    for (let index = 0; index < count; index++) {
      table.writeUInt32LE(4, index * 56);
      table.writeBigUInt64LE(BigInt(64 + table.length), index * 56 + 8);
      table.writeBigUInt64LE(BigInt(notes.length), index * 56 + 32);
    }
    bytes.writeUInt16LE(count, 56);
    const source = new SparseSource(10e9, { offset: 0, bytes: Buffer.concat([bytes.subarray(0, 64), table, notes]) });
    expect(reader.open(source).troubles).toMatchObject([{ code: 'unsupported' }]);
    // Each of the segments that are read costs the notes and a few windows for the table.
    expect(source.bytesRead).toBeLessThan(32 << 20);
  });

  test('whose table of mapped files claims 2^64 entries gives those that fit', () => {
    const note = fileNote(x86, [{ start: 0x1000n, end: 0x2000n, fileOffset: 0, path: '/a' }]);
    Buffer.from(note.content.buffer, note.content.byteOffset, 8).fill(0xff);
    const { nameOf } = open(x86, [{ address: 0x1000n, bytes: filled(16) }], [note]);
    expect(nameOf(0)).toBe('/a+0x0');
  });

  test.each<[string, (bytes: Buffer) => void]>([
    ['another e_type', (bytes) => bytes.writeUInt16LE(2, 16)],
    ['program headers that are too small', (bytes) => bytes.writeUInt16LE(40, 54)],
  ])('with %s is refused', (_, change) => {
    const { bytes } = elfCore(x86, [], []);
    change(bytes);
    expect(() => reader.open(new MemorySource(bytes))).toThrow(/^ELF core: expected /);
  });
});
