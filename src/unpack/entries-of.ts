import type { Budget } from '../bytes/budget.ts';
import { type ByteSource, streamOf } from '../bytes/byte-source.ts';
import type { Container, Entry, Trouble } from './container.ts';

export interface Reading {
  readonly budget: Budget;
  /** What ended the bytes early: a container that runs into that end meets it. */
  readonly cutBy?: Error | undefined;
  /** Called when one that reads forwards has had all of them, and asks for more. */
  readonly onEnd?: () => void;
}

/** What `container` finds in bytes that are at hand. */
export function entriesOf(container: Container, source: ByteSource, reading: Reading): AsyncIterable<Entry | Trouble> {
  if (container.reads === 'source') return container.entries(source, reading.budget);
  return container.entries(toEnd(source, reading), reading.budget);
}

async function* toEnd(source: ByteSource, { cutBy, onEnd }: Reading): AsyncGenerator<Uint8Array> {
  yield* streamOf(source);
  onEnd?.();
  if (cutBy !== undefined) throw cutBy;
}
