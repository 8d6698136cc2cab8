import type { ByteSource } from '../bytes/byte-source.ts';
import { firstIndex } from '../bytes/first-index.ts';
import type { InlineAllow } from '../model/allow.ts';

/*
 * `keysieve:allow REASON` beside a secret in text: on the line where the secret begins, on the line where it ends, or
 * on the line before, unless that line holds another secret. It is only a claim: whoever made the artifact wrote it,
 * and policy decides whether it counts. Reports show the reason, so it must not carry a piece of any secret.
 */

/** Bytes before and after a secret that are searched. Comments are short; lines of minified code are not. */
export const ALLOW_REACH_BYTES = 1024;
const MAX_REASON_CHARACTERS = 200;
/** The longest English words have 28 letters; a token is longer. */
const MAX_WORD_CHARACTERS = 28;
const MAX_SECRET_BYTES = 4096;

const OWN_MARK = /(?<![\w:-])keysieve:allow(?![\w-])[ \t]*([^\r\n]*)/;
const GITLEAKS_MARK = /(?<![\w:-])gitleaks:allow(?![\w-])/;
const LF = 10;

interface Span {
  readonly offset: number;
  readonly length: number;
}

/** @param others everything found in `source`, the secret itself included, sorted by offset */
export function inlineAllowOf(source: ByteSource, secret: Span, others: readonly Span[]): InlineAllow | undefined {
  for (const { offset, length, isOther } of linesAround(source, secret)) {
    const text = Buffer.from(source.read(offset, length)).toString('latin1');
    const own = OWN_MARK.exec(text);
    if (own === null && !GITLEAKS_MARK.test(text)) continue;
    if (isOther && (firstEndingAfter(others, offset)?.offset ?? Number.POSITIVE_INFINITY) < offset + length) continue;
    if (own === null) return { mark: 'gitleaks:allow', reason: 'gitleaks:allow' };
    const at = own.index + own[0].length - own[1]!.length;
    const reason = reasonIn(source, { offset: offset + at, length: own[1]!.length }, secret, others);
    if (reason !== '') return { mark: 'keysieve:allow', reason };
  }
  return undefined;
}

interface Line extends Span {
  /** The line is not one of the secret's own. */
  readonly isOther?: true;
}

/** The text before the secret on its first line, the text after it on its last line, and the line before. */
function linesAround(source: ByteSource, { offset, length }: Span): Line[] {
  const from = Math.max(0, offset - ALLOW_REACH_BYTES);
  const before = Buffer.from(source.read(from, offset - from));
  const end = offset + length;
  const afterIt = Buffer.from(source.read(end, Math.max(0, Math.min(ALLOW_REACH_BYTES, source.size - end))));
  const feed = afterIt.indexOf(LF);
  const start = before.lastIndexOf(LF) + 1;
  const lines: Line[] = [
    { offset: from + start, length: before.length - start },
    { offset: end, length: feed < 0 ? afterIt.length : feed },
  ];
  if (start === 0) return lines;
  const earlier = start < 2 ? 0 : before.lastIndexOf(LF, start - 2) + 1;
  return [...lines, { offset: from + earlier, length: start - 1 - earlier, isOther: true }];
}

/**
 * The first span that ends after `offset`. Of nested spans only the outer one is listed, so one step back from the
 * first that begins later is enough.
 */
function firstEndingAfter(spans: readonly Span[], offset: number): Span | undefined {
  const next = firstIndex(spans.length, (index) => spans[index]!.offset >= offset);
  const before = spans[next - 1];
  return before !== undefined && before.offset + before.length > offset ? before : spans[next];
}

/** The reason as one short line, without any secret next to it. */
function reasonIn(source: ByteSource, { offset, length }: Span, secret: Span, others: readonly Span[]): string {
  const next = firstEndingAfter(others, offset)?.offset ?? Number.POSITIVE_INFINITY;
  const end = Math.min(offset + length, Math.max(offset, next));
  const text = Buffer.from(source.read(offset, end - offset)).toString();
  const value = Buffer.from(source.read(secret.offset, Math.min(secret.length, MAX_SECRET_BYTES))).toString();
  const words = text
    .replace(/(?:\*\/|-->|["`]|\\[nr]).*$/s, '')
    .split(/[\s\0-\x1f]+/)
    .filter((word) => word !== '');
  const shown = words.map((word) => (word.length > MAX_WORD_CHARACTERS || word.includes(value) ? '…' : word)).join(' ');
  // Checked once more over several words: a password may contain spaces.
  return shown.includes(value) ? '…' : shown.slice(0, MAX_REASON_CHARACTERS);
}
