import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { Xxh32, xxh32 } from '../../../src/unpack/checksums/xxh32.ts';
import { lz4 } from '../../../src/unpack/streams/lz4.ts';
import { type Lz4FrameFields, legacyLz4Frame, lz4Frame, sumOf } from '../../builders/lz4.ts';
import { skippableFrame } from '../../builders/zstd.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { AMPLE, chunked, errorsOf, type Listing, list, noise, texts } from '../observe.ts';

const frame = (text: string, more: Partial<Lz4FrameFields> = {}) => lz4Frame({ blocks: [{ stored: text }], ...more });
const long = 'abcdefg'.repeat(5000);

test('XXH32 of every length, in one piece and in many', () => {
  const bytes = noise(200);
  // Of the description of xxHash: the empty input.
  expect(xxh32(new Uint8Array(0))).toBe(0x02cc5d05);
  for (let length = 0; length <= bytes.length; length++) {
    const expected = sumOf(bytes.subarray(0, length));
    const pieces = new Xxh32();
    for (let at = 0; at < length; at += 7) pieces.update(bytes.subarray(at, Math.min(at + 7, length)));
    expect([xxh32(bytes.subarray(0, length)), pieces.digest()]).toEqual([expected, expected]);
    expect(xxh32(bytes.subarray(0, length), 0x9747b28c)).toBe(sumOf(bytes.subarray(0, length), 0x9747b28cn));
  }
});

describe('a sound file gives its data, and no trouble', () => {
  test.each<[string, Uint8Array, [string, string][]]>([
    ['a stored block', frame('alpha'), [['data', 'alpha']]],
    ['no data', lz4Frame({ blocks: [] }), [['data', '']]],
    [
      'matches, near and far, short and long, that overlap themselves',
      lz4Frame({
        blocks: [
          {
            packed: [
              { literals: 'abcdefg', match: { distance: 7, length: long.length - 7 } },
              { match: { distance: 30_000, length: 14 } },
              { literals: 'z', match: { distance: 1, length: 70 } },
              { literals: 'y'.repeat(300), match: { distance: 3, length: 19 } },
              { match: { distance: 2, length: 4 } },
              { match: { distance: 5, length: 30 } },
              { literals: '.end.' },
            ],
          },
        ],
      }),
      [['data', `${long}${long.slice(5000, 5014)}${'z'.repeat(71)}${'y'.repeat(300 + 19 + 4 + 30)}.end.`]],
    ],
    [
      'linked blocks',
      lz4Frame({
        blocks: [{ stored: 'first block' }, { packed: [{ match: { distance: 11, length: 8 } }, { literals: '!' }] }],
        isLinked: true,
      }),
      [['data', 'first blockfirst bl!']],
    ],
    [
      'a block that is full',
      lz4Frame({
        blocks: [{ packed: [{ literals: 'a', match: { distance: 1, length: 65_530 } }, { literals: 'bcdef' }] }],
      }),
      [['data', `${'a'.repeat(65_531)}bcdef`]],
    ],
    [
      'all checksums and sizes',
      frame('alpha', { hasBlockSums: true, contentSize: 5n, contentSum: sumOf(Buffer.from('alpha')), blockSizeId: 7 }),
      [['data', 'alpha']],
    ],
    ['legacy', legacyLz4Frame([[{ literals: 'al' }], [{ literals: 'pha' }]]), [['data', 'alpha']]],
    [
      'an image of Linux, which ends with its size',
      Buffer.concat([legacyLz4Frame([[{ literals: 'kernel' }]]), Buffer.from([6, 0, 0, 0])]),
      [
        ['data', 'kernel'],
        ['[behind the archive]', '\x06\0\0\0'],
      ],
    ],
    [
      'frames of all kinds are one file',
      Buffer.concat([
        legacyLz4Frame([[{ literals: 'a' }]]),
        legacyLz4Frame([[{ literals: 'b' }]]),
        skippableFrame('skip'),
        frame('c'),
        Buffer.alloc(600),
        frame(''),
        frame('d'),
      ]),
      [
        ['data', 'abcd'],
        ['[headers]', '\nskip'],
      ],
    ],
    ['a thousand frames', Buffer.concat(Array(1000).fill(frame('ab'))), [['data', 'ab'.repeat(1000)]]],
    [
      'junk behind',
      Buffer.concat([frame('a'), Buffer.from('junk')]),
      [
        ['data', 'a'],
        ['[behind the archive]', 'junk'],
      ],
    ],
  ])('%s', async (_, bytes, expected) => {
    for (const chunkBytes of bytes.length < 2000 ? [undefined, 1, 7] : [undefined, 1000]) {
      const listing = await list(lz4, bytes, chunkBytes);
      expect(texts(listing)).toEqual(expected);
      expect([listing.troubles, errorsOf(listing)]).toEqual([[], []]);
    }
  });

  test.each([4, 5, 6, 7])(
    'much data in blocks of size %i, whose matches reach back into other blocks',
    async (blockSizeId) => {
      const data = noise(64 << 10);
      const blocks: Lz4FrameFields['blocks'] = [
        { stored: data },
        ...Array.from({ length: 60 }, (_, index) => ({
          packed: [
            { literals: `${index}`.padStart(8), match: { distance: 65_535, length: 60_000 } },
            { literals: 'eight...' },
          ],
        })),
      ];
      const expected = Buffer.alloc((64 << 10) + 60 * 60_016);
      data.copy(expected);
      for (let index = 0, at = 64 << 10; index < 60; index++, at += 60_016) {
        expected.write(`${index}`.padStart(8), at);
        expected.copyWithin(at + 8, at + 8 - 65_535, at + 8 - 65_535 + 60_000);
        expected.write('eight...', at + 60_008);
      }
      const bytes = lz4Frame({ blocks, blockSizeId, isLinked: true, contentSize: BigInt(expected.length) });
      const listing = await list(lz4, bytes, 100_000);
      expect(listing.entries[0]!.bytes.equals(expected)).toBe(true);
      expect(listing.troubles).toEqual([]);
    },
  );
});

