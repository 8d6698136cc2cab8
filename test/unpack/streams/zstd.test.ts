import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { Budget } from '../../../src/bytes/budget.ts';
import { nativeZstd } from '../../../src/unpack/codecs/zstd-native.ts';
import { wasmZstd } from '../../../src/unpack/codecs/zstd-wasm.ts';
import type { StreamContainer } from '../../../src/unpack/container/container.ts';
import { zstd, zstdEntries } from '../../../src/unpack/streams/zstd.ts';
import { rawBlocks, skippableFrame, windowDescriptor, type ZstdFrame, zstdFrame } from '../../builders/zstd.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { AMPLE, chunked, errorsOf, list, noise, texts } from '../observe.ts';

/** What `zstd -19` 1.5.7 makes of `lines`: one compressed block, a content size, a checksum. */
const packedLines = Buffer.from(
  [
    'KLUv/WSNBbUJAMaUKxDQVw5UoAuOkUkmmWQKLFGMKQAlACQApyKPN0MVaVFmC5JKvqIYT7mUn9TF7OLn1HrEpfBcB4jA4BCIgMBAKARVMx+V',
    'LCNVjoyjSUxUVU+3OfS6wvEY7Ut6Em3O3orEWLOFnEoC60SthC7E8mbWICHre+NFPsn3dFoLKR8bVPNJcctU9SMj0STsgMlWj6G5PGN/oXKzY6',
    'z5WwqLJ1heYmUEYo7YquhCL9PMahLhVIDuqDBi2zfAF1oDEIAyeZda6cT6EnRmwGxYOHQieAm6KrC2RRKvkPek/4kYFOTLmv6fiEEDSZ3ke35f',
    'UE2YSeok3y+r0eUZV8OEcHl/YgPxJ19qAx+Jl7/UnWEqeRjNWEwW7bgZQAfLg2g6DUsgTHMx3vP7Qokqo2ysTSnZembD3IjnnQIEYCAy',
  ].join(''),
  'base64',
);
const lines = Array.from({ length: 120 }, (_, index) => `line ${index} of ${(index * 7919) % 101}\n`).join('');

const frame = (text: string, more: Partial<ZstdFrame> = {}) => zstdFrame({ blocks: rawBlocks(text), ...more });
const wasm = wasmZstd();
const wasmContainer: StreamContainer = {
  ...zstd,
  entries: (chunks, budget) => zstdEntries(chunks, budget, wasm),
};

/** Node before 22.15 has none of its own; there `zstd` uses the other one too. */
const decoders: readonly [string, StreamContainer][] = [
  [nativeZstd === undefined ? 'the one of this Node: none' : 'the one of this Node', zstd],
  ['WebAssembly', wasmContainer],
];

