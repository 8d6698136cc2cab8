import { resolve } from 'node:path';
import { assertWritable, writeTextFile } from './bytes/write-text-file.ts';
import { importConfiguration, type LoadedPolicy, loadPolicy, settleRules } from './config/load-policy.ts';
import {
  type Engine,
  type EngineOptions,
  INLINE_BYTES,
  type KnownSecrets,
  NO_WATCH_LIST,
  prepareKnownSecrets,
  readWatchList,
  ruleIdsOf,
  rules,
  startEngine,
  type WatchList,
} from './engine/scan.ts';
import { UsageError } from './model/errors.ts';
import type { Origin } from './model/origin.ts';
import type { Progress } from './model/progress.ts';
import type { ScanResult, Verdict } from './model/result.ts';
import { VERSION } from './model/version.ts';
import { checkoutFoldersIn } from './origin/checkout-folders.ts';
import { traceOrigins } from './origin/trace-origins.ts';
import { tracingWith } from './origin/tracing.ts';
import { decide } from './policy/decide.ts';
import { documentsFor } from './report/documents.ts';
import { limitsOf, policyOf, type Settings, selectionOf } from './settings/settings.ts';
import type { BroughtArtifacts } from './sources/brought-artifacts.ts';
import { expectedWork } from './sources/expected-work.ts';
import { plugInsOfBase } from './sources/plug-ins-of-base.ts';
import { readKnownSecrets } from './sources/read-known-secrets.ts';
import { selectArtifacts } from './sources/select-artifacts.ts';
import { selectFiles } from './sources/select-files.ts';
import { selectPlugIns } from './sources/select-plug-ins.ts';

/** In place of the name of a report's file. */
export const STANDARD_OUTPUT = '-';

export { assertWritable, checkoutFoldersIn, rules, selectPlugIns, writeTextFile };

/** What a front end brings along. */
export interface Surroundings {
  /** Folder that relative paths start from, those of report files too. */
  readonly base: string;
  /** Checkouts may be inside the base folder, as in a job's workspace (`path` of actions/checkout), if the base folder is not in one. */
  readonly holdsCheckouts?: boolean;
  /** How paths are written: as words of a shell, or as lines of an input. */
  readonly syntax: 'arguments' | 'lines';
  readonly standardInput: AsyncIterable<Uint8Array>;
  /** Takes a report whose file is named `-`. If absent, that name is refused. */
  readonly onStandardOutput?: (text: string) => void;
  readonly onProgress: (progress: Progress) => void;
  /** Called before report files are written, so that the findings are shown even if the disk is full. */
  readonly onVerdict?: (verdict: Verdict) => void;
  /**
   * Returns the configuration or the baseline by the name the user gave; undefined if there is none. If absent, `run` reads it
   * from the base folder. A front end can thus take the policy of a pull request from the base branch.
   */
  readonly policyFile?: (name: string) => Promise<Uint8Array | undefined>;
  readonly environment: NodeJS.ProcessEnv;
  /** Called with each of the job's own secrets before anything else is done, so that a log can hide it. */
  readonly onSecret: (value: string) => void;
  /** Artifacts from elsewhere, scanned together with the paths, of which there may then be none. */
  readonly bring?: () => Promise<BroughtArtifacts>;
  /** The origin of a finding that is in no source: the step that uploads or scans the artifact. */
  readonly stepOf?: (artifact: string) => Origin | undefined;
}

/**
 * The whole program, in the order in which data flows: sources; unpack, views and detect in the engine; policy; report. Writes the
 * report files that the settings ask for. Showing the result to people is up to the front end.
 */
export async function run(given: Settings, surroundings: Surroundings): Promise<Verdict> {
  const { base } = surroundings;
  const secrets = await knownSecretsOf(given, surroundings);
  assertReportsWritable(given, surroundings);
  const policy = await loadPolicy(given, surroundings, builtInRules);
  const { settings, changes, exclude } = policy;
  const plugIns = await plugInsOf(settings, surroundings);
  if (policy.unsettled.length > 0) settleRules(policy, await ruleIdsOf(plugIns));
  const options: EngineOptions = {
    limits: limitsOf(settings),
    threads: settings.threads,
    digests: settings.json !== undefined || settings.sarif !== undefined,
    watchList: await watchListOf(settings, base),
    changes: {
      ...changes,
      knownSecrets: secrets?.secrets ?? [],
      plugIns,
    },
    exclude,
    explain: artifactNamed(settings.explain, base),
    expects: expectedWork(settings.paths, base, INLINE_BYTES),
  };
  const engine = await startEngine(options);
  const scanned = await scanAll(engine, settings, surroundings).finally(() => engine.close());
  const result = { ...scanned, stats: { ...scanned.stats, ...(secrets && { knownSecrets: secrets.stats }) } };
  const judged = decide(result, policyOf(settings, policy.exceptions), { name: 'keysieve', version: VERSION });
  const verdict = { ...judged, ...recordOf(policy) };
  surroundings.onVerdict?.(verdict);
  for (const { file, text } of documentsFor(verdict, settings))
    if (file === STANDARD_OUTPUT) surroundings.onStandardOutput?.(text);
    else writeTextFile(file, text, base);
  return verdict;
}