describe('damage is told once, and what can be had is given', () => {
  const bad = [{ literals: 'before', match: { distance: 7, length: 4 } }, { literals: 'behind' }];
  test.each<[string, Uint8Array, string, RegExp]>([
    ['a wrong header checksum', frame('x', { headerSum: 0 }), 'x', /headers with a wrong checksum: 1;/],
    [
      'a wrong block checksum',
      lz4Frame({ blocks: [{ stored: 'x', sum: 1 }, { stored: 'y' }], hasBlockSums: true }),
      'xy',
      /blocks with a wrong checksum: 1 of 2;/,
    ],
    ['a wrong content checksum', frame('x', { contentSum: 1 }), 'x', /does not fit their content: 1;/],
    ['a wrong content size', frame('x', { contentSize: 2n ** 63n }), 'x', /does not fit their content: 1;/],
    [
      'a match that reaches back too far, before a sound block',
      lz4Frame({ blocks: [{ packed: bad }, { stored: '|next' }] }),
      'before|next',
      /cannot be unpacked to their end: 1 of 2;/,
    ],
    [
      'a match into the block before, of independent blocks',
      lz4Frame({ blocks: [{ stored: 'first' }, { packed: [{ literals: 'x', match: { distance: 2, length: 4 } }] }] }),
      'firstx',
      /their end: 1 of 2;/,
    ],
    [
      'a match of distance 0',
      lz4Frame({ blocks: [{ packed: [{ literals: 'x', match: { distance: 0, length: 4 } }, { literals: 'y' }] }] }),
      'x',
      /their end: 1 of 1;/,
    ],
    [
      'literals that go on behind the block',
      lz4Frame({ blocks: [{ packed: Buffer.from('\x80short', 'latin1') }, { stored: '|next' }] }),
      'short|next',
      /their end: 1 of 2;/,
    ],
    [
      'a length that goes on behind the block',
      lz4Frame({ blocks: [{ packed: Buffer.from([0xf0, 255, 255]) }, { stored: '|next' }] }),
      '|next',
      /their end: 1 of 2;/,
    ],
    [
      'a block that holds more than it may',
      lz4Frame({
        blocks: [
          { packed: [{ literals: 'a', match: { distance: 1, length: 70_000 } }, { literals: 'z' }] },
          { stored: '|next' },
        ],
      }),
      `${'a'.repeat(65_536)}|next`,
      /their end: 1 of 2;/,
    ],
  ])('%s', async (_, bytes, text, message) => {
    for (const chunkBytes of [undefined, 3]) {
      const listing = await list(lz4, bytes, chunkBytes);
      expect(texts(listing)[0]).toEqual(['data', text]);
      const refused = message.source.includes('their end') ? ['[between entries]'] : [];
      expect(listing.entries.slice(1).map(({ name }) => name)).toEqual(refused);
      for (const { bytes: raw } of listing.entries.slice(1))
        expect(Buffer.from(bytes).includes(raw.subarray(1))).toBe(true);
      expect(errorsOf(listing)).toEqual([]);
      expect(listing.troubles).toEqual([
        { name: 'data', trouble: { code: 'damaged', message: expect.stringMatching(message) } },
      ]);
    }
  });

  test('behind a size that no block has, nothing tells where the frame goes on', async () => {
    const bytes = lz4Frame({ blocks: [{ stored: 'seen' }, { stored: 'as it lies', size: 0x10001 }] });
    const listing = await list(lz4, bytes);
    expect(listing.entries.map(({ name }) => name)).toEqual(['data', '[behind the archive]']);
    expect(listing.entries[0]!.bytes.toString()).toBe('seen');
    expect(listing.entries[1]!.bytes.includes('as it lies')).toBe(true);
    expect(errorsOf(listing)).toEqual([expect.stringMatching(/at most 65536 bytes, found one of 65537/)]);
    expect(listing.troubles).toEqual([]);
  });

  test('cut at every byte, it gives what came and says so', async () => {
    const first = frame('alpha', { hasBlockSums: true });
    const packed = { packed: [{ literals: 'beta', match: { distance: 4, length: 8 } }, { literals: 'end' }] };
    const bytes = Buffer.concat([first, skippableFrame('skip'), lz4Frame({ blocks: [packed], contentSum: 1 })]);
    const gaps = ({ troubles, ...listing }: Listing) => errorsOf(listing as Listing).length + troubles.length;
    for (let length = 1; length < bytes.length; length++) {
      const listing = await list(lz4, bytes.subarray(0, length));
      // Up to three bytes of a next frame hold nothing.
      const mayBeWhole = [0, first.length, first.length + 12].some((end) => length >= end && length < end + 4);
      expect(gaps(listing), `${length}`).toBe(mayBeWhole ? 0 : 1);
      if (length >= first.length) expect(listing.entries[0]!.bytes.toString()).toContain('alpha');
      if (length >= bytes.length - 9) expect(listing.entries[0]!.bytes.toString()).toContain('betabetabeta');
    }
  });

  test('a legacy frame that is cut off in a block', async () => {
    const { entries } = await list(
      lz4,
      legacyLz4Frame([[{ literals: 'first' }], [{ literals: 'second' }]]).subarray(0, -2),
    );
    expect(entries[0]!.bytes.toString()).toBe('firstseco');
    expect(entries[0]!.error?.message).toMatch(/cut off in a block/);
    expect(entries[1]!.bytes.includes('seco')).toBe(true);
  });

  test.each([
    ['version 2', { version: 2 }],
    ['blocks of no known size', { blockSizeId: 3 }],
  ])('a header of %s: alone it is no archive of ours, behind a frame it is told', async (_, fields) => {
    const other = frame('other', fields);
    const alone = await list(lz4, other);
    expect([alone.entries, alone.error?.message]).toEqual([[], expect.stringMatching(/header of an LZ4 frame/)]);
    const behind = await list(lz4, Buffer.concat([frame('a'), other]));
    expect(behind.entries[0]!.bytes.toString()).toBe('a');
    expect(behind.entries[1]!.bytes.includes('other')).toBe(true);
    expect([behind.troubles, errorsOf(behind)]).toEqual([[], [expect.stringMatching(/header of an LZ4 frame/)]]);
  });

  test.each<[string, Uint8Array]>([
    ['a frame of another version', frame('x', { version: 2 })],
    ['a frame that is cut off', frame('x').subarray(0, 6)],
    ['a skippable frame that is cut off', skippableFrame('half of it', 0, 20)],
  ])('a skippable frame before %s is seen', async (_, bytes) => {
    const listing = await list(lz4, Buffer.concat([skippableFrame('first'), bytes]));
    expect(listing.entries.some(({ name, bytes: kept }) => name === '[headers]' && kept.includes('first'))).toBe(true);
    expect(listing.troubles.length + errorsOf(listing).length).toBe(1);
  });

  test('a dictionary is told', async () => {
    const { troubles } = await list(lz4, frame('x', { dictionaryId: 77 }));
    expect(troubles).toEqual([{ trouble: { code: 'unsupported', message: expect.stringMatching(/dictionary/) } }]);
  });

  test('flipped bits, cuts and doubled runs end as data or as one of our errors', async () => {
    const random = seededRandom(6);
    const sequences = Array.from({ length: 30 }, (_, index) => ({
      literals: noise(index),
      match: { distance: 1 + random.int(Math.max(1, index)), length: 4 + random.int(300) },
    }));
    const blocks = [{ packed: [{ literals: 'start' }] }, { packed: [...sequences, { literals: 'end..' }] }];
    const sound = Buffer.concat([
      skippableFrame('s'),
      lz4Frame({ blocks, isLinked: true, hasBlockSums: true, contentSize: 9n }),
      legacyLz4Frame([[...sequences.slice(1), { literals: 'end..' }]]),
      frame('alpha'),
    ]);
    for (let round = 0; round < 1000; round++) {
      let harmed = Buffer.from(sound);
      for (let flip = 0; flip <= random.int(3); flip++) harmed[random.int(harmed.length)]! ^= 1 << random.int(8);
      const [start, end] = [random.int(sound.length), random.int(sound.length)];
      if (round % 3 === 0) harmed = Buffer.concat([harmed.subarray(0, start), harmed.subarray(end)]);
      const listing = await list(lz4, harmed, round % 2 === 0 ? undefined : 100);
      expect(listing.entries.length + errorsOf(listing).length).toBeGreaterThan(0);
    }
  });
});

