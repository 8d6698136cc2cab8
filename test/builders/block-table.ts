/** Writes tables of LevelDB and of RocksDB, version 2 and 6 (doc/table_format.md; table/format.cc). Independent of src. */
import { FieldWriter } from './field-writer.ts';

export interface BuiltBlock {
  /** As it lies in the file. */
  readonly packed: Uint8Array;
  /** The byte behind it. */
  readonly kind?: number;
  readonly hasWrongSum?: boolean;
}

export interface BuiltTable {
  /** 0: LevelDB. */
  readonly version?: number;
  readonly data: readonly BuiltBlock[];
  /** Further blocks of metadata by name. */
  readonly metadata?: Readonly<Record<string, BuiltBlock>>;
  /** What the index says, in place of what is true: offset and size of each block. */
  readonly handles?: readonly (readonly [number, number])[];
  /** Bytes in front of the blocks that nothing names. */
  readonly before?: string;
  /** Put into the end of the index in place of the number of restarts. */
  readonly restarts?: number;
  /** Kind of checksums: 1, or 0 for none. */
  readonly sumKind?: number;
}

/** Keys share what they have in common with the one before. */
export function sharingPairs(values: readonly (readonly [string, Uint8Array])[]): Buffer {
  const out = new FieldWriter(true);
  let last = '';
  for (const [key, value] of values) {
    let shared = 0;
    while (shared < key.length && key[shared] === last[shared]) shared++;
    out
      .bytes(Buffer.from([...varint(shared), ...varint(key.length - shared), ...varint(value.length)]))
      .text(key.slice(shared))
      .bytes(value);
    last = key;
  }
  return out.u32(0).finish();
}

/** Nothing is shared between keys. */
export function pairs(values: readonly (readonly [string, Uint8Array])[], restarts = 0): Buffer {
  const out = new FieldWriter(true);
  for (const [key, value] of values)
    out
      .bytes(Buffer.from([0, ...varint(key.length), ...varint(value.length)]))
      .text(key)
      .bytes(value);
  return out.u32(restarts).finish();
}

export function buildTable(table: BuiltTable): Buffer {
  const { version = 2, data, metadata = {}, before = '', restarts, sumKind = 1 } = table;
  const out = new FieldWriter(true).text(before);
  const add = ({ packed, kind = 0, hasWrongSum = false }: BuiltBlock): Buffer => {
    const handle = handleOf(out.size, packed.length);
    const summed = Buffer.concat([packed, Buffer.of(kind)]);
    // Of version 6 a base of 1, and the place of the block.
    const context = version < 6 ? 0 : 1 ^ out.size;
    const sum = sumKind === 0 ? 0 : (masked(summed) + context) >>> 0;
    out.bytes(summed).u32(hasWrongSum ? sum ^ 1 : sum);
    return handle;
  };
  const found = data.map(add);
  const named = Object.entries(metadata).map(([name, block]) => [name, add(block)] as const);
  const told = table.handles?.map(([at, size]) => handleOf(at, size)) ?? found;
  const index = add({
    packed: pairs(
      told.map((handle, at) => [`k${at}`, handle]),
      restarts,
    ),
  });
  const list = pairs(version < 6 ? named : [...named, ['rocksdb.index', index]]);
  const handles = Buffer.concat([add({ packed: list }), index]);
  if (version === 0) return Buffer.concat([out.finish(), handles, Buffer.alloc(40 - handles.length), MAGICS.leveldb]);
  const extended = new FieldWriter(true).u32(0x007a003e).u32(0).u32(1).u32(list.length).finish();
  const part = version < 6 ? handles : extended;
  out
    .u8(sumKind)
    .bytes(part)
    .bytes(Buffer.alloc(40 - part.length));
  return out.u32(version).bytes(MAGICS.rocksdb).finish();
}
const MAGICS = { leveldb: Buffer.from('57fb808b247547db', 'hex'), rocksdb: Buffer.from('f7cff485b741e288', 'hex') };

function handleOf(at: number, size: number): Buffer {
  return Buffer.from([...varint(at), ...varint(size)]);
}

export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

/** Bit by bit. */
export function crc32c(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1;
  }
  return ~sum >>> 0;
}

/** Of CRC-32C, as both of them write it. */
export function masked(bytes: Uint8Array): number {
  const sum = crc32c(bytes);
  return (((sum >>> 15) | (sum << 17)) + 0xa282ead8) >>> 0;
}
