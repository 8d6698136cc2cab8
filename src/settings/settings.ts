import { KeysieveError, UsageError } from '../model/errors.ts';
import { type Exceptions, NO_EXCEPTIONS, type Policy } from '../model/result.ts';
import { type FrontEnd, OPTIONS, type Option, type OptionName } from './options.ts';

type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

/**
 * Every option, parsed, under its name in camel case. An option that only the other front end has keeps its default.
 */
export type Settings = {
  readonly [Name in OptionName as CamelCase<Name>]: ReturnType<(typeof OPTIONS)[Name]['parse']>;
} & {
  /** Options that the user gave; a configuration does not override them. */
  readonly given: readonly OptionName[];
};

/** Options as text, as a configuration has them; each was already parsed once when the configuration was read. */
export type ConfiguredOptions = Partial<Readonly<Record<OptionName, string>>>;

/** The options that a front end has, in the order of the help. */
export function optionsOf(frontEnd: FrontEnd): [OptionName, Option<unknown>][] {
  const all = Object.entries(OPTIONS) as [OptionName, Option<unknown>][];
  return all.filter(([, option]) => option.only === undefined || option.only === frontEnd);
}

export function defaultOf(name: OptionName, frontEnd: FrontEnd): string {
  const option: Option<unknown> = OPTIONS[name];
  return typeof option.default === 'string' ? option.default : option.default[frontEnd];
}

/**
 * @param given the text of an option as the user gave it; undefined or blank stands for the default
 * @throws UsageError that names the option, what was expected and what was found
 */
export function parseSettings(frontEnd: FrontEnd, given: (name: OptionName) => string | undefined): Settings {
  const values: [string, unknown][] = [];
  const names: OptionName[] = [];
  for (const [name, option] of Object.entries(OPTIONS) as [OptionName, Option<unknown>][]) {
    const text = given(name)?.trim();
    if (text) names.push(name);
    values.push([camelCase(name), parseOption(name, option, text || defaultOf(name, frontEnd))]);
  }
  return Object.fromEntries([...values, ['given', names]]) as Settings;
}

/** `settings`, with values from the configuration for options that the user did not give. */
export function withConfigured(settings: Settings, configured: ConfiguredOptions): Settings {
  const values = (Object.entries(configured) as [OptionName, string][])
    .filter(([name]) => !settings.given.includes(name))
    .map(([name, text]) => [camelCase(name), parseOption(name, OPTIONS[name], text)]);
  return { ...settings, ...Object.fromEntries(values) };
}

export function policyOf(settings: Settings, exceptions: Exceptions = NO_EXCEPTIONS): Policy {
  const { failOn, minConfidence, onGap, inlineAllows } = settings;
  return { failOn, minConfidence, onGap, inlineAllows, exceptions };
}

/** What one artifact may cost, in the shape of the budget's `Limits`. */
export function limitsOf(
  settings: Settings,
): Pick<Settings, 'maxDepth' | 'maxEntries' | 'maxEntryBytes' | 'maxTotalBytes' | 'maxSeconds'> {
  const { maxDepth, maxEntries, maxEntryBytes, maxTotalBytes, maxSeconds } = settings;
  return { maxDepth, maxEntries, maxEntryBytes, maxTotalBytes, maxSeconds };
}

/** Which files to take, in the shape of the selection's options. */
export function selectionOf(settings: Settings): {
  readonly hidden: 'include' | 'leave-out';
  readonly whenNothingMatches: Settings['ifNoFilesFound'];
  readonly maxInputBytes: number;
} {
  const { includeHiddenFiles, ifNoFilesFound, maxEntryBytes } = settings;
  const hidden = includeHiddenFiles ? 'include' : 'leave-out';
  return { hidden, whenNothingMatches: ifNoFilesFound, maxInputBytes: maxEntryBytes };
}

function parseOption(name: OptionName, option: Option<unknown>, text: string): unknown {
  try {
    return option.parse(text);
  } catch (error) {
    if (error instanceof KeysieveError) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}

function camelCase(name: string): string {
  return name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
