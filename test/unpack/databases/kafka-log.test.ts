import { crc32, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { crc32c } from '../../../src/unpack/checksums/crc32c.ts';
import { kafkaLog } from '../../../src/unpack/databases/kafka-log.ts';
import { snappyRun } from '../../builders/lz-blocks.ts';
import { list, observe } from '../observe.ts';

const TEXT = Buffer.from('what a record says');
const [NONE, GZIP, SNAPPY, LZ4, ZSTD] = [0, 1, 2, 3, 4];
const CUT = -20;

interface BatchLies {
  readonly codec?: number;
  readonly size?: number;
  readonly sum?: number;
  readonly lastDelta?: number;
  readonly records?: number;
}

/** Without a key and headers. */
function record(text: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.of(0, 0, 0, 1, 2 * text.length), text, Buffer.of(0)]);
  return Buffer.concat([Buffer.of(2 * body.length), body]);
}

/** A batch of version 2. */
function batch(content: Uint8Array, { codec = NONE, size, sum, lastDelta = 0, records = 1 }: BatchLies = {}): Buffer {
  const bytes = Buffer.alloc(61 + content.length);
  bytes.writeInt32BE(size ?? bytes.length - 12, 8);
  bytes[16] = 2;
  bytes.writeUInt16BE(codec, 21);
  bytes.writeInt32BE(lastDelta, 23);
  bytes.fill(0xff, 43, 57);
  bytes.writeInt32BE(records, 57);
  bytes.set(content, 61);
  bytes.writeUInt32BE(sum ?? crc32c(bytes.subarray(21)), 17);
  return bytes;
}

/** A message of before that. */
function message(version: 0 | 1, value: Uint8Array, { codec = NONE, key = '' } = {}): Buffer {
  const keyBytes = Buffer.alloc(4 + key.length);
  keyBytes.writeInt32BE(key.length || -1);
  keyBytes.write(key, 4);
  const valueBytes = Buffer.alloc(4);
  valueBytes.writeInt32BE(value.length);
  const body = Buffer.concat([Buffer.of(version, codec), Buffer.alloc(8 * version), keyBytes, valueBytes, value]);
  const head = Buffer.alloc(16);
  head.writeInt32BE(4 + body.length, 8);
  head.writeUInt32BE(crc32(body), 12);
  return Buffer.concat([head, body]);
}

const snappy = (text: Uint8Array = TEXT): Buffer => snappyRun(text);
const packed = batch(snappy(), { codec: SNAPPY });
const plain = batch(record(TEXT));
const contents = async (log: Uint8Array): Promise<string[]> =>
  (await list(kafkaLog, log)).entries.map(({ bytes }) => bytes.toString());
const codes = async (log: Uint8Array): Promise<string[]> =>
  (await list(kafkaLog, log)).troubles.map(({ trouble }) => trouble.code);

