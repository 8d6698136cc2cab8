import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { AccessError, BudgetError, UsageError } from '../model/errors.ts';
import type { Gap } from '../model/gap.ts';
import type { BroughtArtifacts } from './brought-artifacts.ts';
import { type SelectedFile, type Selection, type SelectionOptions, selectFiles } from './select-files.ts';
import type { SpooledFile } from './spooled-file.ts';
import { STANDARD_INPUT, spoolInput } from './standard-input.ts';

export interface ArtifactOptions extends SelectionOptions {
  /** What a pattern that selects nothing means. `warn` adds it to the count of what was left out. */
  readonly whenNothingMatches: 'error' | 'warn' | 'ignore';
  readonly maxInputBytes: number;
  readonly standardInput: AsyncIterable<Uint8Array>;
  /** Fetches artifacts from elsewhere. */
  readonly bring?: () => Promise<BroughtArtifacts>;
}

export interface ArtifactSelection {
  readonly files: readonly SelectedFile[];
  readonly gaps: readonly Gap[];
  readonly leftOut: Readonly<Record<string, number>>;
  /** Call when the scan is over. */
  close(): void;
}

/**
 * What to scan: files, folders and globs, or `-` for standard input, and what is brought from elsewhere.
 * @throws UsageError when a path or pattern selects nothing
 */
export async function selectArtifacts(paths: readonly string[], options: ArtifactOptions): Promise<ArtifactSelection> {
  // A workflow step has no standard input. Everywhere, an existing file called `-` is that file.
  const meansInput = (path: string): boolean =>
    path === STANDARD_INPUT && options.syntax === 'arguments' && !existsSync(resolve(options.base, path));
  const patterns = paths.filter((path) => !meansInput(path));
  const wantsInput = patterns.length < paths.length;
  const isElsewhere = wantsInput || (options.bring !== undefined && patterns.length === 0);
  const selection = isElsewhere && patterns.length === 0 ? NO_FILES : selectFiles(patterns, options);
  const { unmatched } = selection;
  if (unmatched.length > 0 && options.whenNothingMatches === 'error') {
    const { hidden = 0 } = selection.leftOut;
    const others = hidden > 0 ? ` take hidden files too (include-hidden-files; ${hidden} left out),` : '';
    const told = unmatched.map((pattern) => `${JSON.stringify(pattern)} ${whatOf(resolve(options.base, pattern))}`);
    throw new UsageError(`paths: ${told.join('; ')}; correct the path,${others} or allow it with if-no-files-found`);
  }
  const brought = (await options.bring?.()) ?? NOTHING_BROUGHT;
  // Read last, so that no UsageError leaves a temp file behind.
  const input = wantsInput ? await tryInput(options) : undefined;
  const warned = options.whenNothingMatches === 'warn' ? unmatched.length : 0;
  return {
    files: [...(input?.file === undefined ? [] : [input.file.selected]), ...selection.files, ...brought.files],
    gaps: [...(input?.gaps ?? []), ...selection.gaps, ...brought.gaps],
    leftOut: withUnmatched(selection.leftOut, warned + brought.unmatched),
    close() {
      input?.close();
      brought.close();
    },
  };
}

/** Why a path selected nothing, for the message. */
function whatOf(path: string): string {
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder ? 'is a folder in which there is no file to scan' : 'matched no file';
}

function withUnmatched(leftOut: Selection['leftOut'], unmatched: number): Readonly<Record<string, number>> {
  return unmatched === 0 ? leftOut : { ...leftOut, unmatched };
}

const NOTHING_BROUGHT: BroughtArtifacts = { files: [], gaps: [], unmatched: 0, close: () => {} };
const NO_FILES: Selection = { files: [], gaps: [], leftOut: {}, unmatched: [] };

interface Input {
  readonly file?: SpooledFile;
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
