import { AnchorIndex } from '../../src/detect/anchor-index.ts';
import type { Detector } from '../../src/detect/detector.ts';
import type { Match } from '../../src/model/match.ts';
import { inspectAt } from './inspect-all.ts';

/** Asks many detectors wherever one of their anchors stands, in one pass over the bytes: what `inspectAll` does for one. */
export function inspectTogether(
  detectors: readonly Detector[],
): (bytes: Uint8Array) => { detector: Detector; match: Match }[] {
  const index = new AnchorIndex(detectors, ({ trigger }) => trigger.anchors);
  return (bytes) => {
    const found: { detector: Detector; match: Match }[] = [];
    index.search(bytes, (detector, at) => {
      const match = inspectAt(detector, bytes, at);
      if (match !== undefined) found.push({ detector, match });
    });
    return found;
  };
}
