import { assessPassword } from '../password.ts';
import type { Assessment, Candidate } from '../rule.ts';

/** Whether what selects or describes a field of a page (`#password`, `getByLabel('API key')`) says that a secret belongs into it. */
export const NAMES_PASSWORD_FIELD = /pass(?:word|wd|phrase|code)|passwor|pwd|secret|token|api[ _-]?key/i;

interface Typed {
  readonly value: string;
  /** What names the field, which may hold the same text. */
  readonly field: string;
  /** Whether the value stands before it. */
  readonly isBefore: boolean;
}

/** A value that a test typed into a field of passwords. */
export function assessTyped({ start, secret }: Candidate, { value, field, isBefore }: Typed): Assessment | undefined {
  const assessment = assessPassword(value, { of: field, drawn: 'medium', chosen: 'low' });
  const from = start + (isBefore ? secret.indexOf(value) : secret.lastIndexOf(value));
  return assessment && { ...assessment, place: { start: from, end: from + value.length } };
}
