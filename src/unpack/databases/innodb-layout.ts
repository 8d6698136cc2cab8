/**
 * Derives the layout of InnoDB's compact records without their table definition. Each record is preceded by the lengths of its variable
 * columns, but their number is not stored. The rest of a record has the same size in all records of an index with the same NULL columns, so
 * the right number of lengths is the one that leaves an equal rest everywhere.
 */

/*  compact record
 *  .   .  lengths of columns, the first one last: a byte, or two where the highest bit is set
 *  .   .  a bit for each column that may be NULL and is; the same number of bytes in all records
 *  -5  5  flags, 13 bits number on the heap, kind, next record
 *  0   .  columns                                                                            */
const HEADER_BYTES = 5;
/** Search limits: records of a table beyond them are scanned as is. */
const [MAX_NULL_BYTES, MAX_COLUMNS, MAX_FIXED_BYTES] = [4, 64, 512];
/** Records of a page to check. */
const MAX_RECORDS = 32;
/** Share of those that must agree: a shorter record may have reused the space of a deleted one. */
const MIN_AGREEING = 0.6;

export interface RecordLayout {
  readonly nullBytes: number;
  /** Lengths of 128 or more take two bytes. */
  readonly areLong: boolean;
  /** Columns that have a length, unless they are NULL. */
  readonly columns: number;
  /** NULL bits of columns without a length. */
  readonly fixedNulls: number;
}

/** A record's header, read with a layout. */
export interface RecordHead {
  readonly origin: number;
  /** NULL columns, one bit each. */
  readonly nulls: number;
  readonly lengths: readonly number[];
  /** Sum of all lengths. */
  readonly sum: number;
  /** Where it begins. */
  readonly start: number;
}

export function headOf(page: Uint8Array, origin: number, layout: RecordLayout): RecordHead {
  const { nullBytes, columns, fixedNulls } = layout;
  const nulls = nullsAt(page, origin, nullBytes);
  const lengths = new Lengths(page, origin, layout);
  const count = Math.max(0, columns - bitsOf(nulls & ~fixedNulls));
  return {
    ...{ origin, nulls, lengths: lengths.all.slice(0, count), sum: lengths.sums[count]! },
    start: origin - HEADER_BYTES - nullBytes - lengths.taken[count]!,
  };
}

function nullsAt(page: Uint8Array, origin: number, bytes: number): number {
  let nulls = 0;
  for (let index = 0; index < bytes; index++) nulls |= page[origin - HEADER_BYTES - 1 - index]! << (8 * index);
  return nulls;
}

function bitsOf(number: number): number {
  let bits = 0;
  for (let left = number >>> 0; left !== 0; left = (left & (left - 1)) >>> 0) bits++;
  return bits;
}

/** Lengths of as many columns as there may be. */
class Lengths {
  readonly all: number[] = [];
  /** For each number of columns: the sum of their lengths, and the bytes that the lengths take. */
  readonly sums = [0];
  readonly taken = [0];

  constructor(page: Uint8Array, origin: number, { nullBytes, areLong, columns }: Omit<RecordLayout, 'fixedNulls'>) {
    const before = origin - HEADER_BYTES - nullBytes;
    let [sum, taken] = [0, 0];
    for (let column = 0; column < columns; column++) {
      const low = page[before - ++taken] ?? 0xff;
      // The second highest bit: the column continues elsewhere.
      const length = areLong && low >= 0x80 ? ((low & 0x3f) << 8) | (page[before - ++taken] ?? 0xff) : low;
      sum += length;
      this.all.push(length);
      this.sums.push(sum);
      this.taken.push(taken);
    }
  }
}

/** Consecutive records, and the bounds of their heap. */
export interface Heap {
  readonly origins: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** The layout that explains the most records of a page. @param likely that of another page of the same index */
export function layoutOf(page: Uint8Array, heap: Heap, likely: RecordLayout | undefined): RecordLayout | undefined {
  const needed = MIN_AGREEING * Math.min(heap.origins.length, MAX_RECORDS);
  if (likely !== undefined) {
    const trial = new Trial(page, heap, likely);
    if (trial.explained(likely.columns, likely.fixedNulls) >= needed) return likely;
  }
  let best: RecordLayout | undefined;
  let most = Math.max(1, needed) - 0.5;
  for (let nullBytes = 0; nullBytes <= MAX_NULL_BYTES; nullBytes++)
    for (const areLong of [true, false]) {
      const { explained, ...layout } = new Trial(page, heap, { nullBytes, areLong, columns: MAX_COLUMNS }).best();
      if (explained > most) [best, most] = [{ nullBytes, areLong, ...layout }, explained];
    }
  return best;
}

class Trial {
  readonly #heap: Heap;
  readonly #nullBytes: number;
  readonly #nulls: readonly number[];
  readonly #lengths: readonly Lengths[];
  readonly #origins: readonly number[];
  /** Size of the first record's lengths, if nothing else precedes it. */
  readonly #firstTaken: number | undefined;

