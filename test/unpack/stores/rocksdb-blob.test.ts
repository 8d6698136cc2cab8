import { deflateRawSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { rocksdbBlob } from '../../../src/unpack/stores/rocksdb-blob.ts';
import { varint } from '../../builders/block-table.ts';
import { buildBlobs } from '../../builders/rocksdb-blob.ts';
import { exampleToken } from '../../support/example-token.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { errorsOf, list, noise } from '../observe.ts';

const WORDS = Buffer.from('a value that says the same, the same, the same, the same, the same, the same, the same');
const sized = (bytes: Uint8Array, size = WORDS.length): Buffer => Buffer.concat([Buffer.from(varint(size)), bytes]);
const DEFLATED = sized(deflateRawSync(WORDS));
const ONE = `key\n${WORDS}\n`;

async function read(bytes: Uint8Array) {
  const listing = await list(rocksdbBlob, bytes);
  const [values, ...rest] = listing.entries.map((entry) => entry.bytes.toString('latin1'));
  const told = listing.troubles.map(({ trouble }) => `${trouble.code}: ${trouble.message}`);
  return { values, rest, told, errors: errorsOf(listing) };
}
const SOUND = { rest: [], told: [], errors: [] };
const wrong = (values: number, sums: number): string[] => [
  `damaged: values that cannot be unpacked: ${values}, which are scanned as is; with a wrong checksum: ${sums}`,
];
const NO_RECORD = 'damaged: expected another record or a footer; what follows is scanned as is';
const TOO_SHORT = 'damaged: expected a record that is as long as it says; what follows is scanned as is';

describe('values of RocksDB', () => {
  test.each([
    ['as they are', 0, WORDS],
    ['deflated', 2, DEFLATED],
    ['with LZ4', 4, sized(Buffer.from([0xf0, WORDS.length - 15, ...WORDS]))],
    ['with Zstandard', 7, sized(zstdCompressSync(WORDS))],
  ])('%s are opened', async (_, kind, value) => {
    const bytes = buildBlobs({ kind, blobs: [{ value }, { value }] });
    expect(rocksdbBlob.sniff(bytes.subarray(0, rocksdbBlob.headBytes))).toBe(true);
    expect(await read(bytes)).toEqual({ values: ONE + ONE, ...SOUND });
  });

  test.each([
    ['deflated', DEFLATED],
    ['with LZ4', sized(Buffer.from([0xf0, WORDS.length - 15, ...WORDS]))],
    ['with Snappy', sized(Buffer.from([0xf0, WORDS.length - 1, ...WORDS]))],
    ['with Zstandard', sized(zstdCompressSync(WORDS))],
  ])('%s are opened behind a header that says that none is packed', async (_, value) => {
    const plain = 'which is not packed';
    const bytes = buildBlobs({ kind: 0, blobs: [{ value }, { value: Buffer.from(plain) }, { value }] });
    const one = `key\n${value.toString('latin1')}\n${WORDS}\n`;
    expect(await read(bytes)).toEqual({ values: `${one}key\n${plain}\n${one}`, ...SOUND });
  });

  test('are none, or empty', async () => {
    expect(await read(buildBlobs({ blobs: [] }))).toEqual({ values: '', ...SOUND });
    expect(await read(buildBlobs({ blobs: [{ key: '', value: Buffer.of() }] }))).toEqual({ values: '\n\n', ...SOUND });
  });

  test('of more than 64 MiB are not unpacked, and come as is', async () => {
    const value = Buffer.alloc((64 << 20) + 1, 'v');
    const told = (await read(buildBlobs({ kind: 4, blobs: [{ value, hasWrongSum: true }] }))).told;
    expect(told).toContain(
      'unsupported: values of more than 67108864 bytes or packed with XPRESS or a codec of others, which are scanned as is: 1',
    );
    const { values, ...more } = await read(buildBlobs({ blobs: [{ value, hasWrongSum: true }, { value: WORDS }] }));
    expect([values!.length, values!.slice(-ONE.length)]).toEqual([value.length + 5 + ONE.length, ONE]);
    expect(more).toEqual(SOUND);
  });
});

describe('what is wrong is told:', () => {
  test('a value that lies about its size, which comes as is', async () => {
    for (const size of [3, 0xffffffff]) {
      const lie = sized(deflateRawSync(WORDS), size);
      const { values, told } = await read(buildBlobs({ kind: 2, blobs: [{ value: lie }, { value: DEFLATED }] }));
      expect({ values, told }).toEqual({ values: `key\n${lie.toString('latin1')}\n${ONE}`, told: wrong(1, 0) });
    }
  });

  test('a codec that is not known, whose values come as is', async () => {
    const { values, told } = await read(buildBlobs({ kind: 6, blobs: [{ value: WORDS }] }));
    expect({ values, told }).toEqual({
      values: ONE,
      told: [expect.stringMatching(/^unsupported: .* as is: 1$/)],
    });
  });

  test('a checksum, and the value is read', async () => {
    const bytes = buildBlobs({ kind: 2, blobs: [{ value: DEFLATED, hasWrongSum: true }] });
    expect(await read(bytes)).toEqual({ ...SOUND, values: ONE, told: wrong(0, 1) });
  });

  test('a head with a wrong checksum, from which on all comes as is', async () => {
    const { values, rest, told } = await read(
      buildBlobs({ blobs: [{ value: WORDS }, { value: WORDS, hasWrongHeadSum: true }] }),
    );
    expect({ values, told }).toEqual({ values: ONE, told: [NO_RECORD] });
    expect(rest).toEqual([expect.stringContaining(`key${WORDS}`)]);
  });

  test.each([
    { keyBytes: 1e6 },
    { valueBytes: 1e6 },
    { keyBytes: 2 ** 52 },
    { valueBytes: 2 ** 52, keyBytes: 2 ** 52 },
  ])('a record that is longer than the file: %o', async (lie) => {
    const { values, rest, told } = await read(buildBlobs({ blobs: [{ value: WORDS, ...lie }] }));
    expect({ values, told }).toEqual({ values: '', told: [TOO_SHORT] });
    expect(rest).toEqual([expect.stringContaining(`key${WORDS}`)]);
  });

  test('no footer', async () => {
    const bytes = buildBlobs({ blobs: [{ value: WORDS }], hasFooter: false });
    expect(await read(bytes)).toEqual({ ...SOUND, values: ONE, told: [NO_RECORD] });
  });

  test('a file that is cut at any byte', async () => {
    const bytes = buildBlobs({ kind: 2, blobs: [{ value: DEFLATED }, { value: DEFLATED }] });
    for (let size = rocksdbBlob.headBytes; size < bytes.length; size++)
      expect((await read(bytes.subarray(0, size))).told).toHaveLength(1);
  });

  test('another version', async () => {
    const { errors } = await read(buildBlobs({ version: 2, blobs: [] }));
    expect(errors).toEqual(['values of RocksDB of version 2, which is not known']);
    expect(rocksdbBlob.sniff(buildBlobs({ version: 0x100, blobs: [] }))).toBe(false);
  });

  test('anything in noise', async () => {
    for (let seed = 1; seed < 200; seed++) {
      const bytes = buildBlobs({ kind: seed % 8, blobs: [{ value: noise(200, seed) }] });
      bytes.set(noise(8, seed), 30 + seed);
      expect((await read(bytes)).told.length).toBeGreaterThan(0);
    }
  });
});

test('they are found in the middle of other bytes, unless only the magic number stands there', async () => {
  const bytes = buildBlobs({ blobs: [{ value: WORDS }] });
  expect(rocksdbBlob.sniffEmbedded!(bytes)).toBe(true);
  const value = sized(deflateRawSync(Buffer.from(exampleToken())), 40);
  const inside = [noise(5000, 1), buildBlobs({ kind: 2, blobs: [{ value }, { value }] }), noise(5000, 2)];
  const { findings, gaps } = await scanBytes({ image: Buffer.concat(inside) });
  expect([findings.map(({ rule }) => rule), gaps]).toEqual([['github-personal-token'], []]);
  bytes[31]! ^= 1;
  expect(rocksdbBlob.sniffEmbedded!(bytes)).toBe(false);
});

test('what lies behind them comes as is', async () => {
  const bytes = Buffer.concat([buildBlobs({ blobs: [{ value: WORDS }] }), Buffer.from('behind it')]);
  expect(await read(bytes)).toEqual({ ...SOUND, values: ONE, rest: ['behind it'] });
});
