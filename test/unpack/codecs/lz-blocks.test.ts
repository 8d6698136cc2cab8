import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32c } from '../../../src/unpack/checksums/crc32c.ts';
import { unpackLzoBlock } from '../../../src/unpack/codecs/lzo-block.ts';
import { unpackSnappyBlock } from '../../../src/unpack/codecs/snappy-block.ts';
import { lzoLiterals, lzoRun, snappyRun } from '../../builders/lz-blocks.ts';
import { noise } from '../observe.ts';

test('CRC-32C is that of RFC 3720, appendix B.4', () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
});

/** What stands behind four literals, and what comes out. Real packers use it all: see test/fixtures. */
const LZO: readonly [string, number[], string][] = [
  ['3 bytes behind a match', [0x4c, 0x00, 0x11, 0, 0], 'abcdabc'],
  ['5 to 8 bytes', [0xec, 0x00, 0x11, 0, 0], 'abcdabcdabcd'],
  ['a length in several bytes', [0x20, 0, 1, 0x0c, 0x00, 0x11, 0, 0], 'abcd'.repeat(74)],
  ['literals behind the match', [0x4e, 0x00, 0x78, 0x79, 0x11, 0, 0], 'abcdabcxy'],
];

describe('LZO1X', () => {
  test.each(LZO)('%s', (_, instruction, expected) => {
    const target = new Uint8Array(400);
    const end = unpackLzoBlock(Buffer.from([21, ...Buffer.from('abcd'), ...instruction]), target);
    expect(Buffer.from(target.subarray(0, Math.max(0, end))).toString()).toBe(expected.slice(0, end));
    expect(end).toBeGreaterThan(4);
  });

  test('literals and runs of every length', () => {
    for (const length of [19, 20, 273, 274, 528, 529, 4096]) {
      const bytes = noise(length);
      const target = new Uint8Array(length + 600);
      expect(unpackLzoBlock(lzoLiterals(bytes), target)).toBe(length);
      expect(Buffer.compare(target.subarray(0, length), bytes)).toBe(0);
      expect(unpackLzoBlock(lzoRun(bytes, 600), target)).toBe(length + 600);
      expect(target.subarray(length).every((byte) => byte === bytes.at(-1))).toBe(true);
    }
  });

  test('what is cut, too long or reaches before the beginning breaks off, with what came before', () => {
    const bytes = noise(100);
    const block = lzoRun(bytes, 50);
    for (let length = 0; length < block.length; length++)
      expect(unpackLzoBlock(block.subarray(0, length), new Uint8Array(150))).toBeLessThan(0);
    expect(~unpackLzoBlock(block, new Uint8Array(120))).toBe(120);
    expect(~unpackLzoBlock(Buffer.from([21, ...Buffer.from('abcd'), 0xec, 0xff, 0x11, 0, 0]), new Uint8Array(50))).toBe(
      4,
    );
  });
});

describe('Snappy', () => {
  test('copies from one, two and four bytes of distance', () => {
    const block = Buffer.from([
      18,
      3 << 2,
      ...Buffer.from('abcd'),
      0x01,
      4,
      (3 << 2) | 2,
      8,
      0,
      (5 << 2) | 3,
      4,
      0,
      0,
      0,
    ]);
    const target = new Uint8Array(18);
    expect(unpackSnappyBlock(block, target)).toBe(18);
    expect(Buffer.from(target).toString()).toBe('abcdabcdabcdabcdab');
  });

  test('what is cut, too long, of another length or reaches before the beginning breaks off', () => {
    const bytes = noise(100);
    const block = snappyRun(bytes);
    expect(unpackSnappyBlock(block, new Uint8Array(100))).toBe(100);
    for (let length = 0; length < block.length; length++)
      expect(unpackSnappyBlock(block.subarray(0, length), new Uint8Array(100))).toBeLessThan(0);
    expect(~unpackSnappyBlock(block, new Uint8Array(60))).toBe(60);
    expect(~unpackSnappyBlock(Buffer.from([8, 3 << 2, ...Buffer.from('abcd'), 0x01, 5]), new Uint8Array(8))).toBe(4);
    expect(~unpackSnappyBlock(Buffer.from([9, 3 << 2, ...Buffer.from('abcd')]), new Uint8Array(8))).toBe(4);
  });
});

test.each([
  ['LZO1X', unpackLzoBlock],
  ['Snappy', unpackSnappyBlock],
])('%s never writes beyond its target, whatever it is given', (_, unpack) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(300), (block, length) => {
      const end = unpack(block, new Uint8Array(length));
      return (end < 0 ? ~end : end) <= length;
    }),
    { numRuns: 2000 },
  );
});
