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

/**
 * True examples and look-alikes of every detector in the catalog: from `test/samples/<id>.ts`, or, for a token rule, from
 * the rule itself. @throws for a detector that has none
 */
export async function samplesOfAllDetectors(): Promise<DetectorSamples[]> {
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
