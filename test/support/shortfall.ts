import { isDeepStrictEqual } from 'node:util';
import type { Detector } from '../../src/detect/detector.ts';
import type { Sample } from '../samples/sample.ts';
import { inspectAll } from './inspect-all.ts';

/** In what `detector`, asked without kernel and engine, falls short of `sample`; undefined where in nothing. */
export function shortfallOf(detector: Detector, sample: Sample): string | undefined {
  const found = inspectAll(detector, sample.bytes);
  const match = found[0];
  if (match === undefined || found.length > 1) return `expected 1 match, found ${found.length}`;
  const all = {
    ...{ offset: match.offset, length: match.length },
    severity: match.severity ?? detector.severity,
    confidence: match.confidence ?? detector.confidence,
  };
  const { offset, length, severity, confidence, facts } = sample;
  const pairs = [
    ...Object.entries({ offset, length, severity, confidence }).map((pair) => [
      ...pair,
      all[pair[0] as keyof typeof all],
    ]),
    ...Object.entries(facts).map((pair) => [...pair, match.facts[pair[0]]]),
  ];
  const [name, expected, got] = pairs.find(([, one, other]) => !isDeepStrictEqual(one, other)) ?? [];
  return name === undefined ? undefined : `${name}: expected ${expected}, found ${got}`;
}
