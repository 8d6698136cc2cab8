import type { z } from 'zod';
import { type FilePath, type Problem, quote } from './problem.ts';

export type Issue = z.core.$ZodIssue;

/**
 * Converts an issue of the schema to messages for the user, at the innermost place concerned.
 * @param root the whole file
 */
export function problemsOf(issue: Issue, root: unknown, above: FilePath = []): Problem[] {
  const path: FilePath = [...above, ...(issue.path as (string | number)[])];
  const found = valueAt(root, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: 'no such key; docs/configuration.md lists them',
        at: 'key',
      }));
    case 'invalid_union':
      return unionProblems(issue, found, root, path);
    default: {
      const message =
        found === undefined
          ? missingText(issue)
          : `expected ${expectation(issue)}, found ${found === root ? wholeText(found) : quoteValue(found)}`;
      return [{ path, message }];
    }
  }
}

/** Of a union's alternatives, reports the one that the user meant, judged by its kind; otherwise names all of them. */
function unionProblems(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  found: unknown,
  root: unknown,
  path: FilePath,
): Problem[] {
  const meant = issue.errors.find(
    (issues) => !issues.some((one) => one.path.length === 0 && one.code !== 'unrecognized_keys'),
  );
  if (meant !== undefined) return meant.flatMap((one) => problemsOf(one, root, path));
  const alternatives = issue.errors.map((issues) => expectation(issues[0]!)).join(', or ');
  return [{ path, message: `expected ${alternatives}, found ${quoteValue(found)}` }];
}

function missingText(issue: Issue): string {
  return `is missing; expected ${expectation(issue)}`;
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/** Descriptions by field name, for fields whose pattern would not explain itself. */
const FORMATS: Readonly<Record<string, string>> = {
  id: 'lower-case words joined by dashes, such as acme-token',
  keywords: '3 to 200 printable ASCII characters',
  fingerprint: 'a fingerprint as reports have it, such as token: and hex digits',
  sha256: '64 lower-case hex digits',
  until: 'a day such as 2026-12-31',
};

function expectation(issue: Issue): string {
  const name = issue.path.findLast((part) => typeof part === 'string');
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(', ')}`;
    case 'too_small':
      return `${issue.origin === 'string' || issue.origin === 'array' ? 'something that is not empty' : `at least ${issue.minimum}`}`;
    case 'too_big':
      return issue.origin === 'string'
        ? `at most ${issue.maximum} characters`
        : issue.origin === 'array'
          ? `at most ${issue.maximum} items`
          : `at most ${issue.maximum}`;
    case 'invalid_format':
      return FORMATS[String(name)] ?? 'another form';
    default:
      return issue.message;
  }
}

/** Text is not quoted: if the user named the wrong file, it may be a secret. */
function wholeText(found: unknown): string {
  return typeof found === 'string' ? 'a text' : quoteValue(found);
}

function quoteValue(found: unknown): string {
  if (Array.isArray(found)) return `a list of ${found.length}`;
  if (typeof found === 'object' && found !== null) return 'a map';
  return found === null ? 'nothing' : quote(found);
}

function valueAt(root: unknown, path: FilePath): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? (value as Record<string | number, unknown>)[part]
        : undefined,
    root,
  );
}
