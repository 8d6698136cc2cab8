import type { GapCode } from './gap.ts';

/** Every error that we foresee. Anything else that is thrown is a bug and keeps its stack. */
export abstract class KeysieveError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** The caller asked for something that makes no sense: exit code 2. The message says what to do. */
export class UsageError extends KeysieveError {}

/** Bytes that are not what their format promises. Becomes a gap at the place where they lie. */
export class FormatError extends KeysieveError {
  readonly code: Extract<GapCode, 'damaged' | 'encrypted' | 'unsupported'>;
  constructor(message: string, code: Extract<GapCode, 'damaged' | 'encrypted' | 'unsupported'> = 'damaged') {
    super(message);
    this.code = code;
  }
}

/** A limit was reached. The message names it and the option that raises it, or what else helps where none does (`atFixedLimit`). */
export class BudgetError extends KeysieveError {
  readonly code: Extract<GapCode, 'budget' | 'timeout'>;
  constructor(message: string, code: Extract<GapCode, 'budget' | 'timeout'> = 'budget') {
    super(message);
    this.code = code;
  }
}

/** The operating system (or a server) did not give us the bytes. Becomes a gap `unreadable`. */
export class AccessError extends KeysieveError {
  readonly code = 'unreadable';
}

/** Whether it is of those that become a gap where they are met. Any other is a bug, or a UsageError: then nothing is scanned at all. */
export function isForeseen(error: unknown): error is FormatError | BudgetError | AccessError {
  return error instanceof FormatError || error instanceof BudgetError || error instanceof AccessError;
}
