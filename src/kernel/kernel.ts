/** Positions and anchor numbers, pairwise, sorted by position, then anchor. Valid until the next scan. */
export interface Hits {
  readonly count: number;
  /** Where the anchor begins, counted in the kernel's window. */
  readonly positions: Uint32Array;
  /** Index into the anchors that the kernel was planned for. */
  readonly anchors: Uint16Array;
}

/**
 * Finds anchors; knows nothing else. The caller fills `window` and asks for a part of it, so that a file is read
 * straight into the memory that is scanned.
 *
 * A kernel has two halves: `planKernel(anchors)` does all that is slow, once, and gives plain data that can be
 * posted to workers; `openKernel(plan, windowBytes)` makes one kernel a thread.
 */
export interface Kernel {
  /** Owned by the kernel, written by the caller. Its size is fixed when the kernel is opened. */
  readonly window: Uint8Array;
  /**
   * Every anchor that begins in [start, end) and ends at or before `limit`, exactly: none missed, none extra.
   * @param limit how many bytes of the window are data; what lies behind is garbage and never matches
   */
  scan(start: number, end: number, limit: number): Hits;
}
