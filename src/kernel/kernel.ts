import type { Anchor } from '../model/anchor.ts';

/** Positions and anchor numbers, pairwise, sorted by position, then anchor. Valid until the next scan. */
export interface Hits {
  readonly count: number;
  /** Where the anchor begins, counted in the kernel's window. */
  readonly positions: Uint32Array;
  /** Index into the anchors that the kernel was made with. */
  readonly anchors: Uint16Array;
}

/**
 * Finds anchors; knows nothing else. The caller fills `window` and asks for a part of it, so that a file is read
 * straight into the memory that is scanned.
 */
export interface Kernel {
  /** Owned by the kernel, written by the caller. Size is fixed when the kernel is made. */
  readonly window: Uint8Array;
  /**
   * Every anchor that begins in [start, end) and ends at or before `limit`, exactly: none missed, none extra.
   * @param limit how many bytes of the window are data (bytes behind it are garbage and must not match)
   */
  scan(start: number, end: number, limit: number): Hits;
}

export type KernelFactory = (anchors: readonly Anchor[], windowBytes: number) => Kernel;
