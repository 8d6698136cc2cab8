/** A text as it may occur in a file: its characters, each in one of several spellings. */
export interface SpelledText {
  /** The encoding of the secret; becomes the fact `form`. */
  readonly form: string;
  readonly characters: readonly string[];
  /** All ways in which a character is written; at least one. */
  readonly spell: (character: string) => readonly Uint8Array[];
  /** ASCII letters match in either case: hex digits, given in lower case. */
  readonly ignoreCase: boolean;
  /** For base64: bits that the digit before the text, and the one after it, must have. */
  readonly edges?: Edges;
  /** Not reported if this text begins one byte later: it is reported there. */
  readonly unlessNextByteBegins?: SpelledText;
}

/** Bits of a 6-bit digit: those under `mask` equal `bits`. */
export interface KnownBits {
  readonly mask: number;
  readonly bits: number;
}

export interface Edges {
  readonly before: KnownBits;
  readonly after: KnownBits;
}

/** Bytes [start, end) of a window. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** The extent of `text` in `window` if all of it is there and character `index` begins at `at`. */
export function matchAt(text: SpelledText, window: Uint8Array, at: number, index: number): Extent | undefined {
  const end = walkForwards(text, window, at, index);
  if (end === undefined) return undefined;
  const start = walkBackwards(text, window, at, index);
  if (start === undefined) return undefined;
  const { edges } = text;
  if (
    edges !== undefined &&
    !(holds(edges.before, digitBefore(window, start)) && holds(edges.after, digitAt(window, end)))
  )
    return undefined;
  const other = text.unlessNextByteBegins;
  if (other !== undefined && matchAt(other, window, start + 1, 0) !== undefined) return undefined;
  return { start, end };
}

/** Spellings may be prefixes of others, so there may be several places to continue from. */
function walkForwards(text: SpelledText, window: Uint8Array, at: number, index: number): number | undefined {
  let places = [at];
  for (let character = index; character < text.characters.length && places.length > 0; character++) {
    const spellings = text.spell(text.characters[character]!);
    const next = new Set<number>();
    for (const place of places)
      for (const spelling of spellings)
        if (standsAt(window, place, spelling, text.ignoreCase)) next.add(place + spelling.length);
    places = [...next];
  }
  return places.length === 0 ? undefined : Math.max(...places);
}

function walkBackwards(text: SpelledText, window: Uint8Array, at: number, index: number): number | undefined {
  let places = [at];
  for (let character = index - 1; character >= 0 && places.length > 0; character--) {
    const spellings = text.spell(text.characters[character]!);
    const next = new Set<number>();
    for (const place of places)
      for (const spelling of spellings)
        if (standsAt(window, place - spelling.length, spelling, text.ignoreCase)) next.add(place - spelling.length);
    places = [...next];
  }
  return places.length === 0 ? undefined : Math.min(...places);
}

export function standsAt(window: Uint8Array, at: number, wanted: Uint8Array, ignoreCase: boolean): boolean {
  if (at < 0 || at + wanted.length > window.length) return false;
  for (let index = 0; index < wanted.length; index++) {
    const [one, found] = [wanted[index]!, window[at + index]!];
    if (one !== found && !(ignoreCase && one >= 0x61 && one <= 0x7a && one === found + 0x20)) return false;
  }
  return true;
}

function holds({ mask, bits }: KnownBits, digit: number | undefined): boolean {
  return mask === 0 || (digit !== undefined && (digit & mask) === bits);
}

const DIGITS = new Map<string, number>([
  ...[...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((digit, value): [string, number] => [
    digit,
    value,
  ]),
  ...([
    ['-', 62],
    ['_', 63],
  ] as const),
  ...([
    ['%2B', 62],
    ['%2b', 62],
    ['%2F', 63],
    ['%2f', 63],
  ] as const),
]);

function digitBefore(window: Uint8Array, end: number): number | undefined {
  return DIGITS.get(text(window, end - 3, end)) ?? DIGITS.get(text(window, end - 1, end));
}

/** A slash may follow a backslash, as PHP writes it in JSON. */
function digitAt(window: Uint8Array, start: number): number | undefined {
  const from = text(window, start, start + 2) === '\\/' ? start + 1 : start;
  return DIGITS.get(text(window, from, from + 3)) ?? DIGITS.get(text(window, from, from + 1));
}

function text(window: Uint8Array, start: number, end: number): string {
  return start < 0 ? '' : String.fromCharCode(...window.subarray(start, end));
}
