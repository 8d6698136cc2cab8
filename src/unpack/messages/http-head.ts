/** Heads of HTTP/1.1 messages (RFC 9112, section 2.1): how one begins, where it ends, and which have a certain field. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { bufferOf, occurrencesIn } from '../container/magic.ts';
import { latin1 } from '../container/text.ts';

export const FIRST_LINE_BYTES = 64;
/**
 * Including responses as curl prints those of HTTP/2 and HTTP/3, and those of a proxy tunnel, in which another message begins.
 */
const FIRST_LINE =
  /^(?:HTTP\/(?:1\.[01]|[23]) [1-5]\d\d[ \r]|(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) [/h*]|CONNECT [^\s/]{1,50}:\d)/;
export const FIRST_BYTES = [...Buffer.from('HGPDOC')];
const BLANK_LINE = '\r\n\r\n';
/** More than servers accept. */
const MAX_HEAD_BYTES = 16 << 10;

export function beginsMessage(head: Uint8Array): boolean {
  return FIRST_LINE.test(latin1(head.subarray(0, FIRST_LINE_BYTES)));
}

/**
 * The heads that have a field, and where their bodies begin.
 * @param field part of its name, which servers write alike
 * @param ahead of the file: its search reads large pieces, which pass by, and heads are small
 * @param readEnd end of the messages that the caller has read; asked before each head
 */
export function* headsWith(
  field: Buffer,
  ahead: ReadAheadSource,
  budget: Budget,
  readEnd: () => number,
): Generator<{ readonly head: string; readonly body: number }> {
  let searched = 0;
  for (const at of occurrencesIn(ahead, field, budget)) {
    if (at < readEnd()) continue;
    const body = behindBlankLine(ahead, Math.max(at, searched), Math.min(ahead.size, at + MAX_HEAD_BYTES));
    if (typeof body === 'number')
      yield { head: headBefore(ahead, Math.max(readEnd(), body - MAX_HEAD_BYTES), body), body };
    else searched = body.searchedUntil;
  }
}

/** Length of the body, where the head states it. */
export function contentLength(head: string): number | undefined {
  const digits = CONTENT_LENGTH.exec(head)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
const CONTENT_LENGTH = /\r\nContent-Length:[ \t]*([0-9]{1,15})[ \t]*\r\n/i;

/** Behind the first blank line in [start, end); `searchedUntil`: there is none, and where one might still begin. */
function behindBlankLine(source: ByteSource, start: number, end: number): number | { searchedUntil: number } {
  const bytes = source.read(start, end - start);
  const at = bufferOf(bytes).indexOf(BLANK_LINE);
  return at < 0 ? { searchedUntil: end - BLANK_LINE.length + 1 } : start + at + BLANK_LINE.length;
}

/** The head that ends at `body`: from the preceding blank line, which belongs to something else, or from `from`. */
function headBefore(source: ByteSource, from: number, body: number): string {
  const text = latin1(source.read(from, body - from));
  return text.slice(Math.max(0, text.lastIndexOf(BLANK_LINE, text.length - BLANK_LINE.length - 1)));
}
