/**
 * Strings in JSON that Go wrote: encoding/json escapes `&`, `<` and `>` (`HTMLEscape`), which passwords that a program drew have in them. Nothing
 * else is escaped in a password: a document or a key in a string is, and is no password.
 */

/** A character of such a string, for the source of a pattern: also of a string in a string, where the backslash is escaped once more. */
export const GO_CHARACTER = String.raw`(?:[^"\\\n\x00]|\\{1,2}u00(?:26|3[ce]))`;

/** What it stands for: the same secret as elsewhere. */
export function withoutGoEscapes(text: string): string {
  return text.replace(/\\{1,2}u00(26|3[ce])/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
