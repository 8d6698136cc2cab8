import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { dotnetBundle } from '../../../src/unpack/programs/dotnet-bundle.ts';
import { BUNDLE_SIGNATURE, type BundleFile, buildBundle } from '../../builders/dotnet-bundle.ts';
import { buildElf, ELF_CLASSES } from '../../builders/elf.ts';
import { buildMacho } from '../../builders/macho.ts';
import { buildPe } from '../../builders/pe.ts';
import { AMPLE, list, noise, observe, texts } from '../observe.ts';

const plain = { name: '.data', bytes: 'plain' };
const HOSTS = {
  ELF: buildElf(ELF_CLASSES[0]!, [plain]),
  PE: buildPe([plain]),
  'Mach-O': buildMacho({ wordBytes: 8, littleEndian: true }, [plain]),
};
const host = HOSTS.ELF;
const FILES: readonly BundleFile[] = [
  { name: 'app.dll', data: 'packed assembly', type: 1, packed: true },
  { name: 'stored.dll', data: 'stored assembly', type: 1 },
  { name: 'app.deps.json', data: '{}', type: 3 },
  { name: 'lib/data.zip', data: 'stored file', type: 0 },
  { name: `${'d'.repeat(200)}/app.pdb`, data: 'stored symbols', type: 5 },
];
const told = async (bytes: Uint8Array): Promise<string[]> => {
  const { troubles, error, entries } = await list(dotnetBundle, bytes);
  const ofEntries = entries.flatMap(({ error: failure }) => failure?.message ?? []);
  return [...troubles.map(({ trouble }) => trouble.message), ...ofEntries, ...(error ? [error.message] : [])];
};

test('the signature is the published one', () => {
  expect(BUNDLE_SIGNATURE.toString('hex').slice(0, 16)).toBe('8b1202b96a612038');
});

describe.each(Object.entries(HOSTS))('in %s', (_, program) => {
  test('packed files, and stored ones that may be archives, are entries; the rest is scanned as is', async () => {
    const bytes = buildBundle(program, FILES);
    expect(texts(await list(dotnetBundle, bytes))).toEqual([
      ['app.dll', 'packed assembly'],
      ['lib/data.zip', 'stored file'],
      [`${'d'.repeat(200)}/app.pdb`, 'stored symbols'],
    ]);
    const seen = await observe(bytes);
    expect(seen.leaves.at(-1)).toMatchObject({ path: 'artifact', bytes });
    expect([seen.gaps, seen.formats]).toEqual([[], { 'dotnet-bundle': 1 }]);
  });

  test('a program without a bundle is opened by nothing, and so is an empty host', async () => {
    const empty = Buffer.concat([program, Buffer.alloc(8), BUNDLE_SIGNATURE]);
    for (const bytes of [program, empty]) {
      const seen = await observe(bytes);
      expect([seen.gaps, seen.formats, seen.leaves.length]).toEqual([[], {}, 1]);
    }
  });
});

test.each([1, 2] as const)('a manifest of version %i, which packs nothing', async (version) => {
  const bytes = buildBundle(host, FILES.slice(1), { version });
  expect((await list(dotnetBundle, bytes)).entries.map(({ bytes: data }) => data.toString())).toEqual([
    'stored file',
    'stored symbols',
  ]);
  expect(await told(bytes)).toEqual([]);
});

test('the signature is found wherever it stands, also across the border of two reads', async () => {
  const border = 1 << 20;
  for (const at of [border - 41, border - 40, border - 20, border - 8, border - 1, border, 3 * border + 5]) {
    const program = Buffer.concat([host, Buffer.alloc(at - host.length, 'h')]);
    expect((await list(dotnetBundle, buildBundle(program, FILES))).entries, `${at}`).toHaveLength(3);
  }
});

test('a second signature is tried when the first leads nowhere', async () => {
  const first = Buffer.concat([host, Buffer.alloc(8, 'x'), BUNDLE_SIGNATURE, Buffer.alloc(8), BUNDLE_SIGNATURE]);
  const bytes = buildBundle(first, FILES);
  expect((await list(dotnetBundle, bytes)).entries).toHaveLength(3);
  expect(await told(bytes)).toEqual([]);
});

