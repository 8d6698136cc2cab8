import { UsageError } from '../model/errors.ts';
import { GAP_CODES, type GapCode } from '../model/gap.ts';
import type { GapOutcome } from '../model/result.ts';

/* Parsers of option values. Each reads trimmed text, and throws a UsageError that says what was expected. */

export function list(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function optionalText(text: string): string | undefined {
  return text === '' ? undefined : text;
}

export function runId(text: string): string | undefined {
  if (text !== '' && !/^\d{1,20}$/.test(text))
    throw new UsageError(`expected the number of a run, found ${quote(text)}`);
  return optionalText(text);
}

export function repository(text: string): string | undefined {
  if (text !== '' && !/^[\w.-]+\/[\w.-]+$/.test(text))
    throw new UsageError(`expected a repository such as octo-org/octo-repo, found ${quote(text)}`);
  return optionalText(text);
}

export function choice<const T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const found = choices.find((choice) => choice === text.toLowerCase());
    if (found === undefined) throw new UsageError(`expected one of ${choices.join(', ')}, found ${quote(text)}`);
    return found;
  };
}

export function flag(text: string): boolean {
  return choice(['true', 'false'])(text) === 'true';
}

/** Whole number from `least` to 2^53 - 1. */
export function count(least: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    if (!Number.isSafeInteger(value) || value < least) {
      throw new UsageError(`expected a whole number of at least ${least}, found ${quote(text)}`);
    }
    return value;
  };
}

const UNITS = {
  '': 1,
  B: 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KIB: 2 ** 10,
  MIB: 2 ** 20,
  GIB: 2 ** 30,
  TIB: 2 ** 40,
};

/** `500`, `500MB`, `2GiB`. */
export function size(text: string): number {
  const [, digits, unit] = /^(\d{1,12})\s*([KMGT]?i?B)?$/i.exec(text) ?? [];
  const factor = UNITS[(unit ?? '').toUpperCase() as keyof typeof UNITS];
  if (digits === undefined || factor === undefined || Number(digits) === 0) {
    throw new UsageError(`expected a size such as 500MB or 2GiB, found ${quote(text)}`);
  }
  return Number(digits) * factor;
}

export function threads(text: string): number | 'auto' {
  return text === 'auto' ? text : Math.min(256, count(0)(text));
}

const OUTCOMES = ['fail', 'warn', 'ignore'] as const;

/**
 * The defaults, as `encrypted=warn` (the default of `on-gap`) states them: an archive is often encrypted on purpose.
 */
const GAP_DEFAULTS: Readonly<Record<GapCode, GapOutcome>> = {
  encrypted: 'warn',
  damaged: 'fail',
  budget: 'fail',
  unsupported: 'fail',
  unreadable: 'fail',
  timeout: 'fail',
  'plug-in': 'fail',
};

/** A lone outcome applies to all codes, a pair to its code; any other code keeps its default. */
export function gapPolicy(text: string): Readonly<Record<GapCode, GapOutcome>> {
  const parts = text.split(/[,\s]+/).filter((part) => part !== '');
  const outcome = choice(OUTCOMES);
  const bare = parts.filter((part) => !part.includes('='));
  if (bare.length > 1) throw new UsageError(`expected one outcome or CODE=OUTCOME pairs, found ${quote(text)}`);
  const [lone] = bare;
  if (GAP_CODES.some((code) => code === lone))
    throw new UsageError(`expected an outcome for ${lone}, such as ${lone}=warn, found none`);
  const policy = { ...GAP_DEFAULTS };
  if (lone !== undefined) for (const code of GAP_CODES) policy[code] = outcome(lone);
  for (const part of parts) {
    const [code, ...value] = part.split('=');
    if (value.length > 0) policy[choice(GAP_CODES)(code!)] = outcome(value.join('='));
  }
  return policy;
}

/** Quotes back what a user typed, truncated: a list pasted into the wrong option must not flood the log. */
function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
