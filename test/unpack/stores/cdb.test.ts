import { describe, expect, test } from 'vitest';
import { cdb } from '../../../src/unpack/stores/cdb.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

interface Pair {
  readonly key: string;
  readonly value: string;
  readonly lies?: Partial<Record<'key' | 'value', number>>;
}

/** The slots of all records are in the last table: nobody looks at them. */
function database(pairs: readonly Pair[]): Buffer {
  const records = pairs.map(({ key, value, lies = {} }) => {
    const head = Buffer.alloc(8);
    head.writeUInt32LE(lies.key ?? key.length);
    head.writeUInt32LE(lies.value ?? value.length, 4);
    return Buffer.concat([head, Buffer.from(key + value)]);
  });
  const head = Buffer.alloc(2048);
  const end = records.reduce((sum, { length }) => sum + length, head.length);
  for (let at = 0; at < head.length; at += 8) head.writeUInt32LE(end, at);
  head.writeUInt32LE(2 * pairs.length, 2044);
  return Buffer.concat([head, ...records, Buffer.alloc(16 * pairs.length)]);
}

async function read(bytes: Uint8Array) {
  expect(cdb.sniff(bytes.subarray(0, cdb.headBytes))).toBe(true);
  const { entries, troubles, error } = await list(cdb, bytes);
  expect(error).toBeUndefined();
  return { lines: entries[0]!.bytes.toString('latin1'), codes: troubles.map(({ trouble }) => trouble.code) };
}

const RECORDS = [
  { key: 'name', value: 'word' },
  { key: 'other', value: 'first\nmiddle\nlast' },
  { key: '', value: '' },
];
const LINES = 'name=word\nother\nfirst\nlast\n';

describe('constant databases', () => {
  test('come one key and one value a line, or both on one', async () => {
    expect(await read(database(RECORDS))).toEqual({ lines: LINES, codes: [] });
    const { lines, codes } = await read(fixtureBytes('records.cdb.gz'));
    expect([lines.split('\n').includes(`alice=${MARKER}`), codes]).toEqual([true, []]);
  });

  test.each<[string, Pair]>([
    ['a key of gigabytes', { key: 'key', value: '', lies: { key: 0xffff_ffff } }],
    ['a value of gigabytes', { key: 'key', value: '', lies: { value: 0xffff_ffff } }],
    ['a value that reaches into the tables', { key: 'key', value: 'value', lies: { value: 6 } }],
    ['half a header', { key: 'key', value: '1234567890', lies: { value: 5 } }],
  ])('what is wrong is told, and what stands before is read: %s', async (_, wrong) => {
    const { lines, codes } = await read(database([...RECORDS, wrong]));
    expect([lines.startsWith(LINES), codes]).toEqual([true, ['damaged']]);
  });

  test('fewer records than are in the tables are told; more are those that tinycdb has filled with zeros', async () => {
    const swallowed = { key: 'key', value: '', lies: { value: 20 } };
    const { codes } = await read(database([swallowed, { key: 'other', value: 'a value' }]));
    expect(codes).toEqual(['damaged']);
    const zeros = { key: '', value: '\0'.repeat(40) };
    const more = database([...RECORDS, zeros]);
    more.writeUInt32LE(2 * RECORDS.length, 2044);
    expect((await read(more)).codes).toEqual([]);
  });

  test('one that is cut says so', async () => {
    const whole = database(RECORDS);
    for (const bytes of [1, 48, 49, 60, whole.length - 2048])
      expect((await read(whole.subarray(0, whole.length - bytes))).codes).toEqual(['damaged']);
  });

  test('is no database: tables that do not follow one another, an odd number of slots, nothing but zeros, none of both', () => {
    const whole = database(RECORDS);
    const others = [whole.subarray(0, 2047), Buffer.alloc(2048), database([]), Buffer.alloc(4096, 0x20)];
    for (const at of [0, 800, 2040]) others.push(Buffer.from(whole).fill(1, at, at + 1));
    others.push(Buffer.from(whole).fill(7, 2044, 2045));
    expect(others.map((bytes) => cdb.sniff(bytes.subarray(0, cdb.headBytes)))).toEqual(others.map(() => false));
  });
});
