import { describe, expect, test } from 'vitest';
import { tdb } from '../../../src/unpack/stores/tdb.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

const [USED, DEAD, FREE] = [0x26011999, 0xfee1dead, 0xd9fee666];

interface Fields {
  readonly magic?: number;
  readonly bytes?: number;
  readonly keyBytes?: number;
  readonly valueBytes?: number;
  readonly little?: boolean;
}

function write(bytes: Buffer, at: number, number: number, little: boolean): void {
  if (little) bytes.writeUInt32LE(number, at);
  else bytes.writeUInt32BE(number, at);
}

function record(key: string, value: string, fields: Fields = {}): Buffer {
  const content = Buffer.from(key + value);
  const room = content.length + (-content.length & 3) + 4;
  const made = Buffer.alloc(24 + room);
  const { magic = USED, bytes = room, keyBytes = key.length, valueBytes = value.length, little = true } = fields;
  for (const [at, number] of [
    [4, bytes],
    [8, keyBytes],
    [12, valueBytes],
    [20, magic],
  ] as const)
    write(made, at, number, little);
  made.set(content, 24);
  return made;
}

function database(records: readonly Buffer[], { little = true, mutexBytes = 0, transactionAt = 0 } = {}): Buffer {
  const head = Buffer.alloc(168 + mutexBytes + 4 * 4);
  head.write('TDB file\n');
  write(head, 32, 0x2601196d, little);
  write(head, 36, 3, little);
  write(head, 44, transactionAt, little);
  write(head, 60, mutexBytes > 0 ? 1 : 0, little);
  write(head, 64, mutexBytes, little);
  return Buffer.concat([head, ...records]);
}

const read = async (bytes: Uint8Array) => {
  const { entries, troubles, error } = await list(tdb, bytes);
  expect(error).toBeUndefined();
  return { lines: entries[0]!.bytes.toString('latin1'), codes: troubles.map(({ trouble }) => trouble.code) };
};

describe('trivial databases', () => {
  test.each([{}, { little: false }, { mutexBytes: 4096 }])(
    'come one key and one value a line, or both on one: %o',
    async (how) => {
      const bytes = database([record('key', 'value', how), record('other', 'first\nmiddle\nlast', how)], how);
      expect(tdb.sniff(bytes.subarray(0, tdb.headBytes))).toBe(true);
      expect(await read(bytes)).toEqual({ lines: 'key=value\nother\nfirst\nlast\n', codes: [] });
    },
  );

  test('have the marker behind its name', async () => {
    const { lines, codes } = await read(fixtureBytes('secrets.tdb.gz'));
    expect([lines.split('\n').includes(`alice=${MARKER}`), codes]).toEqual([true, []]);
    expect(lines).toContain('gone=nothing\n');
  });

  test('records that were deleted, alone and in room that is free, and a transaction', async () => {
    const inside = Buffer.concat([record('one', 'first'), record('two', 'second', { magic: FREE })]);
    const free = record('', inside.toString('latin1'), { magic: FREE, keyBytes: 0 });
    free.set(inside, 24);
    const other = record('key', 'value', { magic: 0 });
    const records = [free, record('dead', 'third', { magic: DEAD }), record('gone', 'fourth', { magic: FREE }), other];
    const whole = database(records);
    const transactionAt = whole.length - other.length;
    const expected = 'one=first\ntwo=second\ndead=third\ngone=fourth\n';
    expect(await read(database(records, { transactionAt }))).toEqual({ lines: expected, codes: [] });
    expect(await read(whole)).toEqual({ lines: expected, codes: ['damaged'] });
  });

  test.each<[string, Buffer]>([
    ['a record behind the end', record('key', 'value', { bytes: 0xffff_fffc })],
    ['a record of an odd length', record('key', 'value', { bytes: 13 })],
    ['a key of gigabytes', record('key', 'value', { keyBytes: 0xffff_ffff })],
    ['a value of gigabytes', record('key', 'value', { valueBytes: 0xffff_ffff })],
    ['no record', record('key', 'value', { magic: 1 })],
    ['less than a record', Buffer.alloc(23)],
  ])('what is wrong is told, and what follows is read: %s', async (_, wrong) => {
    expect((await read(database([wrong]))).codes).toEqual(['damaged']);
    const { lines, codes } = await read(database([wrong.subarray(0, wrong.length & ~3), record('next', 'one')]));
    expect([lines.endsWith('next\none\n'), codes]).toEqual([true, ['damaged']]);
  });

  test('one that is cut says so; one without records is none', async () => {
    const whole = database([record('key', 'value'), record('key', 'value')]);
    for (const bytes of [1, 24, 30, 40])
      expect((await read(whole.subarray(0, whole.length - bytes))).codes).toEqual(['damaged']);
    expect(await read(database([]))).toEqual({ lines: '', codes: [] });
    expect((await read(database([], { mutexBytes: 100 }).subarray(0, 168))).codes).toEqual(['damaged']);
    expect(tdb.sniff(whole.subarray(0, 100))).toBe(false);
    expect(tdb.sniff(Buffer.from(whole.fill(0, 32, 36).subarray(0, 168)))).toBe(false);
  });
});
