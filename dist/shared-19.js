// Generated from src by `npm run build`. Do not edit: the next build overwrites it.
import { createRequire as keysieveCreateRequire } from 'node:module';
const require = keysieveCreateRequire(import.meta.url);

// src/contract/seeded-random.ts
function seededRandom(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = state + 1831565813 >>> 0;
    let mixed = Math.imul(state ^ state >>> 15, state | 1);
    mixed ^= mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61);
    return ((mixed ^ mixed >>> 14) >>> 0) / 2 ** 32;
  };
  const int = (limit) => Math.floor(next() * limit);
  return {
    next,
    int,
    text: (length, alphabet) => Array.from({ length }, () => alphabet.charAt(int(alphabet.length))).join(""),
    bytes: (length) => Uint8Array.from({ length }, () => int(256)),
    pick: (items) => items[int(items.length)]
  };
}

export {
  seededRandom
};
