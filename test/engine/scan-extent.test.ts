import { expect, test } from 'vitest';
import type { Detector } from '../../src/detect/detector.ts';
import { withoutFallbacks } from '../../src/engine/scan-extent.ts';
import type { Sighting } from '../../src/engine/scanner.ts';

/** `fallback 10+5`: of a detector that gives way, bytes 10 to 14. */
function sighting(text: string): Sighting {
  const [, kind, offset, length] = /^(\w+) (\d+)\+(\d+)$/.exec(text)!;
  const detector = (kind === 'fallback' ? { isFallback: true } : {}) as Detector;
  return { detector, match: {} as never, offset: Number(offset), length: Number(length) };
}

test.each([
  [['fallback 0+5', 'fallback 2+5'], 'each alone', [0, 2]],
  [['other 0+5', 'fallback 5+5', 'other 10+5'], 'side by side', [0, 5, 10]],
  [['other 0+20', 'other 2+2', 'fallback 10+5'], 'inside a long one', [0, 2]],
  [['fallback 5+10', 'other 8+2'], 'around a short one', [8]],
  [['fallback 5+5', 'fallback 6+1', 'other 9+5'], 'its end in another', [6, 9]],
  [['fallback 5+5', 'other 5+5'], 'the same bytes', [5]],
])('a detector that gives way: %j, %s', (texts, _, kept) => {
  expect(withoutFallbacks(texts.map(sighting)).map(({ offset }) => offset)).toEqual(kept);
});
