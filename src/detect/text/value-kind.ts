/**
 * Tells values that a machine drew from those that a person chose. Names and words are made of pairs of letters of which random
 * text has one in four: this tells `vzihlaquknriqlht` from `thisismypassword`, where entropy does not.
 */
import { bitsPerCharacter } from './entropy.ts';

/**
 * The 160 commonest of the 676 pairs of letters in the words of documents and declarations of the packages in node_modules: 85 %
 * of all pairs there.
 */
const COMMON_PAIRS = new Set(
  'abacadagaialamanaparasataubabebiblbocacechcickclcocrctdadedidodseaecedeeefelemeneperesetevexfafefifogegihahehihoiaicidieifigilimin\
ioirisitivkelalelillloltlulymamemimompnancndnenfngninonsntocodolomonoooporosotouowpapeplpoprptqurarcrerirmrnrorrrsrtrurysascseshsisosp\
ssstsutatctethtitotrtstttutyueulumunurusutvaveviwixpxtyp'.match(/../g),
);

/** Share of `COMMON_PAIRS` among the pairs of letters of `text`; 0 if it has no pairs. */
function wordiness(text: string): number {
  let [pairs, common] = [0, 0];
  const lower = text.toLowerCase();
  for (let at = 0; at + 1 < lower.length; at++) {
    if (!isLetter(lower.charCodeAt(at)) || !isLetter(lower.charCodeAt(at + 1))) continue;
    pairs++;
    if (COMMON_PAIRS.has(lower.slice(at, at + 2))) common++;
  }
  return pairs === 0 ? 0 : common / pairs;
}

