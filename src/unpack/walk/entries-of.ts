import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Container, Entry, Trouble } from '../container/container.ts';
import type { WastedRuns } from './wasted-runs.ts';

/** What is found in the middle of other bytes is usually small or a false match, and there may be many. */
const FIRST_BYTES = 4 << 10;
const CHUNK_BYTES = 256 << 10;

export interface Reading {
  readonly budget: Budget;
  /** The error that ended the bytes early; a container that reads up to there meets it. */
  readonly cutBy?: Error | undefined;
  /** Called when a container that reads forwards has received all bytes and asks for more. */
  readonly onEnd?: () => void;
  /** Counts runs of 7-Zip, where the bytes may be a piece of something. */
  readonly runs?: WastedRuns | false | undefined;
}

/** What `container` finds in bytes that can be read at random. */
export function entriesOf(container: Container, source: ByteSource, reading: Reading): AsyncIterable<Entry | Trouble> {
  const { budget, runs } = reading;
  const entries =
    container.reads === 'source'
      ? container.entries(source, budget)
      : container.entries(toEnd(source, reading), budget);
  return runs ? runs.watch(container, entries) : entries;
}

async function* toEnd(source: ByteSource, { cutBy, onEnd }: Reading): AsyncGenerator<Uint8Array> {
  for (let at = 0, bytes = FIRST_BYTES; at < source.size; at += bytes, bytes = Math.min(4 * bytes, CHUNK_BYTES))
    yield source.read(at, Math.min(bytes, source.size - at));
  onEnd?.();
  if (cutBy !== undefined) throw cutBy;
}
