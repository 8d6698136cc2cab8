import { expect, test } from 'vitest';
import { Budget } from '../../src/bytes/budget.ts';
import { MemorySource } from '../../src/bytes/memory-source.ts';
import type { Detector } from '../../src/detect/detector.ts';
import { buildChain, planChain } from '../../src/engine/chain.ts';
import { PartRecorder } from '../../src/engine/part-recorder.ts';
import { scanExtent, withoutFallbacks } from '../../src/engine/scan-extent.ts';
import { Scanner, type Sighting } from '../../src/engine/scanner.ts';
import { textAnchor } from '../../src/model/anchor.ts';
import { AMPLE } from '../unpack/observe.ts';

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

/** Finds `length` bytes, from `before` bytes in front of its word on. */
function finder(word: string, before: number, length: number, isFallback?: true): Detector {
  return {
    ...{ id: word, title: word, severity: 'high', confidence: 'high', advice: '' },
    ...{ trigger: { anchors: [textAnchor(word)], bytesBefore: before, reads: 'text' }, maxMatchBytes: length },
    ...(isFallback && { isFallback }),
    inspect: (_, at) => ({ offset: at - before, length, fingerprint: word, preview: '', facts: {} }),
  };
}

// More sightings than are held at a time, so that the scan pauses between the two words of a line.
test('a detector gives way to what is found after a pause', () => {
  const chain = buildChain([finder('first:', 0, 150, true), finder('second:', 20, 27)]);
  const scanner = new Scanner(chain, planChain(chain), 4096);
  const source = new MemorySource(Buffer.from(`first:${' '.repeat(120)}second:\n`.repeat(12_000)));
  const part = new PartRecorder('file.txt');
  const extent = { path: 'file.txt', runs: [], start: 0, end: source.size, view: undefined };
  scanExtent(scanner, source, extent, new Budget(AMPLE), part);
  expect(part.finish('range').findings.map(({ rule, count }) => [rule, count])).toEqual([['second:', 12_000]]);
});