describe.each(decoders)('decoder: %s', (_, container) => {
  test.each<[string, Uint8Array, [string, string][]]>([
    ['raw blocks', frame('alpha'), [['data', 'alpha']]],
    ['no data', frame(''), [['data', '']]],
    ['a repeated byte', zstdFrame({ blocks: [{ repeat: 0x61, count: 70_000 }] }), [['data', 'a'.repeat(70_000)]]],
    ['a compressed block, with a true checksum', packedLines, [['data', lines]]],
    ['a thousand frames are one file', Buffer.concat(Array(1000).fill(frame('ab'))), [['data', 'ab'.repeat(1000)]]],
    [
      'frames of all kinds',
      Buffer.concat([packedLines, frame(''), frame('x'), packedLines]),
      [['data', `${lines}x${lines}`]],
    ],
    ['a content size', frame('alpha', { contentSize: 5n }), [['data', 'alpha']]],
    ['a content size of 0', frame('', { contentSize: 0n, isSingleSegment: true }), [['data', '']]],
    ['a single segment', frame('alpha', { contentSize: 5n, isSingleSegment: true }), [['data', 'alpha']]],
    ['a dictionary id that says that none is needed', frame('alpha', { dictionaryId: 0 }), [['data', 'alpha']]],
    ['the smallest window', frame('alpha', { window: 0 }), [['data', 'alpha']]],
    ['a window of 2 GiB and little in it', frame('alpha', { window: windowDescriptor(21) }), [['data', 'alpha']]],
    [
      'zeros between frames',
      Buffer.concat([frame('a'), Buffer.alloc(10_000), frame('b'), Buffer.alloc(10)]),
      [['data', 'ab']],
    ],
    [
      'skippable frames',
      Buffer.concat([skippableFrame('one'), frame('a'), skippableFrame(''), skippableFrame('two', 9), frame('b')]),
      [
        ['data', 'ab'],
        ['[headers]', '\none\ntwo'],
      ],
    ],
    ['a skippable frame alone', skippableFrame('only'), [['[headers]', '\nonly']]],
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
      const listing = await list(container, bytes, chunkBytes);
      expect(texts(listing)).toEqual(expected);
      expect([listing.troubles, errorsOf(listing)]).toEqual([[], []]);
    }
  });

  test('many blocks and much data', async () => {
    const data = noise(3_000_000);
    const bytes = zstdFrame({ blocks: [...rawBlocks(data.subarray(0, 50_000), 1), ...rawBlocks(data)] });
    const { entries } = await list(container, bytes, 100_000);
    expect(entries[0]!.bytes.equals(Buffer.concat([data.subarray(0, 50_000), data]))).toBe(true);
    expect(Math.max(...(await chunkSizes(container, bytes)))).toBeLessThanOrEqual(1 << 20);
  });

  test('large skippable frames', async () => {
    const content = noise(9_000_000);
    const bytes = Buffer.concat([frame('a'), skippableFrame(content), skippableFrame('end'), frame('b')]);
    const { entries } = await list(container, bytes, 1 << 20);
    expect(entries.map(({ name }) => name)).toEqual(['data', '[headers]']);
    expect(entries[0]!.bytes.toString()).toBe('ab');
    expect(entries[1]!.bytes.equals(Buffer.concat([Buffer.from('\n'), content, Buffer.from('\nend')]))).toBe(true);
  });

  test.each<[string, Uint8Array, string]>([
    ['a wrong checksum', frame('x', { checksum: Buffer.from('none') }), 'x'],
    ['a wrong checksum behind a compressed block', withLast(packedLines), lines],
    ['a size that is too large', frame('alpha', { contentSize: 6n }), 'alpha'],
    ['a size that is too small', frame('alpha', { contentSize: 4n }), 'alpha'],
    ['a size of 2^64 - 1', frame('alpha', { contentSize: 2n ** 64n - 1n, isSingleSegment: true }), 'alpha'],
    [
      'a size of a single segment that is too small',
      frame('b'.repeat(5000), { contentSize: 4n, isSingleSegment: true }),
      'b'.repeat(5000),
    ],
  ])('%s is told, and the data is given, with the frames behind it', async (_, bytes, text) => {
    const listing = await list(container, Buffer.concat([bytes, frame('|sound|'), bytes]), 3);
    expect(texts(listing)).toEqual([['data', `${text}|sound|${text}`]]);
    expect(errorsOf(listing)).toEqual([]);
    const message = expect.stringContaining('size of 2 of 3 Zstandard frames');
    expect(listing.troubles).toEqual([{ name: 'data', trouble: { code: 'damaged', message } }]);
  });

  test('a frame with a damaged block gives what came before, then its bytes, then the frames behind it', async () => {
    const bad = zstdFrame({
      blocks: [
        ...rawBlocks('before the damage '.repeat(20), 50),
        { type: 2, size: 30, body: Buffer.alloc(30, 0xff) },
        { raw: 'rest' },
      ],
    });
    for (const chunkBytes of [undefined, 5]) {
      const listing = await list(container, Buffer.concat([frame('first '), bad, frame('last')]), chunkBytes);
      expect(listing.entries.map(({ name }) => name)).toEqual(['data', '[between entries]', 'data']);
      expect(listing.entries[0]!.bytes.toString()).toBe(`first ${'before the damage '.repeat(20)}`);
      expect(listing.entries[1]!.bytes.includes('rest')).toBe(true);
      expect(listing.entries[2]!.bytes.toString()).toBe('last');
      expect(errorsOf(listing)).toEqual([expect.stringMatching(/frame is damaged at or before its byte \d+/)]);
      expect(listing.troubles).toEqual([]);
    }
  });

  test('a reader that stops early misses nothing of what comes later', async () => {
    const large = frame('x'.repeat(300_000));
    const bytes = [frame('a'), large, frame('b'), frame('c', { dictionaryId: 1 }), frame('d'), Buffer.from('junk')];
    const seen: string[] = [];
    for await (const item of container.entries(chunked(Buffer.concat(bytes), 70_000), new Budget(AMPLE))) {
      if ('trouble' in item) continue;
      for await (const chunk of item.open()) {
        seen.push(`${item.name} ${chunk.length}`);
        break;
      }
    }
    expect(seen).toEqual(['data 1', '[between entries] 10', 'data 1', '[behind the archive] 4']);
  });

  test('far behind its beginning, damage takes at most a mebibyte with it', async () => {
    const data = noise(3 << 20);
    const bad = zstdFrame({ blocks: [...rawBlocks(data), { type: 2, size: 9, body: Buffer.alloc(9, 0xff) }] });
    const { entries } = await list(container, bad, 1 << 20);
    expect(entries[0]!.error?.message).toMatch(/damaged/);
    expect(data.subarray(0, entries[0]!.bytes.length).equals(entries[0]!.bytes)).toBe(true);
    expect(entries[0]!.bytes.length).toBeGreaterThan(data.length - (1 << 20) - 1);
  });

  test.each([
    ['of the reserved type', { type: 3, size: 4 }],
    ['that is too large', { type: 0, size: 200_000 }],
  ])('behind a block %s nothing tells where the frame ends', async (_, block) => {
    const bytes = Buffer.concat([
      zstdFrame({ blocks: [...rawBlocks('sound'), block, { raw: '' }] }),
      frame('unseen'),
      frame('x'),
    ]);
    for (const chunkBytes of [undefined, 1, 5]) {
      const listing = await list(container, bytes, chunkBytes);
      expect(listing.entries.map(({ name }) => name)).toEqual(['data', '[behind the archive]']);
      expect(listing.entries[0]!.bytes.toString()).toBe('sound');
      expect(listing.entries[1]!.bytes.includes('unseen')).toBe(true);
      expect(errorsOf(listing)).toHaveLength(1);
    }
  });

  test('cut at every byte, it gives what came and says so', async () => {
    const bytes = Buffer.concat([frame('alpha', { contentSize: 5n }), skippableFrame('skip'), packedLines]);
    const first = frame('alpha', { contentSize: 5n }).length;
    for (let length = 1; length < bytes.length; length++) {
      const listing = await list(container, bytes.subarray(0, length));
      // Up to three bytes of a frame that is to be skipped hold nothing.
      const mayBeWhole = (length >= first && length < first + 4) || length === first + 12;
      expect(errorsOf(listing).length + listing.troubles.length, `${length}`).toBe(mayBeWhole ? 0 : 1);
      if (length >= first) expect(listing.entries[0]!.bytes.toString()).toContain('alpha');
    }
  });

  test('a window that is too large is a limit, and what fits is given', async () => {
    const most = (await wasm).maxWindowBytes;
    const limit = container === wasmContainer ? most : (nativeZstd?.maxWindowBytes ?? most);
    const blocks = Array.from({ length: limit / (128 << 10) + 3 }, () => ({ repeat: 0x61, count: 128 << 10 }));
    const bytes = Buffer.concat([zstdFrame({ blocks, window: windowDescriptor(21) }), frame('next')]);
    let total = 0;
    const seen: string[] = [];
    for await (const item of container.entries(chunked(bytes), new Budget(AMPLE))) {
      if ('trouble' in item) continue;
      try {
        for await (const chunk of item.open()) total += chunk.length;
        seen.push(item.name);
      } catch (error) {
        expect(total).toBe(limit);
        expect(String(error)).toMatch(/BudgetError: .* needs a window of 2048 MiB, more than (128|256) MiB/);
        seen.push('budget');
      }
    }
    expect(seen).toEqual(['budget', '[between entries]', 'data']);
  });

  test('flipped bits, cuts and doubled runs end as data or as one of our errors', async () => {
    const random = seededRandom(5);
    const sound = Buffer.concat([
      skippableFrame('s'),
      packedLines,
      frame('alpha'.repeat(50), { contentSize: 250n }),
      packedLines,
    ]);
    for (let round = 0; round < 600; round++) {
      let harmed = Buffer.from(sound);
      for (let flip = 0; flip <= random.int(3); flip++) harmed[random.int(harmed.length)]! ^= 1 << random.int(8);
      const [start, end] = [random.int(sound.length), random.int(sound.length)];
      if (round % 3 === 0) harmed = Buffer.concat([harmed.subarray(0, start), harmed.subarray(end)]);
      const listing = await list(container, harmed, round % 2 === 0 ? undefined : 100);
      expect(listing.entries.length + errorsOf(listing).length).toBeGreaterThan(0);
    }
  });
});

