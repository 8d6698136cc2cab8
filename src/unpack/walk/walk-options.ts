import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Gap } from '../../model/gap.ts';
import type { Container } from '../container/container.ts';
import type { Finds } from './embedded.ts';
import type { CountBytes } from './open-container.ts';
import type { PlainPlace } from './position.ts';
import type { Known } from './taken-ranges.ts';

/** Bytes to be scanned, and their place. */
export type Leaf = LeafContent &
  PlainPlace & {
    /** Absent: no container has looked through these bytes, so finds in them are opened, whichever thread scans them. */
    readonly known?: Known;
  };

/** Random access; or, where there are many bytes and nothing needs them twice, forwards only. */
export type LeafContent =
  | {
      readonly source: ByteSource;
      /** The entries of a container already account for its content: nothing in it needs opening. */
      readonly isCovered?: true;
    }
  /** Never throws a foreseen error: when the bytes cannot be read further, a gap says so and the stream ends. */
  | { readonly stream: AsyncIterable<Uint8Array> };

export interface WalkOptions {
  readonly containers: readonly Container[];
  readonly budget: Budget;
  /**
   * Whether something (a view) wants to read what begins with `head` with random access. Such a file is always handed
   * on as a leaf with a source, even when a container opens it too. `head` has at least `headBytes`, or all there is.
   */
  needsSource(head: Uint8Array): boolean;
  /** Head bytes that `needsSource` wants to see; by default as many as the containers want. */
  readonly headBytes?: number;
  /**
   * Receives one leaf at a time. The next one comes when this returns, or when its promise resolves; the leaf is valid until
   * then. A FormatError, BudgetError or AccessError thrown here becomes a gap at the leaf's path. What is added to `finds`
   * is opened next. A leaf that is a stream cannot be read again: `finds.spool` has to hold what the finds need.
   */
  visit(leaf: Leaf, finds: Finds): Promise<void> | undefined;
  /**
   * Asked once about each entry before it is opened: true if the user excludes it. The walk then skips it; counting it is up
   * to the callee. Absent: nothing is excluded.
   */
  readonly leavesOut?: ((path: string) => boolean) | undefined;
  onGap(gap: Gap): void;
  /** Called each time that a container is opened or a coding undone, with its id and the path of what it was. */
  onOpen(format: string, path: string): CountBytes;
}
