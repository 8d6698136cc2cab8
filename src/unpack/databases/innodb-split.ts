/**
 * Separates the columns of InnoDB's compact records. Their layout gives the lengths of variable columns and the size of the rest, but not
 * where the rest lies between them: it consists of numbers, which are no text.
 */
import { headOf, layoutOf, type RecordHead, type RecordLayout } from './innodb-layout.ts';
import type { InnodbRecords, Span } from './innodb-records.ts';

/** Index id of a page. */
const [INDEX_AT, INDEX_BYTES, MAX_INDICES] = [66, 8, 10_000];
/** Numbers and dates of one record: everything outside of columns with stored lengths. */
const MAX_FIXED_BYTES = 512;
/** Only records with a column of at least this size are split: a shorter one is no secret. */
const MIN_BYTES = 8;
/** Records to sample of those on a page with the same NULL columns, which share a layout. */
const MAX_SAMPLES = 6;

/** Splits records of the pages of one space. */
export class RecordSplitter {
  /** Keyed by index: the layout of its latest page. */
  readonly #layouts = new Map<string, RecordLayout>();

  /** @returns columns and what lies between them; a column twice if it may be at either of two places */
  *split(page: Uint8Array, records: InnodbRecords): Generator<Span> {
    const { origins, end } = records;
    if (origins.length === 0) return;
    const index = Buffer.from(page.buffer, page.byteOffset + INDEX_AT, INDEX_BYTES).toString('latin1');
    const layout = layoutOf(page, records, this.#layouts.get(index));
    if (layout === undefined) return;
    if (this.#layouts.size < MAX_INDICES) this.#layouts.set(index, layout);
    const heads = origins.map((origin) => headOf(page, origin, layout));
    const byNulls = new Map<number, Sized[]>();
    for (const [index, head] of heads.entries()) {
      const fixedBytes = (heads[index + 1]?.start ?? end) - head.origin - head.sum;
      if (fixedBytes < 0 || fixedBytes > MAX_FIXED_BYTES) continue;
      const group = byNulls.get(head.nulls);
      if (group === undefined) byNulls.set(head.nulls, [{ ...head, fixedBytes }]);
      else group.push({ ...head, fixedBytes });
    }
    for (const group of byNulls.values())
      if (group.some(({ lengths }) => lengths.some((length) => length >= MIN_BYTES))) yield* spansOf(page, group);
  }
}

interface Sized extends RecordHead {
  /** Size of the rest up to the next record: numbers, dates, and unused space. */
  readonly fixedBytes: number;
}

/** Columns of each record, and what lies between them. @param group records with the same NULL columns */
function* spansOf(page: Uint8Array, group: readonly Sized[]): Generator<Span> {
  const fixedBytes = usual(group.map((record) => record.fixedBytes));
  const sound = group.filter((record) => record.fixedBytes >= fixedBytes);
  const { earliest, latest } = placesOf(page, sound.slice(0, MAX_SAMPLES), fixedBytes);
  const isSure = earliest.every((shift, column) => shift === latest[column]);
  for (const { origin, lengths } of sound)
    for (const shifts of isSure ? [earliest] : [earliest, latest]) {
      let at = origin;
      let shift = 0;
      for (const [column, length] of lengths.entries()) {
        const start = at + shifts[column]! - shift;
        yield { start: at, end: start };
        yield { start, end: start + length };
        at = start + length;
        shift = shifts[column]!;
      }
      yield { start: at, end: at + fixedBytes - shift };
    }
}

/** The most frequent number. */
function usual(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

/**
 * How many of the fixed bytes precede each column. Columns are assumed to hold text and fixed bytes not, so the best placement has the
 * fewest non-text bytes in columns. Of all equally good ones, returns the earliest and the latest place of each column.
 */
function placesOf(page: Uint8Array, samples: readonly RecordHead[], fixedBytes: number) {
  const columns = samples[0]!.lengths.length;
  const shifts = fixedBytes + 1;
  const costs = costsOf(page, samples, shifts);
  // Least costs of all columns up to each one, if that is at a given shift or before; and of those from each one on, if that
  // is at the shift or behind.
  const [before, behind] = [costs.slice(), costs.slice()];
  for (let at = 0; at < before.length; at++) {
    if (at >= shifts) before[at]! += before[at - shifts]!;
    if (at % shifts > 0 && before[at - 1]! < before[at]!) before[at] = before[at - 1]!;
  }
  for (let at = behind.length - 1; at >= 0; at--) {
    if (at + shifts < behind.length) behind[at]! += behind[at + shifts]!;
    if ((at + 1) % shifts > 0 && behind[at + 1]! < behind[at]!) behind[at] = behind[at + 1]!;
  }
  const least = before.at(-1);
  const [earliest, latest] = [new Array<number>(columns).fill(-1), new Array<number>(columns).fill(0)];
  for (let at = 0; at < costs.length; at++) {
    if (costs[at]! + (before[at - shifts] ?? 0) + (behind[at + shifts] ?? 0) !== least) continue;
    const column = Math.floor(at / shifts);
    latest[column] = at % shifts;
    if (earliest[column] === -1) earliest[column] = at % shifts;
  }
  return { earliest, latest };
}

/** Non-text bytes of each column over all samples, by how many fixed bytes precede it. */
function costsOf(page: Uint8Array, samples: readonly RecordHead[], shifts: number): Uint32Array {
  const costs = new Uint32Array(samples[0]!.lengths.length * shifts);
  for (const { origin, lengths, sum } of samples) {
    const noText = countNoText(page, origin, shifts - 1 + sum);
    let [from, to] = [0, 0];
    for (const length of lengths) {
      for (let shift = 0; shift < shifts; shift++)
        costs[to++]! += noText[from + shift + length]! - noText[from + shift]!;
      from += length;
    }
  }
  return costs;
}

/** Prefix counts: the number of non-text bytes before each one, from `start` on. */
function countNoText(page: Uint8Array, start: number, bytes: number): Uint32Array {
  const counts = new Uint32Array(bytes + 1);
  for (let at = 0; at < bytes; at++)
    counts[at + 1] = counts[at]! + (start + at < page.length && isText(page[start + at]!) ? 0 : 1);
  return counts;
}

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);
}