function withLast(bytes: Uint8Array): Buffer {
  const changed = Buffer.from(bytes);
  changed[changed.length - 1]! ^= 1;
  return changed;
}

async function chunkSizes(container: StreamContainer, bytes: Uint8Array): Promise<number[]> {
  const sizes: number[] = [];
  for await (const item of container.entries(chunked(bytes), new Budget(AMPLE)))
    if ('open' in item) for await (const chunk of item.open()) sizes.push(chunk.length);
  return sizes;
}

test('a frame gets no larger a window than its blocks can use, whatever it asks for', async () => {
  const asked: number[] = [];
  const watched = wasm.then((decoder) => ({
    ...decoder,
    openFrame: (windowBytes: number) => {
      asked.push(windowBytes);
      return decoder.openFrame(windowBytes);
    },
  }));
  const container: StreamContainer = { ...zstd, entries: (chunks, budget) => zstdEntries(chunks, budget, watched) };
  const large = frame('content', { window: windowDescriptor(17) });
  expect(texts(await list(container, large))).toEqual([['data', 'content']]);
  expect(errorsOf(await list(container, large.subarray(0, -2)))).toEqual([expect.stringMatching(/cut off/)]);
  expect(new Set(asked)).toEqual(new Set([128 << 10]));
});

test.each(['27b52ffd0458', '22b52ffd0458', 'fd2fb51e0458'])(
  'a version before 0.8 (%s) is not read: alone it is no archive of ours, behind frames it is told',
  async (bytes) => {
    const old = Buffer.from(bytes, 'hex');
    const alone = await list(zstd, old);
    expect([alone.entries, alone.error]).toEqual([[], expect.objectContaining({ code: 'unsupported' })]);
    const behind = await list(zstd, Buffer.concat([frame('a'), old]));
    expect(texts(behind)).toEqual([
      ['data', 'a'],
      ['[behind the archive]', old.toString('latin1')],
    ]);
    expect(behind.troubles).toEqual([
      { trouble: { code: 'unsupported', message: expect.stringMatching(/before 0\.8/) } },
    ]);
  },
);

