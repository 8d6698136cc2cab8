/**
 * Versions of a large text differ in a few lines: in the pack of a history of this project, 801 versions of more than 1 MiB are 2.2 of
 * its 3.4 GiB. So lines of a delta's result that are far from every change are blanked, as the base, in which they stand the same, was
 * given as well. Lines and columns stay what they are.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import type { Range } from '../container/coverage.ts';
import { changesIn } from './git-delta.ts';

/** Smaller texts are searched whole. */
export const MIN_CHANGED_BYTES = 64 << 10;
/** On either side of a change: what belongs to one secret is far closer together. */
const MARGIN_BYTES = 16 << 10;
/** Lines of encoded bytes, which only make sense together, are of one length. */
const MIN_ENCODED_LINE_BYTES = 32;
/** A file of columns, which the first line alone names. */
const TABLE = /^[^\n]{0,4096}[,;|\t][^\n]{0,4096}[,;|\t]/;
const HEAD_BYTES = 8 << 10;
const LINE_FEED = 0x0a;
/**
 * A dot, not a space: those stand between numbers in text, so that a MiB of them was a MiB of lists without a number to three codings. Of a
 * pack of 3,000 versions of a MiB, that was half the time of the scan.
 */
const BLANK = 0x2e;

/** @param delta that made `bytes` of their base @returns undefined when all of `bytes` has to be searched */
export function changedLines(bytes: Uint8Array, delta: Uint8Array): ByteSource | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (text.length < MIN_CHANGED_BYTES || text.includes(0)) return undefined;
  if (TABLE.test(text.toString('latin1', 0, HEAD_BYTES))) return undefined;
  const blanks = farFromChanges(text, delta);
  const blankBytes = blanks.reduce((sum, { start, end }) => sum + end - start, 0);
  if (blankBytes * 2 < text.length) return undefined;
  const result = Buffer.from(text);
  for (const { start, end } of blanks) {
    result.fill(BLANK, start, end);
    for (let at = text.indexOf(LINE_FEED, start); at >= 0 && at < end; at = text.indexOf(LINE_FEED, at + 1))
      result[at] = LINE_FEED;
  }
  return new MemorySource(result);
}

/** Ranges of whole lines, ascending. */
function farFromChanges(text: Buffer, delta: Uint8Array): Range[] {
  const blanks: Range[] = [];
  let keptEnd = 0;
  const blankUntil = (start: number): void => {
    if (start > keptEnd) blanks.push({ start: keptEnd, end: start });
  };
  for (const { start, end } of changesIn(delta)) {
    if (end + MARGIN_BYTES <= keptEnd) continue;
    blankUntil(cutBefore(text, start - MARGIN_BYTES, keptEnd));
    keptEnd = cutAfter(text, end + MARGIN_BYTES);
  }
  blankUntil(text.length);
  return blanks;
}

/** A line begins there, at or before `at`, and none of encoded bytes nor the one that heads them; `least` when there is none after it. */
function cutBefore(text: Buffer, at: number, least: number): number {
  if (at <= least) return least;
  let start = lineStart(text, at);
  for (let end = lineEnd(text, start); start > least; ) {
    const previous = lineStart(text, start - 1);
    const isInside = isEncoded(start - previous, end - start);
    [start, end] = [previous, start];
    if (!isInside) break;
  }
  return start;
}

/** A line begins there, after `at`, and none of encoded bytes nor the shorter one that ends them; or the end. */
function cutAfter(text: Buffer, at: number): number {
  if (at >= text.length) return text.length;
  let start = lineStart(text, at);
  for (let end = lineEnd(text, start); end < text.length; ) {
    const next = lineEnd(text, end);
    const isInside = isEncoded(end - start, next - end);
    [start, end] = [end, next];
    if (!isInside) return end;
  }
  return text.length;
}

function isEncoded(lineBytes: number, nextBytes: number): boolean {
  return lineBytes === nextBytes && lineBytes > MIN_ENCODED_LINE_BYTES;
}

/** Where the line of the byte at `at` begins. */
function lineStart(text: Buffer, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf(LINE_FEED, at - 1) + 1;
}

/** Where the line of the byte at `at` ends, behind its line feed. */
function lineEnd(text: Buffer, at: number): number {
  const end = text.indexOf(LINE_FEED, at);
  return end < 0 ? text.length : end + 1;
}
