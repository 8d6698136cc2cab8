import { deflateSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { crc32c } from '../../../src/unpack/checksums/crc32c.ts';
import { wiredTiger } from '../../../src/unpack/databases/wiredtiger.ts';
import { wiredTigerLog } from '../../../src/unpack/databases/wiredtiger-log.ts';
import { list, noise } from '../observe.ts';

/** Of 1,000 bytes, the first 24 of which no block packs. */
const TEXT = Buffer.from('what a document says, '.repeat(50)).subarray(0, 1000);
const [PLAIN, HEADER_BYTES, SKIPPED] = [24, 40, 64];

const u64 = (number: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(number);
  return bytes;
};
const withSize = (packed: Uint8Array) => Buffer.concat([u64(packed.length), packed]);
/** Literals of 60 bytes and less. */
function snappyOf(bytes: Uint8Array): Buffer {
  const parts = [Buffer.of((bytes.length & 0x7f) | 0x80, bytes.length >> 7)];
  for (let at = 0; at < bytes.length; at += 60) {
    const piece = bytes.subarray(at, at + 60);
    parts.push(Buffer.of((piece.length - 1) << 2), Buffer.from(piece));
  }
  return Buffer.concat(parts);
}
/** A literal, and 22 bytes before again and again, as TEXT has them. */
function snappyOfText(bytes: Uint8Array): Buffer {
  const copies = Array.from({ length: Math.ceil((bytes.length - 60) / 64) }, (_, index) => {
    const length = Math.min(64, bytes.length - 60 - 64 * index);
    return Buffer.of(((length - 1) << 2) | 2, 22, 0);
  });
  const head = Buffer.of((bytes.length & 0x7f) | 0x80, bytes.length >> 7, 59 << 2);
  return Buffer.concat([head, bytes.subarray(0, 60), ...copies]);
}
const PACKERS: Readonly<Record<string, (bytes: Uint8Array) => Buffer>> = {
  Snappy: (bytes) => withSize(snappyOf(bytes)),
  Zstandard: (bytes) => withSize(zstdCompressSync(bytes)),
  zlib: (bytes) => deflateSync(bytes),
};

interface Fields {
  readonly type?: number;
  readonly flags?: number;
  readonly bytes?: number;
  readonly unpackedBytes?: number;
  readonly sumFlags?: number;
  readonly sum?: number;
}

/** A block of a table with TEXT. */
function block(packed: Uint8Array, fields: Fields = {}): Buffer {
  const { type = 7, flags = 1, sumFlags = 0 } = fields;
  const bytes = Math.ceil((SKIPPED + packed.length) / 512) * 512;
  const made = Buffer.alloc(bytes);
  made.writeUInt32LE(fields.unpackedBytes ?? HEADER_BYTES + TEXT.length, 16);
  made.set([type, flags], 24);
  made.writeUInt32LE(fields.bytes ?? bytes, 28);
  made[36] = sumFlags;
  made.set(TEXT.subarray(0, PLAIN), HEADER_BYTES);
  made.set(packed, SKIPPED);
  made.writeUInt32LE(fields.sum ?? crc32c(sumFlags === 1 ? made : made.subarray(0, SKIPPED)), 32);
  return made;
}

const DESCRIPTION = Buffer.concat([Buffer.from('41d8010001000000', 'hex'), Buffer.alloc(504)]);
const table = (...blocks: readonly Uint8Array[]) => Buffer.concat([DESCRIPTION, ...blocks]);
const packed = PACKERS.Snappy!(TEXT.subarray(PLAIN));
const short = withSize(snappyOfText(TEXT.subarray(PLAIN)));
const codes = async (bytes: Uint8Array, container = wiredTiger) =>
  (await list(container, bytes)).troubles.map(({ trouble }) => trouble.code);

describe('tables of WiredTiger', () => {
  test.each(Object.keys(PACKERS))('are read where %s packs their pages', async (name) => {
    const one = block(PACKERS[name]!(TEXT.subarray(PLAIN)));
    const all = block(PACKERS[name]!(TEXT.subarray(PLAIN)), { sumFlags: 1 });
    const { entries, troubles } = await list(wiredTiger, table(one, Buffer.alloc(1024), all));
    expect(troubles).toEqual([]);
    expect(entries.map(({ bytes }) => bytes.toString())).toEqual([`${TEXT}\n${TEXT}\n`]);
  });

  test.each<[string, Uint8Array, string[]]>([
    ['a short one is read', block(short), []],
    ['a page that is not packed is no news', block(packed, { flags: 0 }), []],
    ['an encrypted page is told', block(packed, { flags: 9 }), ['encrypted']],
    ['a wrong checksum is told', block(packed, { sum: 1 }), ['damaged']],
    ['a wrong size is told', block(packed, { unpackedBytes: 1041 }), ['damaged']],
    ['a page that has lost its size is told', block(short, { unpackedBytes: 0 }), ['damaged']],
    ['so is one of zlib', block(PACKERS.zlib!(TEXT.subarray(PLAIN)), { unpackedBytes: 64 }), ['damaged']],
    ['and one of Zstandard', block(PACKERS.Zstandard!(TEXT.subarray(PLAIN)), { unpackedBytes: 1 }), ['damaged']],
    ['a page without a size whose bytes are not packed is none', block(noise(600), { unpackedBytes: 0 }), []],
    ['a size of gigabytes is told and not allocated', block(packed, { unpackedBytes: 0xffff_ffff }), ['damaged']],
    ['a block of gigabytes is told', block(packed, { bytes: 0xffff_fe00 }), ['damaged']],
    ['a packer that nobody knows is told', block(Buffer.alloc(600, 0xee)), ['damaged']],
    ['other bytes are none', block(packed, { type: 9 }), []],
  ])('%s', async (_, bytes, expected) => expect(await codes(table(bytes))).toEqual(expected));

  test('a page of which another one took the end is no news, and hides none', async () => {
    const stale = block(packed, { unpackedBytes: 9000, bytes: 4096 }).subarray(0, 1024);
    const { entries, troubles } = await list(wiredTiger, table(stale, block(packed), block(packed)));
    expect(troubles).toEqual([]);
    expect(entries.map(({ bytes }) => bytes.toString())).toEqual([`${TEXT}\n${TEXT}\n`]);
  });

  test('tries in vain have an end', async () => {
    const wrong = block(packed, { unpackedBytes: 60 << 20 });
    const { troubles } = await list(wiredTiger, table(...Array.from({ length: 2000 }, () => wrong)));
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual([expect.stringContaining('unpacked: 2000,')]);
  });

  test('one that is cut says so', async () => {
    const whole = table(block(packed), block(packed));
    expect(await codes(whole.subarray(0, whole.length - 100))).toEqual(['damaged', 'damaged']);
    expect(await codes(whole.subarray(0, whole.length - 1024))).toEqual(['damaged']);
  });

  test('a packed size behind the block is told', async () => {
    expect(await codes(table(block(Buffer.concat([u64(0x7fff_ffff), packed.subarray(8)]))))).toEqual(['damaged']);
  });
});

describe('lists of what a table of WiredTiger has taken', () => {
  const one = block(packed);
  const pair = (...numbers: readonly number[]): Buffer =>
    Buffer.concat(
      numbers.map((number) => {
        if (number < 64) return Buffer.of(0x80 | number);
        const rest = number - (number < 8256 ? 64 : 8256);
        return number < 8256 ? Buffer.of(0xc0 | (rest >> 8), rest & 0xff) : Buffer.of(0xe2, rest >> 8, rest & 0xff);
      }),
    );
  const listing = (...numbers: readonly number[]): Buffer => {
    const bytes = block(packed, { type: 1, flags: 0 });
    pair(71_002, 0, ...numbers, 0, 0, 0, 0).copy(bytes, HEADER_BYTES);
    return bytes;
  };
  const size = one.length;
  const plain = block(TEXT, { flags: 0, sumFlags: 1 });
  const hit = (at: number, byte: number): Buffer => Buffer.from(one).fill(byte, at, at + 1);
  const gone = Buffer.concat([Buffer.alloc(HEADER_BYTES), one.subarray(HEADER_BYTES)]);

  test.each<[string, readonly Buffer[], string[]]>([
    ['that are there', [one, one, listing(512, 2 * size)], []],
    ['that are zeros', [gone, one, listing(512, 2 * size)], ['damaged']],
    ['that are zeros, all of them', [Buffer.alloc(2 * size), listing(512, 2 * size)], ['damaged']],
    ['of which others have taken the place', [gone, one, one, listing(512, size, 512 + size, 512)], []],
    ['and of what is free', [gone, one, listing(512, 2 * size, 0, 1)], []],
    ['that are no longer packed', [hit(25, 0), one, listing(512, 2 * size)], ['damaged']],
    ['that are of no type that is known', [hit(24, 9), one, listing(512, 2 * size)], ['damaged']],
    ['that were hit, and told as pages', [hit(8, 9), one, listing(512, 2 * size)], ['damaged']],
    ['that are not packed', [plain, one, listing(512, 2 * size)], []],
    ['that are none', [gone, one, listing(513, 2 * size)], []],
    ['that lie behind the end', [one, one, listing(8192 * 100, size)], []],
  ])('%s', async (_, blocks, told) => expect(await codes(table(...blocks))).toEqual(told));
});

describe('journals of WiredTiger', () => {
  function record(content: Uint8Array, { flags = 0, bytes = 16 + content.length, unpackedBytes = 0 } = {}): Buffer {
    const made = Buffer.alloc(Math.ceil((16 + content.length) / 128) * 128);
    made.writeUInt32LE(bytes, 0);
    made[8] = flags;
    made.writeUInt32LE(unpackedBytes, 12);
    made.set(content, 16);
    if (bytes <= made.length) made.writeUInt32LE(crc32c(made.subarray(0, bytes)), 4);
    return made;
  }
  const first = record(Buffer.from('6410100003000000', 'hex'));
  const log = (...records: readonly Uint8Array[]) => Buffer.concat([first, ...records, Buffer.alloc(500)]);
  const unpackedBytes = 16 + TEXT.length;

  test.each(Object.keys(PACKERS))('are read where %s packs their records', async (name) => {
    const one = record(PACKERS[name]!(TEXT), { flags: 1, unpackedBytes });
    const { entries, troubles } = await list(wiredTigerLog, log(one, record(Buffer.from('plain')), one));
    expect(troubles).toEqual([]);
    expect(entries.map(({ bytes }) => bytes.toString())).toEqual([`${TEXT}\n${TEXT}\n`]);
  });

  test.each<[string, Uint8Array, string[]]>([
    ['an encrypted record is told', record(packed, { flags: 3, unpackedBytes }), ['encrypted']],
    ['one that cannot be unpacked is told', record(packed, { flags: 1, unpackedBytes: 17 }), ['damaged']],
    ['one of less than nothing is told', record(packed, { flags: 1, unpackedBytes: 3 }), ['damaged']],
    ['one that is shorter than its header is told', record(packed, { bytes: 15 }), ['damaged']],
    ['one behind zeros is told', Buffer.concat([Buffer.alloc(256), record(packed)]), ['damaged']],
    ['bytes behind a length of nothing are told', Buffer.concat([Buffer.alloc(8), packed]), ['damaged']],
    ['a wrong checksum is told', Buffer.concat([record(packed).subarray(0, 100), Buffer.alloc(924, 1)]), ['damaged']],
    ['one that is longer than the file is told', record(packed, { bytes: 0xffff_ffff }), ['damaged']],
  ])('%s', async (_, bytes, expected) => expect(await codes(log(bytes), wiredTigerLog)).toEqual(expected));
});
