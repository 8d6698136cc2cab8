/**
 * Tokens and PEM with something between all characters: `g h p _ …`, which `sed 's/./& /g'` prints to get past the masking of a log; lists
 * and objects of single characters, as `JSON.stringify([...token])`, `{...token}` and `list(token)` make them; a character a line (`fold -w1`);
 * `od -An -c`. No sign tells that from other text, so it is found by the beginnings of the tokens that jobs have most.
 */
import { anyMagic, bufferOf, hasMagic, type Magic } from '../container/magic.ts';
import { type Decoded, spelling } from './spelling.ts';

/** The most that the kernel searches for. */
const MAX_MAGIC_BYTES = 32;
const PREFIXES = [
  ...['ghp_', 'gho_', 'ghs_', 'ghu_', 'gith', 'glpa', 'npm_', 'pypi', 'dckr', 'hf_', 'hvs.', 'dop_', 'dapi', 'tfp_'],
  ...['AKIA', 'ASIA', 'AIza', 'xoxb', 'xoxp', 'sk-a', 'sk-p', 'sk_l', 'rk_l', 'SG.'],
  // JSON web tokens
  ...['eyJh', 'eyJ0', 'eyJr'],
  '-----B',
];

interface Style {
  /** How tokens begin in it. */
  readonly magics: readonly Magic[];
  /** What stands before the next character, which is the last group; a line end of the text is the group before. */
  readonly next: RegExp;
}

const CHARACTER = String.raw`(\\[nrt"'\\]|[ -~])`;
/** @param gaps between two characters, where `#` is the index of the second */
const style = (gaps: readonly string[], next: string): Style => ({
  magics: gaps.flatMap((gap) => PREFIXES.map((prefix) => magicOf(prefix, gap))),
  next: new RegExp(next + CHARACTER, 'y'),
});

const STYLES: readonly Style[] = [
  style([' '], String.raw`(?:[ ]?(\r?\n)|[ ])`),
  style(['\n'], String.raw`\r?\n()`),
  style([','], ',()'),
  style(['","', '", "', "', '", '",\n  "', '",\n    "'], String.raw`["'],\s{0,32}["']()`),
  style(['","#":"', '", "#": "', "', '#': '", '",\n  "#": "'], String.raw`["'],\s{0,32}["']\d{1,5}["']: ?["']()`),
  // A row of `od -c` has 16 characters.
  style(['   '], String.raw`(?: {3}| {2}(?=\\)|\r?\n(?: {3}| {2}(?=\\)))()`),
];

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Tokens are at least this long. */
const MIN_CHARACTERS = 16;
/** The longest gap, with a character and an index. */
const MAX_CELL_BYTES = 64;
const HEAD_BYTES = 1024;

const MAGICS = STYLES.flatMap(({ magics }) => magics);
const mayBegin = anyMagic(MAGICS);

export const spelledText = spelling({
  id: 'spelled-text',
  title: 'tokens and PEM spelled out: `g h p _`, `["g","h","p"]`, `{"0":"g","1":"h"}`, a character a line, `od -An -c`',
  limits: 'text that begins as no common token',
  headBytes: HEAD_BYTES,
  magics: MAGICS,
  expected: 'text spelled out',
  decoderOf(head) {
    const style = mayBegin(head) ? styleOf(head) : undefined;
    if (style === undefined) return undefined;
    let isFirst = true;
    return (bytes, isLast) => {
      const decoded = readCharacters(textOf(bytes), style, { isFirst, isLast });
      isFirst = false;
      return decoded;
    };
  },
});

function styleOf(head: Uint8Array): Style | undefined {
  const text = textOf(head.subarray(0, HEAD_BYTES));
  const known = STYLES.find(({ magics }) => magics.some((one) => hasMagic(head, one)));
  return known && readCharacters(text, known, WHOLE).bytes.length >= MIN_CHARACTERS ? known : undefined;
}
const WHOLE = { isFirst: true, isLast: true };

interface Piece {
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** The first character of all stands alone, each other one behind a gap. */
function readCharacters(text: string, { next }: Style, { isFirst, isLast }: Piece): Decoded {
  let [read, end] = isFirst ? [text.slice(0, 1), 1] : ['', 0];
  for (;;) {
    if (!isLast && end > text.length - MAX_CELL_BYTES) break;
    next.lastIndex = end;
    const found = next.exec(text);
    if (found === null) return { bytes: Buffer.from(read, 'latin1'), end, isOver: true };
    const [, lineEnd = '', character = ''] = found;
    read += lineEnd + (character.length === 1 ? character : (ESCAPED[character[1]!] ?? character[1]!));
    end = next.lastIndex;
  }
  return { bytes: Buffer.from(read, 'latin1'), end, isOver: false };
}

function textOf(bytes: Uint8Array): string {
  return bufferOf(bytes).toString('latin1');
}

function magicOf(prefix: string, gap: string): Magic {
  const spelled = [...prefix].map((character, index) => (index > 0 ? gap.replace('#', `${index}`) : '') + character);
  return { offset: 0, bytes: [...Buffer.from(spelled.join('').slice(0, MAX_MAGIC_BYTES))] };
}
