import { describe, expect, test } from 'vitest';
import { gitBundle } from '../../../src/unpack/git/git-bundle.ts';
import { gitObject } from '../../../src/unpack/git/git-object.ts';
import { gitPack } from '../../../src/unpack/git/git-pack.ts';
import { buildBundle, buildDelta, buildPack, gitId, looseObject, type PackRecord } from '../../builders/git.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { list, noise, observe, texts } from '../observe.ts';

const base = 'the quick brown fox jumps over the lazy dog, again and again';
const copyAll = { copy: [0, base.length] } as const;
const delta = buildDelta(base.length, [copyAll, ' and again']);
const second = `${base} and again`;
const third = `${second}, thrice`;
const deltaOfSecond = buildDelta(second.length, [{ copy: [0, second.length] }, ', thrice']);
const named = (type: string, text: string, hash?: string): [string, string] => [
  `${type} ${gitId(type, text, hash)}`,
  text,
];

describe('a sound pack gives every object under its type and id', () => {
  test.each<[string, Buffer, [string, string][]]>([
    [
      'every type',
      buildPack([
        { type: 'commit', data: 'tree 0\n\nmessage' },
        { type: 'tag', data: 'object 0' },
        { type: 'blob', data: base },
        { type: 'tree', data: '100644 name\0hash' },
      ]),
      [
        named('commit', 'tree 0\n\nmessage'),
        named('tag', 'object 0'),
        named('blob', base),
        ['[headers]', '\n100644 name\0hash'],
      ],
    ],
    ['an empty blob', buildPack([{ type: 'blob', data: '' }]), [named('blob', '')]],
    ['version 3', buildPack([{ type: 'blob', data: base }], { version: 3 }), [named('blob', base)]],
    ['no object', buildPack([]), []],
    [
      'deltas against earlier records',
      buildPack([
        { type: 'blob', data: base },
        { base: 0, data: delta },
        { base: 1, data: deltaOfSecond },
      ]),
      [named('blob', base), named('blob', second), named('blob', third)],
    ],
    [
      'deltas against ids, before their base comes',
      buildPack([
        { base: gitId('blob', second), data: deltaOfSecond },
        { base: gitId('blob', base), data: delta },
        { type: 'blob', data: base },
      ]),
      [named('blob', base), named('blob', second), named('blob', third)],
    ],
    [
      'an earlier record that waits for its own base',
      buildPack([
        { base: gitId('blob', base), data: delta },
        { base: 0, data: deltaOfSecond },
        { type: 'blob', data: base },
      ]),
      [named('blob', base), named('blob', second), named('blob', third)],
    ],
    [
      'SHA-256',
      buildPack(
        [
          { type: 'blob', data: base },
          { base: gitId('blob', base, 'sha256'), data: delta },
        ],
        { hash: 'sha256' },
      ),
      [named('blob', base, 'sha256'), named('blob', second, 'sha256')],
    ],
    [
      'more records than it says',
      buildPack(
        [
          { type: 'blob', data: base },
          { type: 'tag', data: 'x' },
        ],
        { count: 1 },
      ),
      [named('blob', base), named('tag', 'x')],
    ],
    [
      'bytes behind it',
      buildPack([{ type: 'blob', data: base }], { suffix: 'and something else that lies behind' }),
      [named('blob', base), ['[behind the archive]', 'and something else that lies behind']],
    ],
  ])('%s', async (_, bytes, expected) => {
    const listing = await list(gitPack, bytes);
    expect([listing.error, listing.troubles]).toEqual([undefined, []]);
    expect(texts(listing)).toEqual(expected);
  });

  test('a large delta of a large object, copied in every way', async () => {
    const large = noise(300_000).toString('latin1');
    const parts = [{ copy: [0, 0x10000] as const }, 'x', { copy: [70_000, 200_000] as const }];
    const result = `${large.slice(0, 0x10000)}x${large.slice(70_000, 270_000)}`;
    const record = { type: 'blob', data: Buffer.from(large, 'latin1') } as const;
    const listing = await list(gitPack, buildPack([record, { base: 0, data: buildDelta(300_000, parts) }]));
    expect(texts(listing)[1]?.[1]).toBe(result);
  });

  test('a long chain of deltas', async () => {
    const records: PackRecord[] = [{ type: 'blob', data: base }];
    for (let index = 1; index <= 1000; index++)
      records.push({ base: index - 1, data: buildDelta(base.length, [copyAll]) });
    const { entries, error } = await list(gitPack, buildPack(records));
    expect([entries.length, error]).toEqual([1001, undefined]);
  });
});

