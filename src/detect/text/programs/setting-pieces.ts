/** Pieces of the patterns of setting-forms.ts and setting-wraps.ts. */

/** What closes the name: its quote, the bracket of `["name"]`, the brace of `$ENV{name}`. */
export const CLOSE = String.raw`\\{0,3}["'${'`'}]?[\]}]?`;
/** A value without quotes. */
export const WORD = String.raw`[^\s"'${'`'},;<>(){}\[\]\\|&\x00-\x20\x7f]{4,257}`;
