import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import { locate } from '../../src/views/locate.ts';
import { minidump as reader } from '../../src/views/minidump.ts';
import { type MinidumpContent, minidump } from '../builders/minidump.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { SparseSource } from './sparse-source.ts';

const random = seededRandom(11);
const filled = (length: number) => Buffer.from(random.bytes(length));

function open(content: MinidumpContent) {
  const bytes = minidump(content);
  const view = reader.open(new MemorySource(bytes));
  /** What is said of the place where these bytes lie. */
  const placeOf = (part: Uint8Array) => locate(view, bytes.indexOf(part));
  return { bytes, view, placeOf };
}

const STACK = filled(300);
const HEAP = filled(200);
const CODE = filled(0x120);
const REGISTERS = filled(64);
const EXCEPTION = filled(80);

const threads = [{ registers: REGISTERS, stack: { address: 0x20000n, bytes: STACK } }, { registers: filled(64) }];
const modules = [{ base: 0x140000000n, size: 0x10000, name: 'C:\\signer\\signer.exe' }];
const memoryInfo = [
  { base: 0x10000n, size: 0x1000, type: 0x20000 },
  { base: 0x140000000n, size: 0x20000, type: 0x1000000 },
  { base: 0x50000000n, size: 0x1000, type: 0x40000 },
];

describe.each<[string, MinidumpContent]>([
  ['little-endian', {}],
  ['little-endian, padded lists', { paddedLists: true }],
  ['big-endian', { littleEndian: false }],
  ['big-endian, padded lists', { littleEndian: false, paddedLists: true }],
])('a dump with a MemoryList, %s', (_, style) => {
  const { view, placeOf } = open({
    ...style,
    threads,
    modules,
    memoryInfo,
    exception: EXCEPTION,
    memory: [
      { address: 0x10000n, bytes: HEAP },
      { address: 0x14000ff00n, bytes: CODE },
    ],
  });

  test('names memory, stacks and registers', () => {
    expect(placeOf(HEAP)).toEqual({ address: 0x10000n, region: 'private memory' });
    expect(placeOf(STACK.subarray(8))).toEqual({ address: 0x20008n, region: 'thread 1 stack' });
    expect(placeOf(REGISTERS)).toEqual({ region: 'thread 1 registers' });
    expect(placeOf(threads[1]!.registers)).toEqual({ region: 'thread 2 registers' });
    expect(placeOf(EXCEPTION)).toEqual({ region: 'exception registers' });
  });

  test('names modules with the offset in them, and what lies behind a module by its kind of memory', () => {
    expect(placeOf(CODE)).toEqual({ address: 0x14000ff00n, region: 'C:\\signer\\signer.exe+0xff00' });
    expect(placeOf(CODE.subarray(0x100))).toEqual({ address: 0x140010000n, region: 'image memory' });
  });

  test('can be read by address, stacks included', () => {
    expect(Buffer.from(view.memory.peek(0x20000n, 300)!)).toEqual(STACK);
    expect(Buffer.from(view.memory.peek(0x14000ff10n, 100)!)).toEqual(CODE.subarray(16, 116));
    expect(view.memory).toMatchObject({ pointerBytes: 8, littleEndian: style.littleEndian ?? true });
    expect(view.troubles).toEqual([]);
  });
});

describe('a dump with a Memory64List', () => {
  const around = Buffer.concat([filled(0x100), STACK, filled(0x100)]);
  const { view, placeOf } = open({
    threads: [{ stack: { address: 0x20100n, bytes: STACK }, stackInList: true }],
    modules,
    memory64: [
      { address: 0x10000n, bytes: HEAP },
      { address: 0x20000n, bytes: around },
      { address: 0x20000n + BigInt(around.length), bytes: CODE },
    ],
  });

  test('has its ranges one behind the other, and the stack within one of them', () => {
    expect(placeOf(HEAP)).toEqual({ address: 0x10000n });
    expect(placeOf(around)).toEqual({ address: 0x20000n });
    expect(placeOf(STACK)).toEqual({ address: 0x20100n, region: 'thread 1 stack' });
    expect(placeOf(around.subarray(0x100 + 300))).toEqual({ address: 0x20100n + 300n });
  });

  test('can be read across ranges that follow one another in memory', () => {
    const bytes = Buffer.concat([around, CODE]);
    expect(Buffer.from(view.memory.peek(0x20000n, bytes.length)!)).toEqual(bytes);
    expect(view.memory.peek(0x20000n, bytes.length + 1)).toBeUndefined();
  });
});

test('a stack that is in a MemoryList as well has the name of the stack, and its neighbours keep theirs', () => {
  const { view, bytes } = open({ threads, memory: [{ address: 0x20000n, bytes: HEAP }], memoryInfo });
  // The descriptors of stack and range are made to lead to the same bytes, as dbghelp writes them.
  const listAt = bytes.indexOf(STACK);
  const range = bytes.indexOf(Buffer.from('0000020000000000c8000000', 'hex'));
  bytes.writeUInt32LE(listAt, range + 12);
  bytes.writeUInt32LE(STACK.length, range + 8);
  const again = reader.open(new MemorySource(bytes));
  expect(locate(again, listAt)).toEqual({ address: 0x20000n, region: 'thread 1 stack' });
  expect(again.regions.filter(({ offset }) => offset === listAt)).toHaveLength(1);
  expect(again.regions.length).toBe(view.regions.length - 1);
});

