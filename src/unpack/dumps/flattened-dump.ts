/**
 * The flattened form of a dump (makedumpfile -F, QEMU's dump-guest-memory): every write at an offset is stored as a record, in
 * the order of writing, so that the dump can go through a pipe. makedumpfile, IMPLEMENTATION, "The flattened format".
 */

import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource, Piece } from '../../bytes/byte-source.ts';
import { firstIndex } from '../../bytes/first-index.ts';
import { assertInside } from '../../bytes/memory-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { BudgetError, FormatError } from '../../model/errors.ts';

/*  0   16  "makedumpfile", zeros
 *  16   8  type = 1, 24  8  version = 1; big-endian, as all numbers of this form
 *  then, from 4096 on, records:
 *  0    8  offset in the dump; -1 ends them
 *  8    8  bytes
 *  16   n  what stands there                                                    */
export const FLATTENED_MAGIC = Buffer.from('makedumpfile\0\0\0\0', 'latin1');
const HEADER_BYTES = 4096;
const RECORD_HEADER_BYTES = 16;
/** Enough for a dump of 16 GiB in records of 16 KiB, as QEMU writes them; makedumpfile's are larger. */
const MAX_RECORDS = 1 << 20;

/** Limit on ranges without a record: a real dump has next to none, and a damaged offset would make it endless. */
const MAX_HOLE_BYTES = 64 << 20;

/**
 * The dump that the records make up. Ranges without a record are zero; where records overlap, the later one counts, as it did when
 * written.
 */
export class FlattenedDump implements ByteSource {
  readonly size: number;
  /** Where the records end in the file. */
  readonly end: number;
  /** Whether the end record was met. */
  readonly isWhole: boolean;
  readonly #source: ByteSource;
  readonly #records: Records;
  /** The stretches of the dump: where each begins, ascending, and the number of its record, or -1. */
  readonly #starts: Float64Array;
  readonly #givers: Int32Array;

  /** @throws FormatError when there are no records, BudgetError when there are too many */
  constructor(source: ByteSource, budget: Budget) {
    this.#source = source;
    const { records, end, isWhole } = readRecords(source, budget);
    if (records.count === 0) throw new FormatError(`expected a record of a flattened dump at offset ${HEADER_BYTES}`);
    this.#records = records;
    this.end = end;
    this.isWhole = isWhole;
    this.#starts = edgesOf(records);
    this.#givers = paint(records, this.#starts);
    this.size = this.#starts.at(-1)!;
  }

  read(offset: number, length: number): Uint8Array {
    const target = new Uint8Array(length);
    this.readInto(target, offset);
    return target;
  }

  readInto(target: Uint8Array, offset: number): void {
    const end = offset + target.length;
    assertInside(offset, target.length, this.size);
    target.fill(0);
    const starts = this.#starts;
    for (let index = atOrBefore(starts, offset); index < starts.length && starts[index]! < end; index++) {
      const record = this.#givers[index]!;
      if (record < 0) continue;
      const first = Math.max(offset, starts[index]!);
      const last = Math.min(end, starts[index + 1] ?? end);
      const { froms, firsts } = this.#records;
      this.#source.readInto(target.subarray(first - offset, last - offset), froms[record]! + first - firsts[record]!);
    }
  }

  pieces(): readonly Piece[] {
    throw new Error('a flattened dump is read by one thread');
  }
}

/** Records in file order, as flat arrays, since there may be a million. */
class Records {
  count = 0;
  /** For each record, the offset of its bytes in the file, and its range in the dump. */
  froms = new Float64Array(1024);
  firsts = new Float64Array(1024);
  lasts = new Float64Array(1024);

  add(from: number, first: number, last: number): void {
    if (this.count === this.froms.length) {
      this.froms = doubled(this.froms);
      this.firsts = doubled(this.firsts);
      this.lasts = doubled(this.lasts);
    }
    this.froms[this.count] = from;
    this.firsts[this.count] = first;
    this.lasts[this.count++] = last;
  }
}

function doubled(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * numbers.length);
  larger.set(numbers);
  return larger;
}

/** Where records begin or end in the dump, ascending and distinct. */
function edgesOf({ count, firsts, lasts }: Records): Float64Array {
  const edges = new Float64Array(2 * count);
  edges.set(firsts.subarray(0, count));
  edges.set(lasts.subarray(0, count), count);
  edges.sort();
  let kept = 0;
  for (const edge of edges) if (kept === 0 || edge !== edges[kept - 1]) edges[kept++] = edge;
  return edges.subarray(0, kept);
}

function readRecords(source: ByteSource, budget: Budget) {
  const reader = new ReadAheadSource(source);
  const records = new Records();
  let at = HEADER_BYTES;
  for (; at + RECORD_HEADER_BYTES <= source.size; budget.checkTime()) {
    const header = Buffer.from(reader.read(at, RECORD_HEADER_BYTES));
    const [start, length] = [Number(header.readBigInt64BE(0)), Number(header.readBigInt64BE(8))];
    const from = at + RECORD_HEADER_BYTES;
    if (start === -1) return { records, end: from, isWhole: true };
    const isSound = start >= 0 && length > 0 && start + length <= source.size + MAX_HOLE_BYTES;
    if (!isSound || from === source.size) break;
    if (records.count === MAX_RECORDS)
      throw new BudgetError(`the flattened dump has more than ${MAX_RECORDS} records; undo it with makedumpfile -R`);
    at = Math.min(from + length, source.size);
    records.add(from, start, start + at - from);
  }
  return { records, end: at, isWhole: false };
}

/** For each stretch, the latest record that covers it. Assigned stretches are skipped, so this takes little more than one pass. */
function paint({ count, firsts, lasts }: Records, starts: Float64Array): Int32Array {
  const givers = new Int32Array(starts.length).fill(-1);
  const free = Uint32Array.from(starts, (_, index) => index);
  const firstFree = (index: number): number => {
    let found = index;
    while (free[found] !== found) found = free[found]! = free[free[found]!]!;
    return found;
  };
  for (let record = count - 1; record >= 0; record--) {
    const last = lasts[record]!;
    for (let index = firstFree(atOrBefore(starts, firsts[record]!)); starts[index]! < last; index = firstFree(index)) {
      givers[index] = record;
      free[index] = index + 1;
    }
  }
  return givers;
}

/** The last of `starts` (ascending) that is not above `offset`; the first when there is none. */
function atOrBefore(starts: Float64Array, offset: number): number {
  return Math.max(0, firstIndex(starts.length, (index) => starts[index]! > offset) - 1);
}
