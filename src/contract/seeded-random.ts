import type { RandomText } from '../detect/text/random-text.ts';

/** Repeatable randomness for examples and trials. Not for keys that must be secret: anyone can compute it. */
export interface SeededRandom extends RandomText {
  /** In [0, 1). */
  next(): number;
  /** In [0, limit). */
  int(limit: number): number;
}

/** mulberry32: 32 bits of state, the same numbers on every machine. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    int,
    text(length, alphabet) {
      let text = '';
      for (let drawn = 0; drawn < length; drawn++) text += alphabet.charAt(int(alphabet.length));
      return text;
    },
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at++) bytes[at] = int(256);
      return bytes;
    },
    pick: (items) => items[int(items.length)] as (typeof items)[number],
  };
}
