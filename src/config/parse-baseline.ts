import type { Allow } from '../model/allow.ts';
import type { PolicyFile } from './configuration.ts';
import { decodeText } from './decode-text.ts';
import { quote } from './problem.ts';

/** Findings that are known, and what of the file has no meaning here, one sentence each. */
export interface Baseline {
  readonly allows: readonly Allow[];
  readonly remarks: readonly string[];
}

/** More than these are no list of things to be cleaned up. */
const MAX_ENTRIES = 100_000;
const FORMAT = 'keysieve-baseline/1';

/** @returns the baseline, or what is wrong with it, one line each */
export function parseBaseline(file: PolicyFile): Baseline | readonly string[] {
  const text = decodeText(file);
  if (typeof text !== 'string') return text.problems;
  const data = parseJson(text);
  if (data === undefined) return [`${file.name}: cannot be read as JSON; write the file anew`];
  const { value } = data;
  const problem = ownProblem(value);
  if (problem !== undefined) return [`${file.name}: ${problem}`];
  return { allows: (value as OwnBaseline).findings.map(allowOf), remarks: [] };
}

interface OwnBaseline {
  readonly findings: readonly { readonly fingerprint: string }[];
}

/** What `keysieve baseline` writes: `{ format, findings: [{ fingerprint, rule, path }] }`; rule and path are for people. */
function ownProblem(value: unknown): string | undefined {
  const found = isRecord(value) ? value.format : undefined;
  if (!isRecord(value) || found !== FORMAT)
    return `expected a baseline (${FORMAT}), found ${found === undefined ? 'something else' : quote(found)}; write one with keysieve baseline`;
  const { findings } = value;
  if (!Array.isArray(findings)) return 'findings: expected a list; write the file anew with keysieve baseline';
  if (findings.length > MAX_ENTRIES) return `findings: expected at most ${MAX_ENTRIES}, found ${findings.length}`;
  const wrong = findings.findIndex((one) => !isRecord(one) || typeof one.fingerprint !== 'string');
  return wrong < 0
    ? undefined
    : `findings[${wrong}]: expected a fingerprint; write the file anew with keysieve baseline`;
}

function allowOf({ fingerprint }: OwnBaseline['findings'][number]): Allow {
  return { by: 'baseline', reason: 'known since the baseline', fingerprint };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns undefined for what is no JSON; V8's message is dropped, since it quotes the text, which may hold secrets */
function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch {
    return undefined;
  }
}
