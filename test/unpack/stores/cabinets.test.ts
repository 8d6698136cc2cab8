import { describe, expect, test } from 'vitest';
import { KYOTO, leafPairs, TOKYO } from '../../../src/unpack/stores/cabinet-numbers.ts';
import { cabinets } from '../../../src/unpack/stores/cabinets.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

const claiming = (bytes: Uint8Array) =>
  cabinets.filter((one) => one.reads === 'source' && one.sniff(bytes.subarray(0, one.headBytes)));
const fixture = (file: string) => Buffer.from(fixtureBytes(file));

async function read(bytes: Uint8Array) {
  const [cabinet, ...others] = claiming(bytes);
  expect(others).toEqual([]);
  const { entries, troubles, error } = await list(cabinet!, bytes);
  expect(error).toBeUndefined();
  return { lines: entries[0]!.bytes.toString('latin1'), codes: troubles.map(({ trouble }) => trouble.code) };
}

const FILES = [
  ...['records.tch', 'records-large.tch', 'records.tcb', 'records.kch', 'records-small.kch', 'records.kct'],
  'records.depot',
];
const HASHES = FILES.filter((file) => !/t$|tcb$/.test(file) || file === 'records.depot');
const EXPECTED = [`alice=${MARKER}`, 'bob=other', 'Line 100 of a text that holds nothing at all.'];

describe('databases of Tokyo Cabinet, Kyoto Cabinet and QDBM', () => {
  test.each(FILES)('have names and words on one line: %s', async (file) => {
    const { lines, codes } = await read(fixture(file));
    expect(EXPECTED.filter((line) => !lines.split('\n').includes(line))).toEqual([]);
    expect(codes).toEqual([]);
  });

  test.each(FILES)('one that is cut says so: %s', async (file) => {
    const whole = fixture(file);
    for (const end of [72, 100, whole.length >> 1, whole.length - 1]) {
      const { codes } = await read(whole.subarray(0, end));
      expect(codes).toContain('damaged');
    }
  });

  test.each(HASHES)('records that lie are told, and what stands before is read: %s', async (file) => {
    const whole = fixture(file);
    const at = whole.indexOf('bob');
    // The length of its value.
    if (file === 'records.depot') whole.fill(0x7f, at - 16, at - 12);
    else whole.fill(0x7f, at - 1, at);
    const { lines, codes } = await read(whole);
    expect([lines.startsWith(EXPECTED[0]!), codes]).toEqual([true, ['damaged']]);
  });

  test.each(['records.tcb', 'records.kct'])('pages of a tree that break off are told: %s', async (file) => {
    const whole = fixture(file);
    // Pages that were written anew are there more than once.
    for (let at = whole.indexOf('bob'); at >= 0; at = whole.indexOf('bob', at + 1))
      whole[at - (file === 'records.tcb' ? 2 : 1)] = 0x7f;
    const { lines, codes } = await read(whole);
    expect([lines.includes(EXPECTED[0]!), codes]).toEqual([true, ['damaged']]);
  });

  test('tables that are larger than the file are told', async () => {
    const kyoto = fixture('records.kch');
    kyoto.writeBigUInt64BE(2n ** 40n, 16);
    expect((await read(kyoto)).codes).toEqual(['damaged']);
    const depot = fixture('records.depot');
    depot.writeUInt32LE(2 ** 31, 32);
    expect((await read(depot)).codes).toEqual(['damaged']);
    const sized = fixture('records.kch');
    sized.writeBigUInt64BE(2n ** 47n, 40);
    expect((await read(sized)).codes).toEqual(['damaged']);
    sized.writeBigUInt64BE(2n ** 63n, 40);
    expect(claiming(sized)).toEqual([]);
  });

  test('those that are packed, or of another kind, are none of these', () => {
    const changed = (file: string, at: number, byte: number) => fixture(file).fill(byte, at, at + 1);
    const others = [
      ...[changed('records.tch', 32, 2), changed('records.tch', 36, 2), changed('records.tch', 34, 60)],
      ...[changed('records.kch', 8, 0x20), changed('records.kch', 11, 4), changed('records.kch', 10, 60)],
      ...[changed('records.depot', 16, 1), changed('records.depot', 0, 1), fixture('records.kch').subarray(0, 71)],
      fixture('records.tch').fill(0xff, 56, 72),
    ];
    expect(others.map((bytes) => claiming(bytes).length)).toEqual(others.map(() => 0));
  });
});

describe('numbers in as many bytes as they need', () => {
  test.each([
    ['Tokyo', TOKYO, [0x05], 5],
    ['Tokyo', TOKYO, [0xff - 5, 0x01], 133],
    ['Kyoto', KYOTO, [0x05], 5],
    ['Kyoto', KYOTO, [0x81, 0x05], 133],
  ] as const)('of %s', (_, numbers, bytes, value) => {
    expect(numbers(Uint8Array.from([9, ...bytes, 9]), 1)).toEqual({ value, next: 1 + bytes.length });
  });

  test.each([TOKYO, KYOTO])('end with the bytes, and are no larger than can be counted', (numbers) => {
    expect(numbers(Uint8Array.of(0x80), 0)).toBeUndefined();
    expect(numbers(new Uint8Array(20).fill(0x80), 0)).toBeUndefined();
  });

  test('several values of a key', () => {
    const page = Buffer.from('\0\0\x01\x02\x02kv1\x02v2\x02v3\x01\x01\0lw', 'latin1');
    const pairs = [...leafPairs(page, TOKYO)];
    const texts = pairs.map(({ keyAt, keyBytes, valueAt, valueBytes }) =>
      [page.subarray(keyAt, keyAt + keyBytes), page.subarray(valueAt, valueAt + valueBytes)].map(String),
    );
    expect(texts).toEqual([
      ['k', 'v1'],
      ['', 'v2'],
      ['', 'v3'],
      ['l', 'w'],
    ]);
  });

  test('a page that breaks off says so', () => {
    const ends = (text: string) => {
      const pairs = leafPairs(Buffer.from(text, 'latin1'), TOKYO);
      for (let next = pairs.next(); ; next = pairs.next()) if (next.done) return next.value;
    };
    expect(ends('\0\0')).toBe(true);
    for (const text of ['', '\0', '\0\0\x01', '\0\0\x01\x01', '\0\0\x01\x05\0kv', '\0\0\x01\x01\x02kv\x05w'])
      expect(ends(text)).toBe(false);
  });
});
