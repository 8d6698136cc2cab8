import type { PairPlace } from '../records/pair-lines.ts';

/** A store's variable-length encoding of numbers. Undefined for an unterminated one. */
export type Numbers = (bytes: Uint8Array, at: number) => { readonly value: number; readonly next: number } | undefined;

/** For 53 bits: 7 bytes of 7 bits. */
const MAX_BYTES = 7;

/** Least significant seven bits first; every byte but the last is complemented (`TCREADVNUMBUF` of tcutil.h). */
export const TOKYO: Numbers = (bytes, at) => {
  for (let value = 0, index = 0; index < MAX_BYTES; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    value += (byte < 0x80 ? byte : 0xff - byte) * 2 ** (7 * index);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return undefined;
};

/** Most significant seven bits first; every byte but the last has the high bit set (`readvarnum` of kcutil.h). */
export const KYOTO: Numbers = (bytes, at) => {
  for (let value = 0, index = 0; index < MAX_BYTES; index++) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, next: at + index + 1 };
  }
  return undefined;
};

/*  leaf: the leaf before, the leaf behind; for each record
 *  bytes of the key, of the value, and of Tokyo Cabinet how many values follow; key, value; of those the bytes, and each itself  */
/** The pairs of a leaf. @returns whether all is well; a problem ends it */
export function* leafPairs(page: Uint8Array, numbers: Numbers): Generator<PairPlace, boolean> {
  const before = numbers(page, 0);
  const last = before && numbers(page, before.next);
  if (last === undefined) return false;
  for (let at = last.next; at < page.length; ) {
    const key = numbers(page, at);
    const value = key && numbers(page, key.next);
    const more = numbers === TOKYO ? value && numbers(page, value.next) : value;
    if (key === undefined || value === undefined || more === undefined) return false;
    const valueAt = more.next + key.value;
    at = valueAt + value.value;
    if (at > page.length) return false;
    yield { keyAt: more.next, keyBytes: key.value, valueAt, valueBytes: value.value };
    for (let left = numbers === TOKYO ? more.value : 0; left > 0; left--) {
      const next = numbers(page, at);
      if (next === undefined || next.next + next.value > page.length) return false;
      yield { keyAt: next.next, keyBytes: 0, valueAt: next.next, valueBytes: next.value };
      at = next.next + next.value;
    }
  }
  return true;
}
