import { assertUniqueIds, loadPlugIn, loadSamples, type PlugIn } from '../engine/plug-ins.ts';
import type { EngineOptions } from '../engine/scan.ts';
import { FileTrials, timesOf } from './file-trials.ts';
import type { SampleFile } from './sample.ts';
import { complaintsOf, TRIALS, type TrialSubject } from './trial.ts';

/** Result of all trials of one detector. */
export interface TrialResult {
  readonly id: string;
  readonly samples: number;
  readonly lookAlikes: number;
  readonly trials: readonly { readonly title: string; readonly complaints: readonly string[] }[];
  /** Milliseconds for a MiB of each hostile input; empty when one of them hung. */
  readonly msPerMib: Readonly<Record<string, number>>;
}

/** Most time for a MiB made to be slow: people switch off a gate that takes minutes. */
const MAX_MS_PER_MIB = 1000;

/**
 * Runs the trials of our own detectors on each detector of a plug-in. Its module exports `samples` beside `detectors`:
 * true examples and look-alikes, by id.
 * @throws UsageError for a module that cannot be loaded, or a detector that is not usable
 */
export async function tryPlugIn(plugIn: PlugIn, limits: EngineOptions['limits']): Promise<readonly TrialResult[]> {
  const detectors = await loadPlugIn(plugIn);
  assertUniqueIds([{ name: plugIn.name, detectors }]);
  const samples = (await loadSamples(plugIn)) as Readonly<Record<string, Partial<SampleFile> | undefined>>;
  const results: TrialResult[] = [];
  for (const detector of detectors) {
    const own = samples[detector.id];
    const subject = { detector, samples: own?.samples?.() ?? [], lookAlikes: own?.lookAlikes?.() ?? [] };
    results.push(await tryDetector(subject, new FileTrials(plugIn, limits)));
  }
  return results;
}

async function tryDetector(subject: TrialSubject, files: FileTrials): Promise<TrialResult> {
  const { detector, samples, lookAlikes } = subject;
  const subjectSize = { id: detector.id, samples: samples.length, lookAlikes: lookAlikes.length };
  const title = '1 MiB of each hostile input: inspect always returns';
  const complaints = await files.bearsHostileFiles(subject);
  // A detector that hangs there would also hang below, where nothing terminates it.
  if (complaints.length > 0) return { ...subjectSize, trials: [{ title, complaints }], msPerMib: {} };
  const inFiles = {
    title: 'each example is one finding in a plain file, a zip, and a zip in a tar.gz',
    complaints: await files.findsEachInFiles(subject),
  };
  const alone = TRIALS.map((trial) => ({ title: trial.title, complaints: complaintsOf(trial, subject) }));
  const msPerMib = timesOf(subject);
  return { ...subjectSize, trials: [{ title, complaints }, inFiles, ...alone, timeTrial(msPerMib)], msPerMib };
}

function timeTrial(msPerMib: TrialResult['msPerMib']): TrialResult['trials'][number] {
  const slow = Object.entries(msPerMib).filter(([, ms]) => ms > MAX_MS_PER_MIB);
  return {
    title: `1 MiB of each hostile input takes at most ${MAX_MS_PER_MIB} ms`,
    complaints: slow.map(([name, ms]) => `${name}: ${Math.round(ms)} ms`),
  };
}
