import { describe, expect, test } from 'vitest';
import { upx } from '../../../src/unpack/programs/upx.ts';
import { buildTar } from '../../builders/tar.ts';
import { elfProgram, type PackedSegment, packElf, packHeader, packPe, upxElf } from '../../builders/upx.ts';
import { noise, observe } from '../observe.ts';

const LINUX = packHeader({ format: 22 });

function programWith(header: Uint8Array, at = 0x205): Buffer {
  const bytes = noise(20_000);
  bytes.write('MZ');
  bytes.set(header, at);
  return bytes;
}

test.each<[string, Buffer]>([
  ['ELF', upxElf(noise(5000), LINUX)],
  ['ELF, with bytes behind it', upxElf(noise(5000), LINUX, 'behind')],
  ['ELF, packed with NRV by an old version', upxElf(noise(5000), packHeader({ format: 12, method: 2, version: 11 }))],
  ['PE', programWith(packHeader({ format: 9 }))],
  ['PE with many sections', programWith(packHeader({ format: 36 }), 0x3e0)],
  ['DOS', programWith(packHeader({ format: 3 }))],
])('%s is a gap, and scanned as is', async (_, bytes) => {
  const seen = await observe(buildTar([{ name: 'p', data: bytes }]));
  expect(seen.gaps).toEqual([
    { path: 'artifact!/p', code: 'unsupported', message: expect.stringMatching(/packed by UPX.*upx -d/) },
  ]);
  expect(seen.leaves.find(({ path }) => path === 'artifact!/p')!.bytes.equals(bytes)).toBe(true);
  expect(seen.formats).toEqual({ tar: 1 });
});

describe('no gap', () => {
  test.each<[string, Buffer]>([
    ['a program that speaks of UPX', programWith(Buffer.from('UPX! is a packer'))],
    ['a pack header with a wrong checksum', upxElf(noise(5000), packHeader({ format: 22, checksum: 'wrong' }))],
    ['a method that is none', upxElf(noise(5000), packHeader({ format: 22, method: 77 }))],
    ['a level that is none', upxElf(noise(5000), packHeader({ format: 22, level: 11 }))],
    ['a format that is none', upxElf(noise(5000), packHeader({ format: 0 }))],
    ['a version before 1998', upxElf(noise(5000), packHeader({ format: 22, version: 9 }))],
    ['a pack header that is cut off', upxElf(noise(5000), LINUX).subarray(0, -20)],
  ])('%s', async (_, bytes) => {
    expect(upx.sniff(bytes)).toBe(true);
    const seen = await observe(bytes);
    expect([seen.gaps, seen.formats, seen.leaves.length]).toEqual([[], {}, 1]);
  });

  test('text with a pack header in it', () => {
    expect(upx.sniff(Buffer.concat([Buffer.from('a text '), LINUX, noise(100)]))).toBe(false);
  });
});

const SEGMENTS: readonly PackedSegment[] = [
  { start: 0, content: Buffer.alloc(3000, 'headers') },
  { start: 4096, content: Buffer.concat([Buffer.from('code '), Buffer.alloc(20_000, 'c')]) },
  { start: 40_000, content: Buffer.concat([Buffer.from('constants '), Buffer.alloc(90_000, 'd')]) },
  { start: 140_000, content: Buffer.concat([Buffer.from('variables '), Buffer.alloc(5000, 'e')]), isWritten: true },
];
const BITS = [64, 32] as const;

function built(bits: 32 | 64, options: Parameters<typeof packElf>[2] = {}) {
  const program = elfProgram(SEGMENTS, bits, 'sections and symbols');
  return { program, packed: packElf(program, SEGMENTS, options) };
}

const unpackedOf = ({ leaves }: Awaited<ReturnType<typeof observe>>): Buffer | undefined =>
  leaves.find(({ path }) => path.endsWith('!/unpacked'))?.bytes;

