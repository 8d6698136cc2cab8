import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { elf } from '../../../src/unpack/programs/elf.ts';
import {
  buildElf,
  compressedSection,
  ELF_CLASSES,
  type ElfSectionSpec,
  zdebugSection,
  zlibSection,
} from '../../builders/elf.ts';
import { rawBlocks, zstdFrame } from '../../builders/zstd.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list, observe, texts } from '../observe.ts';

const X64 = ELF_CLASSES[0]!;
const XZ = '\xfd7zXZ\0';
const text = { name: '.rodata', bytes: 'plain' };
const messages = async (bytes: Uint8Array): Promise<string[]> => {
  const { troubles, error, entries } = await list(elf, bytes);
  const told = troubles.map(({ name = '', trouble }) => `${name}:${trouble.code}:${trouble.message}`);
  const ofEntries = entries.flatMap(({ name, error: failure }) => (failure ? [`${name}:${failure.message}`] : []));
  return [...told, ...ofEntries, ...(error ? [`:${error.message}`] : [])];
};

describe.each(ELF_CLASSES)('$wordBytes bytes a word, little endian: $littleEndian', (kind) => {
  test('packed sections are entries, and the file is scanned as is', async () => {
    const frame = zstdFrame({ blocks: rawBlocks('a line') });
    const bytes = buildElf(kind, [
      text,
      zlibSection(kind, '.debug_str', 'strings'),
      compressedSection(kind, '.debug_line', { type: 2, size: 9, packed: frame }),
      zdebugSection('.zdebug_info', 'old'),
    ]);
    expect(texts(await list(elf, bytes))).toEqual([
      ['.debug_str', 'strings'],
      ['.debug_line', frame.toString('latin1')],
      ['.zdebug_info', 'old'],
    ]);
    const seen = await observe(bytes);
    expect(seen.leaves.at(-1)).toMatchObject({ path: 'artifact', bytes });
    expect([seen.gaps, seen.formats]).toEqual([[], { elf: 1, zstd: 1 }]);
  });

  test('the number of sections may stand in section 0', async () => {
    const bytes = buildElf(kind, [text, zdebugSection('.zdebug_info', 'old')], { countInSection: true });
    expect(texts(await list(elf, bytes))).toEqual([['.zdebug_info', 'old']]);
    expect(await messages(bytes)).toEqual([]);
  });

  test.each([1, 2, 3])('a plain one of e_type %i is opened by nothing, and no gap', async (type) => {
    const seen = await observe(buildElf(kind, [text], { type }));
    expect([seen.gaps, seen.formats, seen.leaves.length]).toEqual([[], {}, 1]);
  });

  test('a core dump is left to its view', () => {
    expect(elf.sniff(buildElf(kind, [text], { type: 4 }))).toBe(false);
  });
});

test('a program without a table of sections is plain', async () => {
  const program = buildElf(X64, [text], { sectionTable: 'none' });
  program.writeUInt32LE(64, 32); // e_phoff
  expect(await messages(program)).toEqual([]);
});

test('intermediate code of GCC: Zstandard as is, zlib unpacked, tables as they are', async () => {
  const frame = Buffer.from('28b52ffd00', 'hex');
  const bytes = buildElf(X64, [
    { name: '.gnu.lto_f.1', bytes: frame },
    { name: '.gnu.lto_.decls.1', bytes: deflateSync('declarations') },
    { name: '.gnu.lto_.opts', bytes: "'-O2'" },
  ]);
  expect(texts(await list(elf, bytes))).toEqual([
    ['.gnu.lto_f.1', frame.toString('latin1')],
    ['.gnu.lto_.decls.1', 'declarations'],
  ]);
});

test('a section that is named twice is opened once', async () => {
  const section = zlibSection(X64, '.debug_str', 'strings');
  const at = buildElf(X64, [section]).indexOf(Buffer.from(section.bytes as Uint8Array));
  const twin = { ...section, bytes: '', offset: at, size: section.bytes.length };
  expect(texts(await list(elf, buildElf(X64, [section, twin, twin])))).toEqual([['.debug_str', 'strings']]);
});

test('a packed section that has lost its name is known by its head, unless it is loaded', async () => {
  const section = zdebugSection('.hidden', 'old');
  expect(texts(await list(elf, buildElf(X64, [section])))).toEqual([['.hidden', 'old']]);
  expect(texts(await list(elf, buildElf(X64, [{ ...section, flags: 2 }])))).toEqual([]);
});

test.each([
  ['begins as it should', '4243c0de35140000', 0],
  ['begins with a wrapper', 'dec0170b00000000', 0],
  ['is only a mark', '00', 0],
  ['has lost its magic number', '42439ede35140000', 1],
])('embedded bitcode that %s', async (_, hex, expected) => {
  const section = { name: '.llvmbc', bytes: Buffer.from(hex, 'hex') };
  expect((await list(elf, buildElf(X64, [section]))).troubles).toMatchObject(
    Array.from({ length: expected }, () => ({ name: '.llvmbc', trouble: { code: 'damaged' } })),
  );
});

