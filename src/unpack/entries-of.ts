import type { Budget } from '../bytes/budget.ts';
import { type ByteSource, streamOf } from '../bytes/byte-source.ts';
import type { Container, Entry, Trouble } from './container.ts';

/** What `container` finds in bytes that are at hand. @param cutBy what ended them early: a container that runs into that end meets it */
export function entriesOf(
  container: Container,
  source: ByteSource,
  cutBy: Error | undefined,
  budget: Budget,
): AsyncIterable<Entry | Trouble> {
  if (container.reads === 'source') return container.entries(source, budget);
  return container.entries(cutBy === undefined ? streamOf(source) : cutStream(source, cutBy), budget);
}

async function* cutStream(source: ByteSource, cutBy: Error): AsyncGenerator<Uint8Array> {
  yield* streamOf(source);
  throw cutBy;
}
