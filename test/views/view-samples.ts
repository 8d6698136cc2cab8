import { auxiliaryNote, type ElfFormat, elfCore, fileNote, threadNote } from '../builders/elf-core.ts';
import { byteArray, hprof, stringRecord } from '../builders/hprof.ts';
import { lime } from '../builders/lime.ts';
import { type MachoFormat, machoCore, threadState } from '../builders/macho-core.ts';
import { minidump } from '../builders/minidump.ts';
import { bitmapDump, completeDump, rangeDump, triageDump } from '../builders/windows-dump.ts';
import { seededRandom } from '../support/seeded-random.ts';

/** A small file of a format, for the contract that every view owes. */
export interface ViewSample {
  readonly variant: string;
  readonly bytes: Uint8Array;
  /** Sizes at which a truncated file looks whole, because the format has no way to tell. */
  readonly wholeAt?: readonly number[];
}

const random = seededRandom(5);
const filled = (length: number) => Buffer.from(random.bytes(length));

/** By id of the view. The contract suite fails for a view without samples. */
export const viewSamples: Readonly<Record<string, () => readonly ViewSample[]>> = {
  'elf-core': () => [
    { variant: 'x86-64 process', bytes: processCore({ wordBytes: 8, littleEndian: true, machine: 62 }) },
    { variant: 'i386 process', bytes: processCore({ wordBytes: 4, littleEndian: true, machine: 3 }) },
    { variant: 's390x process', bytes: processCore({ wordBytes: 8, littleEndian: false, machine: 22 }) },
    { variant: 'big-endian 32-bit process', bytes: processCore({ wordBytes: 4, littleEndian: false, machine: 3 }) },
    { variant: 'memory of a machine', bytes: machineCore() },
  ],
  hibernation: () => [
    { variant: '64 bit', bytes: hibernationFile('HIBR', 0x18) },
    { variant: '32 bit', bytes: hibernationFile('hibr', 0x14) },
    { variant: 'resumed, header wiped', bytes: Buffer.concat([Buffer.from('wake'), Buffer.alloc(4092)]) },
  ],
  hprof: () => [
    { variant: '1.0.2, 8-byte ids', bytes: heapDump('1.0.2', 8, 0x1c), wholeAt: [31, 60, 90] },
    { variant: '1.0.1, 4-byte ids', bytes: heapDump('1.0.1', 4, 0x0c), wholeAt: [31, 56, 82, 262] },
  ],
  lime: () => [
    {
      variant: 'two ranges',
      bytes: lime([
        { address: 0x1000n, bytes: filled(300) },
        { address: 0x100000n, bytes: filled(200) },
      ]),
      wholeAt: [332],
    },
  ],
  'macho-core': () => [
    { variant: 'arm64', bytes: machCore({ wordBytes: 8, littleEndian: true, processor: 0x0100000c }) },
    { variant: 'PowerPC', bytes: machCore({ wordBytes: 4, littleEndian: false, processor: 18 }) },
  ],
  minidump: () => [
    { variant: 'Memory64List', bytes: fullMinidump() },
    { variant: 'MemoryList, big-endian', bytes: smallMinidump() },
  ],
  'node-report': () => [{ variant: 'indented', bytes: nodeReport() }],
  'v8-heap-snapshot': () => [{ variant: 'as Node.js writes it', bytes: heapSnapshot(), wholeAt: [44] }],
  'windows-dump': () => [
    { variant: 'complete, 64 bit', bytes: completeDump(8, [run(2, 1), run(16, 2)]) },
    { variant: 'complete, 32 bit', bytes: completeDump(4, [run(1, 1), run(4, 1)]) },
    { variant: 'bitmap', bytes: bitmapDump(8, [run(3, 2), run(9, 1)], 64) },
    { variant: 'ranges', bytes: rangeDump([run(1, 1), run(7, 1)]) },
    { variant: 'triage', bytes: triageDump(4) },
  ],
};

function processCore(format: ElfFormat): Buffer {
  const stack = format.wordBytes === 8 ? 0x7ffd00000000n : 0xbf000000n;
  const segments = [
    { address: 0x400000n, bytes: filled(64), flags: 'rx', memoryBytes: 4096 },
    { address: 0x401000n, bytes: filled(80), flags: 'rw' },
    { address: 0x401050n, bytes: filled(96), flags: 'rw' },
    { address: 0x700000n, bytes: filled(128), flags: 'rw' },
    { address: 0x900000n, bytes: Buffer.alloc(0), flags: 'r', memoryBytes: 8192 },
    { address: stack, bytes: filled(160), flags: 'rw' },
  ];
  const files = [
    { start: 0x400000n, end: 0x401000n, fileOffset: 0, path: '/bin/signer' },
    { start: 0x401000n, end: 0x401050n, fileOffset: 4096, path: '/bin/signer' },
  ];
  const notes = [
    threadNote(format, 4242, stack + 32n),
    fileNote(format, files),
    auxiliaryNote(format, [[9, 0x400010n]]),
    { owner: 'CORE', type: 2, content: filled(32) },
    { owner: 'LINUX', type: 0x202, content: filled(64) },
  ];
  return elfCore(format, segments, notes).bytes;
}

