import type { Anchor } from '../../model/anchor.ts';
import type { Container } from '../container/container.ts';
import type { Magic } from '../container/magic.ts';

/** A container that is also found in the middle of other bytes, and the anchor to find it by. */
export interface EmbeddedOpener {
  readonly container: Container;
  readonly anchor: Anchor;
  /** Distance from the beginning of the container to the anchor. */
  readonly anchorOffset: number;
}

/** Bytes that a container may inspect before it claims a place in the middle of other bytes. */
export const EMBEDDED_HEAD_BYTES = 4 << 10;

export function embeddedOpeners(containers: readonly Container[]): readonly EmbeddedOpener[] {
  return containers.flatMap((container) => (container.embeddedBy ?? []).map((magic) => openerOf(container, magic)));
}

/** The kernel searches for the longest stretch of the magic number without a wildcard byte. */
function openerOf(container: Container, { offset, bytes }: Magic): EmbeddedOpener {
  let best = { start: 0, end: 0 };
  for (let start = 0, at = 0; at <= bytes.length; at++) {
    if (at < bytes.length && bytes[at]! >= 0) continue;
    if (at - start > best.end - best.start) best = { start, end: at };
    start = at + 1;
  }
  return {
    container,
    anchor: { bytes: Uint8Array.from(bytes.slice(best.start, best.end)), ignoreCase: false },
    anchorOffset: offset + best.start,
  };
}
