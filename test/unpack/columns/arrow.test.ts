import { describe, expect, test } from 'vitest';
import { arrow } from '../../../src/unpack/columns/arrow.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureRows, readFixture } from '../../support/container-fixtures.ts';
import { list, observe } from '../observe.ts';

const fixtures = fixtureRows.filter(({ opens }) => opens[0] === 'arrow');
const fileOf = (variant: string): Buffer =>
  Buffer.from(readFixture(fixtures.find(({ file }) => file.includes(variant))!).bytes);

test.each(fixtures.map((row) => [row.file, row] as const))('%s: values come one a line', async (_, row) => {
  const { entries, troubles, error } = await list(arrow, readFixture(row).bytes);
  expect([troubles, error]).toEqual([[], undefined]);
  const lines = entries.flatMap(({ bytes }) => bytes.toString().split('\n'));
  expect(lines.some((line) => line === MARKER || line.includes(MARKER))).toBe(true);
  expect(lines.filter((line) => line.startsWith('Line ')).length).toBeGreaterThan(20);
});

describe('what is not as it should be', () => {
  test('a file that is cut off is told, and scanned as is', async () => {
    const bytes = fileOf('stream');
    const seen = await observe(bytes.subarray(0, bytes.length >> 1));
    expect(seen.gaps.map(({ code }) => code)).toEqual(['damaged']);
    expect(seen.leaves.some(({ path }) => path === 'artifact')).toBe(true);
  });

  test('offsets that fall, or lead out of the values, end a column', async () => {
    const bytes = fileOf('file');
    const { entries } = await list(arrow, bytes);
    const values = entries[0]!.bytes.toString().split('\n');
    // The third offset: each is as long as the lines before it.
    const third = Buffer.alloc(4);
    third.writeUInt32LE(values[0]!.length + values[1]!.length);
    const at = bytes.indexOf(Buffer.concat([Buffer.alloc(4), offset(values[0]!.length), third]));
    expect(at).toBeGreaterThan(0);
    for (const lie of [0xffff_ffff, 0]) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt32LE(lie, at + 8);
      const listing = await list(arrow, damaged);
      expect(listing.error).toBeUndefined();
      expect(listing.entries[0]!.bytes.toString().startsWith(values[0]!)).toBe(true);
    }
  });

  test('metadata that leads nowhere', async () => {
    const bytes = fileOf('file');
    for (const at of [16, 20, 24, 32]) {
      const lied = Buffer.from(bytes);
      lied.writeUInt32LE(0x7fff_fff0, at);
      const { error } = await list(arrow, lied);
      expect(error).toBeUndefined();
    }
    expect(arrow.sniff(Buffer.alloc(512, 0xff))).toBe(false);
    expect(arrow.sniff(Buffer.alloc(0))).toBe(false);
  });
});

function offset(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
