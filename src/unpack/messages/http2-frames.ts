/** Frames of HTTP/2 (RFC 9113, section 4): their ranges, and which parts of them are headers or a body. */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';

/** The connection preface of a client (section 3.4); its settings follow. */
const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');

/* 0  3  length of what follows the header
 * 3  1  type
 * 4  1  flags
 * 5  4  stream; the highest bit is zero
 * 9     payload                            */
const HEADER_BYTES = 9;
export const [DATA, HEADERS, PUSH_PROMISE, CONTINUATION] = [0, 1, 5, 9];
const [PRIORITY, RESET, SETTINGS, PING, GO_AWAY] = [2, 3, 4, 6, 7];
const KNOWN_TYPES = 0x10;
/** Types that browsers invent to make servers ignore unknown ones: 0b, then every 1f. */
const [FIRST_MADE_UP, MADE_UP_STEP] = [0x0b, 0x1f];
const OF_STREAMS = [DATA, HEADERS, PRIORITY, RESET, PUSH_PROMISE, CONTINUATION];
const OF_CONNECTION = [SETTINGS, PING, GO_AWAY];
export const END_HEADERS = 4;
const [PADDED, HAS_PRIORITY] = [8, 0x20];
const [PRIORITY_BYTES, PROMISE_BYTES] = [5, 4];

/*  0  2  which one: 1 to 9, 10 (RFC 9218 and others)
 *  2  4  value                                         */
const SETTING_BYTES = 6;
const MAX_SETTINGS = 32;
const LAST_SETTING = 0x10;

/** Bytes that `beginsConnection` wants: the preface, the usual settings, and the next frame's header. */
export const BEGIN_BYTES = 96;
export const FIRST_BYTES = [PREFACE[0]!, 0] as const;

export interface Frame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  /** Offset of the frame. */
  readonly at: number;
  /**
   * Of its part of headers or a body, without padding and leading fields; for other types, everything behind the frame
   * header.
   */
  readonly start: number;
  readonly end: number;
  /** The bytes end within it. */
  readonly isCut: boolean;
}

/**
 * Whether these are the first bytes of a direction: settings (for a client behind the preface), and the header of another frame.
 */
export function beginsConnection(head: Uint8Array): boolean {
  const at = prefaceBytes(head);
  if (head.length < at + HEADER_BYTES) return false;
  const first = headerAt(head, at);
  const { type, flags, length, stream } = first;
  if (type !== SETTINGS || flags !== 0 || stream !== 0) return false;
  if (length % SETTING_BYTES !== 0 || length > MAX_SETTINGS * SETTING_BYTES) return false;
  const end = at + HEADER_BYTES + length;
  // An invented setting is never the first.
  if (length > 0 && !isSetting(head, at + HEADER_BYTES)) return false;
  if (head.length < end + HEADER_BYTES) return length > 0;
  const next = headerAt(head, end);
  // After empty settings, numbers of a table could pass for a DATA frame; but that never precedes headers.
  return isFrame(next) && (length > 0 || next.type !== DATA);
}

function prefaceBytes(head: Uint8Array): number {
  return PREFACE.equals(head.subarray(0, PREFACE.length)) ? PREFACE.length : 0;
}

function isSetting(head: Uint8Array, at: number): boolean {
  return head[at] === 0 && head[at + 1]! > 0 && head[at + 1]! <= LAST_SETTING;
}

function headerAt(bytes: Uint8Array, at: number) {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEADER_BYTES);
  const length = view.getUint16(0) * 256 + view.getUint8(2);
  return { length, type: view.getUint8(3), flags: view.getUint8(4), stream: view.getUint32(5) };
}

function isFrame({ type, stream }: ReturnType<typeof headerAt>): boolean {
  if (stream >= 0x8000_0000 || (OF_STREAMS.includes(type) && stream === 0)) return false;
  if (OF_CONNECTION.includes(type) && stream !== 0) return false;
  return type <= KNOWN_TYPES || (type - FIRST_MADE_UP) % MADE_UP_STEP === 0;
}

/** @throws FormatError where there is something else */
export function* framesOf(source: ByteSource, budget: Budget): Generator<Frame> {
  let at = prefaceBytes(source.read(0, Math.min(PREFACE.length, source.size)));
  for (let count = 0; at + HEADER_BYTES <= source.size; count++) {
    if ((count & 0xfff) === 0) budget.checkTime();
    const header = headerAt(source.read(at, HEADER_BYTES), 0);
    if (!isFrame(header))
      throw new FormatError(`expected a frame of HTTP/2 at offset ${at}, found other bytes; they are scanned as is`);
    const { type, flags, stream, length } = header;
    const after = at + HEADER_BYTES + length;
    const end = Math.min(source.size, after);
    yield { type, flags, stream, at, ...contentOf(source, type, flags, at + HEADER_BYTES, after), isCut: after > end };
    at = after;
  }
}

/** Sections 6.1, 6.2 and 6.6: the length of padding comes first, then stream fields; the padding itself is at the end. */
function contentOf(source: ByteSource, type: number, flags: number, from: number, after: number) {
  let [start, end] = [from, after];
  if ((flags & PADDED) !== 0 && [DATA, HEADERS, PUSH_PROMISE].includes(type) && start < Math.min(source.size, after))
    end -= source.read(start++, 1)[0]!;
  if (type === HEADERS && (flags & HAS_PRIORITY) !== 0) start += PRIORITY_BYTES;
  if (type === PUSH_PROMISE) start += PROMISE_BYTES;
  end = Math.min(end, source.size);
  return { start: Math.min(start, end), end };
}
