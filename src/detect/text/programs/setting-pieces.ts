/** The parts of the patterns of setting-forms.ts and setting-wraps.ts, and their result. */

import { membersOf } from '../../../bytes/members.ts';

/** What closes the name: its quote, the bracket of `["name"]`, the brace of `$ENV{name}`. */
export const CLOSE = String.raw`\\{0,3}["'${'`'}]?[\]}]?`;
/** A value without quotes. */
export const WORD = String.raw`[^\s"'${'`'},;<>(){}\[\]\\|&\x00-\x20\x7f]{4,257}`;

/**
 * A value longer than WORD: an opaque token of a service, a key of hundreds of bytes. If WORD would continue (`%2B`, `:`), it is
 * incomplete; the end of a sentence may follow.
 */
export const LONG_WORD = '[A-Za-z0-9+/_.~-]{255,2048}={0,2}(?![.:!?]{0,3}[A-Za-z0-9+/_~=%@#$^*\\x80-\\xff-])';
export const [MIN_LONG_BYTES, MAX_LONG_BYTES] = [255, 2048 + 2] as const;
export const OF_LONG_WORD = membersOf(/[A-Za-z0-9+/_.~-]/);

/**
 * How the value is written: `argument` is the next string after a comma; `spaced` a word after the name without a sign between,
 * `option` the same of `--name`, however short; `beside` the same in quotes; `called` the only argument of a function;
 * `quoted-in-prose` is what a sentence says the setting is, and `bare-in-prose` the same without quotes; `counted` has its length
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
    | 'quoted-in-prose'
    | 'bare-in-prose'
    | 'counted';
  readonly value: string;
  /** Offset of the value in the text. */
  readonly start: number;
  /** For a counted one: the text before the name and after it is a tag and a length. */
  readonly nameStart?: number;
  readonly nameEnd?: number;
}

export interface SettingForm {
  readonly form: Setting['form'];
  /** One of them follows the end of the name and blanks; otherwise the pattern need not be tried. */
  readonly signs: string;
  /** Has one group. */
  readonly pattern: RegExp;
}
