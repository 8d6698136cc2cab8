import type { InlineAllow } from './allow.ts';
import { compareText } from './compare-text.ts';

/** Where something lies. `offset` counts bytes in what `path` names, after unpacking. */
export interface Place {
  /** `dist/app.zip!/lib/x.jar!/conf/server.key`. Untrusted text: escape before printing. */
  readonly path: string;
  readonly offset: number;
  readonly length: number;
  /** 1-based, in text only. */
  readonly line?: number;
  readonly column?: number;
  /** Virtual address in the dumped process, where a view knows it. */
  readonly address?: bigint;
  /** The view's name for the memory, such as `[heap]` or `libcrypto.so .data`. Untrusted text. */
  readonly region?: string;
  /** Form of the secret at this place, when it has several (`pem`, `der-pkcs1`, `bignum` …). */
  readonly form?: string;
  /** In text only: a comment beside the secret that asks to allow it. */
  readonly inlineAllow?: InlineAllow;
  /**
   * The place lies in the raw bytes of an image whose files are also entries of their own. Not passed on beyond the
   * engine.
   */
  readonly isRest?: true;
  /** The encoded runs that it was decoded from, outermost first. Not passed on beyond the engine. */
  readonly runs?: readonly PlacedRun[];
}

/** Encoded bytes [start, end) of what `path` names. */
export interface PlacedRun {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Separates a container from what lies in it; Java and Spring use the same sign for jars in jars. */
export const INNER = '!/';

const MAX_NAME_CHARACTERS = 1024;

/**
 * Path of `name` inside `outer`. A name over 1,024 characters is cut in the middle, so that both ends stay readable.
 */
export function innerPath(outer: string, name: string): string {
  if (name.length <= MAX_NAME_CHARACTERS) return `${outer}${INNER}${name}`;
  const half = MAX_NAME_CHARACTERS / 2;
  return `${outer}${INNER}${name.slice(0, half)}…[${name.length - 2 * half} characters]…${name.slice(-half)}`;
}

/** Order of places and findings in every report: by path, then by offset. Code units, so that no locale matters. */
export function comparePlaces(a: Place, b: Place): number {
  return compareText(a.path, b.path) || a.offset - b.offset || a.length - b.length;
}
