import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gzip } from '../../../src/unpack/streams/gzip.ts';
import { buildGzip, gzipMember } from '../../builders/gzip.ts';
import { list, noise, texts } from '../observe.ts';

const text = noise(300_000).toString('base64');
const zeros = Buffer.alloc(3 << 20);

function withFlags(member: Buffer, flags: number): Buffer {
  member[3]! |= flags;
  return member;
}

describe('a sound gzip gives its data, and no trouble', () => {
  test.each<[string, Uint8Array, [string, string][]]>([
    ['one member', buildGzip([{ data: 'alpha' }]), [['data', 'alpha']]],
    ['no data', buildGzip([{ data: '' }]), [['data', '']]],
    ['as zlib writes it', gzipSync(text), [['data', text]]],
    ['one large member', buildGzip([{ data: zeros }]), [['data', zeros.toString('latin1')]]],
    [
      'many members are one file',
      buildGzip([{ data: 'al' }, { data: '' }, { data: 'pha' }, { data: text }]),
      [['data', `alpha${text}`]],
    ],
    [
      'a thousand members',
      buildGzip(Array.from({ length: 1000 }, (_, index) => ({ data: `${index},` }))),
      [['data', Array.from({ length: 1000 }, (_, index) => `${index},`).join('')]],
    ],
    [
      'members whose data is large',
      buildGzip([{ data: zeros }, { data: text }, { data: zeros }]),
      [['data', zeros.toString() + text + zeros.toString()]],
    ],
    [
      'a name',
      buildGzip([{ data: 'x', name: 'n.txt' }]),
      [
        ['n.txt', 'x'],
        ['[headers]', '\nn.txt'],
      ],
    ],
    ['an empty name', buildGzip([{ data: 'x', name: '' }]), [['data', 'x']]],
    [
      'a name in Latin-1',
      buildGzip([{ data: 'x', name: Uint8Array.of(0xe9) }]),
      [
        ['é', 'x'],
        ['[headers]', '\n\xe9'],
      ],
    ],
    [
      'every optional field',
      buildGzip([{ data: 'x', name: 'n', comment: 'c', extra: Buffer.from('e'), headerCrc: 'present' }]),
      [
        ['n', 'x'],
        ['[headers]', '\ne\nn\nc'],
      ],
    ],
    [
      'fields of later members',
      buildGzip([{ data: 'x' }, { data: 'y', comment: 'c' }]),
      [
        ['data', 'xy'],
        ['[headers]', '\nc'],
      ],
    ],
    ['zeros behind it', buildGzip([{ data: 'x' }], Buffer.alloc(100_000)), [['data', 'x']]],
    [
      'zeros between members',
      Buffer.concat([gzipMember({ data: 'x' }), Buffer.alloc(512), gzipMember({ data: 'y' })]),
      [['data', 'xy']],
    ],
    [
      'junk behind it',
      buildGzip([{ data: 'x' }], 'junk'),
      [
        ['data', 'x'],
        ['[behind the archive]', 'junk'],
      ],
    ],
    [
      'junk behind zeros',
      buildGzip([{ data: text }], `\0\0\0${text}`),
      [
        ['data', text],
        ['[behind the archive]', text],
      ],
    ],
    [
      'two bytes of a member behind it',
      buildGzip([{ data: 'x' }], Uint8Array.of(0x1f, 0x8b)),
      [
        ['data', 'x'],
        ['[behind the archive]', '\x1f\x8b'],
      ],
    ],
    ['a reserved flag, which some readers pass over', withFlags(gzipMember({ data: 'x' }), 0x20), [['data', 'x']]],
    [
      'every reserved flag, in a later member',
      Buffer.concat([gzipMember({ data: 'x' }), withFlags(gzipMember({ data: 'y' }), 0xe0)]),
      [['data', 'xy']],
    ],
    ['a stored block', gzipSync(text, { level: 0 }), [['data', text]]],
  ])('%s', async (_, bytes, expected) => {
    for (const chunkBytes of bytes.length < 20_000 ? [undefined, 1, 7, 1000] : [undefined, 1000, 65_536]) {
      const listing = await list(gzip, bytes, chunkBytes);
      expect(texts(listing)).toEqual(expected);
      expect(listing.troubles).toEqual([]);
      expect([listing.error, ...listing.entries.map(({ error }) => error)].filter(Boolean)).toEqual([]);
    }
  });
});