test('chunks that were given are not changed any more', async () => {
  const blocks = Array.from({ length: 200 }, (_, index) => ({ stored: noise(60_000, index + 1) }));
  const kept: [Uint8Array, number][] = [];
  for await (const item of lz4.entries(chunked(lz4Frame({ blocks, isLinked: true })), new Budget(AMPLE)))
    if ('open' in item) for await (const chunk of item.open()) kept.push([chunk, xxh32(chunk)]);
  for (const [chunk, sum] of kept) expect([xxh32(chunk), chunk.length <= 1 << 20]).toEqual([sum, true]);
  expect(kept.length).toBeGreaterThan(10);
});

test.each<[string, Uint8Array, boolean]>([
  ['a frame', frame('x'), true],
  ['a legacy frame', legacyLz4Frame([]), true],
  ['a skippable frame before a frame', Buffer.concat([skippableFrame('x'), frame('x')]), true],
  ['a skippable frame of which the end is not seen', skippableFrame('', 0, 5000), false],
  ['a skippable frame before Zstandard', Buffer.concat([skippableFrame('x'), Buffer.from('28b52ffd', 'hex')]), false],
  ['text', Buffer.from('lz4 is fast'), false],
])('sniffing: %s', (_, head, expected) => expect(lz4.sniff(head)).toBe(expected));

