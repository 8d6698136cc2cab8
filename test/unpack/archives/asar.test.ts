import { describe, expect, test } from 'vitest';
import { asar } from '../../../src/unpack/archives/asar.ts';
import { type AsarFile, buildAsar } from '../../builders/asar.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { list, noise, observe, texts } from '../observe.ts';

describe('a sound archive gives its files under their paths', () => {
  test.each([0, 1, 2, 3])('with a list that has %i more bytes', async (more) => {
    const bytes = buildAsar({
      'package.json': { data: '{}', fields: { integrity: 'x'.repeat(more) } },
      'lib/a/b.js': { data: 'b' },
      'lib/large': { data: noise(600_000) },
      'lib/empty': { data: '' },
      'lib/link': { fields: { link: 'lib/a/b.js' } },
      'lib/native.node': { fields: { unpacked: true, size: 100 } },
    });
    const listing = await list(asar, bytes);
    expect([listing.troubles, listing.error]).toEqual([[], undefined]);
    expect(texts(listing)).toEqual([
      ['package.json', '{}'],
      ['lib/a/b.js', 'b'],
      ['lib/large', noise(600_000).toString('latin1')],
    ]);
  });

  test('content that two files share is given once', async () => {
    const files = { a: { data: 'content' }, b: { fields: { size: 7, offset: '0' } } };
    const listing = await list(asar, buildAsar(files));
    expect(texts(listing)).toEqual([['a', 'content']]);
  });

  test('files that overlap are given until they have all the bytes', async () => {
    const files: Record<string, AsarFile> = { whole: { data: noise(100_000) } };
    for (let at = 1; at <= 100; at++) files[`f${at}`] = { fields: { size: 100_000 - at, offset: String(at) } };
    const { entries, troubles } = await list(asar, buildAsar(files));
    expect(entries.map(({ name }) => name)).toEqual(['whole', 'f1']);
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual([
      'expected files that do not overlap, found 99 after those that have all the bytes; they are scanned as is',
    ]);
  });

  test('and what belongs to no file is scanned as is, and searched for archives', async () => {
    const files = { a: { data: 'a' }, b: { data: 'b' } };
    const { leaves } = await observe(buildAsar(files, { between: 'gap', suffix: 'end' }));
    const between = 'artifact!/[between entries]';
    expect(leaves.map(({ path }) => path)).toEqual(['artifact!/a', 'artifact!/b', between, between, 'artifact']);
    expect(leaves.slice(2, 4).map(({ bytes }) => bytes.toString())).toEqual(['gap', 'gapend']);
    expect(leaves[4]!.bytes.toString()).toMatch(/agapbgapend$/);
  });
});

describe('archives with faults', () => {
  test.each([['{"files":'], ['{""}'], ['{"files":{}}x'], [`{"a":${'['.repeat(100_000)}`]])(
    'a list %s',
    async (text) => {
      const { error } = await list(asar, buildAsar({}, { list: text }));
      expect(error).toMatchObject({ code: 'damaged' });
      expect((await observe(buildAsar({}, { list: text }))).leaves).toHaveLength(1);
    },
  );

  test.each([
    { size: -1, offset: '0' },
    { size: 1.5, offset: '0' },
    { size: '1', offset: '0' },
    { size: 1, offset: 0 },
    { size: 1, offset: '-1' },
    { size: 1e300, offset: '0' },
    { files: null },
    {},
  ])('a file with %j', async (fields) => {
    const { troubles, entries } = await list(asar, buildAsar({ a: { fields }, b: { data: 'b' } }));
    expect(troubles).toMatchObject([{ name: 'a', trouble: { code: 'damaged' } }]);
    expect(entries[0]?.bytes.toString()).toBe('b');
  });

  test('a file beyond the end', async () => {
    const files = {
      a: { data: 'a' },
      b: { fields: { size: 100, offset: '0' } },
      c: { fields: { size: 1, offset: '999' } },
    };
    const { troubles, entries } = await list(asar, buildAsar(files));
    expect(troubles.map(({ name }) => name)).toEqual(['b', 'c']);
    expect(entries).toHaveLength(1);
  });

  test('folders without an end', async () => {
    const deep = `${'{"files":{"x":'.repeat(100_000)}{}${'}}'.repeat(100_000)}`;
    const { troubles } = await list(asar, buildAsar({}, { list: deep }));
    expect(troubles).toHaveLength(1);
  });

  test('bits that are flipped and ends that are cut off', async () => {
    const whole = buildAsar({ 'a/b': { data: 'content of b' }, c: { data: 'content of c' } });
    const random = seededRandom(17);
    for (let round = 0; round < 500; round++) {
      const harmed = Buffer.from(whole);
      for (let flip = 0; flip <= round % 3; flip++) harmed[random.int(harmed.length)]! ^= 1 << random.int(8);
      const cut = harmed.subarray(0, round % 3 === 0 ? random.int(whole.length) : whole.length);
      const { leaves } = await observe(cut);
      expect(leaves.length).toBeGreaterThan(0);
      for (const mark of ['content of b', 'content of c'])
        if (cut.includes(mark)) expect(leaves.some(({ bytes }) => bytes.includes(mark))).toBe(true);
    }
  });
});