test('a host without a table of sections, and one whose table does not come last', async () => {
  const bare = buildElf(ELF_CLASSES[1]!, [plain], { sectionTable: 'none' });
  for (const program of [bare, Buffer.concat([host, Buffer.from('a section that was added')])])
    expect((await list(dotnetBundle, buildBundle(program, FILES))).entries).toHaveLength(3);
});

/** Counts what is read; a search of all bytes would use `readInto`. */
class UnsearchedSource extends MemorySource {
  reads = 0;

  override read(offset: number, length: number): Uint8Array {
    this.reads += length;
    return super.read(offset, length);
  }

  override readInto(): void {
    throw new Error('expected no search');
  }
}

test.each(Object.entries({ ELF: HOSTS.ELF, PE: buildPe([plain], { symbols: 'none' }) }))(
  'a plain %s is not searched: it ends where its format ends',
  async (_, program) => {
    const source = new UnsearchedSource(program);
    for await (const _ of dotnetBundle.entries(source, new Budget(AMPLE))) throw new Error('expected no entry');
    expect(source.reads).toBeLessThan(4096);
  },
);

test('a large packed file comes in pieces', async () => {
  const data = Buffer.alloc(30_000_000, 'large');
  const { entries } = await list(dotnetBundle, buildBundle(host, [{ name: 'l', data, type: 1, packed: true }]));
  expect(entries.map(({ bytes }) => bytes.equals(data))).toEqual([true]);
});

test('files that overlap are given until they have all the bytes', async () => {
  const start = host.length + 8 + BUNDLE_SIGNATURE.length;
  const whole = { name: 'whole', data: noise(100_000), type: 0 };
  const lies = Array.from({ length: 20 }, (_, at) => ({
    ...whole,
    name: `${at}`,
    data: '',
    size: 1e5,
    offset: start + at,
  }));
  const bytes = buildBundle(host, [whole, ...lies]);
  expect((await list(dotnetBundle, bytes)).entries.map(({ name }) => name)).toEqual(['whole', '0']);
  expect(await told(bytes)).toEqual([
    'expected files that do not overlap, found 19 after those that have all the bytes of the program',
  ]);
});

describe('what does not fit is told', () => {
  const whole = buildBundle(host, FILES);
  const manifestAt = Number(whole.readBigUInt64LE(host.length));
  const withMajor = Buffer.from(whole);
  withMajor.writeUInt32LE(77, manifestAt);
  const nowhere = Buffer.from(whole);
  nowhere.writeBigUInt64LE(1n << 63n, host.length);
  const one = (file: Partial<BundleFile>): Buffer =>
    buildBundle(host, [{ name: 'f', data: 'data', type: 1, packed: true, ...file }]);
  const flipped = one({ data: 'a text that is long enough' });
  flipped[host.length + 40 + 8] = 0xff;

  test.each<[string, Buffer, RegExp]>([
    [
      'a manifest behind the file',
      nowhere,
      /^expected a .NET bundle manifest at offset \d+, but the file ends before$/,
    ],
    ['an unknown version', withMajor, /^expected a .NET bundle manifest of version 1 to 6 .*, found version 77$/],
    [
      'more files than the manifest has',
      buildBundle(host, FILES, { count: 4e9 }),
      /manifest is cut off, or too large$/,
    ],
    ['a manifest that is cut off', whole.subarray(0, -100), /manifest is cut off, or too large$/],
    ['a size that is too large', one({ size: 1n << 63n }), /^expected \d+ unpacked bytes, found 4$/],
    ['a size that is too small', one({ size: 1 }), /^expected 1 unpacked bytes, found 4$/],
    ['a stored file that ends behind the file', one({ packed: false, size: 1e9 }), /^expected the file before the end/],
    ['a file behind the file', one({ offset: 1n << 62n }), /^expected the file before the end/],
    ['packed bytes that are damaged', flipped, /deflate stream/],
  ])('%s', async (_, bytes, message) => {
    expect(await told(bytes)).toEqual([expect.stringMatching(message)]);
    expect((await observe(bytes)).leaves.at(-1)).toMatchObject({ path: 'artifact', bytes });
  });
});
