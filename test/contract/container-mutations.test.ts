/**
 * Every fixture with something wrong in it ends as read or as a gap, without a crash, and soon: test/mutations/judge.ts says
 * what that means. A few seeds here; `npm run test:mutations` tries 200.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { cutOut, judge } from '../mutations/judge.ts';
import { KNOWN_SILENCES } from '../mutations/known.ts';
import { type Mutant, mutate } from '../mutations/mutate.ts';
import { MutationRunner } from '../mutations/runner.ts';
import { MARKER } from '../recipes/recipe.ts';
import { fixtureRows } from '../support/container-fixtures.ts';
import type { MarkerScan } from '../support/marker-scan.ts';

/** Among the 13 kinds of mutations, these change as the seeds of other fixtures do not. */
const SEEDS_EACH = 2;
const runner = new MutationRunner();
afterAll(() => runner.close());

test.each(fixtureRows.map(({ file }, index) => ({ file, index })))(
  '$file ends as read or as a gap',
  async ({ file, index }) => {
    const seeds = Array.from({ length: SEEDS_EACH }, (_, seed) => 1 + ((index * SEEDS_EACH + seed) % 200));
    const outcomes = await runner.run({ file, seeds });
    const wrong = file in KNOWN_SILENCES ? ['crash', 'hang'] : ['silent', 'crash', 'hang'];
    expect(outcomes.filter(({ ending }) => wrong.includes(ending))).toEqual([]);
    expect(outcomes).toHaveLength(SEEDS_EACH);
  },
);

test('what is known of is there', () => {
  const files = fixtureRows.map(({ file }) => file);
  expect(Object.keys(KNOWN_SILENCES).filter((file) => !files.includes(file))).toEqual([]);
});

describe('the judge', () => {
  const text = (content: string) => Buffer.from(content);
  const scan = (scannedBytes: number, ...places: string[]): MarkerScan => ({
    ...{ places, count: places.length, scannedBytes, gaps: [], entries: 0, formats: {} },
  });
  const packed = { bytes: text(`packed ${'.'.repeat(90)}`), marker: MARKER, wanted: 1 };
  const mutant = { bytes: text(`packet ${'.'.repeat(90)}`), kind: '', cutBytes: 0, changedBytes: 1, firstChange: 5 };
  const gap = { path: '', code: 'damaged', message: '' } as const;
  const before = scan(500, '!/note.txt');

  test.each([
    ['a gap', { ...scan(97), gaps: [gap] }, 'gap'],
    ['the marker, elsewhere', scan(97, '!/nota.txt'), 'found'],
    ['as many bytes', scan(500), 'garbled'],
    ['as many entries, and one byte less for one that was changed', scan(499), 'garbled'],
    ['fewer bytes', scan(498), 'silent'],
  ] as const)('%s', (_, after, ending) => expect(judge(packed, before, mutant, after)).toBe(ending));

  test('a marker that stands there plainly', () => {
    const plain = { ...packed, bytes: text(`${MARKER}!`) };
    const same = { ...mutant, bytes: text(`${MARKER}?`) };
    const without = { ...mutant, bytes: text(MARKER.replace('p', 'q')) };
    expect(judge(plain, scan(28, ''), same, scan(26))).toBe('silent');
    expect(judge(plain, scan(28, ''), without, scan(27))).toBe('hit');
  });

  test('a format that has no check at all', () => {
    expect(judge({ ...packed, unchecked: true }, before, mutant, { ...scan(9), entries: 1 })).toBe('garbled');
    expect(judge({ ...packed, unchecked: true }, before, mutant, scan(9))).toBe('silent');
  });

  test('an archive behind other bytes', () => {
    const behind = scan(500, '!/7z@7!/note.txt');
    expect(judge(packed, behind, mutant, scan(97))).toBe('behind');
    expect(judge(packed, behind, mutant, scan(96))).toBe('silent');
  });

  test('an entry that is missing', () => {
    expect(judge(packed, { ...before, entries: 1 }, mutant, scan(499))).toBe('silent');
  });

  test('a magic number that was torn away from what stood behind it', () => {
    const fixture = { ...packed, bytes: Buffer.from(`MSCF\0\0\0\0${'.'.repeat(90)}`) };
    const swapped = { ...mutant, bytes: Buffer.from(`${'.'.repeat(90)}MSCF\0\0\0\0`) };
    expect(judge(fixture, before, swapped, scan(98))).toBe('unknown');
    expect(judge(fixture, before, { ...swapped, bytes: fixture.bytes }, scan(98))).toBe('silent');
  });

  test('a file that is whole, of frames that are to be skipped', () => {
    const skippable = (hex: string): Mutant => ({ ...mutant, bytes: Buffer.from(hex, 'hex'), cutBytes: 90 });
    expect(judge(packed, before, skippable('5e2a4d1802000000abcd502a4d1800000000'), scan(10))).toBe('whole');
    expect(judge(packed, before, skippable('5e2a4d1802000000abcd502a4d1801000000'), scan(10))).toBe('silent');
    expect(judge(packed, before, skippable('5e2a4d1802000000abcd28'), scan(10))).toBe('silent');
  });

  test('what was cut out of the middle is taken behind the head, and what was cut off at the end is not', () => {
    const whole = Buffer.from('%PDF-1.5, and a good deal of other text');
    const without = (start: number, end: number): Mutant => {
      const bytes = Buffer.concat([whole.subarray(0, start), whole.subarray(end)]);
      return { ...mutant, bytes, cutBytes: end - start, firstChange: start };
    };
    expect(String(cutOut(whole, without(20, 25)))).toBe(`${whole.subarray(0, 16)}${whole.subarray(20, 25)}`);
    expect(String(cutOut(whole, without(3, 5)))).toBe('%PDF-');
    expect(cutOut(whole, without(20, whole.length))).toBeUndefined();
    expect(cutOut(whole, { ...mutant, bytes: whole })).toBeUndefined();
  });

  test('a format that is known no more', () => {
    const gzip = { ...packed, bytes: Buffer.from('1f8b0800000000000003', 'hex') };
    const broken = { ...mutant, bytes: Buffer.from('1f8c0800000000000003', 'hex'), firstChange: 1 };
    expect(judge(gzip, before, broken, scan(10))).toBe('unknown');
    expect(judge(gzip, before, broken, scan(9))).toBe('silent');
    expect(judge(gzip, before, { ...broken, bytes: gzip.bytes }, scan(10))).toBe('silent');
  });
});

test('the same seed makes the same mutant, and no two kinds are alike', () => {
  const bytes = Buffer.from('A text that is long enough to be hurt in many ways. '.repeat(20));
  const mutants = Array.from({ length: 200 }, (_, seed) => mutate(bytes, seed + 1));
  expect(mutants.map(({ bytes: mutant }) => Buffer.from(mutant).toString('hex'))).toEqual(
    mutants.map((_, seed) => Buffer.from(mutate(bytes, seed + 1).bytes).toString('hex')),
  );
  expect(mutants.filter(({ bytes: mutant }) => Buffer.compare(mutant, bytes) === 0).length).toBeLessThan(10);
  expect(new Set(mutants.map(({ kind }) => kind)).size).toBe(13);
});
