/**
 * Metadata of .NET assemblies (ECMA-335, II.24): the heaps of names, texts and blobs, and those tables that name fields, methods, their
 * parameters and constants. Other tables, the uncompressed ones of `#-`, and names of local variables, which are in the PDB, are not read.
 */

/** Fields of a table: bytes, a heap, another table, or several of which the lowest bits say which. */
type Column = 2 | 4 | 'text' | 'guid' | 'blob' | { readonly table: number } | Coded;
interface Coded {
  readonly bits: number;
  readonly tables: readonly number[];
}
const coded = (bits: number, ...tables: number[]): Coded => ({ bits, tables });
const table = (number: number) => ({ table: number });

export const [TYPE_REF, FIELD, METHOD_DEF, PARAM, MEMBER_REF, CONSTANT] = [1, 4, 6, 8, 0xa, 0xb] as const;
const TYPE_DEF = 2;
const RESOLUTION_SCOPE = coded(2, 0, 0x1a, 0x23, TYPE_REF);
const TYPE_DEF_OR_REF = coded(2, TYPE_DEF, TYPE_REF, 0x1b);
const MEMBER_REF_PARENT = coded(3, TYPE_DEF, TYPE_REF, 0x1a, METHOD_DEF, 0x1b);
const HAS_CONSTANT = coded(2, FIELD, PARAM, 0x17);

/** II.22, in the order of their numbers, up to the last one that is read. */
const TABLES: readonly (readonly Column[])[] = [
  [2, 'text', 'guid', 'guid', 'guid'],
  [RESOLUTION_SCOPE, 'text', 'text'],
  [4, 'text', 'text', TYPE_DEF_OR_REF, table(FIELD), table(METHOD_DEF)],
  [table(FIELD)],
  [2, 'text', 'blob'],
  [table(METHOD_DEF)],
  [4, 2, 2, 'text', 'blob', table(PARAM)],
  [table(PARAM)],
  [2, 2, 'text'],
  [table(TYPE_DEF), TYPE_DEF_OR_REF],
  [MEMBER_REF_PARENT, 'text', 'blob'],
  [2, HAS_CONSTANT, 'blob'],
];
const TABLE_COUNT = 64;
const MAX_STREAMS = 64;
const MAX_NAME_BYTES = 256;

interface Rows {
  readonly start: number;
  readonly count: number;
  /** Offsets of the fields in a row, and behind the last its size. */
  readonly offsets: readonly number[];
}

export class DotnetMetadata {
  readonly #bytes: Buffer;
  readonly #heaps: ReadonlyMap<string, Buffer>;
  readonly #tables: readonly Rows[];

  /** @throws RangeError if it ends early, as from all methods */
  constructor(bytes: Buffer) {
    this.#heaps = heapsOf(bytes);
    this.#bytes = this.#heaps.get('#~') ?? Buffer.alloc(0);
    this.#tables = this.#bytes.length === 0 ? [] : tablesOf(this.#bytes);
  }

  /** Names as they are, and texts with two bytes for each character. */
  get words(): readonly Buffer[] {
    return ['#Strings', '#US'].map((name) => this.#heap(name));
  }

  count(tableNumber: number): number {
    return this.#tables[tableNumber]?.count ?? 0;
  }

  /** @param row from 1 */
  field(tableNumber: number, row: number, column: number): number {
    const rows = this.#tables[tableNumber];
    if (rows === undefined || row < 1 || row > rows.count) throw new RangeError('no such row');
    const [from, to] = [rows.offsets[column]!, rows.offsets[column + 1]!];
    return this.#bytes.readUIntLE(rows.start + (row - 1) * rows.offsets.at(-1)! + from, to - from);
  }

  name(tableNumber: number, row: number, column: number): string {
    const names = this.#heap('#Strings');
    const at = this.field(tableNumber, row, column);
    const part = names.subarray(at, at + MAX_NAME_BYTES);
    const end = part.indexOf(0);
    return end < 0 ? '' : part.toString('latin1', 0, end);
  }

  blob(at: number): Buffer {
    return blobAt(this.#heap('#Blob'), at);
  }

  /** Of an instruction `ldstr`; behind it is one byte more. */
  text(at: number): Buffer {
    const blob = blobAt(this.#heap('#US'), at);
    return blob.subarray(0, blob.length & ~1);
  }

  #heap(name: string): Buffer {
    return this.#heaps.get(name) ?? Buffer.alloc(0);
  }
}

/*  0  4  'BSJB'
 * 12  4  length of the version, which follows
 *     2  flags
 *     2  number of streams; of each: offset, size, and a name filled with zeros to a multiple of 4  */
function heapsOf(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const heaps = new Map<string, Buffer>();
  if (bytes.toString('latin1', 0, 4) !== 'BSJB') return heaps;
  let at = 16 + bytes.readUInt32LE(12);
  const count = Math.min(bytes.readUInt16LE(at + 2), MAX_STREAMS);
  at += 4;
  for (let index = 0; index < count; index++) {
    const start = bytes.readUInt32LE(at);
    const end = bytes.indexOf(0, at + 8);
    if (end < 0) throw new RangeError('a name of a heap has no end');
    heaps.set(bytes.toString('latin1', at + 8, end), bytes.subarray(start, start + bytes.readUInt32LE(at + 4)));
    at = (end + 4) & ~3;
  }
  return heaps;
}

/*  6  1  which heaps are numbered in 4 bytes: 1 names, 2 GUIDs, 4 blobs
 *  8  8  which tables there are, a bit each
 * 24  4  rows of each of these; behind them the tables              */
function tablesOf(bytes: Buffer): readonly Rows[] {
  const wide = bytes[6]!;
  const present = bytes.readBigUInt64LE(8);
  let at = 24;
  const counts = Array.from({ length: TABLE_COUNT }, (_, number) => {
    if (((present >> BigInt(number)) & 1n) === 0n) return 0;
    at += 4;
    return bytes.readUInt32LE(at - 4);
  });
  const heaps = { text: wide & 1 ? 4 : 2, guid: wide & 2 ? 4 : 2, blob: wide & 4 ? 4 : 2 } as const;
  const bytesOf = (column: Column): number => {
    if (typeof column === 'number') return column;
    if (typeof column === 'string') return heaps[column];
    const { bits, tables } = 'table' in column ? { bits: 0, tables: [column.table] } : column;
    return Math.max(...tables.map((number) => counts[number]!)) < 1 << (16 - bits) ? 2 : 4;
  };
  return TABLES.map((columns, number) => {
    const offsets = [0];
    for (const column of columns) offsets.push(offsets.at(-1)! + bytesOf(column));
    const rows = { start: at, count: counts[number]!, offsets };
    at += rows.count * offsets.at(-1)!;
    if (at > bytes.length) throw new RangeError('a table ends early');
    return rows;
  });
}

/** II.24.2.4: a length in one byte, two or four, as its highest bits say. */
function blobAt(heap: Buffer, at: number): Buffer {
  const first = heap.readUInt8(at);
  const headBytes = first < 0x80 ? 1 : first < 0xc0 ? 2 : 4;
  const length = heap.readUIntBE(at, headBytes) & [0, 0x7f, 0x3fff, 0, 0x1fff_ffff][headBytes]!;
  return heap.subarray(at + headBytes, at + headBytes + length);
}
