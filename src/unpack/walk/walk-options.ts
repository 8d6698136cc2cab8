import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Gap } from '../../model/gap.ts';
import type { Container } from '../container/container.ts';
import type { Finds } from './embedded.ts';
import type { PlainPlace } from './position.ts';
import type { Known } from './taken-ranges.ts';

/** Bytes to be scanned, and where they lie. */
export type Leaf = LeafContent &
  PlainPlace & {
    /** Absent: no container has looked through these bytes, so what is found in them is opened whoever scans them. */
    readonly known?: Known;
  };

/** Anywhere, or, where they are many and nothing needs them twice, forwards only. */
export type LeafContent =
  | {
      readonly source: ByteSource;
      /** Its content is known by the entries of a container already: nothing in it needs opening. */
      readonly isCovered?: true;
    }
  /** Never throws our errors: when the bytes cannot be had any more, a gap tells and the stream ends. */
  | { readonly stream: AsyncIterable<Uint8Array> };

export interface WalkOptions {
  readonly containers: readonly Container[];
  readonly budget: Budget;
  /**
   * Whether something (a view) wants to read what begins with `head` as a source. Such a file is always handed on as a
   * leaf with a source, even when a container opens it too. `head` has `headBytes` or more, or all there is.
   */
  needsSource(head: Uint8Array): boolean;
  /** Bytes that `needsSource` wants to see; as many as the containers want unless told. */
  readonly headBytes?: number;
  /**
   * One leaf at a time; the next comes when this returns, or when its promise resolves, and the leaf is valid until then. A
   * FormatError, BudgetError or AccessError thrown here becomes a gap at the leaf's path. What is added to `finds` is opened
   * next. A leaf that is a stream cannot be read again: `finds.spool` has to give what they need.
   */
  visit(leaf: Leaf, finds: Finds): Promise<void> | undefined;
  /**
   * Asked once about each entry before it is opened: true for one that the user excludes. It is passed over, and who answers
   * counts it. Absent: nothing is excluded.
   */
  readonly leavesOut?: ((path: string) => boolean) | undefined;
  onGap(gap: Gap): void;
  /**
   * Called each time that a container is opened or a coding undone, with its id and the path of what it was.
   * @returns told the size of each entry when it is through
   */
  onOpen(format: string, path: string): (entryBytes: number) => void;
}
