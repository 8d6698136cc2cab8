/**
 * Which files to scan. The rules are those of actions/upload-artifact (src/shared/search.ts there, with `path`,
 * `include-hidden-files`), so that a step before it sees what it would upload: the last pattern that matches decides, a
 * folder means everything in it, links are followed.
 *
 * There are two differences, and both scan more. A hidden name that a pattern spells out (`.next/`) is scanned, where
 * upload-artifact drops it unless told otherwise. And nothing is dropped silently: what is left out is counted, and
 * what cannot be examined is a gap.
 */
import { lstatSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { systemReason } from '../bytes/file-source.ts';
import { UsageError } from '../model/errors.ts';
import type { Gap, GapCode } from '../model/gap.ts';
import { REPLACEMENT, systemPath } from '../model/system-path.ts';
import { Judge } from './judge.ts';
import { pathInside, SYSTEM_STYLE, withSlashes } from './path-style.ts';
import { literalPattern, type Pattern, parsePattern } from './pattern.ts';
import { type SearchGroup, searchGroups } from './search-groups.ts';
import { type LeftOutReason, type WalkReport, walkFolders } from './walk-folders.ts';

export interface SelectionOptions {
  /** Folder that relative patterns start from. */
  readonly base: string;
  /** What happens to names that begin with a dot, and to all that lies in such folders. */
  readonly hidden: 'include' | 'leave-out';
  /**
   * `lines`: as the `path` input of upload-artifact; blank lines and lines that begin with `#` are ignored.
   * `arguments`: from a shell; a path that exists is taken literally, whatever characters it contains.
   */
  readonly syntax: 'arguments' | 'lines';
}

export interface SelectedFile {
  /** As reports show it: relative to the base folder when it lies there, with forward slashes; otherwise as given. */
  readonly path: string;
  /** Absolute, for `systemPath`. Not opened yet, so whether it can be read shows later. */
  readonly file: string;
}

export interface Selection {
  /** Sorted by path, in code units. Each file once. */
  readonly files: readonly SelectedFile[];
  /** `unreadable` and `budget`, sorted by path. */
  readonly gaps: readonly Gap[];
  /** How many, by reason. A folder left out as a whole counts once. */
  readonly leftOut: Readonly<Partial<Record<LeftOutReason, number>>>;
  /** Patterns that selected no file, as they were given. */
  readonly unmatched: readonly string[];
}

/** @throws UsageError for a pattern that means nothing, and for a path without wildcards that does not exist */
export function selectFiles(patterns: readonly string[], options: SelectionOptions): Selection {
  const base = path.resolve(options.base);
  const parsed = parseAll(patterns, base, options.syntax);
  const draft = new Draft(base);
  const refused = parsed.filter((pattern) => isLiteral(pattern) && requireSomething(pattern, draft) === 'refused');
  const unused = new Set<Pattern>();
  for (const group of searchGroups(parsed, SYSTEM_STYLE)) {
    const judge = new Judge(group.patterns, options.hidden, SYSTEM_STYLE);
    const gapsBefore = draft.gapCount;
    walkGroup(group, judge, draft);
    // Where something could not be examined, nobody knows whether it would have matched; the gap says so.
    if (draft.gapCount === gapsBefore) for (const pattern of judge.unused) unused.add(pattern);
  }
  for (const pattern of refused) unused.delete(pattern);
  return draft.finish(parsed.filter((pattern) => unused.has(pattern)).map(({ text }) => text));
}

function parseAll(patterns: readonly string[], base: string, syntax: SelectionOptions['syntax']): Pattern[] {
  const places = { base, home: homedir(), style: SYSTEM_STYLE };
  const parsed =
    syntax === 'lines'
      ? linesOf(patterns).map((text) => parsePattern(text, places))
      : patterns.map((text) => (exists(path.resolve(base, text)) ? literalPattern : parsePattern)(text, places));
  if (parsed.every(({ excludes }) => excludes)) {
    throw new UsageError('paths: expected a file, folder or glob to scan, found none; name at least one');
  }
  return parsed;
}

function linesOf(patterns: readonly string[]): string[] {
  return patterns.map((text) => text.trim()).filter((text) => text !== '' && !text.startsWith('#'));
}

function exists(file: string): boolean {
  try {
    lstatSync(systemPath(file));
    return true;
  } catch {
    return false;
  }
}

function isLiteral(pattern: Pattern): boolean {
  return !pattern.excludes && pattern.glob === undefined;
}

/** A path that the user spelled out must exist. One that exists but cannot be examined is a gap. */
function requireSomething(pattern: Pattern, draft: Draft): Found['kind'] {
  const { text, searchPath, foldersOnly } = pattern;
  const found = lookAt(searchPath);
  if (found.kind === 'nothing') {
    // Node decodes arguments as it decodes names: bytes that are not UTF-8 are lost.
    const help = text.includes(REPLACEMENT)
      ? 'a name that is not UTF-8 cannot be given; give the folder that contains it'
      : 'correct the path, or make the file first';
    throw new UsageError(`${text}: expected a file or folder, found nothing; ${help}`);
  }
  if (found.kind === 'file' && foldersOnly)
    throw new UsageError(`${text}: expected a folder, found a file; drop the "/"`);
  if (found.kind === 'special') {
    throw new UsageError(`${text}: expected a file or folder, found a pipe, socket or device; scan "-" and pipe it in`);
  }
  if (found.kind === 'refused') draft.reportFor(pattern).gap(searchPath, 'unreadable', found.message);
  return found.kind;
}

function walkGroup({ root, patterns }: SearchGroup, judge: Judge, draft: Draft): void {
  const { searchPath } = root;
  const report = draft.reportFor(root);
  const found = lookAt(searchPath);
  if (found.kind === 'folder') walkFolders(searchPath, judge, report);
  if (found.kind === 'refused' && !patterns.some(isLiteral)) report.gap(searchPath, 'unreadable', found.message);
  if (found.kind !== 'file') return;
  const reaches = judge.reachesAt(path.dirname(searchPath));
  const judgement = judge.judgeFile(searchPath, '', reaches);
  if (judgement === 'take') {
    judge.noteSelected(searchPath, '', reaches);
    report.file(searchPath);
  } else if (judgement !== 'unasked') report.leftOut(judgement);
}

type Found =
  | { readonly kind: 'file' | 'folder' | 'special' | 'nothing' }
  | { readonly kind: 'refused'; readonly message: string };

function lookAt(file: string): Found {
  try {
    const stats = statSync(systemPath(file));
    if (stats.isDirectory()) return { kind: 'folder' };
    return { kind: stats.isFile() ? 'file' : 'special' };
  } catch (error) {
    const reason = systemReason(error);
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes(reason) && !exists(file)) return { kind: 'nothing' };
    return { kind: 'refused', message: `cannot follow the path: ${reason}; correct the link or the permissions` };
  }
}

