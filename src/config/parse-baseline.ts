import type { Allow } from '../model/allow.ts';
import type { Baseline, PolicyFile } from './configuration.ts';
import { decodeText } from './decode-text.ts';
import { detectSecretsBaseline, gitleaksIgnore, gitleaksReport } from './foreign-baselines.ts';
import { isRecord } from './is-record.ts';
import { quote } from './problem.ts';

/** More than this is no list of findings that somebody means to clean up. */
const MAX_ALLOWS = 100_000;
const FORMAT = 'keysieve-baseline/1';

/**
 * Reads what `keysieve baseline` writes, a JSON report of gitleaks, a `.gitleaksignore`, or a baseline of
 * detect-secrets. Which of them it is shows in the content.
 * @returns the baseline, or what is wrong with it, one line each
 */
export function parseBaseline(file: PolicyFile): Baseline | readonly string[] {
  const text = decodeText(file);
  if (typeof text !== 'string') return text.problems;
  const baseline = /^\s*[[{]/.test(text) ? ofJson(text) : gitleaksIgnore(text);
  if (typeof baseline === 'string') return [`${file.name}: ${baseline}`];
  if (baseline.allows.length > MAX_ALLOWS)
    return [`${file.name}: expected at most ${MAX_ALLOWS} findings, found ${baseline.allows.length}`];
  return { ...baseline, remarks: baseline.remarks.map((remark) => `${file.name}: ${remark}`) };
}

/** @returns the baseline, or a sentence that says what is wrong */
function ofJson(text: string): Baseline | string {
  const data = parseJson(text);
  if (data === undefined) return 'cannot be read as JSON; write the file anew';
  const { value } = data;
  if (Array.isArray(value)) return gitleaksReport(value);
  if (isRecord(value) && isRecord(value.results) && value.format === undefined)
    return detectSecretsBaseline(value.results);
  const problem = ownProblem(value);
  return problem ?? { allows: (value as OwnBaseline).findings.map(allowOf), remarks: [] };
}

interface OwnBaseline {
  readonly findings: readonly { readonly fingerprint: string }[];
}

/**
 * Checks what `keysieve baseline` writes: `{ format, findings: [{ fingerprint, rule, path }] }`; rule and path are for
 * people.
 */
function ownProblem(value: unknown): string | undefined {
  const found = isRecord(value) ? value.format : undefined;
  if (!isRecord(value) || found !== FORMAT)
    return `expected a baseline (${FORMAT}), found ${found === undefined ? 'something else' : quote(found)}; write one with keysieve baseline`;
  const { findings } = value;
  if (!Array.isArray(findings)) return 'findings: expected a list; write the file anew with keysieve baseline';
  const wrong = findings.findIndex((one) => !isRecord(one) || typeof one.fingerprint !== 'string');
  return wrong < 0
    ? undefined
    : `findings[${wrong}]: expected a fingerprint; write the file anew with keysieve baseline`;
}

function allowOf({ fingerprint }: OwnBaseline['findings'][number]): Allow {
  return { by: 'baseline', reason: 'known since the baseline', fingerprint };
}

/** @returns undefined when it is not JSON; V8's message is dropped, since it quotes the text, which may hold secrets */
function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/, '')) };
  } catch {
    return undefined;
  }
}
