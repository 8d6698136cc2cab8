import type { GapCode } from './gap.ts';

/**
 * Every error that we foresee. Anything else that is thrown is a bug and keeps its stack. These have none: hostile data causes millions,
 * and a MiB of heads of LLVM bitcode took 48 s, of which the stacks were 31.
 */
export abstract class KeysieveError extends Error {
  constructor(message: string) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
    this.name = new.target.name;
  }
}

/** The caller asked for something impossible or contradictory: exit code 2. The message says what to do. */
export class UsageError extends KeysieveError {}

/** Bytes do not match what their format promises. Becomes a gap at the place where they lie. */
export class FormatError extends KeysieveError {
  readonly code: Extract<GapCode, 'damaged' | 'encrypted' | 'unsupported'>;
  constructor(message: string, code: Extract<GapCode, 'damaged' | 'encrypted' | 'unsupported'> = 'damaged') {
    super(message);
    this.code = code;
  }
}

/**
 * A limit was reached. The message names the limit and the option that raises it, or a way around it where no option
 * does (`atFixedLimit`).
 */
export class BudgetError extends KeysieveError {
  readonly code: Extract<GapCode, 'budget' | 'timeout'>;
  constructor(message: string, code: Extract<GapCode, 'budget' | 'timeout'> = 'budget') {
    super(message);
    this.code = code;
  }
}

/**
 * What a proof would compute is more than the artifact may cost (`detect/effort-account.ts`). Thrown through a detector, so that nothing
 * takes what was not computed for a result. The engine catches it there; the account makes the gap.
 */
export class EffortError extends KeysieveError {}

/** The operating system (or a server) did not give us the bytes. Becomes a gap `unreadable`. */
export class AccessError extends KeysieveError {
  readonly code = 'unreadable';
}

/**
 * Whether `error` becomes a gap where it is caught. Any other error is a bug, or a UsageError, after which nothing is
 * scanned at all.
 */
export function isForeseen(error: unknown): error is FormatError | BudgetError | AccessError {
  return error instanceof FormatError || error instanceof BudgetError || error instanceof AccessError;
}
