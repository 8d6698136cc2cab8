/**
 * Streams of a compound file that no storage refers to ([MS-CFB], 2.2 to 2.6): the directory tree may bypass them, and 7-Zip extracts only
 * what the tree names. A storage has no data, and what its fields for that hold may be anything (documents of Word 97, FlashPix); one
 * that names a whole chain of sectors is read as well.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { CompoundTables } from './compound-tables.ts';

/* Entry of the directory, of 128 bytes, little-endian:
 *   0 64  name, UTF-16
 *  64  2  bytes of it, with the zero at its end
 *  66  1  0 free, 1 storage, 2 stream, 5 root
 *  68  4  the entry to its left, 72 to its right, 76 the first within it; ffffffff: none
 * 116  4  its first sector
 * 120  8  its bytes; in version 3 the upper half may be anything   */
const ENTRY_BYTES = 128;
const MAX_NAME_BYTES = 64;
const [FREE, STORAGE, ROOT] = [0, 1, 5];
const NONE = 0xffff_ffff;
const VERSION_OF_LONG_SIZES = 4;

export function* strayStreams(source: ByteSource, budget: Budget): Generator<Entry | Trouble> {
  const tables = CompoundTables.of(source, budget);
  if (tables === undefined) return;
  const directory = new Directory(tables);
  const isReached = directory.reached(budget);
  let miniStream: readonly number[] | undefined;
  for (let index = 1; index < directory.count; index++) {
    budget.checkTime();
    const entry = directory.entry(index);
    if (entry.size === 0 || entry.type === FREE || (isReached[index] === 1 && entry.type !== STORAGE)) continue;
    if (tables.isUsedUp) {
      yield damaged(SHARED);
      return;
    }
    const isSmall = entry.size < tables.minBytes;
    if (isSmall) miniStream ??= tables.chain(directory.entry(0).start);
    if (entry.type === STORAGE && !tables.holds(entry, isSmall ? miniStream : undefined)) continue;
    yield { name: entry.name, open: () => tables.stream(entry, isSmall ? miniStream : undefined) };
  }
}

const SHARED =
  'expected streams that share no sectors in a compound file, found more bytes in those that no storage names than in the file; the others are scanned as is';

class Directory {
  readonly count: number;
  readonly #tables: CompoundTables;
  readonly #sectors: readonly number[];

  constructor(tables: CompoundTables) {
    this.#tables = tables;
    this.#sectors = tables.chain(tables.directoryStart);
    this.count = (this.#sectors.length * tables.sectorBytes) / ENTRY_BYTES;
  }

  entry(index: number) {
    const { sectorBytes, version } = this.#tables;
    const at = index * ENTRY_BYTES;
    const sector = this.#sectors[Math.floor(at / sectorBytes)]!;
    const bytes = this.#tables.read(sector, at % sectorBytes, ENTRY_BYTES);
    const nameBytes = Math.max(0, Math.min(bytes.readUInt16LE(64), MAX_NAME_BYTES) - 2) & ~1;
    const high = version >= VERSION_OF_LONG_SIZES ? bytes.readUInt32LE(124) : 0;
    return {
      name: bytes.toString('utf16le', 0, nameBytes).replace(/\0.*/s, ''),
      type: bytes[66]!,
      beside: [bytes.readUInt32LE(68), bytes.readUInt32LE(72)],
      child: bytes.readUInt32LE(76),
      start: bytes.readUInt32LE(116),
      size: bytes.readUInt32LE(120) + high * 2 ** 32,
    };
  }

  /** Indexed by entry: 1 for those that 7-Zip reaches from the root. */
  reached(budget: Budget): Uint8Array {
    const isReached = new Uint8Array(this.count);
    const ahead = this.count === 0 ? [] : [this.entry(0).child];
    for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
      budget.checkTime();
      if (next === NONE || next >= this.count || isReached[next] === 1) continue;
      isReached[next] = 1;
      const { type, beside, child } = this.entry(next);
      ahead.push(...beside);
      if (type === STORAGE || type === ROOT) ahead.push(child);
    }
    return isReached;
  }
}
