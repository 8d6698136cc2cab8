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
    text(length, alphabet) {
      let text = "";
      for (let drawn = 0; drawn < length; drawn++) text += alphabet.charAt(int(alphabet.length));
      return text;
    },
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at++) bytes[at] = int(256);
      return bytes;
    },
    pick: (items) => items[int(items.length)]
  };
}

export {
  seededRandom
};