test('a header of a later version', async () => {
  const later = frame('later', { reservedBit: true });
  expect((await list(zstd, later)).error?.message).toMatch(/unknown version/);
  const { entries, troubles } = await list(zstd, Buffer.concat([frame('a'), later]));
  expect(entries[1]!.bytes.equals(later)).toBe(true);
  expect(troubles).toHaveLength(1);
});

test('a flood of frames that cannot be unpacked is not opened to its end, which is told', async () => {
  const needy = frame('x', { dictionaryId: 1 });
  const { entries, troubles } = await list(zstd, Buffer.concat([...Array(2000).fill(needy), frame('last')]));
  expect(entries).toHaveLength(1001);
  expect(entries.at(-1)!.bytes.includes('last')).toBe(true);
  expect(troubles).toHaveLength(1001);
  expect(troubles.at(-1)!.trouble.message).toMatch(/1000 Zstandard frames cannot be unpacked/);
});

test.each<[string, Uint8Array]>([
  ['an old frame', Buffer.from('27b52ffd0458', 'hex')],
  ['a skippable frame that is cut off', skippableFrame('half of it', 0, 20)],
  ['a header of a later version', frame('later', { reservedBit: true })],
])('a skippable frame before %s is seen', async (_, bytes) => {
  const listing = await list(zstd, Buffer.concat([skippableFrame('first'), bytes]));
  expect(listing.entries.some((entry) => entry.name === '[headers]' && entry.bytes.includes('first'))).toBe(true);
  expect(listing.troubles.length + errorsOf(listing).length).toBe(1);
});

test('a dictionary is told', async () => {
  const { troubles } = await list(zstd, frame('x', { dictionaryId: 77 }));
  expect(troubles).toEqual([{ trouble: { code: 'unsupported', message: expect.stringMatching(/dictionary 77/) } }]);
});

