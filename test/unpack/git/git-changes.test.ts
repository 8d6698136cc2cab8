import { describe, expect, test } from 'vitest';
import { buildDelta, buildPack, gitId } from '../../builders/git.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { observe } from '../observe.ts';

type Parts = Parameters<typeof buildDelta>[1];

const MARGIN_BYTES = 16 << 10;
/** Lines of 20 to 60 characters, none as long as the next, all different. */
const prose = Array.from({ length: 6000 }, (_, line) => `line ${line} `.padEnd(20 + ((line * 7) % 41), '-')).join('\n');
const start = prose.indexOf('line 3000 ');

/** What of the version that `parts` make of `base` is searched, and the version. */
async function searched(base: string, parts: Parts): Promise<{ leaf: string; version: string }> {
  const version = parts.map((part) => (typeof part === 'string' ? part : cut(base, part.copy))).join('');
  const pack = buildPack([
    { type: 'blob', data: Buffer.from(base, 'latin1') },
    { base: 0, data: buildDelta(base.length, parts) },
  ]);
  const { leaves, gaps } = await observe(pack);
  expect(gaps).toEqual([]);
  const id = gitId('blob', Buffer.from(version, 'latin1'));
  return { leaf: leaves.find(({ path }) => path.endsWith(id))!.bytes.toString('latin1'), version };
}

const cut = (text: string, [from, size]: readonly [number, number]): string => text.slice(from, from + size);
/** The delta that replaces [from, end) of `base`. */
const replaced = (base: string, from: number, end: number, by: string): Parts => [
  { copy: [0, from] },
  ...(by === '' ? [] : [by]),
  { copy: [end, base.length - end] },
];
const blanked = (text: string): string => text.replaceAll(/[^\n]/g, '.');

describe('of a version of a large text, lines far from each change are blanked', () => {
  test.each([
    ['new', replaced(prose, start, start, 'a new line\n'), start, start + 11],
    ['changed', replaced(prose, start + 5, start + 9, 'three'), start + 5, start + 10],
    ['left out', replaced(prose, start, start + 30_000, ''), start, start],
    ['cut off', [{ copy: [0, start] }] satisfies Parts, start, start],
    ['given twice', [{ copy: [0, start] }, { copy: [start - 4000, prose.length - start + 4000] }], start, start],
  ] as [string, Parts, number, number][])('what is %s', async (_, parts, from, end) => {
    const { leaf, version } = await searched(prose, parts);
    const [first, last] = [from - MARGIN_BYTES, end + MARGIN_BYTES];
    expect(leaf.slice(first, last)).toBe(version.slice(first, last));
    // Three lines at most are not blanked beside that.
    expect(leaf.slice(0, first - 180)).toBe(blanked(version.slice(0, first - 180)));
    expect(leaf.slice(last + 180)).toBe(blanked(version.slice(last + 180)));
    expect(leaf.split('\n').map((line) => line.length)).toEqual(version.split('\n').map((line) => line.length));
  });

  test('whatever the delta is', async () => {
    const random = seededRandom(7);
    let blankedLines = 0;
    const baseLines = new Set(prose.split('\n'));
    for (let round = 0; round < 40; round++) {
      const parts = Array.from({ length: 2 + random.int(3) }, () =>
        random.int(3) === 0
          ? `new ${random.int(1000)}\n`
          : { copy: [random.int(start), 1 + random.int(prose.length - start)] as const },
      );
      const { leaf, version } = await searched(prose, parts);
      const versionLines = version.split('\n');
      expect(leaf.length).toBe(version.length);
      for (const [index, line] of leaf.split('\n').entries())
        if (line !== versionLines[index]) {
          blankedLines++;
          expect(line).toMatch(/^\.+$/);
          expect(baseLines).toContain(versionLines[index]);
        }
    }
    expect(blankedLines).toBeGreaterThan(10_000);
  });

  test('the versions of a version', async () => {
    const [one, two] = [`one\n${prose}`, `one\ntwo\n${prose}`];
    const { leaves } = await observe(
      buildPack([
        { type: 'blob', data: prose },
        { base: 0, data: buildDelta(prose.length, ['one\n', { copy: [0, prose.length] }]) },
        { base: 1, data: buildDelta(one.length, [{ copy: [0, 4] }, 'two\n', { copy: [4, prose.length] }]) },
      ]),
    );
    const texts = leaves.map(({ bytes }) => bytes.toString('latin1'));
    expect(texts[0]).toBe(prose);
    expect(texts[1]!.slice(0, 1000)).toBe(one.slice(0, 1000));
    expect(texts[1]!.slice(-1000)).toBe(blanked(one.slice(-1000)));
    expect(texts[2]!.slice(0, 1000)).toBe(two.slice(0, 1000));
    expect(texts[2]!.slice(-1000)).toBe(blanked(two.slice(-1000)));
  });
});

describe('a version is searched whole', () => {
  const wrapped = Buffer.alloc(150_000, 'a key of many bytes').toString('base64').replaceAll(/.{76}/g, '$&\n');
  test.each<[string, string, (base: string) => Parts]>([
    ['of a small text', prose.slice(0, 60_000), (base) => replaced(base, 100, 100, 'new')],
    ['of bytes', `${prose}\0`, (base) => replaced(base, 100, 100, 'new')],
    ['of a table', `name,city,token\n${prose}`, (base) => replaced(base, 100, 100, 'new')],
    ['of one line', prose.replaceAll('\n', ' '), (base) => replaced(base, 100, 100, 'new')],
    ['with changes all over', prose, (base) => spread(base, 30_000)],
    ['whose bytes are encoded', `data: |\n${wrapped}end`, (base) => replaced(base, 100_000, 100_004, 'bmV3')],
  ])('%s', async (_, base, partsOf) => {
    const { leaf, version } = await searched(base, partsOf(base));
    expect(leaf).toBe(version);
  });

  test('around encoded bytes, their head and their end', async () => {
    const encoded = `${prose}\ndata: |\n${wrapped}end of data\n${prose}`;
    const at = encoded.indexOf('data: |') + 100_000;
    const { leaf, version } = await searched(encoded, replaced(encoded, at, at + 4, 'bmV3'));
    const kept = (text: string): string => text.slice(text.indexOf('data: |'), text.indexOf('end of data') + 12);
    expect(kept(leaf)).toBe(kept(version));
    expect(leaf.slice(0, 1000)).toBe(blanked(version.slice(0, 1000)));
  });

  test('of what a container opens', async () => {
    const document = `{\\rtf1\\ansi ${prose.replaceAll('\n', '\\par\n')}}`;
    const parts = replaced(document, 50_000, 50_004, 'new');
    const pack = buildPack([
      { type: 'blob', data: document },
      { base: 0, data: buildDelta(document.length, parts) },
    ]);
    const { leaves } = await observe(pack);
    const [text, changed] = leaves.filter(({ path }) => path.includes('!/blob')).map(({ bytes }) => bytes.toString());
    expect(text).toContain('line 5999');
    expect(changed).toContain('line 5999');
    expect(changed).not.toBe(text);
  });
});

function spread(base: string, every: number): Parts {
  const parts: Parts[number][] = [];
  for (let at = 0; at < base.length; at += every)
    parts.push({ copy: [at, Math.min(every, base.length - at)] }, 'new\n');
  return parts;
}
