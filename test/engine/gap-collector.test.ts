import { describe, expect, test } from 'vitest';
import { GapCollector, gapsOf, MAX_GAPS } from '../../src/engine/gap-collector.ts';
import type { Gap } from '../../src/model/gap.ts';
import { buildZip } from '../builders/zip.ts';
import { scanBytes } from '../support/scan-bytes.ts';
import { seededRandom } from '../support/seeded-random.ts';

const damaged = (path: string, message = 'wrong'): Gap => ({ path, code: 'damaged', message });
const numbered = (index: number): string => `${index}`.padStart(4, '0');

function collected(gaps: readonly Gap[]): GapCollector {
  const collector = new GapCollector();
  for (const gap of gaps) collector.add(gap);
  return collector;
}

const told = (collector: GapCollector): string[] =>
  gapsOf('a.tar', collector.tally()).map(({ path, code, message }) => `${path} ${code} ${message}`);

describe('of each code in an artifact a thousand gaps are listed', () => {
  const flood = Array.from({ length: 5000 }, (_, index) => damaged(`a.tar!/${numbered(index)}`));

  test('those that come first by path, and the others as one of the artifact', () => {
    const encrypted = flood.slice(0, 1500).map((gap): Gap => ({ ...gap, code: 'encrypted' }));
    const lines = told(collected([...flood, ...encrypted]));
    expect(lines.length).toBe(2 * (MAX_GAPS + 1));
    expect(lines).toContain('a.tar!/0999 damaged wrong');
    expect(lines).not.toContain('a.tar!/1000 damaged wrong');
    const rest = 'more gaps of this kind are in this artifact; 1000 are listed, of which the first says: wrong';
    expect(lines.slice(-2)).toEqual([`a.tar damaged 4000 ${rest}`, `a.tar encrypted 500 ${rest}`]);
  });

  test('in whatever order and in however many parts they come, and how often they are told', () => {
    const often = [...flood, ...flood.slice(500, 1500), ...flood.slice(0, 100)];
    const expected = told(collected(often)).toSorted();
    expect(expected).toContainEqual(expect.stringMatching(/^a.tar damaged 4500 more/));
    const random = seededRandom(1);
    const shuffled = often
      .map((gap) => ({ gap, at: random.next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ gap }) => gap);
    expect(told(collected(shuffled)).toSorted()).toEqual(expected);
    const all = new GapCollector();
    for (let start = 0; start < shuffled.length; start += 1700)
      all.merge(collected(shuffled.slice(start, start + 1700)).tally());
    expect(told(all).toSorted()).toEqual(expected);
  });

  test('what is wrong with a container itself among them, at every depth', () => {
    const inside = flood.map(({ path }) => damaged(path.replace('!/', '!/b.zip!/')));
    const lines = told(collected([...inside, damaged('a.tar!/b.zip', 'overlap'), damaged('a.tar', 'cut off')]));
    expect(lines.filter((line) => /overlap|cut off/.test(line)).length).toBe(3);
    expect(lines.at(-1)).toMatch(/4002 more .* the first says: cut off$/);
  });
});

test('an archive of which a thousand files are damaged, and records lie over one another, says both', async () => {
  const files = Array.from({ length: 1100 }, (_, index) => ({
    ...{ name: `${index}`, data: 'some text', method: 0 },
    ...(index > 0 && { central: { crc32: index }, local: { crc32: index } }),
  }));
  const central = { crc32: 0, size: 9, compressedSize: 9, offset: 0 };
  const copy = { packed: Buffer.alloc(0), method: 0, leaveOut: 'local header', central } as const;
  const { gaps } = await scanBytes({ a: buildZip([...files, ...['copy', 'copy'].map((name) => ({ ...copy, name }))]) });
  const own = gaps.filter(({ path }) => path === 'a').map(({ message }) => message);
  expect(own).toEqual([expect.stringMatching(/^\d+ more gaps of this kind/), expect.stringMatching(/repeat|overlap/)]);
});