test.each<[string, Uint8Array, boolean]>([
  ['a frame', frame('x'), true],
  ['a frame with all fields', frame('x', { contentSize: 1n, contentSum: 1 }), true],
  ['a wrong header checksum', frame('x', { headerSum: 0 }), false],
  ['another version', frame('x', { version: 2 }), false],
  ['a legacy frame', legacyLz4Frame([[{ literals: 'x' }]]), true],
  ['a legacy frame with a match', legacyLz4Frame([[{ literals: 'xy', match: { distance: 2, length: 400 } }]]), true],
  [
    'a legacy frame with a match that reaches back too far',
    legacyLz4Frame([[{ literals: 'xy', match: { distance: 3, length: 4 } }]]),
    false,
  ],
  ['a legacy frame of no known size', Buffer.from('02214c18ffffffff00', 'hex'), false],
])('in the middle of other bytes, %s: %s', (_, bytes, expected) => {
  expect(lz4.sniffEmbedded?.(bytes.subarray(0, 4096))).toBe(expected);
});

test('a legacy frame that is cut off before its first block', async () => {
  const legacy = Buffer.from('02214c18', 'hex');
  for (const left of [1, 2, 3])
    expect(errorsOf(await list(lz4, Buffer.concat([legacy, Buffer.alloc(left, 1)])))).toEqual([
      expect.stringMatching(/cut off before its first block/),
    ]);
});
