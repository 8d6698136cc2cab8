/**
 * Strings stored back to back, without any separator, as in programs of Go and Rust, WebAssembly and Hermes bytecode: a rule that
 * requires a word boundary finds none there. The readers of these formats know where each string begins and ends.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { membersOf } from '../../bytes/members.ts';

/** Anything shorter is no secret that a rule recognises by itself. */
const MIN_BYTES = 8;
/** No secret has lines this long. */
const MAX_BYTES = 64 << 10;

/** The first and the last line of a string, if adjacent bytes could be taken for part of them. */
export function* gluedLines(constants: ByteSource, start: number, end: number): Generator<Uint8Array> {
  if (end - start < MIN_BYTES) return;
  const reach = Math.min(end - start, MAX_BYTES);
  const before = start === 0 ? 0 : 1;
  const behind = Math.min(end + 1, constants.size);
  const first = constants.read(start - before, Math.min(start + reach + 1, behind) - (start - before));
  const goesOnBefore = before === 1 && WORD[first[0]!] === 1;
  let length = 0;
  while (length < reach && ENDS_LINE[first[before + length]!] === 0) length++;
  const isOneLine = length === end - start;
  const isGlued = goesOnBefore || (isOneLine && WORD[first[before + length] ?? 0] === 1);
  const isLine = isOneLine || length < reach;
  if (isGlued && isLine && length >= MIN_BYTES) yield first.subarray(before, before + length);
  if (isOneLine) return;
  const last = constants.read(end - reach, behind - (end - reach));
  if (WORD[last[reach] ?? 0] !== 1) return;
  let from = reach;
  while (from > 0 && ENDS_LINE[last[from - 1]!] === 0) from--;
  if (from > 0 && reach - from >= MIN_BYTES) yield last.subarray(from, reach);
}

/** Control characters do, since no line of text contains one other than a tab. */
const ENDS_LINE = Uint8Array.from({ length: 256 }, (_, byte) => Number(byte < 0x20 && byte !== 0x09));
/** Letters, digits and the rest of base64: characters that may continue a secret. */
const WORD = membersOf(/[A-Za-z0-9+/=_-]/);