  /** @param how with the largest number of columns to try */
  constructor(page: Uint8Array, heap: Heap, how: Omit<RecordLayout, 'fixedNulls'>) {
    const { nullBytes } = how;
    this.#heap = heap;
    this.#nullBytes = nullBytes;
    this.#origins = heap.origins.slice(0, MAX_RECORDS);
    this.#nulls = this.#origins.map((origin) => nullsAt(page, origin, nullBytes));
    this.#lengths = this.#origins.map((origin) => new Lengths(page, origin, how));
    const first = this.#origins[0]!;
    const isFirst = ((page[first - 4]! << 8) | page[first - 3]!) >> 3 === FIRST_ON_HEAP;
    this.#firstTaken = isFirst ? first - heap.start - HEADER_BYTES - nullBytes : undefined;
  }

  best(): { explained: number; columns: number; fixedNulls: number } {
    let best = { explained: 0, columns: 0, fixedNulls: 0 };
    for (let columns = 1; columns <= MAX_COLUMNS; columns++) {
      const explained = this.explained(columns, 0);
      if (explained > 0 && explained >= best.explained) best = { explained, columns, fixedNulls: 0 };
    }
    // A column without a length that is NULL in some records.
    const varying = this.#nulls.reduce((all, nulls) => all | (nulls ^ this.#nulls[0]!), 0);
    for (let bit = 0; bit < 8 * this.#nullBytes && best.explained > 0; bit++) {
      if ((varying & (1 << bit)) === 0) continue;
      const fixedNulls = best.fixedNulls | (1 << bit);
      // Such a column was taken for one with a length, if the first record lacks it.
      for (const columns of [best.columns, best.columns - 1]) {
        const explained = this.explained(columns, fixedNulls);
        if (explained > best.explained) best = { columns, explained, fixedNulls };
      }
    }
    return best;
  }

  /** How many records have the same size of the rest as others with the same NULL columns. */
  explained(columns: number, fixedNulls: number): number {
    const counts = this.#nulls.map((nulls) => columns - bitsOf(nulls & ~fixedNulls));
    if (this.#firstTaken !== undefined && this.#lengths[0]!.taken[Math.max(0, counts[0]!)] !== this.#firstTaken)
      return 0;
    const found = new Map<number, Map<number, number>>();
    for (const [index, origin] of this.#origins.entries()) {
      const end = this.#endOf(index, counts);
      if (end === undefined || counts[index]! < 0) continue;
      const rest = end - origin - this.#lengths[index]!.sums[counts[index]!]!;
      if (rest < 0 || rest > MAX_FIXED_BYTES) continue;
      const nulls = this.#nulls[index]! & fixedNulls;
      const rests = found.get(nulls) ?? new Map<number, number>();
      found.set(nulls, rests.set(rest, (rests.get(rest) ?? 0) + 1));
    }
    // A single record agrees with anything, so it counts only if it is the only one and begins where it should.
    const isAlone = this.#origins.length === 1 && this.#firstTaken !== undefined;
    let explained = 0;
    for (const rests of found.values()) {
      const most = Math.max(...rests.values());
      if (most > 1 || isAlone) explained += most;
    }
    return explained;
  }

  /** The end of a record; unknown for the last one that is checked, unless it is the last of all. */
  #endOf(index: number, counts: readonly number[]): number | undefined {
    if (index === this.#heap.origins.length - 1) return this.#heap.end;
    const [next, count] = [this.#lengths[index + 1], counts[index + 1]!];
    if (next === undefined || count < 0) return undefined;
    return this.#origins[index + 1]! - HEADER_BYTES - this.#nullBytes - next.taken[count]!;
  }
}
/** Two pseudo-records precede it. */
const FIRST_ON_HEAP = 2;
