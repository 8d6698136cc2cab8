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

/**
 * Whoever calls `process.exit` ends the process with a code of his own, 0 at worst: a plug-in may, or what it imports. Until the
 * function that is returned has been called, that is an error all the same.
 * @param complain told of it; what it writes has to be written at once
 */
export function exitIsErrorUntilDone(complain: () => void): () => void {
  const onExit = (): void => {
    process.exitCode = EXIT.internal;
    complain();
  };
  process.once('exit', onExit);
  return () => void process.off('exit', onExit);
}

/** What to say then. */
export const ENDED_EARLY =
  'the process was ended before its work was done: something called process.exit, as a plug-in may, or what it imports; nothing was decided';