describe('logs of Kafka', () => {
  test('come unpacked where Snappy has no frame, between batches that are not packed', async () =>
    expect(await contents(Buffer.concat([plain, packed, plain, packed]))).toEqual([`${TEXT}\n${TEXT}\n`]));

  test('have no entry when nothing is packed so', async () => expect(await contents(plain)).toEqual([]));

  test.each([0, 1] as const)('have messages of version %i, one of which holds others', async (version) => {
    const inner = message(version, TEXT, { key: 'key' });
    const log = Buffer.concat([inner, message(version, snappy(inner), { codec: SNAPPY })]);
    expect(kafkaLog.sniff(log)).toBe(true);
    expect(await contents(log)).toEqual([inner.toString()]);
    expect(await codes(log)).toEqual([]);
  });

  const xerial = Buffer.from('82534e4150505900', 'hex');
  test.each<[string, Uint8Array, string[]]>([
    ['zeros behind the last batch are no news', Buffer.alloc(5000), []],
    ['nor is a batch behind them', Buffer.concat([Buffer.alloc(500), packed]), []],
    ['nor one that is empty', batch(Buffer.alloc(0), { records: 0, lastDelta: 9 }), []],
    ['nor what has a magic number of its own', batch(Buffer.from('1f8b08', 'hex'), { codec: GZIP }), []],
    ['nor LZ4', batch(Buffer.from('04224d18', 'hex'), { codec: LZ4 }), []],
    ['nor Zstandard', batch(Buffer.from('28b52ffd', 'hex'), { codec: ZSTD }), []],
    ['nor Snappy in a frame', batch(xerial, { codec: SNAPPY }), []],
    ['what is not packed as it says is told', batch(TEXT, { codec: GZIP }), ['damaged']],
    ['a block of Snappy that is none is told', batch(TEXT, { codec: SNAPPY }), ['damaged']],
    ['so is one of nothing', batch(Buffer.alloc(0), { codec: SNAPPY }), ['damaged']],
    ['a codec that nobody knows is told', batch(TEXT, { codec: 5 }), ['unsupported']],
    ['a wrong checksum is told', batch(snappy(), { codec: SNAPPY, sum: 1 }), ['damaged']],
    ['one of what is not packed is not', batch(record(TEXT), { sum: 1 }), []],
    ['what is packed and says that it is not is told', batch(snappy()), ['damaged']],
    ['so is a record longer than its batch', batch(record(TEXT).subarray(0, -1)), ['damaged']],
    ['a block above 64 MiB is told', batch(Buffer.from('8180802000', 'hex'), { codec: SNAPPY }), ['unsupported']],
    ['a batch that is cut off is told', packed.subarray(0, CUT), ['damaged']],
    ['a head that is cut off is told', packed.subarray(0, 40), ['damaged']],
    ['what is no batch is told', Buffer.from('what else stands there'), ['damaged']],
    ['so is what stands between', Buffer.concat([Buffer.alloc(100, 'x'), packed]), ['damaged']],
    ['a batch of less than its head is told', batch(TEXT, { size: 48 }), ['damaged']],
    ['a batch of more than there can be is told', batch(TEXT, { size: 0x7fff_ffff }), ['damaged']],
    ['a negative size is told', batch(TEXT, { size: -1 }), ['damaged']],
    ['more records than there is room for are told', batch(TEXT, { records: 9, lastDelta: 9 }), ['damaged']],
  ])('%s', async (_, behind, expected) => expect(await codes(Buffer.concat([packed, behind]))).toEqual(expected));

  test('go on behind what is none', async () => {
    const log = Buffer.concat([packed, Buffer.alloc(300, 'x'), packed, plain]);
    expect(await contents(log)).toEqual([`${TEXT}\n${TEXT}\n`]);
  });

  test('have an entry for each batch that is a file by itself, and damage in it is told though its checksum fits', async () => {
    const file = gzipSync(TEXT);
    const damagedFile = Buffer.concat([file.subarray(0, 10), Buffer.alloc(file.length - 10, 0xff)]);
    const log = Buffer.concat([plain, batch(file, { codec: GZIP }), batch(damagedFile, { codec: GZIP })]);
    const { gaps, leaves } = await observe(log);
    expect(leaves.filter(({ bytes }) => bytes.equals(TEXT)).map(({ path }) => path)).toEqual([
      expect.stringMatching(/^artifact!\/batch at \d+!\//),
    ]);
    expect(gaps).toMatchObject([{ code: 'damaged', path: expect.stringMatching(/!\/batch at/) }]);
  });

  test('are scanned as far as they go when they are cut off', async () => {
    const cut = batch(snappy(), { codec: SNAPPY }).subarray(0, -3);
    expect(await contents(Buffer.concat([packed, cut]))).toEqual([`${TEXT}\n${TEXT.subarray(0, -3)}\n`]);
  });

  test('are told to be cut off when they are not packed either', async () => {
    const cut = batch(record(Buffer.alloc(50, 'x'))).subarray(0, -3);
    expect(await codes(cut)).toEqual(['damaged']);
    expect(await codes(cut.subarray(0, 63))).toEqual(['damaged']);
  });

  test('are not the corners of triangles, whose numbers look like a head without records and an end', async () => {
    const corners = [0, 1, 2, 0, 2, 3, 4, 5, 1, 4, 1, 0, 6, 7, 5, 6, 5, 4, 8, 9, 7, 8, 7, 6];
    const table = Buffer.from(Uint32Array.from([...corners, ...corners.map((corner) => corner + 10)]).buffer);
    expect(kafkaLog.sniff(table)).toBe(true);
    expect(await codes(table)).toEqual([]);
    const { gaps, leaves } = await observe(table);
    expect(gaps).toEqual([]);
    expect(leaves.map(({ path, bytes }) => [path, bytes.equals(table)])).toEqual([['artifact', true]]);
  });

  test.each<[string, Uint8Array]>([
    ['zeros', Buffer.alloc(4096)],
    [
      'a MATLAB 4 file of some zeros',
      Buffer.concat([Buffer.from('000000000000000803000000000000000200000061', 'hex'), Buffer.alloc(900)]),
    ],
    ['a batch that begins with another offset than any', Buffer.concat([Buffer.of(0xff), packed.subarray(1)])],
    ['version 3', Buffer.concat([packed.subarray(0, 16), Buffer.of(3), packed.subarray(17)])],
    ['attributes that nobody knows', batch(TEXT, { codec: 0x80 })],
    ['a message whose value is longer than it', message(1, TEXT).subarray(0, 30)],
  ])('are not %s', (_, head) => expect(kafkaLog.sniff(head)).toBe(false));
});
