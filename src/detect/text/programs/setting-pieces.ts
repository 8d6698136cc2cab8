/** What the patterns of setting-forms.ts and setting-wraps.ts are made of, and what they give. */

import { membersOf } from '../../../bytes/members.ts';

/** What closes the name: its quote, the bracket of `["name"]`, the brace of `$ENV{name}`. */
export const CLOSE = String.raw`\\{0,3}["'${'`'}]?[\]}]?`;
/** A value without quotes. */
export const WORD = String.raw`[^\s"'${'`'},;<>(){}\[\]\\|&\x00-\x20\x7f]{4,257}`;

/**
 * A value that is longer than WORD: an opaque token of a service, a key of hundreds of bytes. Where WORD would go on (`%2B`, `:`), it is no whole
 * one; a sentence may end behind it.
 */
export const LONG_WORD = '[A-Za-z0-9+/_.~-]{255,2048}={0,2}(?![.:!?]{0,3}[A-Za-z0-9+/_~=%@#$^*\\x80-\\xff-])';
export const [MIN_LONG_BYTES, MAX_LONG_BYTES] = [255, 2048 + 2] as const;
export const OF_LONG_WORD = membersOf(/[A-Za-z0-9+/_.~-]/);

/**
 * How the value stands there: `argument` is the next string behind a comma; `spaced` a word behind the name without a sign between,
 * `option` the same of `--name`, however short; `beside` the same in quotes; `called` the one argument of a function; `told` is what a sentence says it is, and `said` the same without quotes; `counted` has its length
 * before it, and so has the name.
 */
export interface Setting {
  readonly form:
    | 'quoted'
    | 'argument'
    | 'called'
    | 'bare'
    | 'listed'
    | 'element'
    | 'spaced'
    | 'option'
    | 'beside'
    | 'told'
    | 'said'
    | 'counted';
  readonly value: string;
  /** Of the value in the text. */
  readonly start: number;
  /** Of one that is counted: what stands before and behind that in the text are a tag and a length. */
  readonly nameStart?: number;
  readonly nameEnd?: number;
}

export interface SettingForm {
  readonly form: Setting['form'];
  /** One of them stands behind what closes the name, and blanks: where none does, the pattern need not be tried. */
  readonly signs: string;
  /** With one group. */
  readonly pattern: RegExp;
}
