import { assertWritable, writeTextFile } from './bytes/write-text-file.ts';
import { type Engine, startEngine } from './engine/scan.ts';
import type { Progress } from './model/progress.ts';
import type { ScanResult, Verdict } from './model/result.ts';
import { VERSION } from './model/version.ts';
import { decide } from './policy/decide.ts';
import { documentsFor } from './report/documents.ts';
import { limitsOf, policyOf, type Settings, selectionOf } from './settings/settings.ts';
import { expectedWork } from './sources/expected-work.ts';
import { selectArtifacts } from './sources/select-artifacts.ts';

export { rules } from './engine/scan.ts';

/** What a front end brings along. */
export interface Surroundings {
  /** Folder that relative paths start from, those of report files too. */
  readonly base: string;
  /** How paths are written: as words of a shell, or as lines of an input. */
  readonly syntax: 'arguments' | 'lines';
  readonly standardInput: AsyncIterable<Uint8Array>;
  readonly onProgress: (progress: Progress) => void;
}

/**
 * The whole program, in the order in which data flows: sources; unpack, views and detect in the engine; policy; report.
 * Writes the report files that the settings ask for; what is shown to people is the front end's.
 */
export async function run(settings: Settings, surroundings: Surroundings): Promise<Verdict> {
  for (const file of [settings.json, settings.sarif]) if (file !== undefined) assertWritable(file, surroundings.base);
  const engine = startEngine({
    limits: limitsOf(settings),
    threads: settings.threads,
    digests: settings.json !== undefined || settings.sarif !== undefined,
    watchedKeys: [],
    expects: expectedWork(settings.paths, surroundings.base),
  });
  const result = await scanAll(engine, settings, surroundings).finally(() => engine.close());
  const verdict = decide(result, policyOf(settings), { name: 'keysieve', version: VERSION });
  for (const { file, text } of documentsFor(verdict, settings)) writeTextFile(file, text, surroundings.base);
  return verdict;
}

async function scanAll(engine: Engine, settings: Settings, surroundings: Surroundings): Promise<ScanResult> {
  const selection = await selectArtifacts(settings.paths, { ...selectionOf(settings), ...surroundings });
  const { gaps, leftOut } = selection;
  return engine.scan(selection.files, { gaps, leftOut, onProgress: surroundings.onProgress }).finally(selection.close);
}
