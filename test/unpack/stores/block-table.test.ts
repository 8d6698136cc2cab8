import { deflateRawSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { lowerXxh3 } from '../../../src/unpack/checksums/xxh3.ts';
import { lowerXxh64 } from '../../../src/unpack/checksums/xxh64.ts';
import { leveldb } from '../../../src/unpack/stores/leveldb.ts';
import { rocksdb } from '../../../src/unpack/stores/rocksdb.ts';
import { type BuiltTable, buildTable, pairs, varint } from '../../builders/block-table.ts';
import { errorsOf, list, noise } from '../observe.ts';

const WORDS = Buffer.from('a value that says the same, the same, the same, the same, the same, the same, the same');
const BLOCK = pairs([['key', WORDS]]);
const STORED = { packed: BLOCK };
const sized = (bytes: Uint8Array, size = BLOCK.length): Buffer => Buffer.concat([Buffer.from(varint(size)), bytes]);
const DEFLATED = { packed: sized(deflateRawSync(BLOCK)), kind: 2 };
/** Literals, and no match. */
const LZ4 = Buffer.from([0xf0, BLOCK.length - 15, ...BLOCK]);
const PLEDGED = { pledgedSrcSize: BLOCK.length };
const SEQUENCE = 'rocksdb.external_sst_file.global_seqno';

async function read(bytes: Uint8Array) {
  const container = [leveldb, rocksdb].find(({ sniffTail }) => sniffTail!(bytes))!;
  const listing = await list(container, bytes);
  const [blocks, ...rest] = listing.entries.map((entry) => entry.bytes.toString('latin1'));
  const told = listing.troubles.map(({ trouble }) => `${trouble.code}: ${trouble.message}`);
  return { count: (blocks ?? '').split(WORDS.toString()).length - 1, rest, told, errors: errorsOf(listing) };
}
const SOUND = { rest: [], told: [], errors: [] };
const wrong = (blocks: number, sums: number, lists?: number): string[] => [
  `damaged: blocks that cannot be unpacked: ${blocks}, which are scanned as is; with a wrong checksum: ${sums}` +
    `${lists === undefined ? '' : `; lists of blocks that break off: ${lists}`}`,
];

describe('a table of blocks', () => {
  test.each<[string, BuiltTable]>([
    ['of LevelDB', { version: 0, data: [STORED, STORED] }],
    [
      'of LevelDB, with Zstandard',
      { version: 0, data: [STORED, { packed: zstdCompressSync(BLOCK, PLEDGED), kind: 2 }] },
    ],
    [
      'of RocksDB before version 1, deflated',
      { version: 0, data: [STORED, { ...DEFLATED, packed: deflateRawSync(BLOCK) }] },
    ],
    ['of RocksDB', { data: [DEFLATED, { packed: sized(LZ4), kind: 4 }] }],
    ['of version 6', { version: 6, data: [DEFLATED, { packed: sized(LZ4), kind: 5 }] }],
    ['with Zstandard', { version: 6, data: [STORED, { packed: sized(zstdCompressSync(BLOCK)), kind: 7 }] }],
    ['without checksums', { data: [DEFLATED, { ...DEFLATED, hasWrongSum: true }], sumKind: 0 }],
    ['with metadata', { data: [DEFLATED], metadata: { 'filter.of.mine': STORED } }],
    ['with flags of RocksDB in its lists', { data: [STORED, STORED], restarts: 0x8000_0000 }],
  ])('%s is opened', async (_, table) => {
    expect(await read(buildTable(table))).toEqual({ count: 2, ...SOUND });
  });

  test('that a database took in keeps the checksum of its properties', async () => {
    const properties = pairs([[SEQUENCE, Buffer.alloc(8)]]);
    const bytes = buildTable({ data: [STORED], metadata: { 'rocksdb.properties': { packed: properties } } });
    bytes[bytes.indexOf(SEQUENCE) + SEQUENCE.length] = 7;
    expect(await read(bytes)).toEqual({ count: 1, ...SOUND });
    bytes[bytes.indexOf(SEQUENCE)] = 7;
    expect((await read(bytes)).told).toEqual(wrong(0, 1));
  });

  test('of nothing is sound', async () => {
    for (const version of [0, 2, 6])
      expect(await read(buildTable({ version, data: [] }))).toEqual({ count: 0, ...SOUND });
  });
});

describe('what is wrong with a table is told:', () => {
  test('a checksum, and the block is read', async () => {
    const data = [STORED, { ...DEFLATED, hasWrongSum: true }];
    expect(await read(buildTable({ data }))).toEqual({ ...SOUND, count: 2, told: wrong(0, 1) });
  });

  test.each<[string, Uint8Array, number]>([
    ['deflate', sized(deflateRawSync(BLOCK), 3), 2],
    ['deflate of 4 GiB', sized(deflateRawSync(BLOCK), 0xffffffff), 2],
    ['deflate of nothing', Buffer.of(), 2],
    ['bzip2', sized(Buffer.from('BZh9 and no more')), 3],
    ['LZ4', sized(LZ4, 4000), 4],
    ['LZ4 of 4 GiB', sized(LZ4, 0xffffffff), 4],
    ['Snappy of 4 GiB', Buffer.from([...varint(0xffffffff), 0]), 1],
    ['Snappy of nothing', Buffer.of(), 1],
    ['Zstandard', sized(zstdCompressSync(BLOCK), 3), 7],
    ['Zstandard of 4 GiB', sized(zstdCompressSync(BLOCK), 0xffffffff), 7],
    ['Zstandard of no frame', sized(BLOCK), 7],
  ])('a block of %s that lies about its size, which comes as is', async (_, packed, kind) => {
    const { count, rest, told } = await read(buildTable({ data: [STORED, { packed, kind }, STORED] }));
    expect({ count, told }).toEqual({ count: 2, told: wrong(1, 0) });
    expect(rest).toEqual([expect.stringContaining(Buffer.from(packed).toString('latin1'))]);
  });

  test.each([6, 8, 0x41, 0xff])('a codec that is not known (%i), whose block comes as is', async (kind) => {
    const { told, rest } = await read(buildTable({ data: [{ packed: WORDS, kind }] }));
    expect(told).toEqual([expect.stringMatching(/^unsupported: .* as is: 1$/)]);
    expect(rest).toEqual([expect.stringContaining(WORDS.toString())]);
  });

  test('a handle that points out of the table, and one that is too large', async () => {
    const handles = [
      [1e9, 20],
      [0, 1e9],
      [0, 2 ** 48],
      [2 ** 48, 2 ** 48],
    ] as const;
    const { count, told, rest } = await read(buildTable({ data: [STORED], handles }));
    expect({ count, told }).toEqual({ count: 0, told: wrong(4, 0) });
    expect(rest).toEqual([expect.stringContaining(WORDS.toString())]);
  });

  test('blocks that are named again and again, of which no more is read than the table holds', async () => {
    const handles = Array.from({ length: 5000 }, () => [0, BLOCK.length] as const);
    const { count, told } = await read(buildTable({ data: [STORED], handles }));
    expect(count).toBeLessThan(500);
    expect(told).toEqual([expect.stringMatching(/^damaged: blocks that cannot be unpacked: [1-9]\d{3}, /)]);
  });

  test('a list that breaks off', async () => {
    const { told } = await read(buildTable({ data: [STORED], restarts: 1000 }));
    expect(told).toEqual(wrong(0, 0, 1));
  });

  test('a list of which there is none', async () => {
    const table = { data: [STORED], version: 6, metadata: { 'rocksdb.properties': { packed: Buffer.of() } } };
    const bytes = buildTable(table);
    expect((await read(bytes)).told).toEqual(wrong(0, 0, 1));
    bytes.write('x', bytes.indexOf('rocksdb.index'));
    expect((await read(bytes)).told).toEqual(wrong(0, 1, 2));
  });

  test('what no block covers, which comes as is', async () => {
    expect(await read(buildTable({ data: [STORED], before: 'before it' }))).toEqual({
      ...SOUND,
      count: 1,
      rest: ['before it'],
      told: ['damaged: expected blocks up to the footer; no list of blocks names 9 bytes, which are scanned as is'],
    });
  });

  test.each<[string, number, number, string]>([
    ['version', 41, 8, 'a table of RocksDB of version 8, which is not known'],
    ['kind of checksum', 0, 5, 'expected a known kind of checksum in the footer of RocksDB'],
    ['mark', 1, 0, 'expected the size of the metadata in the footer of RocksDB'],
    ['size', 16, 0xff, 'expected the size of the metadata in the footer of RocksDB'],
  ])('a footer of another %s', async (_, at, value, message) => {
    const bytes = buildTable({ data: [STORED], version: 6 });
    bytes[bytes.length - 53 + at] = value;
    expect((await read(bytes)).errors).toEqual([message]);
  });

  test('a footer without handles', async () => {
    const bytes = buildTable({ data: [STORED], version: 0 });
    bytes.fill(0xff, bytes.length - 48, bytes.length - 8);
    expect((await read(bytes)).errors).toEqual(['expected two handles in the footer of a table']);
  });

  test('a table of Pebble, and no text that ends like it', async () => {
    const bytes = buildTable({ data: [STORED], version: 5 });
    bytes.set(Buffer.from('\u{1fab3}\u{1fab3}'), bytes.length - 8);
    expect((await read(bytes)).errors).toEqual([expect.stringContaining('Pebble (CockroachDB)')]);
    expect(rocksdb.sniffTail!(Buffer.from(`${WORDS} \u{1fab3}\u{1fab3}`))).toBe(false);
  });

  test('anything in noise that ends as a table does', async () => {
    for (let seed = 1; seed < 60; seed++)
      for (const version of [0, 2, 6]) {
        const bytes = buildTable({ data: [{ packed: noise(400, seed) }, DEFLATED], version });
        const at = bytes.length - 300 + seed;
        bytes.set(noise(8, seed), at);
        const { told, errors } = await read(bytes);
        expect(told.length + errors.length).toBeGreaterThan(0);
      }
  });
});

test('XXH3 and XXH64 are those of xxHash', () => {
  const bytes = Buffer.from(Array.from({ length: 3000 }, (_, at) => (7 * at + (at >> 3)) & 255));
  const sums = XXHASH.map(([length]) => [
    length,
    lowerXxh3(bytes.subarray(0, length)),
    lowerXxh64(bytes.subarray(0, length)),
  ]);
  expect(sums).toEqual(XXHASH);
});
/** Length, lower half of XXH3, of XXH64: by python3-xxhash. */
const XXHASH = [
  [0, 0x38d394c2, 0x51d8e999],
  [1, 0x074eecdb, 0xdb052768],
  [3, 0xe968ad9e, 0x5a6209ab],
  [4, 0x19014e89, 0x0a55ac41],
  [8, 0xf6bf6980, 0x65b924eb],
  [9, 0xa7837bfc, 0x7109e5ed],
  [16, 0x044ed655, 0xd58cd9a8],
  [17, 0x470ffc9d, 0x65806af1],
  [31, 0x3a23aa66, 0xc4912b21],
  [32, 0xd7b2e1ba, 0xbca0263c],
  [33, 0x48d005f6, 0x7b5408af],
  [96, 0x32edf140, 0xb15a8f81],
  [97, 0x180fcbbf, 0xf863a5a0],
  [128, 0x14e61259, 0xb301ec23],
  [129, 0x3632c1ca, 0x1e6b9b2b],
  [240, 0xf2201088, 0x6db0a4ae],
  [241, 0x29c20074, 0x8e26c71f],
  [1024, 0x686eb30e, 0xc1c36bfe],
  [1025, 0x5b5d4ce2, 0xeb5410a3],
  [1088, 0x3da13c5a, 0x8e76de92],
  [1089, 0xbcdd2765, 0xedf6737f],
  [2048, 0xe9d4e113, 0x605be2fe],
  [3000, 0xcebf0c58, 0x2b787206],
] as const;
