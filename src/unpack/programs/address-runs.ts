import type { Budget } from '../../bytes/budget.ts';
import type { Entry } from '../container/container.ts';

/** A piece of the memory of a device. */
export interface AddressedBytes {
  readonly address: number;
  /** Nobody changes them afterwards. */
  readonly bytes: Uint8Array;
}

/** An entry for each run of pieces that follow one another, in their order; its name is the address of its first byte. */
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
    // Whoever reads the entry may stop in the middle: the rest of the run belongs to no other.
    for await (const _ of run()) budget.checkTime();
  }
}