describe('streams', () => {
  const environment = Buffer.from('PATH=/bin\0HOME=/root\0');
  const { placeOf } = open({
    streams: [
      { type: 10, bytes: Buffer.from('crashed while signing\0') },
      { type: 11, bytes: Buffer.from('crashed\0', 'utf16le') },
      { type: 12, bytes: filled(40) },
      { type: 0x47670006, bytes: Buffer.from('signer\0--key\0') },
      { type: 0x47670007, bytes: environment },
      { type: 0x4d7a0001, bytes: Buffer.from('somebody else writes this') },
    ],
  });

  test.each<[string, Uint8Array]>([
    ['comment (ANSI)', Buffer.from('while signing')],
    ['comment (UTF-16)', Buffer.from('crashed', 'utf16le')],
    ['Linux command line', Buffer.from('--key')],
    ['Linux environment', environment.subarray(3)],
    ['stream 0x4d7a0001', Buffer.from('somebody')],
  ])('are called by what they hold: %s', (region, part) => {
    expect(placeOf(part)).toEqual({ region });
  });
});

test('names memory by the maps that Breakpad copies on Linux', () => {
  const maps = [
    '00400000-00401000 r-xp 00000000 fd:01 1234       /opt/my signer',
    '00401000-00402000 rw-p 00001000 fd:01 1234       /opt/my signer',
    '00900000-00921000 rw-p 00000000 00:00 0          [heap]',
    '7f0000000000-7f0000001000 rw-p 00000000 00:00 0 ',
    'not a line',
    '',
  ].join('\n');
  const anonymous = filled(20);
  const { placeOf } = open({
    streams: [{ type: 0x47670009, bytes: Buffer.from(maps) }],
    memory: [
      { address: 0x900010n, bytes: HEAP },
      { address: 0x401010n, bytes: CODE },
      { address: 0x7f0000000000n, bytes: anonymous },
    ],
  });
  expect(placeOf(HEAP)).toEqual({ address: 0x900010n, region: '[heap]' });
  expect(placeOf(CODE)).toEqual({ address: 0x401010n, region: '/opt/my signer+0x1010' });
  expect(placeOf(anonymous)).toEqual({ address: 0x7f0000000000n });
});

describe('what a process may not write, and what is code, is noted', () => {
  const [code, constants, data] = [filled(32), filled(32), filled(32)];
  const memory = [
    { address: 0x400f00n, bytes: Buffer.concat([filled(0x100), code]) },
    { address: 0x402000n, bytes: constants },
    { address: 0x403000n, bytes: data },
  ];
  const maps = [
    '00400000-00401000 rw-p 00000000 fd:01 1234       /opt/signer',
    '00401000-00402000 r-xp 00001000 fd:01 1234       /opt/signer',
    '00402000-00403000 r--p 00002000 fd:01 1234       /opt/signer',
    '00403000-00404000 rwxp 00003000 fd:01 1234       /opt/signer',
  ].join('\n');
  const info = [0x04, 0x120, 0x02, 0x40].map((protect, index) => {
    return { base: 0x400000n + BigInt(index) * 0x1000n, size: 0x1000, type: 0x1000000, protect };
  });

  test.each<[string, MinidumpContent]>([
    ['by MemoryInfoList', { memoryInfo: info, memory }],
    ['by MemoryInfoList, in modules too', { memoryInfo: info, modules: [{ ...modules[0]!, base: 0x400000n }], memory }],
    ['by maps', { streams: [{ type: 0x47670009, bytes: Buffer.from(maps) }], memory }],
  ])('%s', (_, content) => {
    const { view, bytes } = open(content);
    const regionOf = (part: Buffer) => view.regions.find(({ offset }) => offset === bytes.indexOf(part));
    expect(regionOf(code)).toMatchObject({ address: 0x401000n, length: 32, isReadOnly: true, isCode: true });
    expect(regionOf(constants)).toMatchObject({ isReadOnly: true });
    expect(regionOf(constants)).not.toHaveProperty('isCode');
    expect(regionOf(data)).not.toHaveProperty('isReadOnly');
  });
});

test('names the values of Crashpad annotations by their keys: of the process, of modules, and objects', () => {
  const { placeOf, view } = open({
    annotations: [
      ['channel', 'nightly-channel'],
      ['empty', ''],
    ],
    moduleAnnotations: [['plugin', 'value of the plugin']],
    moduleObjects: [['switch-1', '--sign-with=hsm']],
  });
  expect(placeOf(Buffer.from('nightly-channel'))).toEqual({ region: 'Crashpad annotation channel' });
  expect(placeOf(Buffer.from('value of the plugin'))).toEqual({ region: 'Crashpad annotation plugin' });
  expect(placeOf(Buffer.from('--sign-with=hsm'))).toEqual({ region: 'Crashpad annotation switch-1' });
  expect(view.troubles).toEqual([]);
});

