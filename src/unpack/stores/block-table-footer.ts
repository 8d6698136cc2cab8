/**
 * Footers of tables of LevelDB (table/format.cc of google/leveldb) and RocksDB (table/format.cc of facebook/rocksdb), which locate
 * everything else.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { varintAt } from '../codecs/small-numbers.ts';
import { bufferOf } from '../container/magic.ts';

/** The range of a block without its trailer. */
export interface Handle {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
}

export interface TableFooter {
  /** Where the footer begins. */
  readonly start: number;
  /** `format_version` of RocksDB; 0: LevelDB, or RocksDB before it had one. */
  readonly version: number;
  /** Kind of the block checksums, see block-table-sums.ts. */
  readonly sumKind: number;
  /** Mixed into them along with the block's offset; 0: nothing is. */
  readonly sumBase: number;
  readonly metadata: Handle;
  /** Absent: the metadata locates it. */
  readonly index?: Handle;
}

/** A byte for the codec of a block, and its checksum. */
export const TRAILER_BYTES = 5;

/*  LevelDB
 *  0   .  handle of the block of metadata, then that of the index: offset and size, each 7 bits a byte, the lowest first
 *  40  8  magic number, little-endian = db4775248b80fb57
 *  RocksDB
 *  0   1  kind of checksum
 *  1   .  the same handles; from version 6 on:
 *         1   4  3e 00 7a 00
 *         5   4  checksum of the footer
 *         9   4  what is mixed into checksums
 *         13  4  bytes of the block of metadata, which ends before the footer
 *  41  4  version
 *  45  8  magic number, little-endian = 88e241b785f4cff7                                                               */
export const LEVELDB = { footerBytes: 48, magic: Buffer.from('57fb808b247547db', 'hex') } as const;
export const ROCKSDB = { footerBytes: 53, magic: Buffer.from('f7cff485b741e288', 'hex') } as const;
/**
 * CockroachDB's formats with the same end but a different content: values are stored separately, or in columns (sstable/table.go of
 * cockroachdb/pebble).
 */
const PEBBLE_MAGIC = Buffer.from('f09faab3f09faab3', 'hex');
const EXTENDED_MAGIC = 0x007a003e;
/** The first version whose footer has no handles, and the last supported one. */
const [FIRST_EXTENDED, LAST] = [6, 7];
const MASKED_CRC32C = 1;
const LAST_SUM_KIND = 4;

/** Whether a file ends like one of these. */
export function endsWith({ footerBytes, magic }: typeof LEVELDB | typeof ROCKSDB, tail: Uint8Array): boolean {
  return tail.length >= footerBytes && Buffer.compare(tail.subarray(-magic.length), magic) === 0;
}

/** The magic number is two characters, with which a text may end, so the small number before it is checked too. */
export function endsAsPebble(tail: Uint8Array): boolean {
  if (tail.at(-1) !== PEBBLE_MAGIC.at(-1)) return false;
  const end = bufferOf(tail.subarray(-12));
  const isMagic = Buffer.compare(end.subarray(4), PEBBLE_MAGIC) === 0;
  return isMagic && tail.length >= ROCKSDB.footerBytes && end.readUInt32LE(0) < 0x100;
}

/** @throws FormatError when it is invalid */
export function leveldbFooter(source: ByteSource): TableFooter {
  const start = source.size - LEVELDB.footerBytes;
  const handles = handlesAt(source.read(start, LEVELDB.footerBytes), 0);
  return { start, version: 0, sumKind: MASKED_CRC32C, sumBase: 0, ...handles };
}

/** @throws FormatError when it is invalid, of an unsupported version, or Pebble's */
export function rocksdbFooter(source: ByteSource): TableFooter {
  const start = source.size - ROCKSDB.footerBytes;
  const footer = Buffer.from(source.read(start, ROCKSDB.footerBytes));
  if (endsAsPebble(footer))
    throw new FormatError(
      'a table of Pebble (CockroachDB) in a format of its own, which is not opened yet',
      'unsupported',
    );
  const [sumKind, version] = [footer[0]!, footer.readUInt32LE(41)];
  if (version > LAST)
    throw new FormatError(`a table of RocksDB of version ${version}, which is not known`, 'unsupported');
  if (sumKind > LAST_SUM_KIND) throw new FormatError('expected a known kind of checksum in the footer of RocksDB');
  if (version < FIRST_EXTENDED) return { start, version, sumKind, sumBase: 0, ...handlesAt(footer, 1) };
  const end = start - TRAILER_BYTES;
  const metadata = { start: end - footer.readUInt32LE(13), end };
  if (footer.readUInt32LE(1) !== EXTENDED_MAGIC || metadata.start < 0)
    throw new FormatError('expected the size of the metadata in the footer of RocksDB');
  return { start, version, sumKind, sumBase: footer.readUInt32LE(9), metadata };
}

function handlesAt(footer: Uint8Array, at: number): { readonly metadata: Handle; readonly index: Handle } {
  const metadata = handleAt(footer, at);
  const index = metadata && handleAt(footer, metadata.next);
  if (index === undefined || metadata === undefined)
    throw new FormatError('expected two handles in the footer of a table');
  return { metadata: metadata.handle, index: index.handle };
}

/** Offset and size. */
export function handleAt(
  bytes: Uint8Array,
  at: number,
): { readonly handle: Handle; readonly next: number } | undefined {
  const start = varintAt(bytes, at);
  const size = start && varintAt(bytes, start.next);
  return size && start && { handle: { start: start.value, end: start.value + size.value }, next: size.next };
}
