import { createHash } from 'node:crypto';
import type { Allow } from '../model/allow.ts';
import type { Baseline } from './configuration.ts';
import { isRecord } from './is-record.ts';
import { Remarks } from './remarks.ts';

/*
 * Lists of known findings from other tools. They name a file of the repository and a line. A finding of ours matches at
 * that line of any file whose path ends in that name, in a folder or an archive. gitleaks also lists the secret itself.
 */

/** A JSON report of gitleaks, as its `--baseline-path` accepts it. */
export function gitleaksReport(entries: readonly unknown[]): Baseline {
  const remarks = new Remarks();
  const allows = entries.flatMap((entry): Allow[] => {
    const { RuleID: rule, File: file, StartLine: line, Secret: secret, Match: match } = isRecord(entry) ? entry : {};
    const reason = `known to gitleaks${typeof rule === 'string' ? ` (${rule.slice(0, 80)})` : ''}`;
    const lines = new Set([line, secretLine(line, match, secret)]);
    const known = [...valueAllow(secret, reason), ...[...lines].flatMap((one) => placeAllow(file, one, reason))];
    if (known.length === 0) remarks.add('an entry', 'it has neither a file and a line nor a secret');
    return known;
  });
  return { allows, ...remarks.all() };
}

/**
 * The line of the secret. gitleaks names the line where its match begins, which may be that of `password:` when the
 * secret is on the next line.
 */
function secretLine(line: unknown, match: unknown, secret: unknown): unknown {
  if (typeof line !== 'number' || typeof match !== 'string' || typeof secret !== 'string') return line;
  return line + match.slice(0, Math.max(0, match.indexOf(secret))).split('\n').length - 1;
}

/** `FILE:RULE:LINE`, optionally with a commit before it, one a line. */
export function gitleaksIgnore(text: string): Baseline {
  const remarks = new Remarks();
  const lines = text.split('\n').map((line) => line.trim());
  const allows = lines.flatMap((line, index): Allow[] => {
    if (line === '' || line.startsWith('#')) return [];
    const [, file, rule, number] = /^(.+):([^:]+):(\d{1,9})$/.exec(line) ?? [];
    // Not quoted: if the user named the wrong file, the line may be a secret.
    if (file === undefined) remarks.add(`line ${index + 1}`, 'expected file, rule and line, joined by colons');
    else if (/^[0-9a-f]{40}:/.test(file))
      remarks.add(line.slice(0, 100), 'it names a commit, which artifacts do not have');
    return file === undefined || /^[0-9a-f]{40}:/.test(file)
      ? []
      : placeAllow(file, Number(number), `known to gitleaks (${rule!.slice(0, 80)})`);
  });
  return { allows, ...remarks.all() };
}

/**
 * A baseline of detect-secrets. It identifies secrets by SHA-1, which ours do not have, so only file and line are used.
 */
export function detectSecretsBaseline(results: Readonly<Record<string, unknown>>): Baseline {
  const remarks = new Remarks();
  const allows = Object.entries(results).flatMap(([file, entries]): Allow[] =>
    (Array.isArray(entries) ? entries : []).flatMap((entry): Allow[] => {
      const { type, line_number: line } = isRecord(entry) ? entry : {};
      const known = placeAllow(
        file,
        line,
        `known to detect-secrets${typeof type === 'string' ? ` (${type.slice(0, 80)})` : ''}`,
      );
      if (known.length === 0) remarks.add(`an entry of ${file.slice(0, 100)}`, 'it names no line');
      return known;
    }),
  );
  return { allows, ...remarks.all() };
}

function placeAllow(file: unknown, line: unknown, reason: string): Allow[] {
  if (typeof file !== 'string' || file === '' || file.length > MAX_PATH_CHARACTERS) return [];
  if (typeof line !== 'number' || !Number.isSafeInteger(line) || line < 1) return [];
  // A literal star in a name becomes `?`, which matches any character there.
  const path = file
    .replaceAll('\\', '/')
    .replace(/^(?:\.?\/)+/, '')
    .replaceAll('*', '?');
  // gitleaks separates archive and entry by a mere `!` (sources/file.go, InnerPathSeparator), which may also be part of
  // a name.
  const paths = new Set([path, path.replaceAll('!', '/')]);
  return [...paths].map((one): Allow => ({ by: 'baseline', reason, path: `**/${one}`, line }));
}
const MAX_PATH_CHARACTERS = 4096;

/** What `--redact` writes: this word, or a few characters and dots. */
const REDACTED = /^REDACTED$|\.\.\.$/;

function valueAllow(secret: unknown, reason: string): Allow[] {
  if (typeof secret !== 'string' || secret === '' || REDACTED.test(secret)) return [];
  return [{ by: 'baseline', reason, sha256: createHash('sha256').update(secret).digest('hex') }];
}