test.each([
  [0, 4],
  [9, 8],
  [12, 8],
  [5, 4],
  [0x8003, 8],
  [0x7777, undefined],
])('processor %i has pointers of %s bytes', (processor, pointerBytes) => {
  expect(open({ processor }).view.memory.pointerBytes).toBe(pointerBytes);
});

describe('a truncated dump', () => {
  const bytes = minidump({
    memory64: [
      { address: 0x1000n, bytes: HEAP },
      { address: 0x9000n, bytes: CODE },
    ],
  });
  const view = reader.open(new MemorySource(bytes.subarray(0, bytes.indexOf(CODE) + 10)));

  test('is read as far as it goes, and the rest is told', () => {
    expect(Buffer.from(view.memory.peek(0x9000n, 10)!)).toEqual(CODE.subarray(0, 10));
    expect(view.memory.peek(0x9000n, 11)).toBeUndefined();
    expect(view.troubles).toEqual([{ code: 'damaged', message: expect.stringContaining(`${bytes.length} bytes`) }]);
  });
});

describe('a hostile dump', () => {
  /** The dump with a field of a stream changed. */
  function changed(content: MinidumpContent, type: number, at: number, value: number): Buffer {
    const bytes = minidump(content);
    for (let entry = 32; entry < 32 + 24 * 12; entry += 12) {
      if (bytes.readUInt32LE(entry) === type) bytes.writeUInt32LE(value, bytes.readUInt32LE(entry + 8) + at);
    }
    return bytes;
  }

  test.each<[string, Buffer]>([
    ['threads', changed({ threads }, 3, 0, 0xffffffff)],
    ['modules', changed({ modules }, 4, 0, 0x00ffffff)],
    ['ranges of memory', changed({ memory: [{ address: 1n, bytes: HEAP }] }, 5, 0, 0x7fffffff)],
    ['ranges of 64-bit memory', changed({ memory64: [{ address: 1n, bytes: HEAP }] }, 9, 4, 0xff)],
    ['memory info', changed({ memoryInfo }, 16, 8, 0xffffff)],
  ])('that claims too many %s says so and reads little', (_, bytes) => {
    const source = new SparseSource(10e9, { offset: 0, bytes });
    const view = reader.open(source);
    expect(view.troubles.length).toBeGreaterThan(0);
    expect(view.troubles[0]!.message).toMatch(/^minidump: stream ".+": expected /);
    expect(source.bytesRead).toBeLessThan(1 << 20);
  });

  test('whose streams claim 4 GiB each allocates nothing for them', () => {
    const bytes = minidump({ threads, modules, memoryInfo, annotations: [['a', 'b']], memory: [], memory64: [] });
    for (let entry = 32; entry < 32 + 24 * 12; entry += 12) {
      if (bytes.readUInt32LE(entry) !== 0) bytes.writeUInt32LE(0xffffffff, entry + 4);
    }
    const source = new SparseSource(10e9, { offset: 0, bytes });
    expect(reader.open(source).regions.length).toBeGreaterThan(0);
    expect(source.bytesRead).toBeLessThan(8 << 20);
  });

  test('whose annotations all lead to one long list ends at the limit', () => {
    const bytes = minidump({ annotations: [['a', 'b']] });
    const info = bytes.readUInt32LE(32 + 12 + 8);
    const list = bytes.length;
    bytes.writeUInt32LE(0xffffffff, info + 44);
    bytes.writeUInt32LE(list, info + 48);
    const modules = Buffer.alloc(4 + 12 * 5000);
    modules.writeUInt32LE(5000, 0);
    for (let index = 0; index < 5000; index++) {
      modules.writeUInt32LE(28, 4 + index * 12 + 4);
      modules.writeUInt32LE(list + modules.length, 4 + index * 12 + 8);
    }
    const module = Buffer.alloc(28);
    module.writeUInt32LE(0xffffffff, 12);
    module.writeUInt32LE(list + modules.length + 28, 16);
    const dictionary = Buffer.alloc(4, 0xff);
    const parts = [bytes, modules, module, dictionary];
    const source = new SparseSource(10e9, { offset: 0, bytes: Buffer.concat(parts) });
    reader.open(source);
    expect(source.bytesRead).toBeLessThan(512 << 20);
  });

  test.each<[string, string]>([
    ['another signature', '4d444d51 93a70000'],
    ['another version', '4d444d50 94a70000'],
  ])('with %s is refused', (_, hex) => {
    const bytes = Buffer.concat([Buffer.from(hex.replace(' ', ''), 'hex'), Buffer.alloc(64)]);
    expect(() => reader.open(new MemorySource(bytes))).toThrow(/^minidump: expected the signature/);
  });
});
