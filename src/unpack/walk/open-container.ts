import type { Container, Entry, Trouble } from '../container/container.ts';

/** Receives the size of an entry once it has been read. */
export type CountBytes = (entryBytes: number) => void;

/** A container that is being opened. */
export interface OpenContainer {
  readonly container: Container;
  readonly entries: AsyncIterable<Entry | Trouble>;
  /** Asked before each entry. @returns undefined when no more may be taken, for which there is a gap */
  takeEntry(): CountBytes | undefined;
}
