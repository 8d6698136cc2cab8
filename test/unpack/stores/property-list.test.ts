import { describe, expect, test } from 'vitest';
import { propertyList } from '../../../src/unpack/stores/property-list.ts';
import { MARKER } from '../../recipes/recipe.ts';
import { fixtureBytes } from '../../support/container-fixtures.ts';
import { list } from '../observe.ts';

async function read(bytes: Uint8Array) {
  expect(propertyList.sniff(bytes.subarray(0, propertyList.headBytes))).toBe(true);
  const { entries, troubles, error } = await list(propertyList, bytes);
  const codes = troubles.map(({ trouble }) => trouble.code);
  return { lines: entries[0]?.bytes.toString('latin1'), codes, error: (error as Error | undefined)?.message };
}

const text = (value: string) => Buffer.from([0x50 + value.length, ...Buffer.from(value)]);

/** Each object as it is written; offsets and references of one byte. */
function listOf(objects: readonly Uint8Array[], trailer: Partial<Record<number, number>> = {}): Buffer {
  const offsets: number[] = [];
  let at = 8;
  for (const { length } of objects) {
    offsets.push(at);
    at += length;
  }
  const end = Buffer.alloc(32);
  [end[6], end[7], end[15], end[31]] = [1, 1, objects.length, at];
  for (const [index, byte] of Object.entries(trailer)) end[Number(index)] = byte!;
  return Buffer.concat([Buffer.from('bplist00'), ...objects, Buffer.from(offsets), end]);
}

const PAIR = [Buffer.from([0xd1, 1, 2]), text('name'), text('word')];
const BROKEN = 'expected a table of objects at the end of a property list, found none; its bytes are scanned as is';

