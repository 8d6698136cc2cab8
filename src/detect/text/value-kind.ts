/**
 * Whether a value was drawn by a machine or chosen by a person. Names and words are made of pairs of letters that random text has
 * one time in four: that tells `vzihlaquknriqlht` from `thisismypassword` where entropy does not.
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

/** Share of `COMMON_PAIRS` among the pairs of letters of `text`; 0 where it has none. */
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
 * Whether a machine drew it: 12 characters or more, without the pairs of words, and with digits among its letters, or else longer.
 * Of 16 random letters and digits 95 in 100 are known as such, of 24 more than 99; the test counts it.
 */
export function isDrawn(text: string): boolean {
  if (text.length < 12 || /[\s\x80-\xff]/.test(text) || !/[A-Za-z]/.test(text)) return false;
  if (bitsPerCharacter(text) < (text.length < 16 ? 2.7 : 2.9)) return false;
  if (HEX.test(text)) return /[0-9]/.test(text);
  const digits = text.replace(/[^0-9]/g, '').length;
  if (digits === 0) return text.length >= 16 && isOfLetters(text) && wordiness(text) <= 0.4;
  const words = wordiness(text);
  if (words > 0.5) return words <= 0.65 && isScattered(text);
  return digits > 1 || /[a-z].*[A-Z]|[A-Z].*[a-z]/.test(text);
}

/**
 * Letters and digits, or long base64, of which small letters, capitals and digits change as they do in random text and in no name of several words:
 * then pairs of words do not count as much. Of 343,742 texts of 16 to 64 such characters in packages of npm it makes 44 drawn ones more: numbers and
 * base64 but for thirteen names.
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

/** Letters with at most one sign among them, but for two words that the sign joins, each in one case: `SMTP-adgangskode` of Matomo. */
function isOfLetters(text: string): boolean {
  return (
    /^[A-Za-z]+[^A-Za-z]?[A-Za-z]*$/.test(text) &&
    !/^(?:[A-Z]+|[A-Z]?[a-z]+)[^A-Za-z](?:[A-Z]+|[A-Z]?[a-z]+)$/.test(text)
  );
}

/**
 * Letters alone that a machine drew, where a name before them says that they are a value and no quotes do: as long as few names are, and in both cases
 * only where capitals stand together and change with small letters as they do in no name. Of 101,574 such words of 20 to 64 letters in packages of npm,
 * Python, Go and Rust no name is one; of random ones 86 in 100 with 20 letters and 95 with 32 are.
 */
export function isDrawnLetters(text: string): boolean {
  if (!/^[A-Za-z]{20,64}$/.test(text) || /(.)\1{3}/.test(text) || !isDrawn(text)) return false;
  if (/^(?:[a-z]+|[A-Z]+)$/.test(text)) return text.length >= 24;
  const changes = text.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
  return /[A-Z]{2}/.test(text) && changes >= 0.3 * (text.length - 1);
}

/** Whether six letters or more of one case in a row are a word, or parts of words. */
export function hasWord(text: string): boolean {
  return wordsIn(text).length > 0;
}

/** Whether it has a word, or where it is long words are a quarter of it: of 40 random small letters and digits, one in 40 has a word by chance. */
export function isOfWords(text: string): boolean {
  return text.length <= LONG_TEXT ? hasWord(text) : isQuarterWords(text);
}

/** Of texts of 34 random letters one in a thousand is. */
export function isQuarterWords(text: string): boolean {
  return wordShare(text) >= 1 / 4;
}

/** Next to no random text is: `_GETUSERINFOV2MEINSTANCE`. */
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

/** As `tokenFingerprint` asks for. */
const MIN_TOKEN_BITS = 96;

/**
 * Whether a machine drew it, or the half of it that stands behind a prefix or in parts, as services issue tokens: `acme_live_0f3a…`. The words of a prefix
 * count against all of it, and as soon as hex has one, half its pairs of letters are those of words: nine of ten were none.
 */
export function isIssued(text: string): boolean {
  return drawnIn(text) !== undefined;
}

function drawnIn(text: string): string | undefined {
  const parts = /^[\w.:-]+$/.test(text) ? text.split(/[^A-Za-z0-9]/) : [];
  // Not hashes in ids of transactions: `usda-0x0f07…-IN`.
  const drawn = parts.filter((part) => part.length >= MIN_PART_CHARACTERS && !part.startsWith('0x') && isDrawn(part));
  if (2 * drawn.join(' ').length > text.length) return drawn.join('');
  return isDrawn(text) ? text : undefined;
}
const MIN_PART_CHARACTERS = 16;

/** Whether a person may have chosen it, or a machine drew less than 96 bits of it. */
export function isGuessable(text: string): boolean {
  const drawn = drawnIn(text);
  return drawn === undefined || drawn.length * Math.log2(alphabetSize(drawn)) < MIN_TOKEN_BITS;
}

function alphabetSize(text: string): number {
  if (HEX.test(text)) return 16;
  const kinds = [/[0-9]/, /[a-z]/, /[A-Z]/].map((kind) => kind.test(text));
  return (kinds[0] ? 10 : 0) + (kinds[1] ? 26 : 0) + (kinds[2] ? 26 : 0);
}