test.each<[string, Uint8Array, boolean]>([
  ['a frame', frame('x'), true],
  ['version 0.5', Buffer.from('25b52ffd', 'hex'), true],
  ['a skippable frame before a frame', Buffer.concat([skippableFrame('x'), frame('x')]), true],
  ['a skippable frame of which the end is not seen', skippableFrame('', 0, 5000), true],
  ['a skippable frame before LZ4', Buffer.concat([skippableFrame('x'), Buffer.from('04224d18', 'hex')]), false],
  ['version 0.1', Buffer.from('1eb52ffd', 'hex'), false],
  ['text', Buffer.from('zstd'), false],
])('sniffing: %s', (_, head, expected) => expect(zstd.sniff(head)).toBe(expected));

test.each<[string, Uint8Array, boolean]>([
  ['a raw block', frame('alpha'), true],
  ['a block of one byte repeated', zstdFrame({ blocks: [{ repeat: 0x61, count: 70_000 }] }), true],
  ['a compressed block', packedLines, true],
  ['no data', frame('', { contentSize: 0n, isSingleSegment: true }), true],
  ['a header that is cut off', packedLines.subarray(0, 7), false],
  ['a dictionary', frame('alpha', { dictionaryId: 1 }), false],
  ['the reserved bit', frame('alpha', { reservedBit: true }), false],
  ['a window of 2^41 bytes', frame('alpha', { window: windowDescriptor(31) }), false],
  ['a content of 2^50 bytes', frame('alpha', { contentSize: 2n ** 50n }), false],
  [
    'a second block of the reserved type',
    zstdFrame({ blocks: [{ raw: 'a' }, { type: 3, size: 1 }, { raw: '' }] }),
    false,
  ],
  [
    'literals that do not fit in their block',
    zstdFrame({ blocks: [{ type: 2, size: 20, body: Buffer.alloc(20, 0xf6) }] }),
    false,
  ],
  ['code of a program', Buffer.from('28b52ffd0f85d40000004889c7e8', 'hex'), false],
])('in the middle of other bytes, %s: %s', (_, bytes, expected) => {
  expect(zstd.sniffEmbedded?.(bytes.subarray(0, 4096))).toBe(expected);
});

test('in the middle of other bytes, what gives nothing gives no entry', async () => {
  const bytes = zstdFrame({ blocks: [{ type: 2, size: 30, body: Buffer.alloc(30, 0xff) }] });
  const { entries, troubles, error } = await list(zstd, bytes);
  expect(entries.map(({ name }) => name)).toEqual(['[between entries]']);
  expect([troubles.length, error]).toEqual([1, undefined]);
});

test.each(['28', '28b52f', '04', '04224d'])(
  'a frame cut off in its magic number behind one that is to be skipped: %s',
  async (hex) => {
    const { troubles } = await list(zstd, Buffer.concat([skippableFrame('skip'), Buffer.from(hex, 'hex')]));
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual([
      expect.stringMatching(/cut off in its magic number/),
    ]);
    const junk = await list(zstd, Buffer.concat([skippableFrame('skip'), Buffer.from('\n')]));
    expect(junk.troubles).toEqual([]);
  },
);

test('who opens the decoder in WebAssembly does not load the HTTP client of Node, and keeps `fetch`', () => {
  const program = `
    import { wasmZstd } from ${JSON.stringify(import.meta.resolve('../../../src/unpack/codecs/zstd-wasm.ts'))};
    await wasmZstd();
    console.log(typeof fetch, process.moduleLoadList.some((name) => name.includes('undici')));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  expect(stdout.trim()).toBe('function false');
});

test('a small frame whose only block is damaged is not unpacked piece by piece', async () => {
  const refusing = Promise.resolve({
    maxWindowBytes: 2 ** 27,
    decodeFrame: () => undefined,
    openFrame: () => {
      throw new Error('opened');
    },
  });
  const damaged = zstdFrame({ blocks: [{ type: 2, size: 40, body: Buffer.alloc(40, 0x51) }] });
  const container: StreamContainer = { ...zstd, entries: (chunks, budget) => zstdEntries(chunks, budget, refusing) };
  const { troubles, error } = await list(container, damaged);
  expect([troubles, error]).toEqual([
    [{ trouble: { code: 'damaged', message: expect.stringMatching(/^the Zstandard frame is damaged/) } }],
    undefined,
  ]);
});
