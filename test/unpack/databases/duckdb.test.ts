import { describe, expect, test } from 'vitest';
import { readSymbolTable, unpackFsst } from '../../../src/unpack/codecs/fsst.ts';
import { duckdb } from '../../../src/unpack/databases/duckdb.ts';
import { list } from '../observe.ts';

/** A NUL where asked, then `secret`, `ab` and `c`. */
function symbolTable(made: { readonly zero?: boolean; readonly count?: number } = {}): Buffer {
  const { zero = false, count = zero ? 4 : 3 } = made;
  const header = Buffer.from([1, count, 0, 0, 0x0a, 0x14, 0x34, 0x01, zero ? 1 : 0, zero ? 2 : 1, 1, 0, 0, 0, 1, 0, 0]);
  return Buffer.concat([header, Buffer.from('absecretc')]);
}
/** Symbols of two bytes come first, those of one byte last. */
const [AB, SECRET, C, ESCAPE] = [0, 1, 2, 255];

const aligned = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 7)]);
const u32 = (...numbers: readonly number[]) => Buffer.from(Uint32Array.from(numbers).buffer);
/** A byte a length. */
const STRINGS = [Buffer.of(SECRET, C), Buffer.of(AB, ESCAPE, 0x21), Buffer.of(C)];
const LENGTHS = Buffer.from(STRINGS.map(({ length }) => length));
const FOUND = 'secretc\nab!\nc\n';

function fsst({ size = 6, end = -1, bits = 8, lengths = LENGTHS, table = symbolTable() } = {}): Buffer {
  const strings = Buffer.concat(STRINGS.toReversed());
  const tableAt = 16 + lengths.length;
  const stop = tableAt + table.length + strings.length;
  return aligned(Buffer.concat([u32(size, end < 0 ? stop : end, bits, tableAt), lengths, table, strings]));
}

function dictionary({ size = 6, bits = 8, mode = 1 } = {}): Buffer {
  const table = symbolTable();
  const head = u32(size, STRINGS.length, mode | (bits << 8), table.length);
  return Buffer.concat([aligned(Buffer.concat([head, ...STRINGS])), aligned(table), aligned(LENGTHS)]);
}

function database(...segments: readonly Uint8Array[]): Buffer {
  const head = Buffer.alloc(12_288);
  head.write('DUCK', 8);
  head[12] = 64;
  return Buffer.concat([head, ...segments, Buffer.alloc(64)]);
}

const codes = async (bytes: Uint8Array) => (await list(duckdb, bytes)).troubles.map(({ trouble }) => trouble.code);
const textOf = async (bytes: Uint8Array) =>
  (await list(duckdb, bytes)).entries.map((entry) => entry.bytes.toString('latin1')).join('');

describe('databases of DuckDB', () => {
  test.each<[string, Buffer]>([
    ['FSST', fsst()],
    ['a dictionary in FSST', dictionary()],
    ['a segment of FSST that fills its block and does not tell the size', fsst({ size: 0 })],
    ['two segments', Buffer.concat([fsst(), dictionary()])],
  ])('give one string a line: %s', async (what, segment) => {
    const text = await textOf(database(segment));
    for (const line of FOUND.trim().split('\n')) expect(text.split('\n')).toContain(line);
    expect(text.split('secretc').length).toBe(what === 'two segments' ? 3 : 2);
    expect(await codes(database(segment))).toEqual([]);
  });

  test.each<[string, Buffer, string[]]>([
    ['a table without a segment is told', symbolTable(), ['damaged']],
    ['strings behind the end are told', fsst({ end: 0x1_0000 }), ['damaged']],
    ['strings of gigabytes are told', fsst({ size: 0xffff_fff0, end: 0xffff_ffff }), ['damaged']],
    ['a dictionary of another size is told', dictionary({ size: 100 }), ['damaged']],
    ['a table that counts other symbols is none', fsst({ table: symbolTable({ count: 9 }) }), []],
    ['a table of none is none', fsst({ table: symbolTable({ count: 0 }) }), []],
  ])('%s', async (_, bytes, expected) => expect(await codes(database(bytes))).toEqual(expected));

  test('lengths that come to more give the strings in one', async () => {
    expect(await textOf(database(fsst({ lengths: Buffer.of(2, 3, 99) })))).toBe('cab!secretc\n');
  });

  test('lengths of no bits give the strings in one', async () => {
    expect(await textOf(database(fsst({ bits: 0 })))).toBe('cab!secretc\n');
  });

  test('segments that lie in one another are given once', async () => {
    // Each says that its strings go on over those that follow.
    const many = Buffer.concat(Array.from({ length: 2000 }, () => fsst({ size: 0, end: 200_000 })));
    const { entries } = await list(duckdb, database(many, Buffer.alloc(300_000)));
    expect(entries[0]!.bytes.length).toBeLessThan(8 * 700_000);
  });

  test('many tables without segments end soon', async () => {
    const bytes = database(...Array.from({ length: 20_000 }, () => symbolTable()));
    expect(await codes(bytes)).toEqual(['damaged']);
  });
});

