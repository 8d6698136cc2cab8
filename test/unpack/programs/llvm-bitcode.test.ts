import { describe, expect, test } from 'vitest';
import { MemorySource } from '../../../src/bytes/memory-source.ts';
import { BitReader } from '../../../src/unpack/codecs/bit-reader.ts';
import { llvmBitcode } from '../../../src/unpack/programs/llvm-bitcode.ts';
import { BitWriter } from '../../builders/bitstream.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { zipWith } from '../../support/wrap.ts';
import { list, noise } from '../observe.ts';
import { bitcodeOf } from './bitcode-samples.ts';

const TEXTS = { seven: 'a string of seven bits', six: 'a.name.of.six.bits', plain: 'a string without an abbreviation' };

test('bits of every width at every place, over the edges of what is read ahead', () => {
  const random = seededRandom(11);
  const writer = new BitWriter();
  const numbers: [value: number, width: number][] = [];
  for (let index = 0; index < 3000; index++) {
    const width = random.int(33);
    const value = Number(Buffer.from(random.bytes(4)).readUInt32LE() % 2 ** width);
    numbers.push([value, width]);
    writer.fixed(value, width);
  }
  const bytes = writer.bytes();
  const reader = new BitReader(new MemorySource(bytes), 0, bytes.length);
  for (const [value, width] of numbers) expect(reader.read(width)).toBe(value);
  expect(() => reader.read(32)).toThrow('is cut off');
});

describe('bitcode', () => {
  test('gives strings however wide their characters are, and words of 4 and 8 bytes', async () => {
    const { entries, troubles } = await list(llvmBitcode, bitcodeOf(TEXTS));
    expect(troubles).toEqual([]);
    const lines = entries[0]!.bytes.toString('latin1').split('\n');
    expect(lines.slice(0, 4)).toEqual([...Object.values(TEXTS), 'word'.repeat(8)]);
    expect(lines[4]).toMatch(/^word0\./);
  });

  test('with a damaged block says so, and gives what stands behind the block', async () => {
    // The number of an abbreviation that there is none of.
    const block = new BitWriter().block(8, 2, (module) => module.fixed(7, 3)).bytes();
    const two = Buffer.concat([Buffer.from('4243c0de', 'hex'), block, bitcodeOf(TEXTS).subarray(4)]);
    const { entries, troubles } = await list(llvmBitcode, two);
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual([expect.stringContaining('found number 3')]);
    expect(entries[0]!.bytes.includes(TEXTS.seven)).toBe(true);
  });

  test('that is cut gives what there is, and says so', async () => {
    const bytes = bitcodeOf(TEXTS);
    const { entries, troubles } = await list(llvmBitcode, bytes.subarray(0, bytes.length - 40));
    expect(troubles).toHaveLength(1);
    expect(entries).toHaveLength(1);
  });

  test('in the middle of other bytes is read to its end, and what follows is no damage', async () => {
    const bytes = Buffer.concat([noise(100), bitcodeOf(TEXTS), noise(5000, 2)]);
    const verdict = await scanBytes({ plain: bytes, 'in.zip': await zipWith('a', bytes) });
    expect(verdict.gaps).toEqual([]);
    expect(verdict.stats.formats['llvm-bitcode']).toBe(2);
  });

  test('in the middle of other bytes it may be a piece, which is no damage', async () => {
    const bytes = bitcodeOf(TEXTS);
    const verdict = await scanBytes({ piece: Buffer.concat([noise(100), bytes.subarray(0, -40), noise(5000, 2)]) });
    expect(verdict.gaps).toEqual([]);
    expect(verdict.stats.formats['llvm-bitcode']).toBe(1);
  });

  test('heads in a row, each of which declares blocks that contain all the others, are not read to the end one by one', async () => {
    const bytes = fixtureBytes('llvm-bitcode-thin.o');
    const heads = Buffer.concat(Array<Buffer>(20_000).fill(bytes.subarray(0, 48)));
    const { gaps, stats } = await scanBytes({ heads });
    expect(gaps.map(({ code, message }) => `${code}: ${message}`)).toContainEqual(
      expect.stringMatching(/^budget: .*too much of what begins like LLVM bitcode.*is damaged or empty/),
    );
    expect(stats.formats['llvm-bitcode']).toBeLessThan(1000);
  });

  test('an array of nothing a million times over ends at once', async () => {
    const stream = new BitWriter().block(13, 2, (block) => {
      // An abbreviation: an array whose elements have no bits.
      block.fixed(2, 3).vbr(2, 5).fixed(0, 1).fixed(3, 3).fixed(0, 1).fixed(1, 3).vbr(0, 5);
      for (let index = 0; index < 100; index++) block.fixed(4, 3).vbr(2 ** 31, 6);
    });
    const { entries, troubles } = await list(
      llvmBitcode,
      Buffer.concat([Buffer.from('4243c0de', 'hex'), stream.bytes()]),
    );
    expect([entries[0]!.bytes.length, troubles]).toEqual([0, []]);
  });

  test('a list of many numbers is cut into pieces that are weighed by themselves', async () => {
    const plain = 'x'.repeat(50_000);
    const { entries } = await list(llvmBitcode, bitcodeOf({ ...TEXTS, plain }));
    expect(entries[0]!.bytes.includes(plain)).toBe(true);
  });

  test('what begins with the magic number and no block is none', () => {
    expect(llvmBitcode.sniff(Buffer.from('4243c0de00000000', 'hex'))).toBe(false);
    expect(llvmBitcode.sniff(Buffer.from('4243c0de', 'hex'))).toBe(false);
  });
});
