import type { ByteSource } from '../../bytes/byte-source.ts';
import { type Container, TAIL_BYTES } from '../container/container.ts';

/** The parts of a source by which containers recognise it; the two may overlap. */
export interface Ends {
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

export function readEnds(source: ByteSource, headBytes: number): Ends {
  const tailBytes = Math.min(TAIL_BYTES, source.size);
  return {
    head: source.read(0, Math.min(headBytes, source.size)),
    tail: source.read(source.size - tailBytes, tailBytes),
  };
}

/** Bytes of the head that satisfy every container, and at least `least`. */
export function headReach(containers: readonly Container[], least: number): number {
  return containers.reduce((most, { headBytes }) => Math.max(most, headBytes), least);
}
