import type { Entry } from './container.ts';

/** An entry whose bytes are in memory already. Keeps `bytes`, which nobody may change any more. */
export function wholeEntry(name: string, bytes: Uint8Array): Entry {
  return {
    name,
    whole: () => bytes,
    async *open() {
      yield bytes;
    },
  };
}
