import { describe, expect, test } from 'vitest';
import type { Detector } from '../../src/detect/detector.ts';
import type { SampleFile } from '../samples/sample.ts';
import { inspectAll } from './inspect-all.ts';

/** A test for each sample and look-alike of one detector, without kernel and engine. */
export function expectSamples(detector: Detector, file: SampleFile): void {
  describe('true examples', () => {
    test.each(file.samples())('$variant', ({ bytes, offset, length, severity, confidence, facts }) => {
      const found = inspectAll(detector, bytes);
      expect(found).toHaveLength(1);
      const match = found[0]!;
      expect({ offset: match.offset, length: match.length }).toEqual({ offset, length });
      expect(match.severity ?? detector.severity).toBe(severity);
      expect(match.confidence ?? detector.confidence).toBe(confidence);
      expect(match.facts).toMatchObject(facts);
    });
  });

  describe('look-alikes', () => {
    test.each(file.lookAlikes())('$variant', ({ bytes }) => {
      expect(inspectAll(detector, bytes)).toEqual([]);
    });
  });
}
