/**
 * Patterns of @actions/glob, which actions/upload-artifact uses: internal-pattern.ts of actions/toolkit, packages/glob.
 * `*`, `?`, `[...]` and `**` are wildcards. A leading `!` excludes, and each further one reverses that again. `~` is
 * the home folder. A trailing separator restricts the pattern to folders. Braces and `+(…)` are ordinary characters.
 * `[x]` with one character is that character, and outside Windows so is `\x`. Case is ignored on Windows and matters
 * everywhere else.
 *
 * One difference: @actions/glob refuses `.` and `..` inside a pattern. We resolve them in the part before the first
 * wildcard (a shell's user writes `../build.zip`) and refuse `..` after it.
 */
import path from 'node:path';
import { Minimatch } from 'minimatch';
import { UsageError } from '../model/errors.ts';
import type { PathStyle } from './path-style.ts';

export interface Pattern {
  /** As the user gave it. */
  readonly text: string;
  readonly excludes: boolean;
  /** The user gave a path relative to the base folder. */
  readonly isRelative: boolean;
  /** It ended with a separator: it matches a folder with all that is in it, never a file itself. */
  readonly foldersOnly: boolean;
  /** The part before the first wildcard, absolute and normalized. */
  readonly searchPath: string;
  /** The part below `searchPath`, with forward slashes; undefined when the pattern has no wildcard. */
  readonly glob: Minimatch | undefined;
  /** Segments of `glob`. */
  readonly globSegments: readonly string[];
}

export interface PatternPlaces {
  /** Absolute folder that relative patterns start from. */
  readonly base: string;
  /** Absolute folder that `~` stands for. */
  readonly home: string;
  readonly style: PathStyle;
}

/** minimatch stops at 64 KiB with an error of its own; no path is that long. */
export const MAX_PATTERN_CHARACTERS = 32_768;

/** @throws UsageError when the pattern cannot mean anything */
export function parsePattern(text: string, places: PatternPlaces): Pattern {
  const { style } = places;
  const marks = /^(?:!\s*)*/.exec(text)![0];
  const body = text.slice(marks.length);
  if (body === '') throw new UsageError(`${text}: expected a path after "!", found nothing`);
  if (body.length > MAX_PATTERN_CHARACTERS) {
    throw new UsageError(`paths: expected at most ${MAX_PATTERN_CHARACTERS} characters in one, found ${body.length}`);
  }
  const { root, segments } = split(body, style);
  const atHome = root === '' && segments[0] === '~';
  const literals: string[] = [];
  for (const segment of segments) {
    const literal = literalOf(segment, style);
    if (literal === undefined) break;
    literals.push(literal);
  }
  const globSegments = segments.slice(literals.length).filter((segment) => segment !== '.');
  if (globSegments.includes('..')) {
    throw new UsageError(`${text}: expected no ".." after a wildcard; write the path without it`);
  }
  const start = atHome ? places.home : places.base;
  return {
    text,
    excludes: marks.replaceAll(/\s/g, '').length % 2 === 1,
    isRelative: root === '' && !atHome,
    foldersOnly: isSeparator(body.at(-1), style),
    searchPath: path[style].resolve(start, root, ...literals.slice(atHome ? 1 : 0)),
    glob: globSegments.length === 0 ? undefined : compileGlob(globSegments.join('/'), style),
    globSegments,
  };
}

/** A pattern without wildcards, for a path that is known to exist, whatever characters it contains. */
export function literalPattern(text: string, { base, style }: PatternPlaces): Pattern {
  return {
    text,
    excludes: false,
    isRelative: !path[style].isAbsolute(text),
    foldersOnly: isSeparator(text.at(-1), style),
    searchPath: path[style].resolve(base, text),
    glob: undefined,
    globSegments: [],
  };
}

function split(body: string, style: PathStyle): { root: string; segments: string[] } {
  const { root } = path[style].parse(body);
  const segments = body.slice(root.length).split(style === 'win32' ? /[\\/]+/ : /\/+/);
  return { root, segments: segments.filter((segment) => segment !== '') };
}

function isSeparator(character: string | undefined, style: PathStyle): boolean {
  return character === '/' || (character === '\\' && style === 'win32');
}

// An escaped character, a set of one character, a wildcard or larger set, any other character.
const PIECES = /\\(.)|\[([^\]\\])\]|([*?]|\[[^\]]+\])|./gsu;
/** On Windows `\` is a separator and escapes nothing. */
const WINDOWS_PIECES = /()\[([^\]])\]|([*?]|\[[^\]]+\])|./gsu;

/** The name that a segment stands for, or undefined when it has a wildcard. */
function literalOf(segment: string, style: PathStyle): string | undefined {
  let name = '';
  for (const [piece, escaped, single, wildcard] of segment.matchAll(style === 'win32' ? WINDOWS_PIECES : PIECES)) {
    if (wildcard !== undefined) return undefined;
    name += escaped || single || piece;
  }
  return name;
}

/** The options are those of @actions/glob. Relative paths with forward slashes are matched on every system. */
export function compileGlob(glob: string, style: PathStyle = 'posix'): Minimatch {
  return new Minimatch(glob, {
    dot: true,
    nobrace: true,
    nocase: style === 'win32',
    nocomment: true,
    noext: true,
    nonegate: true,
    platform: 'linux',
  });
}
