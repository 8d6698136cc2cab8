import { resolve } from 'node:path';
import { readWholeFile, tooLarge } from '../bytes/read-whole-file.ts';
import type { OwnRule } from '../detect/own/own-rule.ts';
import { UsageError } from '../model/errors.ts';
import { type ConfigurationRecord, type Exceptions, NO_EXCEPTIONS } from '../model/result.ts';
import { type Settings, withConfigured } from '../settings/settings.ts';
import type { Known } from './check-configuration.ts';
import type { Baseline, Configuration, PolicyFile, UnsettledRule } from './configuration.ts';

/** Read from the base folder, if it exists, when the user names no other. */
const DEFAULT_CONFIGURATION = '.keysieve.yml';
/** Value of the option that means: read none. */
const NONE = 'none';
const MAX_CONFIGURATION_BYTES = 1 << 20;
/** Enough for a report of gitleaks on a large history. */
const MAX_BASELINE_BYTES = 64 << 20;

/** Where policy files come from. */
export interface PolicySource {
  /** Folder that relative paths start from. */
  readonly base: string;
  /**
   * Returns a policy file by the name that the user gave (or the default name), or undefined when there is none.
   * Absent: files are read from the base folder. For a pull request, a front end provides the files of the base branch.
   */
  readonly policyFile?: (name: string) => Promise<Uint8Array | undefined>;
}

/** The settings, completed by the configuration, and everything else that policy files say. */
export interface LoadedPolicy {
  readonly settings: Settings;
  readonly exceptions: Exceptions;
  readonly changes: { readonly rulesOff: readonly string[]; readonly ownRules: readonly OwnRule[] };
  /** Globs of paths that are not opened. */
  readonly exclude: readonly string[];
  /** What in these files has no meaning here: one sentence for each reason, and how many things they cover. */
  readonly remarks: readonly string[];
  readonly notCarriedOver: number;
  readonly configuration?: ConfigurationRecord;
  /** Rules that can only come from a plug-in. */
  readonly unsettled: readonly UnsettledRule[];
}

/**
 * Reads the configuration and the baseline. What the user gives takes precedence over the configuration.
 * @param known called only when there is a configuration
 * @throws UsageError that names file, line and column of every mistake
 */
export async function loadPolicy(
  settings: Settings,
  source: PolicySource,
  known: () => Promise<Known>,
): Promise<LoadedPolicy> {
  const file = await configurationFile(settings, source);
  const hasPlugIns = settings.detectors.length > 0;
  const configuration = file && (await parse(file, source, { ...(await known()), hasPlugIns }));
  const baseline = await baselineOf(settings, source);
  const allows = [...(configuration?.allows ?? []), ...(baseline?.allows ?? [])];
  const { rulesOff = [], ownRules = [], exclude = [], overrides = NO_EXCEPTIONS.overrides } = configuration ?? {};
  return {
    settings: configuration ? withConfigured(settings, configuration.options) : settings,
    exceptions: allows.length + overrides.size === 0 ? NO_EXCEPTIONS : { overrides, allows, today: today() },
    changes: { rulesOff, ownRules },
    exclude,
    unsettled: configuration?.unsettled ?? [],
    remarks: [...(configuration?.remarks ?? []), ...(baseline?.remarks ?? [])],
    notCarriedOver: (configuration?.notCarriedOver ?? 0) + (baseline?.notCarriedOver ?? 0),
    ...(file && { configuration: { name: file.name, rulesOff } }),
  };
}

async function baselineOf({ baseline }: Settings, source: PolicySource): Promise<Baseline | undefined> {
  if (baseline === undefined) return undefined;
  const file = await find(baseline, source, MAX_BASELINE_BYTES);
  if (file === undefined) throw new UsageError(`baseline: ${missing(baseline)}`);
  const { parseBaseline } = await import('./policy-parsers.ts');
  return orThrow(parseBaseline(file));
}

async function configurationFile({ config }: Settings, source: PolicySource): Promise<PolicyFile | undefined> {
  if (config === NONE) return undefined;
  const file = await find(config ?? DEFAULT_CONFIGURATION, source, MAX_CONFIGURATION_BYTES);
  if (file === undefined && config !== undefined) throw new UsageError(`config: ${missing(config)}`);
  return file;
}

async function find(name: string, source: PolicySource, maxBytes: number): Promise<PolicyFile | undefined> {
  const bytes =
    source.policyFile === undefined
      ? readWholeFile(resolve(source.base, name), name, maxBytes)
      : await source.policyFile(name);
  if (bytes !== undefined && bytes.length > maxBytes) throw new UsageError(tooLarge(name, bytes.length, maxBytes));
  return bytes && { name, bytes };
}

function missing(name: string): string {
  return `expected the file ${JSON.stringify(name)}, found none; correct the path`;
}

async function parse(file: PolicyFile, source: PolicySource, known: Known): Promise<Configuration> {
  const { parseConfiguration } = await import('./policy-parsers.ts');
  return orThrow(await parseConfiguration(file, known, relatedOf(source)));
}

/** Reads the files that a configuration of gitleaks extends. */
function relatedOf(source: PolicySource): (name: string) => Promise<Uint8Array | undefined> {
  return async (name) => (await find(name, source, MAX_CONFIGURATION_BYTES))?.bytes;
}

/**
 * Converts a configuration of gitleaks to the text of a `.keysieve.yml`, as far as that can express it.
 * @throws UsageError for a file that cannot be read as such
 */
export async function importConfiguration(
  name: string,
  source: PolicySource,
  known: () => Promise<Known>,
): Promise<string> {
  const file = await find(name, source, MAX_CONFIGURATION_BYTES);
  if (file === undefined) throw new UsageError(missing(name));
  const { importGitleaks, writeConfiguration } = await import('./policy-parsers.ts');
  return writeConfiguration(orThrow(await importGitleaks(file, await known(), relatedOf(source))), name);
}

function orThrow<T extends object>(parsed: T | readonly string[]): T {
  if (Array.isArray(parsed)) throw new UsageError(parsed.join('\n'));
  return parsed as T;
}

/**
 * Checks the rules that the configuration names but keysieve does not have, once those of the plug-ins are known.
 * @throws UsageError that names file, line and column of those that no plug-in has
 */
export function settleRules({ unsettled }: LoadedPolicy, idsOfPlugIns: ReadonlySet<string>): void {
  const problems = unsettled.filter(({ id }) => !idsOfPlugIns.has(id)).map(({ problem }) => problem);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
}

/** The same day everywhere: it ends when it ends in UTC. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
