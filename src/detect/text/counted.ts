/**
 * Strings whose length stands before them in one byte, as in protocol buffers, MessagePack and CBOR, and in Avro, which has it twice as
 * large: nothing else says where they begin and end, and the byte may be a letter or a digit.
 */
import { membersOf } from './byte-runs.ts';
import type { Edges } from './rule.ts';

/** Among bytes of that kind: text has none of them, but for the escape with which colours begin. */
const NO_TEXT = /[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f-\xff]/;
const IS_NO_TEXT = membersOf(NO_TEXT);
/** Records have a number or a tag every few bytes. */
const NEAR_BYTES = 16;

/** Whether what begins at `at` may be one, by the bytes before. */
export function mayBeCounted(window: Uint8Array, at: number): boolean {
  for (let before = Math.max(0, at - NEAR_BYTES); before < at; before++) {
    if (IS_NO_TEXT[window[before]!] === 1) return true;
  }
  return false;
}

/**
 * Where one that begins at `start` ends by the byte before it: at `end`, or, where that byte could belong to it, before, since its
 * neighbour may go on as it does.
 */
export function countedEnds(
  text: string,
  { start, end }: { start: number; end: number },
  edges: Edges,
): readonly number[] {
  const before = text.charCodeAt(start - 1);
  if (!(before >= LEAST_BYTES) || !NO_TEXT.test(text.slice(Math.max(0, start - NEAR_BYTES), start))) return [];
  const mayBeShorter = edges.before?.test(text.charAt(start - 1)) === true;
  const ends = [start + before, start + before / 2];
  return ends.filter((each) => each === end || (mayBeShorter && each < end && Number.isInteger(each)));
}
/** Of a token. */
const LEAST_BYTES = 16;
