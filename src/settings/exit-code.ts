import { UsageError } from '../model/errors.ts';
import type { Verdict } from '../model/result.ts';

/** Exit codes of the command line and of the action's process. They are API. */
export const EXIT = { clean: 0, failed: 1, usage: 2, internal: 3 } as const;

export function exitCodeOf(verdict: Pick<Verdict, 'verdict'>): number {
  return verdict.verdict === 'pass' ? EXIT.clean : EXIT.failed;
}

/** An error never looks like "clean". */
export function exitCodeOfError(error: unknown): number {
  return error instanceof UsageError ? EXIT.usage : EXIT.internal;
}

/**
 * A plug-in, or something it imports, may call `process.exit` and end the process with any code, 0 at worst. Until the
 * returned function is called, such an exit counts as an internal error.
 * @param complain called on such an exit; must write synchronously
 */
export function exitIsErrorUntilDone(complain: () => void): () => void {
  const onExit = (): void => {
    process.exitCode = EXIT.internal;
    complain();
  };
  process.once('exit', onExit);
  return () => void process.off('exit', onExit);
}

/** The message for that case. */
export const ENDED_EARLY =
  'the process was ended before its work was done: something called process.exit, as a plug-in may, or what it imports; nothing was decided';
