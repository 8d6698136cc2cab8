/**
 * JSON strings written by Go: encoding/json escapes `&`, `<` and `>` (`HTMLEscape`), which drawn passwords may contain. No other
 * escapes are accepted in a password: a string that has them is a document or a key.
 */

/** A character of such a string, as the source of a pattern; also in a string in a string, where the backslash is escaped again. */
export const GO_CHARACTER = String.raw`(?:[^"\\\n\x00]|\\{1,2}u00(?:26|3[ce]))`;

/** The unescaped text: the same secret as elsewhere. */
export function withoutGoEscapes(text: string): string {
  return text.replace(/\\{1,2}u00(26|3[ce])/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
