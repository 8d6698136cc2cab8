/** Pairs of position and anchor number, sorted by position, then anchor. Valid until the next scan. */
export interface Hits {
  readonly count: number;
  /** Start of the anchor, as an offset in the kernel's window. */
  readonly positions: Uint32Array;
  /** Index into the anchors that the kernel was planned for. */
  readonly anchors: Uint16Array;
}

/**
 * Finds anchors and nothing else. The caller fills `window` and scans a part of it, so that a file is read straight
 * into the memory that is scanned.
 *
 * A kernel comes in two steps: `planKernel(anchors)` does everything slow, once, and returns plain data that can be
 * posted to workers; `openKernel(plan, windowBytes)` makes one kernel for each thread.
 */
export interface Kernel {
  /** Owned by the kernel, written by the caller. Its size is fixed when the kernel is opened. */
  readonly window: Uint8Array;
  /**
   * Every anchor that begins in [start, end) and ends at or before `limit`: exactly these, none missed and none extra.
   * @param limit how many bytes of the window are data; what follows is garbage and never matches
   */
  scan(start: number, end: number, limit: number): Hits;
}
