import { randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { leveldbLog } from '../../../src/unpack/stores/leveldb-log.ts';
import { BLOCK_BYTES, batchOf, buildLog, recordOf } from '../../builders/leveldb-log.ts';
import { exampleToken } from '../../support/example-token.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { errorsOf, list, noise } from '../observe.ts';

const sniffs = (bytes: Uint8Array): boolean => leveldbLog.sniff(bytes.subarray(0, leveldbLog.headBytes));

async function read(bytes: Uint8Array) {
  const listing = await list(leveldbLog, bytes);
  expect(errorsOf(listing)).toEqual([]);
  expect(listing.entries.map(({ name }) => name)).toEqual(['records']);
  return {
    text: listing.entries[0]!.bytes.toString('latin1'),
    told: listing.troubles.map(({ trouble }) => `${trouble.code}: ${trouble.message}`),
  };
}
const broken = (at: number): string =>
  `damaged: expected another record at byte ${at}; the bytes there are scanned as is`;
const cut = (count: number): string =>
  `damaged: records of which a part is not there: ${count}; what is there is scanned`;

/** So long that a record of it ends so many bytes before the end of a block, or behind it. */
const padding = (before: number, headBytes = 7): Buffer => Buffer.alloc(BLOCK_BYTES - headBytes - before, '.');
const ONE = batchOf(['the first key', 'a value of some words']);
const LINES = 'the first key\na value of some words\n';
const filled = (before: number, headBytes?: number): string => `${padding(before, headBytes)}\n`;

describe('write-ahead logs of LevelDB and RocksDB', () => {
  test.each([...Array.from({ length: 60 }, (_, before) => before)])(
    'a change %i bytes before the end of a block is read as a whole',
    async (before) => {
      for (const number of [undefined, 12]) {
        const headBytes = number === undefined ? 7 : 11;
        const log = buildLog([padding(before, headBytes), ONE, ONE], number);
        expect(sniffs(log)).toBe(true);
        expect(await read(log)).toEqual({ text: filled(before, headBytes) + LINES + LINES, told: [] });
      }
    },
  );

  test('a value of many blocks is one', async () => {
    const value = `${'x'.repeat(3 * BLOCK_BYTES)}y`;
    expect(await read(buildLog([batchOf(['long', value])]))).toEqual({ text: `long\n${value}\n`, told: [] });
  });

  test('a record of more than 4 MiB comes as is, without what stands within', async () => {
    const record = Buffer.alloc((4 << 20) + 2 * BLOCK_BYTES, 'word by word, ');
    expect(await read(buildLog([record, ONE]))).toEqual({ text: `${record}\n${LINES}`, told: [] });
  });

  test('a name and a word are a setting', async () => {
    const { text } = await read(buildLog([batchOf(['db_password', 'zebra-crossing'], ['gone'])]));
    expect(text).toBe('db_password=zebra-crossing\ngone\n');
  });

  test('changes of RocksDB with a family of columns are read, and what holds none comes as it is', async () => {
    const ofFamily = Buffer.concat([ONE.subarray(0, 12), Buffer.from('\x05\x81\x01\x03key\x05value\x0d\x03\x04blob')]);
    const edit = Buffer.from('\x01\x1aleveldb.BytewiseComparator\x02\x03');
    expect(await read(buildLog([edit, Buffer.alloc(0), ofFamily.fill(0, 0, 8)]))).toEqual({
      text: `${edit.toString('latin1')}\n\nkey=value\nblob\n`,
      told: [],
    });
  });

  test('records that Zstandard packs are frames one behind the other', async () => {
    const [first, second] = [ONE, batchOf(['second', 'x'])].map((batch) => zstdCompressSync(batch));
    const log = Buffer.concat([recordOf(9, Buffer.of(7, 0, 0, 0)), recordOf(1, first!), recordOf(1, second!)]);
    expect(sniffs(log)).toBe(true);
    expect(await read(log)).toEqual({ text: Buffer.concat([first!, second!]).toString('latin1'), told: [] });
  });

  test('what an older log has left behind the end is read too, and no news where it begins in the middle', async () => {
    const newer = buildLog([padding(5000, 11), ONE], 12);
    const older = buildLog([Buffer.alloc(2 * BLOCK_BYTES, 'older '), ONE], 11);
    const { text, told } = await read(Buffer.concat([newer, older.subarray(newer.length)]));
    expect(told).toEqual([]);
    expect(text.startsWith(filled(5000, 11) + LINES)).toBe(true);
    expect(text.endsWith(`older \n${LINES}`) || text.endsWith(LINES)).toBe(true);
    expect(text.match(/older /g)!.length).toBeGreaterThan((2 * BLOCK_BYTES - newer.length) / 6 - 10);
  });

  test('zeros behind the end are no news', async () => {
    expect(await read(Buffer.concat([buildLog([ONE]), Buffer.alloc(2 * BLOCK_BYTES)]))).toEqual({
      text: LINES,
      told: [],
    });
  });
});

describe('damage in a write-ahead log', () => {
  const record = batchOf(['long', 'x'.repeat(2 * BLOCK_BYTES)]);
  const log = buildLog([ONE, record, ONE]);
  const hit = (at: number): Buffer => Buffer.from(log).fill(log[at]! ^ 4, at, at + 1);
  const second = 7 + ONE.length;

  test.each<[string, Buffer, string[]]>([
    ['a content of the first record', hit(20), [broken(0)]],
    ['a checksum', hit(second), [broken(second)]],
    ['a size', hit(second + 4), [broken(second)]],
    ['a type', hit(second + 6), [broken(second)]],
    ['a content in the middle', hit(BLOCK_BYTES + 99), [broken(BLOCK_BYTES)]],
    ['the last record', hit(log.length - 1), [broken(log.length - 7 - ONE.length)]],
    ['nothing', log, []],
  ])('is told: %s', async (_, bytes, told) => {
    expect(sniffs(bytes)).toBe(true);
    const result = await read(bytes);
    expect(result.told).toEqual(told);
    // Whatever is wrong, all that is there comes.
    expect(result.text.match(/x/g)!.length).toBeGreaterThanOrEqual(2 * BLOCK_BYTES - 1);
  });

  test('an end that is cut off is told, unless it is that of a record', async () => {
    for (let bytes = 1; bytes < log.length; bytes += bytes < 200 ? 1 : 4099) {
      const { told } = await read(log.subarray(0, bytes));
      expect([bytes, told]).toEqual([bytes, bytes === second ? [] : [expect.stringMatching(/^damaged/)]]);
    }
    expect((await read(log.subarray(0, BLOCK_BYTES))).told).toEqual([cut(1)]);
  });

  test('a part without what it goes on with is told', async () => {
    const orphan = Buffer.concat([recordOf(4, ONE), recordOf(1, ONE)]);
    expect((await read(orphan)).told).toEqual([cut(1)]);
  });

  test('neither text nor noise is a log', () => {
    const text = 'a line\n'.repeat(20_000);
    for (let at = 0; at < 7; at++) expect(sniffs(Buffer.from(text.slice(at)))).toBe(false);
    for (let seed = 1; seed < 50; seed++) expect(sniffs(noise(70_000, seed))).toBe(false);
    const forged = Buffer.concat(Array.from({ length: 9000 }, () => Buffer.of(1, 2, 3, 4, 0, 0, 1)));
    expect(sniffs(forged)).toBe(false);
  });

  test('survives noise behind its beginning', async () => {
    for (let seed = 1; seed < 30; seed++) {
      const bytes = Buffer.concat([buildLog([ONE]), noise(3 * BLOCK_BYTES, seed)]);
      expect((await read(bytes)).told).toEqual([expect.stringMatching(/^damaged/)]);
    }
  });
});

test('tokens that cross the end of a block are found', async () => {
  const token = exampleToken();
  const records: Buffer[] = [];
  const at = BLOCK_BYTES - 20;
  const before = 7 + 12 + '_token__'.length;
  records.push(Buffer.from(randomBytes(at - before - 7).toString('latin1'), 'latin1'), batchOf(['token', token]));
  const log = buildLog(records);
  expect(log.includes(token)).toBe(false);
  const { findings, gaps } = await scanBytes({ '000003.log': log });
  expect(gaps).toEqual([]);
  expect(findings.flatMap(({ places }) => places.map(({ path }) => path))).toEqual(['000003.log!/records']);
});
