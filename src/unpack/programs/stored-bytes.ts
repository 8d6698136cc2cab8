import type { Store } from './x86-stores.ts';

/** What instructions stored, by place. */
export class StoredBytes {
  readonly #byBase = new Map<number, Map<number, number>>();
  readonly #lines: Uint8Array[] = [];

  /** Other bytes in a place that is known are another object: the base has changed. */
  add({ base, displacement, bytes }: Store): void {
    const known = this.#byBase.get(base);
    const isOther =
      known !== undefined && bytes.some((byte, index) => (known.get(displacement + index) ?? byte) !== byte);
    if (isOther) this.#flush(base);
    const places = this.#byBase.get(base) ?? new Map<number, number>();
    this.#byBase.set(base, places);
    for (const [index, byte] of bytes.entries()) places.set(displacement + index, byte);
  }

  /** The text that was stored, without what a single instruction can store, which is in one piece in the file too. */
  lines(): readonly Uint8Array[] {
    for (const base of [...this.#byBase.keys()]) this.#flush(base);
    return this.#lines;
  }

  #flush(base: number): void {
    const places = [...(this.#byBase.get(base) ?? [])].sort(([one], [other]) => one - other);
    this.#byBase.delete(base);
    let text: number[] = [];
    let next = Number.NaN;
    for (const [place, byte] of [...places, [Number.NaN, 0] as const]) {
      if (place === next && byte !== 0) text.push(byte);
      else {
        if (text.length >= MIN_BYTES) this.#lines.push(Uint8Array.from(text));
        text = byte === 0 ? [] : [byte];
      }
      next = place + 1;
    }
  }
}

/** More than a vector register holds. */
const MIN_BYTES = 17;
