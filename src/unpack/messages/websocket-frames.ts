/** Frames of WebSocket (RFC 6455, section 5.2): their ranges, and the messages that they belong to. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { viewOf } from '../container/magic.ts';
import { isTextToEnd, PROOF_BYTES } from '../container/plausible.ts';

/*  0  1  80: last of its message; 40: the message is packed (RFC 7692, section 6); 20, 10: zero; type in four bits
 *  1  1  80: masked; length in seven bits, or 126 for two bytes of it, or 127 for eight
 *  2  n  length
 *     4  mask, where there is one; the payload was combined with it by exclusive or (section 5.3)                */
const [LAST, PACKED, RESERVED, TYPE] = [0x80, 0x40, 0x30, 0x0f];
const [MASKED, LENGTH] = [0x80, 0x7f];
const [SHORT_LENGTH, LONG_LENGTH] = [126, 127];
const MASK_BYTES = 4;
const MAX_HEADER_BYTES = 14;
const CONTINUATION = 0;
export const [TEXT, BINARY] = [1, 2];
const [CLOSE, PONG] = [8, 10];
/** Close, ping and pong frames, which may also come between the pieces of a message. */
const MAX_CONTROL_BYTES = 125;

export interface WebSocketFrame {
  /** Type of the message, also for a continuation frame. */
  readonly type: number;
  readonly isPacked: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  /** Four bytes; undefined where the payload is plain. */
  readonly mask: Uint8Array | undefined;
  /** Range of the payload that is present. */
  readonly start: number;
  readonly end: number;
  /** The bytes end within it. */
  readonly isCut: boolean;
}

/**
 * Whether a frame other than a continuation may begin at `at`. No HTTP/1.1 request or response begins like one, but other text does: `A
 * message` in a document looks like the first frame of a packed message.
 */
export function beginsFrames(source: ByteSource, at: number, isMasked: boolean): boolean {
  const header = headerAt(source, at);
  if (typeof header !== 'object' || header.type === CONTINUATION || (header.mask !== undefined) !== isMasked)
    return false;
  return !isTextToEnd(source.read(at, Math.min(PROOF_BYTES, source.size - at)), 0);
}

/**
 * Frames of messages, up to the closing frame or the end.
 * @throws FormatError where there is something else
 */
export function* messageFrames(source: ByteSource, from: number, budget: Budget): Generator<WebSocketFrame> {
  let message: { type: number; isPacked: boolean } | undefined;
  for (let at = from, count = 0; at < source.size; count++) {
    if ((count & 0xfff) === 0) budget.checkTime();
    const header = headerAt(source, at);
    if (header === 'cut') return;
    const isFurther = header !== 'other' && header.type === CONTINUATION;
    if (header === 'other' || (header.type <= BINARY && isFurther !== (message !== undefined)))
      throw new FormatError(`expected a frame of WebSocket at offset ${at}, found other bytes; they are scanned as is`);
    if (header.type === CLOSE) return;
    at = header.start + header.length;
    if (header.type > BINARY) continue;
    message ??= header;
    const { type, isPacked } = message;
    const { isLast, mask, start } = header;
    const [end, isCut] = [Math.min(at, source.size), at > source.size];
    yield { type, isPacked, isFirst: !isFurther, isLast, mask, start, end, isCut };
    if (isLast) message = undefined;
  }
}

interface Header {
  readonly type: number;
  readonly isPacked: boolean;
  readonly isLast: boolean;
  readonly mask: Uint8Array | undefined;
  readonly start: number;
  readonly length: number;
}

/** @returns `cut`: the bytes end within it; `other`: no frame begins like this */
function headerAt(source: ByteSource, at: number): Header | 'cut' | 'other' {
  const bytes = source.read(at, Math.min(MAX_HEADER_BYTES, source.size - at));
  if (bytes.length < 2) return 'cut';
  const [first, second] = [bytes[0]!, bytes[1]!];
  const type = first & TYPE;
  const [isPacked, isLast] = [(first & PACKED) !== 0, (first & LAST) !== 0];
  const short = second & LENGTH;
  const isControl = type >= CLOSE;
  if ((first & RESERVED) !== 0 || type > PONG || (type > BINARY && !isControl)) return 'other';
  if (isControl && (short > MAX_CONTROL_BYTES || !isLast || isPacked)) return 'other';
  if (type === CONTINUATION && isPacked) return 'other';
  const lengthBytes = short === LONG_LENGTH ? 8 : short === SHORT_LENGTH ? 2 : 0;
  const maskAt = 2 + lengthBytes;
  const start = maskAt + ((second & MASKED) !== 0 ? MASK_BYTES : 0);
  if (bytes.length < start) return 'cut';
  const length = lengthBytes === 0 ? short : lengthIn(bytes, lengthBytes);
  if (length === undefined) return 'other';
  const mask = start > maskAt ? bytes.slice(maskAt, start) : undefined;
  return { type, isPacked, isLast, mask, start: at + start, length };
}

/** Undefined for a non-minimal length, which is invalid, and where the highest bits are set. */
function lengthIn(bytes: Uint8Array, width: 2 | 8): number | undefined {
  const view = viewOf(bytes);
  if (width === 2) return view.getUint16(2) < SHORT_LENGTH ? undefined : view.getUint16(2);
  const length = Number(view.getBigUint64(2));
  return length > 0xffff && Number.isSafeInteger(length) ? length : undefined;
}
