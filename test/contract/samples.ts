import { existsSync } from 'node:fs';
import { samplesOfRule } from '../../src/contract/rule-samples.ts';
import { detectors, rules } from '../../src/detect/catalog.ts';
import type { Detector } from '../../src/detect/detector.ts';
import type { LookAlike, Sample, SampleFile } from '../samples/sample.ts';

export interface DetectorSamples {
  readonly detector: Detector;
  readonly samples: readonly Sample[];
  readonly lookAlikes: readonly LookAlike[];
}

let all: Promise<readonly DetectorSamples[]> | undefined;

/**
 * True examples and look-alikes of every detector in the catalog: from `test/samples/<id>.ts`, or, for a token rule, from
 * the rule itself. Made once for all files of tests that share a worker: to make the keys takes seconds.
 * @throws for a detector that has none
 */
export function samplesOfAllDetectors(): Promise<readonly DetectorSamples[]> {
  all ??= newSamplesOfAllDetectors();
  return all;
}

/** With keys that nobody else has. */
export function newSamplesOfAllDetectors(): Promise<readonly DetectorSamples[]> {
  return Promise.all(detectors.map(async (detector) => ({ detector, ...(await samplesOf(detector)) })));
}

async function samplesOf(detector: Detector): Promise<Omit<DetectorSamples, 'detector'>> {
  const file = new URL(`../samples/${detector.id}.ts`, import.meta.url);
  if (existsSync(file)) {
    const made: SampleFile = await import(file.href);
    return { samples: made.samples(), lookAlikes: made.lookAlikes() };
  }
  const rule = rules.find(({ id }) => id === detector.id);
  if (rule === undefined) throw new Error(`${detector.id}: expected true examples in test/samples/${detector.id}.ts`);
  const made = samplesOfRule(rule);
  return { samples: made.samples(), lookAlikes: made.lookAlikes() };
}
