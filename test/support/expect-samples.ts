import { describe, expect, test } from 'vitest';
import type { Detector } from '../../src/detect/detector.ts';
import type { SampleFile } from '../samples/sample.ts';
import { inspectAll } from './inspect-all.ts';
import { shortfallOf } from './shortfall.ts';

/** A test for each sample and look-alike of one detector, without kernel and engine. */
export function expectSamples(detector: Detector, file: SampleFile): void {
  describe('true examples', () => {
    test.each(file.samples())('$variant', (sample) => {
      expect(shortfallOf(detector, sample)).toBeUndefined();
    });
  });

  describe('look-alikes', () => {
    test.each(file.lookAlikes())('$variant', ({ bytes }) => {
      expect(inspectAll(detector, bytes)).toEqual([]);
    });
  });
}
