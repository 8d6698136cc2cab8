import type { Match } from '../../model/match.ts';
import { NO_MEMORY } from '../../model/memory.ts';
import { AnchorIndex } from '../anchor-index.ts';
import { detectors } from '../catalog.ts';
import type { Detector } from '../detector.ts';

/** Applies our own rules to a value: returns the match that covers most of it, if that is more than half. */
export function identifier(): (value: Uint8Array) => Match | undefined {
  const index = new AnchorIndex<Detector>(detectors, ({ trigger }) => trigger.anchors);
  return (value) => {
    let best: Match | undefined;
    index.search(value, (detector, at) => {
      const match = detector.inspect(value, at, NO_MEMORY);
      if (match !== undefined && match.length > (best?.length ?? value.length / 2)) best = match;
    });
    return best;
  };
}