function isLetter(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/**
 * Whether a machine drew it: 12 characters or more, without the letter pairs of words, and either with digits among its letters or
 * longer. Recognises 95 in 100 of 16 random letters and digits and more than 99 of 24; the test counts it.
 */
export function isDrawn(text: string): boolean {
  if (text.length < 12 || /[\s\x80-\xff]/.test(text) || !/[A-Za-z]/.test(text)) return false;
  if (bitsPerCharacter(text) < (text.length < 16 ? 2.7 : 2.9)) return false;
  if (HEX.test(text)) return /[0-9]/.test(text);
  const digits = text.replace(/[^0-9]/g, '').length;
  if (digits === 0) return text.length >= 16 && isOfLetters(text) && wordiness(text) <= 0.4;
  const words = wordiness(text);
  if (words > 0.5) return words <= 0.65 && isScattered(text);
  return (digits > 1 || /[a-z].*[A-Z]|[A-Z].*[a-z]/.test(text)) && !isRespelled(text);
}

/** Words whose letters someone replaced by digits that look like them: `Sup3rDup3rS3cr3tz`. */
function isRespelled(text: string): boolean {
  if (!/^[A-Za-z]+(?:[013457][A-Za-z]+)+$/.test(text)) return false;
  return wordiness(text.replace(/[013457]/g, (digit) => LOOKS_LIKE[digit]!)) >= 0.6;
}
const LOOKS_LIKE: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', 7: 't' };

/**
 * Whether it is letters and digits, or long base64, in which small letters, capitals and digits alternate as in random text and
 * not as in a name of several words. Letter pairs then count less. Of 343,742 such texts of 16 to 64 characters in npm packages it
 * makes 44 more drawn: numbers and base64, except for thirteen names.
 */
function isScattered(text: string): boolean {
  const isAlphanumeric = /^[A-Za-z0-9]{18,}$/.test(text);
  if (!(isAlphanumeric || /^[A-Za-z0-9+/_-]{40,}={0,2}$/.test(text)) || bitsPerCharacter(text) < 3.4) return false;
  const runs = text.match(/[0-9]+/g)?.length ?? 0;
  if (isAlphanumeric && runs > 2) return true;
  const changes =
    text.match(/[a-z](?=[^a-z])|[A-Z](?=[^A-Z])|[0-9](?=[^0-9])|[^A-Za-z0-9](?=[A-Za-z0-9])/g)?.length ?? 0;
  return runs > 1 && /[a-z]/.test(text) && /[A-Z]/.test(text) && changes >= 0.55 * (text.length - 1);
}

/**
 * Letters with at most one sign among them, except two words joined by the sign, each in one case (`SMTP-adgangskode` of Matomo), and
 * a word in small letters after a capital (`Wachtwurdfjilden` in Firefox's Frisian), as one in 2^16 random texts in mixed case is.
 */
function isOfLetters(text: string): boolean {
  return (
    /^[A-Za-z]+[^A-Za-z]?[A-Za-z]*$/.test(text) &&
    !/^[A-Z][a-z]+$|^(?:[A-Z]+|[A-Z]?[a-z]+)[^A-Za-z](?:[A-Z]+|[A-Z]?[a-z]+)$/.test(text)
  );
}

/**
 * Whether a machine drew a text of letters alone, for a value that is named but not quoted. It must be longer than most names. In
 * mixed case, capitals must also be adjacent and alternate with small letters as in no name. Of 101,574 such words of 20 to 64
 * letters in packages of npm, Python, Go and Rust it takes no name; of random ones it takes 86 in 100 with 20 letters and 95 with
 * 32.
 */
export function isDrawnLetters(text: string): boolean {
  if (!/^[A-Za-z]{20,64}$/.test(text) || /(.)\1{3}/.test(text) || !isDrawn(text)) return false;
  if (/^(?:[a-z]+|[A-Z]+)$/.test(text)) return text.length >= 24;
  const changes = text.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
  return /[A-Z]{2}/.test(text) && changes >= 0.3 * (text.length - 1);
}

/**
 * Whether a machine drew 10 to 15 letters: too few for `isDrawn`, but enough for a value that is named as a password. In mixed
 * case, capitals must also alternate with small letters as in no name of several words. Of 6,231 such words in quotes in
 * node_modules it takes 18, half of which are numbers in base64; of random ones it takes 8 in 10.
 */
export function isDrawnBriefly(text: string): boolean {
  if (!/^[A-Za-z]{10,15}$/.test(text) || bitsPerCharacter(text) < 2.7 || wordiness(text) > 0.42) return false;
  if (/^(?:[a-z]+|[A-Z]+)$/.test(text)) return true;
  const changes = text.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
  return changes >= 0.3 * (text.length - 1) && !/^[a-z]*(?:[A-Z]+[a-z]{2,})+$/.test(text);
}

/** Whether six letters or more of one case in a row are a word, or parts of words. */
export function hasWord(text: string): boolean {
  return wordsIn(text).length > 0;
}

/**
 * Whether it has a word; if it is long, whether words are a quarter of it: one in 40 texts of 40 random small letters and digits
 * has a word by chance.
 */
export function isOfWords(text: string): boolean {
  return text.length <= LONG_TEXT ? hasWord(text) : isQuarterWords(text);
}

/** One in a thousand texts of 34 random letters is. */
export function isQuarterWords(text: string): boolean {
  return wordShare(text) >= 1 / 4;
}

/** Hardly any random text is: `_GETUSERINFOV2MEINSTANCE`. */
export function isMostlyWords(text: string): boolean {
  return wordShare(text) >= 2 / 3;
}

function wordShare(text: string): number {
  return wordsIn(text).join('').length / text.length;
}
const LONG_TEXT = 24;

function wordsIn(text: string): string[] {
  return (text.match(/[a-z]{6,}|[A-Z]{6,}/g) ?? []).filter((letters) => wordiness(letters) >= 0.7);
}

const HEX = /^(?:[0-9a-f]+|[0-9A-F]+)$/;

/** The requirement of `tokenFingerprint`. */
const MIN_TOKEN_BITS = 96;

/**
 * Whether a machine drew it, or the half of it that follows a prefix or is in parts, as services issue tokens: `acme_live_0f3a…`.
 * The words of a prefix count against the whole, and once hex has such a word, half its letter pairs are those of words: nine of
 * ten were missed.
 */
export function isIssued(text: string): boolean {
  return drawnIn(text) !== undefined;
}

function drawnIn(text: string): string | undefined {
  const parts = /^[\w.:-]+$/.test(text) ? text.split(/[^A-Za-z0-9]/) : [];
  // Not hashes in transaction ids: `usda-0x0f07…-IN`.
  const drawn = parts.filter((part) => part.length >= MIN_PART_CHARACTERS && !part.startsWith('0x') && isDrawn(part));
  if (2 * drawn.join(' ').length > text.length) return drawn.join('');
  return isDrawn(text) ? text : undefined;
}
const MIN_PART_CHARACTERS = 16;

/** Whether a person may have chosen it, or a machine drew fewer than 96 bits of it. */
export function isGuessable(text: string): boolean {
  const drawn = drawnIn(text);
  return drawn === undefined || drawn.length * Math.log2(alphabetSize(drawn)) < MIN_TOKEN_BITS;
}

function alphabetSize(text: string): number {
  if (HEX.test(text)) return 16;
  const kinds = [/[0-9]/, /[a-z]/, /[A-Z]/].map((kind) => kind.test(text));
  return (kinds[0] ? 10 : 0) + (kinds[1] ? 26 : 0) + (kinds[2] ? 26 : 0);
}
