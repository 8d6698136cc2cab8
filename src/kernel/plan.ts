import type { Anchor } from '../model/anchor.ts';
import { UsageError } from '../model/errors.ts';

/** What `openKernel` needs to know about the anchors: plain data that can be posted to a worker. */
export interface KernelPlan {
  readonly anchors: readonly Anchor[];
}

export const MIN_ANCHOR_BYTES = 3;
export const MAX_ANCHOR_BYTES = 32;

/**
 * Done once, in the main thread. The order of `anchors` gives their numbers in `Hits.anchors`.
 * @throws UsageError for an anchor shorter than 3 or longer than 32 bytes, or for more than 65,535 anchors
 */
export function planKernel(anchors: readonly Anchor[]): KernelPlan {
  if (anchors.length > 0xffff)
    throw new UsageError(`scan kernel: at most 65535 anchors expected, found ${anchors.length}; give fewer`);
  for (const [number, { bytes }] of anchors.entries()) {
    if (bytes.length < MIN_ANCHOR_BYTES || bytes.length > MAX_ANCHOR_BYTES)
      throw new UsageError(
        `anchor ${number}: ${MIN_ANCHOR_BYTES} to ${MAX_ANCHOR_BYTES} bytes expected, found ${bytes.length}; choose another part of the literal`,
      );
  }
  return { anchors };
}
