import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { AccessError, BudgetError, UsageError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import { type SelectedFile, type SelectionOptions, selectFiles } from './select-files.ts';
import { type SpooledInput, STANDARD_INPUT, spoolInput } from './standard-input.ts';

export interface ArtifactOptions extends SelectionOptions {
  /** What a pattern that selects nothing means. `warn` counts it among what was left out. */
  readonly whenNothingMatches: 'error' | 'warn' | 'ignore';
  readonly maxInputBytes: number;
  readonly standardInput: AsyncIterable<Uint8Array>;
}

export interface ArtifactSelection {
  readonly files: readonly SelectedFile[];
  readonly gaps: readonly Gap[];
  readonly leftOut: Readonly<Record<string, number>>;
  /** Call when the scan is over. */
  close(): void;
}

/**
 * What to scan: files, folders and globs, or `-` for standard input.
 * @throws UsageError when a path or pattern selects nothing
 */
export async function selectArtifacts(paths: readonly string[], options: ArtifactOptions): Promise<ArtifactSelection> {
  // A step of a workflow has no standard input, and a file of that name is a file, as everything that exists.
  const meansInput = (path: string): boolean =>
    path === STANDARD_INPUT && options.syntax === 'arguments' && !existsSync(resolve(options.base, path));
  const patterns = paths.filter((path) => !meansInput(path));
  const wantsInput = patterns.length < paths.length;
  const selection = patterns.length > 0 || !wantsInput ? selectFiles(patterns, options) : NO_FILES;
  const { unmatched } = selection;
  if (unmatched.length > 0 && options.whenNothingMatches === 'error') {
    throw new UsageError(
      `paths: ${unmatched.map((pattern) => JSON.stringify(pattern)).join(', ')} matched no file; correct the pattern, or allow it with if-no-files-found`,
    );
  }
  // Last, so that no error of usage leaves a temp file behind.
  const input = wantsInput ? await tryInput(options) : undefined;
  const unmatchedCount =
    options.whenNothingMatches === 'warn' && unmatched.length > 0 ? { unmatched: unmatched.length } : {};
  return {
    files: input?.file === undefined ? selection.files : [input.file, ...selection.files],
    gaps: [...(input?.gaps ?? []), ...selection.gaps],
    leftOut: { ...selection.leftOut, ...unmatchedCount },
    close: () => input?.close(),
  };
}

const NO_FILES = { files: [], gaps: [], leftOut: {}, unmatched: [] } as const;

interface Input {
  readonly file?: SpooledInput;
  readonly gaps: readonly Gap[];
  close(): void;
}

async function tryInput(options: ArtifactOptions): Promise<Input> {
  try {
    const file = await spoolInput(options.standardInput, options.maxInputBytes);
    return { file, gaps: [], close: () => file.close() };
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof BudgetError)) throw error;
    return { gaps: [{ path: STANDARD_INPUT, code: error.code, message: error.message }], close: () => {} };
  }
}
