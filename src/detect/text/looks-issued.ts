import { bitsPerCharacter } from './entropy.ts';
import { isMostlyWords } from './value-kind.ts';

/**
 * Whether a machine drew `text` and no one named it: it has digits, varies enough from character to character, and does not
 * consist of words. Of random letters and digits it refuses one text of 20 characters in 25 (it has no digit) and one of 32 in
 * 100; of hex next to none (test/detect/text/keyed-rule.test.ts counts it).
 */
export function looksIssued(text: string): boolean {
  const dense = text.replace(/[^A-Za-z0-9]/g, '');
  if (!/[0-9]/.test(dense) || bitsPerCharacter(dense) < (dense.length < 16 ? 2.4 : 2.8)) return false;
  const isMixed = /[a-z]/.test(dense) && /[A-Z].*[A-Z].*[A-Z]/.test(dense);
  // Of 64 random characters, ten in a row are lower-case letters once in 200; in long texts always.
  if (isMixed && text.length <= 64 && /[a-z]{10}/.test(text)) return false;
  return isMixed ? !isCamelCase(text) : !readsAsWords(text) && !isMostlyWords(text);
}

/** Whether most of it is words of three letters or more, capitalised or not; so is a fifth of random text. */
function isCamelCase(text: string): boolean {
  const words = text.match(/[A-Z]?[a-z]{3,}/g) ?? [];
  return words.join('').length > 0.6 * text.length;
}

/** Whether most of it is pieces without a digit: a name, if the pieces have one case. */
function readsAsWords(text: string): boolean {
  const pieces = text.split(/[^A-Za-z0-9]+/);
  const letters = pieces.filter((piece) => !/[0-9]/.test(piece)).join('').length;
  return 2 * letters > pieces.join('').length;
}