describe('binary property lists', () => {
  test('give their settings as lines, at every depth', async () => {
    expect(await read(fixtureBytes('property-list.plist'))).toEqual({ lines: expect.any(String), codes: [] });
    const { lines } = await read(fixtureBytes('property-list.plist'));
    expect(lines!.split('\n').toSorted()).toEqual(['', `alice=${MARKER}`, 'bob=other']);
  });

  test('with references of two bytes, and data beside a name', async () => {
    const { lines, codes } = await read(fixtureBytes('property-list-wide.plist.gz'));
    expect(codes).toEqual([]);
    expect(lines).toContain(`alice=${MARKER}\n`);
    // A value with a blank is no word.
    expect(lines!.split('\n')).toHaveLength(2);
  });

  test('give what is no text as no setting', async () => {
    expect(await read(listOf(PAIR))).toEqual({ lines: 'name=word\n', codes: [] });
    expect(await read(listOf([PAIR[0]!, PAIR[1]!, Buffer.from([0x09])]))).toEqual({ lines: '', codes: [] });
    const wide = Buffer.from([0x64, 0, 0x77, 0, 0x6f, 0, 0x72, 0, 0xe4]);
    expect(await read(listOf([PAIR[0]!, PAIR[1]!, wide]))).toEqual({ lines: '', codes: [] });
  });

  test.each<[string, Uint8Array]>([
    ['a reference to no object', listOf([...PAIR, Buffer.from([0xd1, 1, 9])])],
    ['a dictionary that reaches beyond the objects', listOf([...PAIR, Buffer.from([0xdf, 0x10, 9, 1, 1])])],
    ['text that does', listOf([...PAIR, Buffer.from([0xd1, 1, 4]), Buffer.from([0x5f, 0x10, 0x40, 0x41])])],
    ['a count that is no number', listOf([...PAIR, Buffer.from([0xd1, 1, 4]), Buffer.from([0x5f, 0x33, 0, 0])])],
    ['a count of more bytes than any has', listOf([...PAIR, Buffer.from([0xd1, 1, 4]), Buffer.from([0x5f, 0x1f, 0])])],
  ])('what is wrong is told, and the rest is read: %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual({ lines: 'name=word\n', codes: ['damaged'] });
  });

  test('that NSKeyedArchiver made give its settings', async () => {
    const { lines, codes } = await read(fixtureBytes('property-list-archive.plist'));
    const wanted = [`alice=${MARKER}`, 'bob=other', 'nested=more'];
    expect([wanted.filter((line) => !lines!.split('\n').includes(line)), codes]).toEqual([[], []]);
  });

  const reference = (number: number) => Buffer.from([0x80, number]);
  const named = (name: string) => Buffer.from([0x5f, 0x10, name.length, ...Buffer.from(name)]);
  const array = (...numbers: number[]) => Buffer.from([0xa0 + numbers.length, ...numbers]);
  /** Fields of an object, and those of a dictionary; their names and what they say are elements 1 and 2 of `$objects`. */
  const archiveOf = (keys: Uint8Array, values: Uint8Array, second = 2) => [
    ...[Buffer.from([0xd1, 1, 2]), named('$objects'), array(3, 4, 5, 6), text('$null'), text('name'), text('word')],
    ...[Buffer.from([0xd1, 5, 7]), reference(second)],
    ...[Buffer.from([0xd2, 9, 10, 11, 12]), named('NS.keys'), named('NS.objects'), keys, values, reference(1)],
  ];

  test('of such archives give what numbers stand for: fields, and dictionaries', async () => {
    const { lines, codes } = await read(listOf(archiveOf(array(13, 4), array(7, 5))));
    expect([lines, codes]).toEqual(['word=word\nname=word\nname=word\n', []]);
    // Elsewhere a number of that kind stands for nothing.
    const other = archiveOf(array(13), array(7)).with(1, named('$object?'));
    expect(await read(listOf(other))).toEqual({ lines: '', codes: [] });
  });

  test.each<[string, Uint8Array[]]>([
    ['a number of no element', archiveOf(array(13), array(7), 4)],
    ['arrays that reach beyond the objects', archiveOf(array(13, 4).with(0, 0xae), array(7, 5).with(0, 0xae))],
  ])('what is wrong in an archive is told: %s', async (_, objects) => {
    expect((await read(listOf(objects))).codes).toEqual(['damaged']);
  });

  test('arrays of an archive are not read more often than the file has bytes', async () => {
    const dictionaries = Array.from({ length: 200 }, () => Buffer.from([0xd2, 9, 10, 11, 12]));
    const keys = Buffer.concat([Buffer.from([0xaf, 0x10, 200]), Buffer.alloc(200, 4)]);
    const list = listOf([...archiveOf(keys, keys), ...dictionaries]);
    const { lines, codes } = await read(list);
    expect([lines!.split('name=name\n').length * 2 < list.length, codes]).toEqual([true, ['damaged']]);
  });

  test('in data are entries, no more than the file has bytes', async () => {
    const inner = listOf(PAIR);
    const data = Buffer.concat([Buffer.from([0x4f, 0x10, inner.length]), inner]);
    const outer = listOf([...PAIR.with(0, Buffer.from([0xd1, 1, 3])), data]);
    const { entries } = await list(propertyList, outer);
    expect(entries.map(({ name, bytes }) => [name, bytes.toString('latin1')])).toEqual([
      ['settings', ''],
      [`property list at byte ${outer.indexOf(inner)}`, inner.toString('latin1')],
    ]);
    const tableAt = outer.length - 32 - 4;
    const trailer = Buffer.from(outer.subarray(-32));
    trailer[15] = 254;
    const many = Buffer.concat([outer.subarray(0, tableAt + 4), Buffer.alloc(250, outer[tableAt + 3]), trailer]);
    const { entries: most, troubles } = await list(propertyList, many);
    expect([most.length, troubles.length]).toEqual([1 + Math.floor(many.length / inner.length), 1]);
  });

  test('a dictionary that is many objects is not read more often than the file has bytes', async () => {
    const keys = Buffer.alloc(100, 1);
    const large = Buffer.concat([Buffer.from([0xdf, 0x10, 100]), keys, Buffer.alloc(100, 2)]);
    const list = listOf([large, ...PAIR.slice(1)]);
    const tableAt = list.length - 32 - 3;
    const trailer = Buffer.from(list.subarray(-32));
    trailer[15] = 250;
    const same = Buffer.concat([list.subarray(0, tableAt + 3), Buffer.alloc(247, 8), trailer]);
    const { lines, codes } = await read(same);
    expect([lines!.length, codes]).toEqual([100 * 'name=word\n'.length * Math.floor(same.length / 200), ['damaged']]);
  });

  test.each<[string, Uint8Array]>([
    ['nothing behind the head', Buffer.from('bplist00')],
    ['cut', listOf(PAIR).subarray(0, -1)],
    ['no object', listOf(PAIR, { 15: 0 })],
    ['more objects than bytes', listOf(PAIR, { 9: 1 })],
    ['offsets before the objects', listOf(PAIR, { 31: 7 })],
    ['offsets of no bytes', listOf(PAIR, { 6: 0 })],
    ['references of nine bytes', listOf(PAIR, { 7: 9 })],
  ])('one without its table is damaged: %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual({ lines: undefined, codes: [], error: BROKEN });
  });
});
