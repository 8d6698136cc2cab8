import { resolve } from 'node:path';
import { readWholeFile, tooLarge } from '../bytes/read-whole-file.ts';
import type { OwnRule } from '../detect/own/own-rule.ts';
import { UsageError } from '../model/errors.ts';
import { type ConfigurationRecord, type Exceptions, NO_EXCEPTIONS } from '../model/result.ts';
import { type Settings, withConfigured } from '../settings/settings.ts';
import type { Known } from './check-configuration.ts';
import type { Baseline, Configuration, PolicyFile, UnsettledRule } from './configuration.ts';

/** Read where it stands in the base folder, when the user names none. */
const DEFAULT_CONFIGURATION = '.keysieve.yml';
/** As the value of the option: read none. */
const NONE = 'none';
const MAX_CONFIGURATION_BYTES = 1 << 20;
/** A report of gitleaks on a large history. */
const MAX_BASELINE_BYTES = 64 << 20;

/** Where files of policy come from. */
export interface PolicySource {
  /** Folder that relative paths start from. */
  readonly base: string;
  /**
   * Gives a file that policy comes from, by its name as the user has it (or the default one), or undefined when there is none.
   * Absent: it is read from the base folder. In a pull request a front end gives what the base branch has.
   */
  readonly policyFile?: (name: string) => Promise<Uint8Array | undefined>;
}

/** The settings, completed, and all else that files of policy say. */
export interface LoadedPolicy {
  readonly settings: Settings;
  readonly exceptions: Exceptions;
  readonly changes: { readonly rulesOff: readonly string[]; readonly ownRules: readonly OwnRule[] };
  /** Globs. */
  readonly exclude: readonly string[];
  /** What of these files has no meaning here, a sentence for each reason, and of how many things that is said. */
  readonly remarks: readonly string[];
  readonly notCarriedOver: number;
  readonly configuration?: ConfigurationRecord;
  /** Rules that only a plug-in can have. */
  readonly unsettled: readonly UnsettledRule[];
}

/**
 * Reads the configuration and the baseline. What the user says goes before what the configuration says.
 * @param known asked where there is a configuration
 * @throws UsageError that names file, line and column of everything that is wrong
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

/** Files that a configuration of gitleaks extends. */
function relatedOf(source: PolicySource): (name: string) => Promise<Uint8Array | undefined> {
  return async (name) => (await find(name, source, MAX_CONFIGURATION_BYTES))?.bytes;
}

/**
 * The text of a `.keysieve.yml` that says what a configuration of gitleaks says, as far as it can.
 * @throws UsageError for a file that is none
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
 * Rules of plug-ins that the configuration names, when it is known which they have.
 * @throws UsageError that names file, line and column of those that nobody has
 */
export function settleRules({ unsettled }: LoadedPolicy, idsOfPlugIns: ReadonlySet<string>): void {
  const problems = unsettled.filter(({ id }) => !idsOfPlugIns.has(id)).map(({ problem }) => problem);
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
}

/** Everywhere the same day: it ends when it ends in UTC. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