function machineCore(): Buffer {
  const segments = [0x0n, 0x100000n].map((physicalAddress) => ({ address: 0n, physicalAddress, bytes: filled(200) }));
  const notes = [{ owner: 'QEMU', type: 0, content: filled(40) }];
  return elfCore({ wordBytes: 8, littleEndian: true, machine: 62 }, segments, notes).bytes;
}

function hibernationFile(signature: string, pageSizeAt: number): Buffer {
  const bytes = Buffer.concat([Buffer.from(signature), filled(252)]);
  bytes.writeUInt32LE(0, 0x14);
  bytes.writeUInt32LE(0, 0x18);
  bytes.writeUInt32LE(4096, pageSizeAt);
  return bytes;
}

function heapDump(version: string, idBytes: 4 | 8, heapTag: number): Buffer {
  return hprof(version, idBytes, [
    stringRecord(idBytes, 1, 'java/lang/S'.padEnd(12, 't')),
    stringRecord(idBytes, 2, 'password value'.slice(0, 13)),
    { tag: heapTag, bytes: byteArray(idBytes, 3, filled(157)) },
    { tag: heapTag, bytes: byteArray(idBytes, 4, filled(90)) },
    ...(heapTag === 0x1c ? [{ tag: 0x2c, bytes: Buffer.alloc(0) }] : []),
  ]);
}

function machCore(format: MachoFormat): Buffer {
  const stackPointers = {
    16777228: { flavor: 6, before: 31, wordBytes: 8, count: 34 },
    18: { flavor: 1, before: 3, wordBytes: 4, count: 40 },
  } as const;
  const state = stackPointers[format.processor as 18];
  const segments = [
    { address: 0x1000n, bytes: filled(90) },
    { address: 0x105an, bytes: filled(70) },
    { address: 0x9000n, bytes: filled(110) },
  ];
  const states = [{ flavor: state.flavor, bytes: threadState(format, state, 0x9010n) }];
  const image = { path: '/usr/lib/dyld', loadAddress: 0x1000n, segments: [{ name: '__TEXT', address: 0x1000n }] };
  return machoCore(format, segments, [{ states }], [image]).bytes;
}

function fullMinidump(): Buffer {
  return minidump({
    threads: [{ registers: filled(64), stack: { address: 0x20000n, bytes: filled(60) }, stackInList: true }],
    modules: [{ base: 0x140000000n, size: 4096, name: 'C:\\signer\\signer.exe' }],
    memoryInfo: [{ base: 0x10000n, size: 0x1000, type: 0x20000 }],
    exception: filled(64),
    annotations: [['version', '1.2.3']],
    streams: [{ type: 0x47670007, bytes: Buffer.from('HOME=/root\0') }],
    memory64: [
      { address: 0x10000n, bytes: filled(100) },
      { address: 0x20000n, bytes: filled(60) },
      { address: 0x140000010n, bytes: filled(90) },
    ],
  });
}

function smallMinidump(): Buffer {
  return minidump({
    littleEndian: false,
    processor: 3,
    paddedLists: true,
    threads: [{ registers: filled(32), stack: { address: 0x8000n, bytes: filled(50) } }],
    modules: [{ base: 0x1000n, size: 4096, name: 'signer' }],
    memory: [{ address: 0x1800n, bytes: filled(40) }],
  });
}

function nodeReport(): Buffer {
  const report = {
    header: { reportVersion: 3, commandLine: ['node'] },
    environmentVariables: { 'A"}': '1,{' },
    sharedObjects: [],
  };
  return Buffer.from(JSON.stringify(report, null, 2));
}

function heapSnapshot(): Buffer {
  return Buffer.from(
    '{"snapshot":{"meta":{"node_fields":["type"]},"count":1},\n"nodes":[1,2],\n"strings":["<dummy>","a value"]}',
  );
}

function run(page: number, pages: number): { page: number; bytes: Buffer } {
  return { page, bytes: filled(pages * 4096) };
}
