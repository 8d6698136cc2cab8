import type { Budget } from '../bytes/budget.ts';
import type { ByteSource } from '../bytes/byte-source.ts';
import type { Gap } from '../model/gap.ts';

/** Something that lies in a container. */
export interface Entry {
  /** As the archive says, decoded; untrusted and possibly long, empty, repeated or hostile. */
  readonly name: string;
  /**
   * The entry's bytes, in chunks of any size, which the consumer owns. Called at most once, before the next entry is
   * asked for; a consumer may stop early. Errors: FormatError, BudgetError.
   */
  open(): AsyncIterable<Uint8Array>;
}

/** A problem that leaves the rest of the container readable; the walk makes a gap of it at `name` inside the container. */
export interface Trouble {
  readonly trouble: Pick<Gap, 'code' | 'message'>;
  /** Entry that it concerns; absent: the container itself. */
  readonly name?: string;
}

interface ContainerBase {
  readonly id: string;
  /** Human name and variants, for the tables in the documents. */
  readonly title: string;
  /** Bytes that `sniff` wants to see; the walk gives fewer only when there are no more. */
  readonly headBytes: number;
  /** Cheap and by content only; a name never decides. A wrong yes costs a gap, a wrong no hides content. */
  sniff(head: Uint8Array): boolean;
}

/** Read forwards only: gzip, tar. Never spooled, whatever its size. */
export interface StreamContainer extends ContainerBase {
  readonly reads: 'stream';
  entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncIterable<Entry | Trouble>;
}

/** Needs its end, or jumps: zip. The walk spools it when it comes out of another container. */
export interface SourceContainer extends ContainerBase {
  readonly reads: 'source';
  /** Also recognised by its end (an archive behind a stub): called with the last bytes, when the head says no. */
  sniffTail?(tail: Uint8Array): boolean;
  entries(source: ByteSource, budget: Budget): AsyncIterable<Entry | Trouble>;
}

/**
 * Makes new bytes out of bytes. What a container yields must cover all of its input that could hold content: bytes that
 * belong to no entry (before, between, behind) come as entries named like `[before the archive]`. Throwing FormatError
 * ends the container; what was yielded before stays scanned and the walk reports the rest as a gap.
 */
export type Container = StreamContainer | SourceContainer;
