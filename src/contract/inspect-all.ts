import type { Detector } from '../detect/detector.ts';
import type { Match } from '../model/match.ts';
import { NO_MEMORY } from '../model/memory.ts';

/**
 * Asks a detector at each of its anchors, with windows no larger than the contract promises, without kernel and engine.
 * Offsets of the matches count in `bytes`.
 * @returns matches by offset; matches inside another of the same secret are left out, as the engine does
 */
export function inspectAll(detector: Detector, bytes: Uint8Array): Match[] {
  const found = anchorPositions(detector, bytes)
    .map((at) => inspectAt(detector, bytes, at))
    .filter((match) => match !== undefined)
    .sort((a, b) => a.offset - b.offset || b.length - a.length);
  const kept: Match[] = [];
  for (const match of found) {
    const end = match.offset + match.length;
    const nested = kept.some((outer) => outer.fingerprint === match.fingerprint && outer.offset + outer.length >= end);
    if (!nested) kept.push(match);
  }
  return kept;
}

/** Asks a detector at one position. */
export function inspectAt(detector: Detector, bytes: Uint8Array, at: number): Match | undefined {
  const start = Math.max(0, at - detector.trigger.bytesBefore);
  const window = bytes.slice(start, at + detector.maxMatchBytes);
  const match = detector.inspect(window, at - start, NO_MEMORY);
  return match && { ...match, offset: match.offset + start };
}

/** Positions of all anchors, sorted, each once. */
export function anchorPositions(detector: Detector, bytes: Uint8Array): number[] {
  const exact = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const { anchors } = detector.trigger;
  const lower = anchors.some(({ ignoreCase }) => ignoreCase) ? lowerCased(exact) : exact;
  const positions = new Set<number>();
  for (const anchor of anchors) {
    const text = anchor.ignoreCase ? lower : exact;
    for (let at = text.indexOf(anchor.bytes); at >= 0; at = text.indexOf(anchor.bytes, at + 1)) positions.add(at);
  }
  return [...positions].sort((a, b) => a - b);
}

/** ASCII letters only. */
function lowerCased(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.map((byte) => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)));
}