/** What `keysieve import gitleaks` prints. */
export function importGitleaks(file: string, base: string): Promise<string> {
  return importConfiguration(file, { base }, builtInRules);
}

/** Called before the scan, which may take long. */
function assertReportsWritable({ json, sarif, paths }: Settings, { base, onStandardOutput }: Surroundings): void {
  if (json !== undefined && sarif !== undefined && resolve(base, json) === resolve(base, sarif))
    throw new UsageError(`sarif: expected another file than json has, found ${JSON.stringify(sarif)} in both`);
  for (const [option, file] of Object.entries({ json, sarif })) {
    if (file === undefined) continue;
    if (file === STANDARD_OUTPUT) {
      if (onStandardOutput !== undefined) continue;
      throw new UsageError(`${option}: expected a file to write, found "-"; only \`keysieve scan\` prints reports`);
    }
    // A report of an earlier run inside a scanned folder may be overwritten.
    if (paths.some((path) => resolve(base, path) === resolve(base, file)))
      throw new UsageError(
        `${option}: expected a file to write, found ${JSON.stringify(file)}, which is to be scanned`,
      );
    assertWritable(file, base);
  }
}

async function builtInRules(): Promise<{ readonly rules: readonly string[] }> {
  return { rules: (await rules()).map(({ id }) => id) };
}

function recordOf({
  remarks,
  notCarriedOver,
  configuration,
}: LoadedPolicy): Pick<Verdict, 'remarks' | 'notCarriedOver' | 'configuration'> {
  return { remarks, notCarriedOver, ...(configuration && { configuration }) };
}

async function scanAll(engine: Engine, settings: Settings, surroundings: Surroundings): Promise<ScanResult> {
  const { base, holdsCheckouts = false, onProgress, stepOf } = surroundings;
  const selection = await selectArtifacts(settings.paths, { ...selectionOf(settings), ...surroundings });
  const { files, gaps, leftOut } = selection;
  try {
    // Frees its threads and their memory before the search for origins.
    const result = await engine.scan(files, { gaps, leftOut, onProgress }).finally(() => engine.close());
    // Findings that are hardly secrets are not worth a second scan.
    if (result.findings.every(({ confidence }) => confidence === 'low')) return result;
    const limits = limitsOf(settings);
    const tracing = tracingWith({ base, holdsCheckouts, artifacts: files, engine, limits, stepOf });
    return { ...result, findings: await traceOrigins(result.findings, tracing) };
  } finally {
    selection.close();
  }
}

/** The artifact that the user named, either as reports show it or as a path. */
function artifactNamed(name: string | undefined, base: string): { path: string; file: string } | undefined {
  return name === undefined ? undefined : { path: name, file: resolve(base, name) };
}

/** Plug-ins are policy too, so they come from where the configuration comes from. */
async function plugInsOf({ detectors }: Settings, { base, policyFile }: Surroundings) {
  return policyFile === undefined ? selectPlugIns(detectors, base) : plugInsOfBase(detectors, policyFile);
}

/** The watch list holds public keys, which are not scanned; a pattern that matches no file is a mistake. */
async function watchListOf({ watchKeys }: Settings, base: string): Promise<WatchList> {
  if (watchKeys.length === 0) return NO_WATCH_LIST;
  const { files, unmatched } = selectFiles(watchKeys, { base, hidden: 'include', syntax: 'lines' });
  if (unmatched.length > 0)
    throw new UsageError(
      `watch-keys: ${unmatched.map((pattern) => JSON.stringify(pattern)).join(', ')} matched no file; correct the path`,
    );
  return readWatchList(files);
}

async function knownSecretsOf(
  { knownSecrets }: Settings,
  surroundings: Surroundings,
): Promise<KnownSecrets | undefined> {
  if (knownSecrets.length === 0) return undefined;
  const known = await prepareKnownSecrets(readKnownSecrets(knownSecrets, surroundings));
  for (const { value } of known.secrets) surroundings.onSecret(value);
  return known;
}
