import type { Budget } from '../../bytes/budget.ts';
import { drain } from '../../bytes/chunks.ts';
import type { Entry } from '../container/container.ts';

/** A piece of a device's memory. */
export interface AddressedBytes {
  readonly address: number;
  /** Immutable from now on. */
  readonly bytes: Uint8Array;
}

/** One entry for each run of contiguous pieces, in order; its name is the address of its first byte. */
export async function* entriesByAddress(pieces: AsyncIterable<AddressedBytes>, budget: Budget): AsyncGenerator<Entry> {
  const iterator = pieces[Symbol.asyncIterator]();
  let step = await iterator.next();
  while (!step.done) {
    let end = step.value.address;
    const run = async function* (): AsyncGenerator<Uint8Array> {
      while (!step.done && step.value.address === end) {
        const { bytes } = step.value;
        end += bytes.length;
        step = await iterator.next();
        yield bytes;
      }
    };
    yield { name: `0x${end.toString(16).padStart(8, '0')}`, open: run };
    // The consumer may stop in the middle: skip the rest of the run, which belongs to no other entry.
    await drain(run(), budget);
  }
}
