import type { Anchor } from '../../model/anchor.ts';
import type { SpelledText } from './spelled-text.ts';

/** Where in a text the kernel looks: the bytes of each of `anchors` begin at character `index`. */
export interface TextAnchors {
  readonly anchors: readonly Anchor[];
  readonly index: number;
}

/** The kernel takes 3 to 32. */
const MAX_ANCHOR_BYTES = 32;
/** Four bytes are rare in every kind of data. */
const MIN_RUN_BYTES = 4;
/** If no four characters have a single spelling: up to this many ways of writing four of them; beyond that, three must do. */
const MAX_WAYS = 64;
const MAX_CHARACTERS_LOOKED_AT = 128;

/**
 * Chooses anchors among the first `within` characters: the richest stretch of characters with a single spelling or, if none has
 * four bytes, each way of writing a few characters.
 */
export function textAnchors(text: SpelledText, within: number): TextAnchors {
  const spellings = text.characters.slice(0, Math.min(within, MAX_CHARACTERS_LOOKED_AT)).map(text.spell);
  return richestRun(spellings, text.ignoreCase) ?? fewestWays(spellings, text.ignoreCase);
}

type Spellings = readonly (readonly Uint8Array[])[];

function richestRun(spellings: Spellings, ignoreCase: boolean): TextAnchors | undefined {
  let best: TextAnchors | undefined;
  let most = 0;
  for (let index = 0; index < spellings.length; ) {
    const { bytes, characters } = runFrom(spellings, index);
    const different = bytes.length < MIN_RUN_BYTES ? 0 : new Set(bytes).size;
    if (different > most) {
      most = different;
      best = { anchors: [{ bytes, ignoreCase }], index };
    }
    index += Math.max(1, characters);
  }
  return best;
}

/** The bytes of an anchor that begins at character `index`, and how many characters it spans. */
function runFrom(spellings: Spellings, index: number): { bytes: Uint8Array; characters: number } {
  const bytes = new Uint8Array(MAX_ANCHOR_BYTES);
  let length = 0;
  let character = index;
  for (; character < spellings.length; character++) {
    const ways = spellings[character]!;
    const only = ways[0]!;
    if (ways.length > 1 || length + only.length > MAX_ANCHOR_BYTES) break;
    bytes.set(only, length);
    length += only.length;
  }
  return { bytes: bytes.subarray(0, length), characters: character - index };
}

function fewestWays(spellings: Spellings, ignoreCase: boolean): TextAnchors {
  const four = cheapest(spellings, 4);
  const { index, width } =
    waysAt(spellings, four, 4) <= MAX_WAYS ? { index: four, width: 4 } : { index: cheapest(spellings, 3), width: 3 };
  const ways = spellings
    .slice(index, index + width)
    .reduce<Uint8Array[]>(
      (heads, tails) => heads.flatMap((head) => tails.map((tail) => Buffer.concat([head, tail]))),
      [new Uint8Array()],
    );
  return { anchors: ways.map((way) => ({ bytes: way.subarray(0, MAX_ANCHOR_BYTES), ignoreCase })), index };
}

/** Start of the `width` characters that can be written in the fewest ways. */
function cheapest(spellings: Spellings, width: number): number {
  let best = 0;
  for (let index = 1; index + width <= spellings.length; index++)
    if (waysAt(spellings, index, width) < waysAt(spellings, best, width)) best = index;
  return best;
}

function waysAt(spellings: Spellings, index: number, width: number): number {
  return spellings.slice(index, index + width).reduce((product, { length }) => product * length, 1);
}
