/**
 * Logs of Chromium's network stack (`--log-net-log` with `--net-log-capture-mode=Everything`, chrome://net-export): JSON with an event a
 * line (net/log/file_net_log_observer.cc). What went over a socket, and what a page received, is logged in base64 (before version 73 in
 * hex), one read or write at a time: `"params":{"byte_count":3,"bytes":"YWJj"},"phase":0,"source":{"id":7,…},"time":"…","type":72`. Pieces
 * with the same source and type are joined; single pieces are left to the codings.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { atFixedLimit } from '../../model/gap.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, occurrencesIn } from '../container/magic.ts';

const HEAD_BYTES = 48;
const FIRST_KEY = /^[ \r\n]{0,8}\{[ \r\n]{0,8}"constants" ?: ?\{/;
/** The end of both keys. */
const KEY = Buffer.from('bytes":"');
const HEX_KEY = Buffer.from('"hex_encoded_');
const QUOTE = 0x22;
const [HEX, BASE64] = [/^(?:[0-9A-Fa-f]{2})*$/, /^[A-Za-z0-9+/]*={0,2}$/];
/** From the value to the event's type. */
const BEHIND = /^"[^{}]{0,200}\}[^{}]{0,64}?"source":\{([^{}]{0,200})\}[^{}]{0,64}?"type":([0-9]{1,6})\}/;
const ID = /(?:^|,)"id":([0-9]{1,12})(?:,|$)/;
const MAX_BEHIND_BYTES = 512;
const MAX_KEPT_BYTES = 64;
/** Limit for all streams: each piece takes some numbers in memory. */
const MAX_PIECES = 500_000;
/** Digits decoded at a time: whole groups of base64 and hex, which give three quarters or half as many bytes. */
const CHUNK_DIGITS = 1 << 16;

export const netlog: SourceContainer = {
  id: 'netlog',
  title: 'Chromium network log: streams stored in pieces',
  reads: 'source',
  headBytes: HEAD_BYTES,
  keepsLeaf: 'searched',
  firstBytes: [...Buffer.from('{ \r\n')],
  sniff: (head) => FIRST_KEY.test(bufferOf(head.subarray(0, HEAD_BYTES)).toString('latin1')),
  entries,
};

interface Piece {
  readonly start: number;
  readonly end: number;
  readonly isHex: boolean;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const ahead = new ReadAheadSource(source);
  const streams = new Map<string, Piece[]>();
  let [count, isFull, lost] = [0, false, -1];
  for (const at of occurrencesIn(source, KEY, budget)) {
    const start = at + KEY.length;
    const end = quoteFrom(ahead, start, budget);
    const owner = ownerOf(ahead, end);
    if (owner === undefined && lost < 0) lost = at;
    if (owner === undefined || end === start) continue;
    isFull = count++ === MAX_PIECES;
    if (isFull) break;
    const piece = { start, end, isHex: isHexAt(ahead, at) };
    const stream = streams.get(owner);
    if (stream === undefined) streams.set(owner, [piece]);
    else stream.push(piece);
  }
  for (const [owner, pieces] of streams) {
    if (pieces.length < 2) continue;
    yield { name: `${owner}, ${pieces.length} pieces`, open: () => decoded(source, pieces, budget) };
  }
  if (lost >= 0) yield damaged(`the event with bytes at ${lost} does not say whose they are`);
  else if (!hasEnd(source)) yield damaged('the log ends before its last event; what was written before it is read');
  if (isFull) {
    const message = `more than ${MAX_PIECES} pieces of streams; the others are not put together`;
    yield { trouble: { code: 'budget', message: atFixedLimit(message, 'record shorter logs') } };
  }
}

/** `]}` behind the last event, or `}}` behind the browser's final information. */
function hasEnd(source: ByteSource): boolean {
  const last = Math.min(MAX_KEPT_BYTES, source.size);
  return /[\]}][ \r\n]*\}[ \r\n]*$/.test(bufferOf(source.read(source.size - last, last)).toString('latin1'));
}

/** Where the value that begins at `start` ends; the end of the bytes when it does not. */
function quoteFrom(source: ByteSource, start: number, budget: Budget): number {
  for (let at = start; at < source.size; at += CHUNK_DIGITS) {
    budget.checkTime();
    const quote = source.read(at, Math.min(CHUNK_DIGITS, source.size - at)).indexOf(QUOTE);
    if (quote >= 0) return at + quote;
  }
  return source.size;
}

/** Source and type of the event whose value ends at `end`. */
function ownerOf(log: ByteSource, end: number): string | undefined {
  const text = bufferOf(log.read(end, Math.min(MAX_BEHIND_BYTES, log.size - end))).toString('latin1');
  const [, source, type] = BEHIND.exec(text) ?? [];
  const id = source === undefined ? undefined : ID.exec(source)?.[1];
  return id === undefined ? undefined : `source ${id}, type ${type}`;
}

function isHexAt(source: ByteSource, at: number): boolean {
  const start = at - HEX_KEY.length;
  return start >= 0 && HEX_KEY.equals(source.read(start, HEX_KEY.length));
}

async function* decoded(source: ByteSource, pieces: readonly Piece[], budget: Budget): AsyncGenerator<Uint8Array> {
  let wrong = -1;
  for (const { start, end, isHex } of pieces)
    for (let at = start; at < end; at += CHUNK_DIGITS) {
      budget.checkTime();
      const digits = bufferOf(source.read(at, Math.min(CHUNK_DIGITS, end - at))).toString('latin1');
      const bytes = Buffer.from(digits, isHex ? 'hex' : 'base64');
      if (wrong < 0 && !(isHex ? HEX : BASE64).test(digits)) wrong = at;
      if (bytes.length > 0) yield bytes;
    }
  if (wrong >= 0) throw new FormatError(`characters other than digits after byte ${wrong}`);
}