describe('damage is told once, and what can be had is given', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['a wrong CRC-32', buildGzip([{ data: 'x' }, { data: 'y', crc32: 1 }]), /1 of 2 gzip members/],
    [
      'a wrong size',
      buildGzip([
        { data: 'x', size: 5 },
        { data: 'y', size: 9 },
      ]),
      /2 of 2 gzip members/,
    ],
  ])('%s', async (_, bytes, message) => {
    const listing = await list(gzip, bytes);
    expect(texts(listing)).toEqual([['data', 'xy']]);
    expect(listing.troubles).toEqual([
      { name: 'data', trouble: { code: 'damaged', message: expect.stringMatching(message) } },
    ]);
  });

  test.each([10, 1000, 100_000])(
    'a member that is cut off %i bytes before its end gives what came',
    async (missing) => {
      const bytes = gzipSync(text);
      for (const chunkBytes of [undefined, 1000]) {
        const { entries, error } = await list(gzip, bytes.subarray(0, bytes.length - missing), chunkBytes);
        expect(error).toBeUndefined();
        expect(entries).toHaveLength(1);
        expect(entries[0]!.error?.message).toMatch(/cut off/);
        expect(text.startsWith(entries[0]!.bytes.toString())).toBe(true);
        // Two bits in eight of base64 are air: 0.76 packed bytes make one of text.
        expect(entries[0]!.bytes.length).toBeGreaterThan(text.length - missing / 0.7 - 100);
      }
    },
  );

  test('a member that is cut off in its trailer gives all of its data', async () => {
    const { entries } = await list(gzip, gzipSync(text).subarray(0, -3));
    expect(entries[0]!.bytes.toString()).toBe(text);
    expect(entries[0]!.error?.message).toMatch(/last 8 bytes/);
  });

  test.each([1, 2000, 300_000])(
    'a member that is damaged behind %i bytes of data gives all of them',
    async (length) => {
      // A block of type 3, which RFC 1951 section 3.2.3 reserves, behind a flush.
      const sound = deflateRawSync(text.slice(0, length), { finishFlush: constants.Z_FULL_FLUSH });
      const packed = Buffer.concat([sound, Buffer.alloc(1000, 0xff)]);
      for (const chunkBytes of [undefined, 1000]) {
        const { entries, error, troubles } = await list(gzip, buildGzip([{ data: '', packed }]), chunkBytes);
        expect(error).toBeUndefined();
        expect(troubles).toEqual([]);
        expect(entries[0]!.error?.message).toBe(`the deflate stream is damaged at or before its byte ${sound.length}`);
        expect(entries[0]!.bytes.equals(Buffer.from(text.slice(0, length)))).toBe(true);
      }
    },
  );

  test('a member that is damaged in a later piece gives all that came before, to the byte', async () => {
    const data = noise(500_000);
    const sound = deflateRawSync(data, { finishFlush: constants.Z_FULL_FLUSH });
    for (const badBytes of [1, 40_000]) {
      const packed = Buffer.concat([sound, Buffer.alloc(badBytes, 0xff)]);
      const { entries } = await list(gzip, buildGzip([{ data: '', packed }]), 64 << 10);
      expect(entries[0]!.error?.message).toBe(`the deflate stream is damaged at or before its byte ${sound.length}`);
      expect(entries[0]!.bytes.equals(data)).toBe(true);
    }
  });

  test('a member that is damaged far behind its beginning gives nearly all that came before', async () => {
    const large = noise(3 << 20);
    const sound = deflateRawSync(large, { finishFlush: constants.Z_FULL_FLUSH });
    const packed = Buffer.concat([sound, Buffer.alloc(1000, 0xff)]);
    const { entries } = await list(gzip, buildGzip([{ data: '', packed }]), 1 << 20);
    expect(entries[0]!.error?.message).toMatch(/damaged/);
    expect(entries[0]!.bytes.length).toBeGreaterThan(large.length - (64 << 10));
    expect(large.subarray(0, entries[0]!.bytes.length).equals(entries[0]!.bytes)).toBe(true);
  });

  test('later members are not hidden by an early one that is empty', async () => {
    const { entries } = await list(gzip, buildGzip([{ data: '' }, { data: 'seen' }]));
    expect(entries[0]!.bytes.toString()).toBe('seen');
  });

  test('a header with a name that never ends', async () => {
    const header = gzipMember({ data: '', name: 'n' }).subarray(0, 11);
    expect((await list(gzip, header)).error?.message).toMatch(/cut off in its file name/);
    const endless = Buffer.concat([header, Buffer.alloc(2 << 20, 'n')]);
    expect((await list(gzip, endless)).error?.message).toMatch(/at most 1048576 bytes/);
  });

  test('more header fields than anyone needs', async () => {
    const members = Array.from({ length: 80 }, () => ({ data: 'x', extra: noise(65_535) }));
    const { entries } = await list(gzip, buildGzip(members));
    expect(entries[0]!.error?.message).toMatch(/at most 4194304 bytes/);
    expect(entries.map(({ name }) => name)).toEqual(['data', '[headers]']);
  });
});

test.each<[string, Uint8Array, boolean]>([
  ['a member', gzipMember({ data: 'x' }), true],
  ['too short to hold anything', gzipMember({ data: 'x' }).subarray(0, 9), false],
  ['reserved flags', Buffer.from([0x1f, 0x8b, 8, 0x20, 0, 0, 0, 0, 0, 3]), true],
  ['another method', Buffer.from([0x1f, 0x8b, 7, 0, 0, 0, 0, 0, 0, 3]), false],
  ['text', Buffer.from('gzip is a format'), false],
])('sniffing: %s', (_, head, expected) => expect(gzip.sniff(head)).toBe(expected));
