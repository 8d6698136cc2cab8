/**
 * How often bytes repeat. Pieces of machine code look random to the survey (kernel/memory-survey.ts), since their bytes vary; but
 * the same few come again and again. In the code of node, one window of 64 bytes in a hundred repeats as seldom as a number of a
 * key does.
 */

/**
 * By width in bytes: the most pairs of equal bytes. Of five million random numbers, at most one in a million has more; width ×
 * (width − 1) / 512 are to be expected.
 */
const MAX_PAIRS: ReadonlyMap<number, number> = new Map([
  [32, 16],
  [64, 30],
  [96, 47],
  [128, 68],
]);
const STEP_BYTES = 32;
/** These tell enough about a longer number. */
const MAX_COUNTED_BYTES = 128;

const counts = new Uint8Array(256);

/** How many bytes from `start` on, and before `end`, repeat as seldom as random ones: a multiple of 32, at most 128. */
function seldomRepeating(bytes: Uint8Array, start: number, end: number): number {
  counts.fill(0);
  let pairs = 0;
  let width = 0;
  const most = Math.min(MAX_COUNTED_BYTES, end - start);
  for (let next = STEP_BYTES; next <= most; next += STEP_BYTES) {
    for (; width < next; width++) {
      const value = bytes[start + width]!;
      pairs += counts[value]!;
      counts[value]!++;
    }
    if (pairs > MAX_PAIRS.get(width)!) return width - STEP_BYTES;
  }
  return width;
}

/** Whether a random number may be in [start, end). Short of a multiple of 32 bytes, the last ones do not count. */
export function mayBeRandom(bytes: Uint8Array, start: number, end: number): boolean {
  const most = Math.min(MAX_COUNTED_BYTES, end - start);
  return seldomRepeating(bytes, start, end) > most - STEP_BYTES;
}

/** The same for many windows of the same bytes: each place is counted once. */
export class Repeats {
  #bytes: Uint8Array = new Uint8Array(0);
  /** By place: what `seldomRepeating` returns; -1 if not counted yet. */
  #seldom = new Int16Array(0);

  show(bytes: Uint8Array): void {
    this.#bytes = bytes;
    if (this.#seldom.length < bytes.length) this.#seldom = new Int16Array(bytes.length);
    this.#seldom.fill(-1, 0, bytes.length);
  }

  /** Whether a random number may begin at `at`. `width` is a multiple of 32; the bytes have as many from there on. */
  mayBeRandom(at: number, width: number): boolean {
    let seldom = this.#seldom[at]!;
    if (seldom < 0) this.#seldom[at] = seldom = seldomRepeating(this.#bytes, at, this.#bytes.length);
    return seldom >= Math.min(width, MAX_COUNTED_BYTES);
  }
}