/** A selection in the making. */
class Draft {
  readonly #base: string;
  readonly #files: SelectedFile[] = [];
  readonly #gaps: Gap[] = [];
  readonly #leftOut: Partial<Record<LeftOutReason, number>> = {};

  constructor(base: string) {
    this.#base = base;
  }

  get gapCount(): number {
    return this.#gaps.length;
  }

  reportFor({ isRelative }: Pattern): WalkReport {
    const shown = (file: string) => shownPath(file, this.#base, isRelative ? 'relative' : 'absolute');
    return {
      file: (file) => this.#files.push({ path: shown(file), file }),
      leftOut: (reason) => {
        this.#leftOut[reason] = (this.#leftOut[reason] ?? 0) + 1;
      },
      gap: (file, code: GapCode, message) => this.#gaps.push({ path: shown(file), code, message }),
    };
  }

  finish(unmatched: readonly string[]): Selection {
    const byPath = (a: { path: string }, b: { path: string }) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
    return {
      files: this.#files.sort(byPath),
      gaps: this.#gaps.sort(byPath),
      leftOut: this.#leftOut,
      unmatched,
    };
  }
}

/** @param outside how to show a file outside the base folder */
function shownPath(file: string, base: string, outside: 'relative' | 'absolute'): string {
  const inner = pathInside(base, file, SYSTEM_STYLE);
  if (inner !== undefined) return inner === '' ? '.' : inner;
  return withSlashes(outside === 'relative' ? path.relative(base, file) : file, SYSTEM_STYLE);
}