describe('unpacked', () => {
  test.each(BITS)('an ELF of %i bits as it was', async (bits) => {
    const { program, packed } = built(bits);
    const seen = await observe(packed);
    expect(unpackedOf(seen)?.equals(program)).toBe(true);
    expect([seen.gaps, seen.formats]).toEqual([[], { upx: 1 }]);
  });

  test('with so much behind it that the pack header is in neither end', async () => {
    const { program, packed } = built(64, { behind: 'behind '.repeat(20_000) });
    const seen = await observe(packed);
    expect([unpackedOf(seen)?.equals(program), seen.gaps]).toEqual([true, []]);
  });

  test('bytes that are others, though as many, are a gap', async () => {
    const { packed } = built(64);
    packed.write('Constants ', packed.indexOf('onstants ') - 1);
    packed[packed.lastIndexOf('sections and symbols')]! ^= 1;
    const seen = await observe(packed);
    expect(seen.gaps).toMatchObject([{ path: 'artifact!/unpacked', code: 'damaged', message: /checksum/ }]);
  });

  test('without its pack header it is a gap, and read', async () => {
    const { program, packed } = built(64);
    const seen = await observe(packed.subarray(0, packed.length - 20));
    expect(unpackedOf(seen)?.equals(program)).toBe(true);
    expect(seen.gaps).toMatchObject([{ path: 'artifact!/unpacked', code: 'damaged', message: /pack header/ }]);
  });

  test.each(BITS)('what a library of %i bits has packed, at its place', async (bits) => {
    const { program, packed } = built(bits, { isLibrary: true });
    const seen = await observe(packed);
    const expected = Buffer.from(program);
    const [first, , , written] = SEGMENTS;
    expected.fill(0, bits === 64 ? 64 + 4 * 56 : 52 + 4 * 32, first!.content.length);
    expected.fill(0, written!.start, written!.start + written!.content.length);
    expect(unpackedOf(seen)?.equals(expected)).toBe(true);
    expect(seen.gaps).toEqual([]);
  });

  test('two programs, one behind the other, each with its own pack header', async () => {
    const { packed } = built(64);
    expect((await observe(Buffer.concat([packed, built(32).packed]))).gaps).toEqual([]);
  });

  test('a filter that nobody knows is a gap', async () => {
    const { packed } = built(64);
    packed[packed.indexOf('code ') - 5 - 3] = 0xd0;
    packed[packed.indexOf('code ') - 5 - 4] = 0xd0;
    const seen = await observe(packed);
    expect(seen.gaps).toMatchObject([{ path: 'artifact!/unpacked' }]);
  });

  test.each([1, 2, 3, 4, 5])('a program of Windows that holds %i bytes', async (bytes) => {
    const seen = await observe(packPe(Buffer.from('abcde').subarray(0, bytes)));
    expect(unpackedOf(seen)?.toString()).toBe('abcde'.slice(0, bytes));
    expect(seen.gaps).toEqual([]);
  });

  test('a program of Windows whose pack header is damaged is a gap', async () => {
    const packed = packPe(Buffer.from('abcde'));
    packed.write('XPU?', packed.indexOf('UPX!'));
    packed.write('UPX0', 64 + 24);
    expect((await observe(packed)).gaps).toMatchObject([{ path: 'artifact', code: 'unsupported' }]);
  });

  test('a block that is gone is a gap, and the others are read', async () => {
    const seen = await observe(built(64, { lost: 3 }).packed);
    expect(seen.gaps).toMatchObject([{ path: 'artifact!/unpacked', code: 'damaged', message: /blocks that fill/ }]);
    for (const text of ['code ', 'variables ', 'sections and symbols'])
      expect(unpackedOf(seen)?.includes(text)).toBe(true);
  });

  test.each([
    ['of a segment', 'constants ', SEGMENTS[2]!.content.length],
    ['behind the stub', 'symbols ', 'symbols '.length + 5000],
  ])('a block %s that is too large to be held is a gap that says so', async (_, text, contentBytes) => {
    const packed = packElf(elfProgram(SEGMENTS, 64, `symbols ${'z'.repeat(5000)}`), SEGMENTS, {});
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(contentBytes);
    packed.writeUInt32LE(81 << 20, packed.lastIndexOf(bytes, packed.lastIndexOf(text)));
    const seen = await observe(packed);
    expect(seen.gaps).toMatchObject([{ path: 'artifact!/unpacked', code: 'unsupported', message: /80 MiB/ }]);
    expect(unpackedOf(seen)?.includes('code ')).toBe(true);
  });

  test('a block that is damaged is a gap, and the others are read', async () => {
    const { packed } = built(64);
    const at = packed.indexOf('constants ') - 4;
    packed.fill(0xaa, at, at + 4);
    const seen = await observe(packed);
    expect(seen.gaps).toMatchObject([{ path: 'artifact!/unpacked', code: 'damaged' }]);
    for (const text of ['code ', 'variables ']) expect(unpackedOf(seen)?.includes(text)).toBe(true);
  });
});
