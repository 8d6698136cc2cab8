import { resolve } from 'node:path';
import { assertWritable, writeTextFile } from './bytes/write-text-file.ts';
import {
  type Engine,
  INLINE_BYTES,
  type KnownSecrets,
  NO_WATCH_LIST,
  prepareKnownSecrets,
  readWatchList,
  startEngine,
  type WatchList,
} from './engine/scan.ts';
import { UsageError } from './model/errors.ts';
import type { Progress } from './model/progress.ts';
import type { ScanResult, Verdict } from './model/result.ts';
import { VERSION } from './model/version.ts';
import { decide } from './policy/decide.ts';
import { documentsFor } from './report/documents.ts';
import { limitsOf, policyOf, type Settings, selectionOf } from './settings/settings.ts';
import { expectedWork } from './sources/expected-work.ts';
import { readKnownSecrets } from './sources/read-known-secrets.ts';
import { selectArtifacts } from './sources/select-artifacts.ts';
import { selectFiles } from './sources/select-files.ts';
import { selectPlugIns } from './sources/select-plug-ins.ts';

export { rules } from './engine/scan.ts';
export { selectPlugIns } from './sources/select-plug-ins.ts';

/** What a front end brings along. */
export interface Surroundings {
  /** Folder that relative paths start from, those of report files too. */
  readonly base: string;
  /** How paths are written: as words of a shell, or as lines of an input. */
  readonly syntax: 'arguments' | 'lines';
  readonly standardInput: AsyncIterable<Uint8Array>;
  readonly onProgress: (progress: Progress) => void;
  readonly environment: NodeJS.ProcessEnv;
  /** Called with each of the job's own secrets before anything else is done, so that a log can hide it. */
  readonly onSecret: (value: string) => void;
}

/**
 * The whole program, in the order in which data flows: sources; unpack, views and detect in the engine; policy; report.
 * Writes the report files that the settings ask for; what is shown to people is the front end's.
 */
export async function run(settings: Settings, surroundings: Surroundings): Promise<Verdict> {
  const known = knownSecretsOf(settings, surroundings);
  for (const file of [settings.json, settings.sarif]) if (file !== undefined) assertWritable(file, surroundings.base);
  const engine = await startEngine({
    limits: limitsOf(settings),
    threads: settings.threads,
    digests: settings.json !== undefined || settings.sarif !== undefined,
    watchList: watchListOf(settings, surroundings.base),
    changes: {
      knownSecrets: known?.secrets ?? [],
      plugIns: selectPlugIns(settings.detectors, surroundings.base),
    },
    explain: artifactNamed(settings.explain, surroundings.base),
    expects: expectedWork(settings.paths, surroundings.base, INLINE_BYTES),
  });
  const scanned = await scanAll(engine, settings, surroundings).finally(() => engine.close());
  const result = { ...scanned, stats: { ...scanned.stats, ...(known && { knownSecrets: known.stats }) } };
  const verdict = decide(result, policyOf(settings), { name: 'keysieve', version: VERSION });
  for (const { file, text } of documentsFor(verdict, settings)) writeTextFile(file, text, surroundings.base);
  return verdict;
}

async function scanAll(engine: Engine, settings: Settings, surroundings: Surroundings): Promise<ScanResult> {
  const selection = await selectArtifacts(settings.paths, { ...selectionOf(settings), ...surroundings });
  const { gaps, leftOut } = selection;
  return engine.scan(selection.files, { gaps, leftOut, onProgress: surroundings.onProgress }).finally(selection.close);
}

/** An artifact as a user names it: as reports show it, or as a path. */
function artifactNamed(name: string | undefined, base: string): { path: string; file: string } | undefined {
  return name === undefined ? undefined : { path: name, file: resolve(base, name) };
}

/** Public keys are not scanned, and a pattern that names none is a mistake. */
function watchListOf({ watchKeys }: Settings, base: string): WatchList {
  if (watchKeys.length === 0) return NO_WATCH_LIST;
  const { files, unmatched } = selectFiles(watchKeys, { base, hidden: 'include', syntax: 'lines' });
  if (unmatched.length > 0)
    throw new UsageError(
      `watch-keys: ${unmatched.map((pattern) => JSON.stringify(pattern)).join(', ')} matched no file`,
    );
  return readWatchList(files);
}

function knownSecretsOf({ knownSecrets }: Settings, surroundings: Surroundings): KnownSecrets | undefined {
  if (knownSecrets.length === 0) return undefined;
  const known = prepareKnownSecrets(readKnownSecrets(knownSecrets, surroundings));
  for (const { value } of known.secrets) surroundings.onSecret(value);
  return known;
}
