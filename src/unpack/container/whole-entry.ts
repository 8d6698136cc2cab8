import { streamOf } from '../../bytes/byte-source.ts';
import { Spool } from '../../bytes/spool.ts';
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

/** The same for many bytes: once it is opened they are in a temp file, so that memory is left for what is found in them. */
export function spooledEntry(name: string, bytes: Uint8Array): Entry {
  let held: Uint8Array | undefined = bytes;
  return {
    name,
    async *open() {
      const spool = new Spool(0);
      try {
        if (held !== undefined) spool.write(held);
        held = undefined;
        yield* streamOf(spool.source());
      } finally {
        spool.close();
      }
    },
  };
}