test.each([
  ['the first', 4096, 8192],
  ['the second', 8192, 4096],
])('a database that is shorter than the header says is told: %s', async (_, latest, other) => {
  const bytes = database(fsst());
  bytes[latest + 8] = 3;
  bytes[other + 8] = 2;
  bytes[latest + 32] = 1;
  bytes[latest + 40] = 100;
  expect(await codes(bytes)).toEqual([]);
  bytes[latest + 32] = 2;
  expect(await codes(bytes)).toEqual(['damaged']);
});

describe('FSST', () => {
  test('knows the NUL that comes first', () => {
    const table = readSymbolTable(symbolTable({ zero: true }))!;
    expect(Buffer.from(unpackFsst(table, Uint8Array.of(0, 1, 2, 3)))).toEqual(Buffer.from('\0absecretc'));
  });

  test('a code without a symbol and an escape at the end stand for nothing', () => {
    expect(unpackFsst(readSymbolTable(symbolTable())!, Uint8Array.of(77, ESCAPE))).toHaveLength(0);
  });

  test('a table that is cut is none', () => {
    const whole = symbolTable();
    for (let length = 0; length < whole.length; length++)
      expect(readSymbolTable(whole.subarray(0, length))).toBeUndefined();
  });
});

describe('checksums', () => {
  const FACTOR = 0xbf58476d1ce4e5b9n;
  const summed = (bytes: Buffer): Buffer => {
    let sum = 5381n;
    for (let at = 8; at < bytes.length; at += 8) sum ^= BigInt.asUintN(64, bytes.readBigUInt64LE(at) * FACTOR);
    bytes.writeBigUInt64LE(sum);
    return bytes;
  };
  const made = (): Buffer => {
    const headers = [0, 1, 2].map((number) => {
      const header = Buffer.alloc(4096, 0xab).fill(0, 0, 48);
      if (number === 0) header.write('DUCK', 8);
      header[number === 0 ? 12 : 8] = 64 + number;
      if (number > 0) header.writeUInt32LE(3, 32);
      if (number > 0) header.writeUInt32LE(16_384, 40);
      return summed(header);
    });
    const block = summed(Buffer.from(Uint8Array.from({ length: 16_384 }, (_, at) => (at * at) >> 3)));
    return Buffer.concat([...headers, block, Buffer.alloc(16_384), block]);
  };

  test('that fit are no news, and neither is a hole', async () => expect(await codes(made())).toEqual([]));

  test.each([4090, 5000, 12_288, 20_000, 50_000])('that are of others are told: byte %i', async (at) => {
    const bytes = made();
    bytes[at]! ^= 0x40;
    expect(await codes(bytes)).toEqual(['damaged']);
  });

  test('of which none fits are made otherwise', async () => {
    const bytes = made();
    for (const at of [100, 5000, 9000, 20_000, 50_000]) bytes[at]! ^= 1;
    expect(await codes(bytes)).toEqual([]);
  });
});