describe('what does not fit is told', () => {
  const packed = deflateSync('strings');
  const compressed = (overrides: Partial<{ type: number; size: number | bigint; packed: Uint8Array }>) =>
    compressedSection(X64, '.s', { type: 1, size: 7, packed, ...overrides });
  const flipped = Buffer.from(packed);
  flipped[flipped.length - 1]! ^= 1;
  const dictionary = deflateSync('strings', { dictionary: Buffer.from('strings') });

  test.each<[string, ElfSectionSpec, RegExp, string]>([
    ['a size of 2^63', compressed({ size: 1n << 63n }), /^\.s:damaged:expected .* unpacked bytes, found 7$/, 'strings'],
    ['a wrong checksum', compressed({ packed: flipped }), /^\.s:damaged:the Adler-32/, 'strings'],
    [
      'no checksum',
      compressed({ packed: packed.subarray(0, -4) }),
      /^\.s:damaged:.*cut off in its checksum/,
      'strings',
    ],
    ['a stream that is cut off', compressed({ packed: packed.subarray(0, 7) }), /^\.s:the deflate stream/, 'stri'],
    ['bytes that are no zlib', compressed({ packed: Buffer.from('none') }), /^\.s:damaged:expected a zlib stream/, ''],
    ['a dictionary', compressed({ packed: dictionary }), /^\.s:unsupported:.*dictionary/, ''],
    ['an unknown type', compressed({ type: 3 }), /^\.s:unsupported:compression type 3/, ''],
    ['no room for a header', { name: '.s', bytes: 'x', flags: 0x800 }, /^\.s:damaged:.*header/, ''],
    [
      'an end behind the file',
      { name: '.gnu_debugdata', bytes: Buffer.from(XZ, 'latin1'), size: 1e9 },
      /^\.gnu_debugdata:damaged:expected \d+ bytes/,
      '.7zXZ',
    ],
    ['symbols that are no xz', { name: '.gnu_debugdata', bytes: 'yz' }, /^\.gnu_debugdata:damaged:.*like none/, 'yz'],
    ['Zstandard that is none', compressed({ type: 2, packed: Buffer.from('no') }), /^\.s:damaged:.*like none/, 'no'],
    [
      'a beginning behind the file',
      { ...compressed({}), offset: 1e9 },
      /^\.s:damaged:expected \d+ bytes at offset/,
      '',
    ],
    [
      'a plain one behind the file',
      { name: '.debug_str', bytes: 'plain', offset: 1e9 },
      /^:damaged:expected plain sections .* found 1 that are not, the first 5 bytes at offset 1000000000/,
      '',
    ],
    ['a plain one that is cut', { name: '.data', bytes: 'plain', size: 1e9 }, /^:damaged:.*found 1 that are not/, ''],
    ['a name that says packed', { name: '.zdebug_info', bytes: 'none' }, /^\.zdebug_info:damaged:.*ZLIB/, ''],
  ])('%s', async (_, section, message, content) => {
    const bytes = buildElf(X64, [text, section]);
    expect(await messages(bytes)).toEqual([expect.stringMatching(message)]);
    expect((await list(elf, bytes)).entries.map((entry) => entry.bytes.toString()).join('')).toMatch(
      new RegExp(`^${content}`),
    );
  });

  test('zeros that stand in no file are no plain section', async () => {
    expect(await messages(buildElf(X64, [text, { name: '.bss', bytes: '', type: 8, size: 1e9 }]))).toEqual([]);
  });

  const whole = buildElf(X64, [text, zlibSection(X64, '.debug_str', 'strings')]);
  const withField = (at: number, value: number, size = 2): Buffer => {
    const bytes = Buffer.from(whole).fill(0, at, at + size);
    bytes.writeUInt16LE(value, at);
    return bytes;
  };
  test.each<[string, Buffer, string[]]>([
    ['a table that lies behind the file', withField(44, 9), [':expected ELF section headers at offset']],
    ['headers and no offset of them', withField(40, 0, 8), [':expected 4 ELF section headers, found no offset']],
    ['no headers at all', Buffer.from(whole).fill(0, 17, 80), [':expected ELF section headers or program headers']],
    ['headers that are too small', withField(58, 8), [':expected ELF section headers of at least 64 bytes']],
    ['more headers than bytes', withField(60, 999), [':damaged:expected 999 ELF section headers']],
    ['names in a section of another kind', withField(62, 1), [':damaged:the names of the ELF sections cannot be read']],
    ['names in a section that is none', withField(62, 77), [':damaged:the names of the ELF sections cannot be read']],
    ['a header that is cut off', whole.subarray(0, 40), [':the ELF file is cut off in its header']],
    [
      'a table that is cut off',
      whole.subarray(0, -70),
      [':damaged:expected 4 ELF section headers', ':damaged:the names'],
    ],
  ])('%s', async (_, bytes, expected) => {
    const told = await messages(bytes);
    expect(told).toHaveLength(expected.length);
    for (const [index, start] of expected.entries()) expect(told[index]!.startsWith(start), told[index]).toBe(true);
    expect((await observe(bytes)).leaves.at(-1)).toMatchObject({ path: 'artifact', bytes });
  });
});

describe('an object whose sections are lost', () => {
  const object = (): Buffer => {
    const bytes = Buffer.from(fixtureBytes('elf-32-big-endian.o'));
    return bytes;
  };

  test('a number of them that is gone is told, of an object alone', async () => {
    const bytes = object();
    bytes.writeUInt16BE(0, 48);
    expect((await list(elf, bytes)).error?.message).toMatch(/expected the sections of an ELF object/);
    bytes.writeUInt16BE(2, 16);
    expect(await messages(bytes)).toEqual([expect.stringMatching(/names of the ELF sections/)]);
  });

  test('names that lie behind all names are told', async () => {
    const bytes = object();
    bytes.writeUInt32BE(0xd01ce51f, bytes.readUInt32BE(32) + 3 * 40);
    expect(await messages(bytes)).toContainEqual(expect.stringMatching(/names are beyond the table of names: 1/));
  });
});
