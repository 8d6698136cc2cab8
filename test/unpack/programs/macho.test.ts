import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { drain } from '../../../src/bytes/chunks.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { macho } from '../../../src/unpack/programs/macho.ts';
import { zdebugSection } from '../../builders/elf.ts';
import { buildFat, buildMacho, type MachoClass } from '../../builders/macho.ts';
import { AMPLE, list, observe, texts } from '../observe.ts';

const CLASSES: readonly MachoClass[] = [
  { wordBytes: 8, littleEndian: true },
  { wordBytes: 8, littleEndian: false },
  { wordBytes: 4, littleEndian: true },
  { wordBytes: 4, littleEndian: false },
];
const X64 = CLASSES[0]!;
const sections = [
  { name: '__text', bytes: 'plain' },
  zdebugSection('__zdebug_info', 'information'),
  zdebugSection('__zdebug_line', 'lines'),
];
const thin = buildMacho(X64, sections);
const messages = async (bytes: Uint8Array): Promise<string[]> => {
  const { troubles, error } = await list(macho, bytes);
  return [...troubles.map(({ name = '', trouble }) => `${name}:${trouble.message}`), ...(error ? [error.message] : [])];
};

describe.each(CLASSES)('$wordBytes bytes a word, little endian: $littleEndian', (kind) => {
  test('packed sections are entries, and the file is scanned as is', async () => {
    const bytes = buildMacho(kind, sections);
    expect(texts(await list(macho, bytes))).toEqual([
      ['__zdebug_info', 'information'],
      ['__zdebug_line', 'lines'],
    ]);
    const seen = await observe(bytes);
    expect(seen.leaves.at(-1)).toMatchObject({ path: 'artifact', bytes });
    expect([seen.gaps, seen.formats]).toEqual([[], { macho: 1 }]);
    // What is found in there by its magic number is the same once more.
    for await (const item of macho.entries(new MemorySource(bytes), new Budget(AMPLE)))
      if (!('trouble' in item)) {
        await drain(item.open());
        const [{ start, end }] = item.taken!() as [{ start: number; end: number }];
        expect(inflateSync(bytes.subarray(start, end)).length).toBeGreaterThan(0);
        expect(bytes.toString('latin1', start - 12, start - 8)).toBe('ZLIB');
      }
  });

  test.each([1, 2, 6, 10])('a plain one of file type %i is opened by nothing', async (fileType) => {
    const seen = await observe(buildMacho(kind, [{ name: '__debug_info', bytes: 'plain' }], { fileType }));
    expect([seen.gaps, seen.formats, seen.leaves.length]).toEqual([[], {}, 1]);
  });

  test('one that has lost its name is known by its head', async () => {
    const bytes = buildMacho(kind, [{ ...sections[1]!, name: '__lost' }]);
    expect(texts(await list(macho, bytes))).toEqual([['__lost', 'information']]);
  });

  test('a core dump is left to its view', () => {
    expect(macho.sniff(buildMacho(kind, sections, { fileType: 4 }))).toBe(false);
  });
});

describe.each([false, true])('universal, 64-bit offsets: %s', (wide) => {
  test('packed sections of each slice, once; the slices are scanned as is', async () => {
    const slices = [
      { cpu: 0x0100_0007, bytes: thin },
      { cpu: 0x0100_000c, bytes: thin },
      { cpu: 0x0100_000c, subtype: 0x8000_0002, bytes: thin },
      { cpu: 99, bytes: buildMacho(CLASSES[3]!, sections) },
    ];
    const bytes = buildFat(slices, { wide });
    expect((await list(macho, bytes)).entries.map(({ name }) => name)).toEqual(
      ['x86_64', 'arm64', 'arm64e', 'cpu 99'].flatMap((cpu) => [`${cpu}/__zdebug_info`, `${cpu}/__zdebug_line`]),
    );
    expect(await messages(bytes)).toEqual([]);
  });

  test('slices without packed sections, static libraries among them, are opened by nothing', async () => {
    const library = Buffer.from('!<arch>\n and no member, but enough bytes for a header');
    const core = buildMacho(X64, sections, { fileType: 4 });
    const plain = buildMacho(X64, [{ name: '__cstring', bytes: 'ZLIB_VERSION is plain text' }]);
    const slices = [plain, library, core].map((bytes) => ({ cpu: 7, bytes }));
    const seen = await observe(buildFat(slices, { wide }));
    expect([seen.gaps, seen.formats, seen.leaves.length]).toEqual([[], {}, 1]);
  });

  test('a slice behind the file is told', async () => {
    const bytes = buildFat([{ cpu: 7, bytes: Buffer.alloc(28), size: 1e6 }], { wide });
    expect(await messages(bytes)).toEqual([expect.stringMatching(/^i386\/:expected a slice up to offset/)]);
  });
});

test.each([
  ['Java 1.1', 'cafebabe0003002d'],
  ['Java 17', 'cafebabe0000003d'],
  ['Java 17 with previews', 'cafebabeffff003d'],
])('a class of %s is no universal file', (_, head) => {
  expect(macho.sniff(Buffer.concat([Buffer.from(head, 'hex'), Buffer.alloc(100, 'j')]))).toBe(false);
});

test('a voice of FreeTTS, whose magic number is the same, is no program', () => {
  const voice = Buffer.concat([
    Buffer.from('feedface0000000100001f400000000ac088ffac41032c71', 'hex'),
    Buffer.alloc(100),
  ]);
  expect(macho.sniff(voice.fill(0xc0, 12, 13))).toBe(false);
});

describe('what does not fit is told', () => {
  const patched = (at: number, value: number): Buffer => {
    const bytes = Buffer.from(thin);
    bytes.writeUInt32LE(value, at);
    return bytes;
  };

  test.each<[string, Buffer, (string | RegExp)[]]>([
    [
      'load commands behind the file',
      patched(20, 0xffff_ffff),
      [/^:expected 4294967295 bytes of Mach-O load commands/],
    ],
    ['a command of no bytes', patched(36, 0), [/^:expected a Mach-O load command at byte 0/]],
    ['a command of 4 GiB', patched(36, 0xffff_ffff), [/^:expected a Mach-O load command at byte 0/]],
    ['fewer sections than there is room for', patched(32 + 24 + 64, 0), [/^:expected 0 sections .* room for 3/]],
    [
      'a packed section whose name has lost its first letters',
      buildMacho(X64, [{ name: '_zdebug_info', bytes: 'none' }]),
      [/^_zdebug_info:.*ZLIB/],
    ],
    [
      'embedded bitcode that has lost its magic number',
      buildMacho(X64, [{ name: '__bitcode', bytes: 'none' }]),
      [/^__bitcode:expected bitcode/],
    ],
    ['more sections than bytes', patched(32 + 24 + 64, 1e9), [/^:expected 1000000000 sections/]],
    [
      'a section that ends behind the file',
      buildMacho(X64, [{ ...sections[1]!, size: 1e6 }]),
      [/^__zdebug_info:expected 1000000 bytes at offset/],
    ],
    ['a name that says packed', buildMacho(X64, [{ name: '__zdebug_info', bytes: 'none' }]), [/^__zdebug_info:.*ZLIB/]],
    [
      'a section without a name',
      buildMacho(X64, [{ name: '', bytes: 'none' }]),
      [/^:expected the name of a Mach-O section/],
    ],
  ])('%s', async (_, bytes, expected) => {
    const told = await messages(bytes);
    expect(told).toEqual(expected.map((pattern) => expect.stringMatching(pattern)));
    expect((await observe(bytes)).leaves.at(-1)).toMatchObject({ path: 'artifact', bytes });
  });
});
