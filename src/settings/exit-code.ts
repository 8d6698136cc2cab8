import { UsageError } from '../model/errors.ts';
import type { Verdict } from '../model/result.ts';

/** Exit codes of the command line, and of the action's process. They are API. */
export const EXIT = { clean: 0, failed: 1, usage: 2, internal: 3 } as const;

export function exitCodeOf(verdict: Pick<Verdict, 'verdict'>): number {
  return verdict.verdict === 'pass' ? EXIT.clean : EXIT.failed;
}

/** An error never looks like "clean". */
export function exitCodeOfError(error: unknown): number {
  return error instanceof UsageError ? EXIT.usage : EXIT.internal;
}
