import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readSymbolTable, unpackFsst } from '../../../src/unpack/codecs/fsst.ts';
import { duckdb } from '../../../src/unpack/databases/duckdb.ts';
import { exampleToken } from '../../support/example-token.ts';
import { scanBytes } from '../../support/scan-bytes.ts';
import { list, noise } from '../observe.ts';

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

function fsst({
  size = 6,
  end = -1,
  bits = 8,
  lengths = LENGTHS,
  table = symbolTable(),
  strings = STRINGS,
} = {}): Buffer {
  const content = Buffer.concat(strings.toReversed());
  const tableAt = 16 + lengths.length;
  const stop = tableAt + table.length + content.length;
  return aligned(Buffer.concat([u32(size, end < 0 ? stop : end, bits, tableAt), lengths, table, content]));
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

const placesOf = async (bytes: Uint8Array) => {
  const { findings, gaps } = await scanBytes({ 'z.duckdb': bytes });
  expect(gaps).toEqual([]);
  return findings.flatMap(({ places }) => places.map(({ path }) => path));
};

const [FIRST, SECOND] = ['first string', 'second one'];
const [SHORT_END, LONG_END] = [FIRST.length, FIRST.length + SECOND.length];
/** Strings that nothing packs, the last first. */
const BACKWARD = Buffer.from(SECOND + FIRST);

/** @param rows where each string begins, counted from the end; behind them what is free */
function plain({ rows = [SHORT_END, SHORT_END, LONG_END, -LONG_END], free = 0 } = {}): Buffer {
  const list = Buffer.concat([Buffer.from(Int32Array.from(rows).buffer), Buffer.alloc(free)]);
  return aligned(Buffer.concat([u32(LONG_END, 8 + list.length + LONG_END), list, BACKWARD]));
}

function plainDictionary({ list = [0, SHORT_END, LONG_END] } = {}): Buffer {
  const [indices, ends] = [Buffer.of(1, 2, 1, 0), u32(...list)];
  const end = 20 + indices.length + ends.length + LONG_END;
  const head = u32(LONG_END, end, 20 + indices.length, list.length, 2);
  return aligned(Buffer.concat([head, indices, ends, BACKWARD]));
}

function plainDictFsst({ lengths = [0, FIRST.length, SECOND.length] } = {}): Buffer {
  const head = Buffer.concat([u32(LONG_END, lengths.length), Buffer.of(0, 8, 2, 0), u32(0)]);
  return aligned(Buffer.concat([aligned(Buffer.concat([head, Buffer.from(FIRST + SECOND)])), Buffer.from(lengths)]));
}

describe('strings of DuckDB that nothing packs', () => {
  test.each<[string, Buffer]>([
    ['rows', plain()],
    ['rows, of a block that is not full', plain({ free: 100 })],
    ['a dictionary', plainDictionary()],
    ['a dictionary of DICT_FSST', plainDictFsst()],
    ['behind another one', Buffer.concat([plainDictFsst(), plain(), plainDictionary()])],
  ])('give one string a line: %s', async (what, segment) => {
    const lines = (await textOf(database(Buffer.alloc(8), segment))).split('\n');
    const times = what === 'behind another one' ? 3 : 1;
    for (const each of [FIRST, SECOND]) expect(lines.filter((line) => line === each)).toHaveLength(times);
    expect(await codes(database(segment))).toEqual([]);
  });

  test.each<[string, Buffer]>([
    ['rows that fall', plain({ rows: [SHORT_END, 3, LONG_END] })],
    ['rows that do not come to the size', plain({ rows: [SHORT_END, LONG_END - 1] })],
    ['a dictionary whose first string is not empty', plainDictionary({ list: [1, SHORT_END, LONG_END] })],
    ['lengths that come to more', plainDictFsst({ lengths: [0, FIRST.length, SECOND.length + 1] })],
    ['lengths that come to less', plainDictFsst({ lengths: [0, FIRST.length, 1] })],
  ])('are none: %s', async (_, segment) => expect(await textOf(database(segment))).toBe(''));

  test('in lists that overlap are told and end soon', async () => {
    // Each head says that its list is the one of all of them, which breaks off with its last number.
    const [listAt, count, end] = [200_000, 12_000, 262_000];
    const block = Buffer.alloc(256 << 10);
    for (let at = 0; at + 24 <= listAt; at += 24) u32(1000, end - at, listAt - at, count, 2).copy(block, at);
    expect(await codes(database(block))).toEqual(['damaged']);
  });
});

test('lengths of FSST that look like the size of a dictionary do not hide the strings', async () => {
  // From the first length on: 48 bytes, and as many to the table.
  const strings = [Buffer.alloc(48, C), STRINGS[0]!];
  const lengths = Buffer.alloc(64);
  lengths[0] = 48;
  lengths[20] = 2;
  const text = await textOf(database(fsst({ size: 50, lengths, strings })));
  expect(text).toBe(`${'c'.repeat(48)}\nsecretc\n`);
});

describe('strings of DuckDB in Zstandard', () => {
  const BLOCK = 16_384;
  const WORDS = ['a first string', '', 'another one', noise(2 * BLOCK, 3).toString('hex'), 'the last one'];
  const LINES = WORDS.filter((word) => word !== '');
  const lengthsOf = (words: readonly string[]) => u32(...words.map((word) => word.length));
  const frame = zstdCompressSync(WORDS.join(''));

  /** With blocks of 16 KiB, each of which has its number in the list. @param next where the first block says that it goes on */
  function chained({ lengths = lengthsOf(WORDS), packed = frame, order = [0, 2, 1], next = 2 } = {}): Buffer {
    const head = database().subarray(0, 12_288);
    u32(BLOCK).copy(head, 8192 + 40);
    const blocks = Array.from({ length: 4 }, () => Buffer.alloc(BLOCK));
    const content = Buffer.concat([lengths, packed]);
    const room = BLOCK - 16;
    order.forEach((block, index) => {
      content.subarray(index * room, (index + 1) * room).copy(blocks[block]!, 8);
      u32(index === 0 ? next : (order[index + 1] ?? 0)).copy(blocks[block]!, BLOCK - 8);
    });
    return Buffer.concat([head, ...blocks]);
  }

  test('are put together from block to block, and parted by their lengths', async () => {
    expect(frame.length).toBeGreaterThan(2 * BLOCK);
    const bytes = chained();
    expect((await textOf(bytes)).split('\n')).toEqual([...LINES, '']);
    expect(await codes(bytes)).toEqual([]);
  });

  test('are found there, and not where the frame lies', async () => {
    const words = [...WORDS, exampleToken(), 'zebra'];
    const bytes = chained({ lengths: lengthsOf(words), packed: zstdCompressSync(words.join('')) });
    expect(await placesOf(bytes)).toEqual(['z.duckdb!/strings']);
  });

  test('come in one where lengths do not come to what the frame holds', async () => {
    const lengths = lengthsOf([...WORDS.slice(0, -1), 'x']);
    expect(await textOf(chained({ lengths }))).toBe(`${WORDS.join('')}\n`);
  });

  test('a frame of others in one block is left where it lies', async () => {
    const [packed, lengths] = [zstdCompressSync(`a token of others: ${exampleToken()}\n`), u32(7, 7)];
    const bytes = chained({ lengths, packed, order: [1] });
    expect(await textOf(bytes)).toBe('');
    expect(await placesOf(bytes)).toEqual(['z.duckdb', `z.duckdb!/zstd@${12_288 + BLOCK + 16}!/data`]);
  });

  test.each([
    ['itself', 0],
    ['no block', 99],
    ['a block of zeros', 3],
    ['a number that nobody has', 0xffff_ffff],
  ])('a chain that goes on in %s ends', async (_, next) => {
    expect(await textOf(chained({ next }))).not.toContain('the last one');
  });

  test('forged chains end soon, and are told', async () => {
    // The block goes on in itself: a raw block of a frame, 8 times as long, ends where the same one stands.
    const head = Buffer.concat([Buffer.from('28b52ffd0058', 'hex'), u32((8 * (BLOCK - 16) - 3) << 3).subarray(0, 3)]);
    const block = Buffer.alloc(BLOCK);
    for (let at = 8; at + head.length < BLOCK - 8; at += head.length) head.copy(block, at);
    u32(0).copy(block, BLOCK - 8);
    const { entries, troubles } = await list(duckdb, Buffer.concat([chained().subarray(0, 12_288), block]));
    expect(entries.map((entry) => entry.bytes.length)).toEqual([0]);
    expect(troubles.map(({ trouble }) => trouble.message)).toEqual([
      'more frames of Zstandard than strings would have; those left are opened as is',
    ]);
  });
});

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

  test.each([12, 14, 19, 21])('tell of a header that is wrong at byte %d', async (at) => {
    const wrong = made();
    wrong[at]! ^= 0x40;
    expect(duckdb.sniff(wrong)).toBe(true);
    expect(await codes(wrong)).toEqual(['damaged']);
  });

  test('are not asked for where DUCK stands in a text', () => {
    expect(duckdb.sniff(Buffer.from('Donald: DUCK is the name of a bird, and of more than one.'))).toBe(false);
  });

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
