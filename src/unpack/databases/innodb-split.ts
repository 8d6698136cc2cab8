/**
 * Columns of compact records of InnoDB. Their layout says how long they are, and how much there is beside them, but not where that lies: it
 * is numbers, which are no text.
 */
import { headOf, layoutOf, type RecordHead, type RecordLayout } from './innodb-layout.ts';
import type { InnodbRecords, Span } from './innodb-records.ts';

/** Number of the index to which a page belongs. */
const [INDEX_AT, INDEX_BYTES, MOST_INDICES] = [66, 8, 10_000];
/** Numbers and dates of one record: what is not in columns whose length the record says. */
const MOST_FIXED_BYTES = 512;
/** Records are split only where one of their columns has so many bytes: a shorter one is no secret. */
const LEAST_BYTES = 8;
/** Records of a page that have NULL in the same columns are laid out alike: so many of them are looked at. */
const MOST_SAMPLES = 6;

/** Splits records of the pages of one space. */
export class RecordSplitter {
  /** By index, that of its last page. */
  readonly #layouts = new Map<string, RecordLayout>();

  /** @returns columns and what lies between them; twice where it may be at either of two places */
  *split(page: Uint8Array, records: InnodbRecords): Generator<Span> {
    const { origins, end } = records;
    if (origins.length === 0) return;
    const index = Buffer.from(page.buffer, page.byteOffset + INDEX_AT, INDEX_BYTES).toString('latin1');
    const layout = layoutOf(page, records, this.#layouts.get(index));
    if (layout === undefined) return;
    if (this.#layouts.size < MOST_INDICES) this.#layouts.set(index, layout);
    const heads = origins.map((origin) => headOf(page, origin, layout));
    const byNulls = new Map<number, Sized[]>();
    for (const [index, head] of heads.entries()) {
      const fixedBytes = (heads[index + 1]?.start ?? end) - head.origin - head.sum;
      if (fixedBytes < 0 || fixedBytes > MOST_FIXED_BYTES) continue;
      const group = byNulls.get(head.nulls);
      if (group === undefined) byNulls.set(head.nulls, [{ ...head, fixedBytes }]);
      else group.push({ ...head, fixedBytes });
    }
    for (const group of byNulls.values())
      if (group.some(({ lengths }) => lengths.some((length) => length >= LEAST_BYTES))) yield* spansOf(page, group);
  }
}

interface Sized extends RecordHead {
  /** Between this record and the next, without the columns: numbers, dates, and room that is not in use. */
  readonly fixedBytes: number;
}

/** Columns of each record, and what lies between them. @param group records in which the same is NULL */
function* spansOf(page: Uint8Array, group: readonly Sized[]): Generator<Span> {
  const fixedBytes = usual(group.map((record) => record.fixedBytes));
  const sound = group.filter((record) => record.fixedBytes >= fixedBytes);
  const { earliest, latest } = placesOf(page, sound.slice(0, MOST_SAMPLES), fixedBytes);
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

/** The number that is there most often. */
function usual(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

/**
 * How many of the fixed bytes come before each column. Columns are taken to hold text and fixed bytes not, so the best places are those
 * where the fewest bytes in columns are no text. Of all places that are equally good: the earliest and the latest of each column.
 */
function placesOf(page: Uint8Array, samples: readonly RecordHead[], fixedBytes: number) {
  const columns = samples[0]!.lengths.length;
  const shifts = fixedBytes + 1;
  const costs = costsOf(page, samples, shifts);
  // Least costs of all columns up to each, where that stands at or before a shift, and of those from each on, at or behind it.
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

/** How many bytes of a column are no text, in all samples together: for each column, by how many fixed bytes come before it. */
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

/** How many bytes before each one, from `start` on, are no text. */
function countNoText(page: Uint8Array, start: number, bytes: number): Uint32Array {
  const counts = new Uint32Array(bytes + 1);
  for (let at = 0; at < bytes; at++)
    counts[at + 1] = counts[at]! + (start + at < page.length && isText(page[start + at]!) ? 0 : 1);
  return counts;
}

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d);
}