describe('a pack with faults', () => {
  const zeros = '0'.repeat(40);
  test('a base that is not here: what the delta adds is given', async () => {
    const listing = await list(
      gitPack,
      buildPack([
        { base: zeros, data: delta },
        { base: 0, data: deltaOfSecond },
      ]),
    );
    expect(listing.troubles).toMatchObject([{ trouble: { code: 'unsupported' } }]);
    expect(listing.entries.map(({ bytes }) => bytes)).toEqual([delta, deltaOfSecond]);
  });

  test.each<[string, Buffer]>([
    ['is of another size', buildDelta(base.length + 1, [copyAll])],
    ['promises more', buildDelta(base.length, [copyAll], base.length + 1)],
    ['promises terabytes', buildDelta(base.length, [copyAll], 2 ** 42)],
    ['copies what is not there', buildDelta(base.length, [{ copy: [1, base.length] }])],
    ['has a reserved instruction', Buffer.concat([buildDelta(base.length, []), Buffer.from([0])])],
    ['ends early', buildDelta(base.length, ['text']).subarray(0, 5)],
    ['is empty', Buffer.alloc(0)],
  ])('a delta that %s', async (_, data) => {
    const listing = await list(
      gitPack,
      buildPack([
        { type: 'blob', data: base },
        { base: 0, data },
      ]),
    );
    expect(listing.troubles).toHaveLength(1);
    expect(listing.entries.map(({ bytes }) => bytes)).toEqual([Buffer.from(base), data]);
  });

  test.each<[string, Partial<PackRecord>]>([
    ['a wrong Adler-32', { sum: 1 }],
    ['a wrong size', { size: 5 }],
    ['a size of terabytes', { size: 2 ** 42 }],
  ])('a record with %s: the others are still found', async (_, lie) => {
    const records: PackRecord[] = [
      { type: 'blob', data: 'first' },
      { type: 'blob', data: base, ...lie },
      { type: 'blob', data: 'last' },
    ];
    const { entries, error, troubles } = await list(gitPack, buildPack(records));
    expect(entries.map(({ bytes }) => bytes.toString())).toEqual(expect.arrayContaining(['first', 'last']));
    expect([error, ...troubles].filter((fault) => fault !== undefined)).toHaveLength(1);
  });

  test('bits that are flipped and ends that are cut off', async () => {
    const whole = buildPack([
      { type: 'blob', data: base },
      { base: 0, data: delta },
      { base: gitId('blob', second), data: deltaOfSecond },
      { type: 'tree', data: '100644 name\0hash' },
      { type: 'commit', data: 'tree 0' },
    ]);
    const random = seededRandom(3);
    for (let round = 0; round < 600; round++) {
      const harmed = Buffer.from(whole);
      for (let flip = 0; flip <= round % 3; flip++) harmed[random.int(harmed.length)]! ^= 1 << random.int(8);
      const cut = harmed.subarray(0, round % 2 === 0 ? harmed.length : random.int(harmed.length));
      const { leaves, gaps } = await observe(cut);
      expect(leaves.length + gaps.length).toBeGreaterThan(0);
      // A trailer that fits no more is of no consequence: each record has a checksum.
      if (!cut.equals(whole) && cut.length < whole.length - 20 && cut.length > 12 && gitPack.sniff(cut))
        expect(gaps.length, `${round}`).toBeGreaterThan(0);
    }
  });
});

describe('loose objects', () => {
  test.each(['blob', 'tree', 'commit', 'tag'])('a %s', async (type) => {
    const listing = await list(gitObject, looseObject(type, base), 7);
    expect([texts(listing), listing.troubles, listing.error]).toEqual([[[type, base]], [], undefined]);
  });

  test('large, and with something behind it', async () => {
    const large = noise(3_000_000);
    const bytes = Buffer.concat([looseObject('blob', large), Buffer.from('behind')]);
    const { entries, troubles } = await list(gitObject, bytes, 100_000);
    expect(entries.map((entry) => entry.name)).toEqual(['blob', '[behind the archive]']);
    expect(entries[0]!.bytes.equals(large)).toBe(true);
    expect(troubles).toEqual([]);
  });

  test('of which the size or the sum is wrong', async () => {
    const wrongSum = looseObject('blob', base);
    wrongSum[wrongSum.length - 1]! ^= 1;
    for (const bytes of [wrongSum, looseObject('blob', base, 3), looseObject('blob', base).subarray(0, -2)]) {
      const { entries, troubles } = await list(gitObject, bytes);
      expect(entries[0]!.bytes.toString()).toBe(base);
      expect(troubles).toMatchObject([{ name: 'blob', trouble: { code: 'damaged' } }]);
    }
  });

  test('other zlib streams are none', () => {
    for (const [type, size] of [
      ['blob', -1],
      ['text', 3],
      ['blob', 1.5],
    ] as const)
      expect(gitObject.sniff(looseObject(type, base, size))).toBe(false);
  });
});

describe('bundles', () => {
  const pack = buildPack([{ type: 'blob', data: base }]);
  test.each([2, 3])('version %i', async (version) => {
    const bytes = buildBundle(['@object-format=sha1', `${'0'.repeat(40)} refs/heads/main`], pack, version);
    const { leaves, gaps, formats } = await observe(bytes);
    expect(formats).toEqual({ 'git-bundle': 1, 'git-pack': 1 });
    expect(gaps).toEqual([]);
    expect(leaves.map(({ path }) => path)).toEqual([
      'artifact!/[before the archive]',
      `artifact!/pack!/blob ${gitId('blob', base)}`,
      'artifact!/pack',
    ]);
  });

  test('with many references, and without a pack', async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `${'0'.repeat(40)} refs/tags/${index}`);
    const bytes = buildBundle(lines, pack);
    const { entries, error } = await list(gitBundle, bytes, 1000);
    expect([entries.length, entries[1]!.bytes.equals(pack), error]).toEqual([2, true, undefined]);
    const cut = await list(gitBundle, bytes.subarray(0, 100_000));
    expect([cut.entries.length, cut.error?.message]).toEqual([1, expect.stringContaining('cut off')]);
  });
});

test('a bundle in which other bytes stand in the place of the pack', async () => {
  const { gaps } = await observe(Buffer.concat([Buffer.from('# v2 git bundle\n\n'), Buffer.alloc(100)]));
  expect(gaps).toEqual([
    {
      path: 'artifact!/pack',
      code: 'damaged',
      message: expect.stringMatching(/^expected a pack after the references/),
    },
  ]);
});
