/**
 * Base 85 of git's binary patches (base85.c, apply.c). A line begins with its byte count: A to Z are 1 to 26, a to z 27 to 52; then
 * follow five digits, most significant first, for each four bytes or less.
 */
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';

const NONE = 255;
const VALUES = new Uint8Array(256).fill(NONE);
for (const [value, digit] of [
  ...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~',
].entries())
  VALUES[digit.charCodeAt(0)] = value;

/** A letter, 13 groups of five digits, a line end. */
export const MAX_LINE_BYTES = 68;

export interface Base85Line {
  /** Number of bytes that it encodes. */
  readonly bytes: number;
  /** Offset behind its line end. */
  readonly next: number;
}

/** @returns the line that begins at `at`; undefined when there is none, or it is cut off */
export function base85Line(bytes: Uint8Array, at: number): Base85Line | undefined {
  const letter = bytes[at] ?? 0;
  const count =
    letter >= 0x61 && letter <= 0x7a ? letter - 0x60 + 26 : letter >= 0x41 && letter <= 0x5a ? letter - 0x40 : 0;
  if (count === 0) return undefined;
  const end = at + 1 + 5 * Math.ceil(count / 4);
  for (let digit = at + 1; digit < end; digit++) if (VALUES[bytes[digit] ?? 0] === NONE) return undefined;
  const next = lineBreak(bytes, end);
  return next < 0 ? undefined : { bytes: count, next };
}

/** Behind the line end at `at`; -1 when there is none. */
export function lineBreak(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x0a) return at + 1;
  return bytes[at] === 0x0d && bytes[at + 1] === 0x0a ? at + 2 : -1;
}

/** Decodes the lines between two offsets, all of which `base85Line` has accepted. */
export async function* base85Decode(source: ByteSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  let held = Buffer.alloc(0);
  for await (const chunk of streamOf(source, start, end)) {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    const output = Buffer.allocUnsafe(bytes.length + 4);
    let size = 0;
    let at = 0;
    for (let line = base85Line(bytes, 0); line !== undefined; line = base85Line(bytes, at)) {
      writeLine(bytes, at + 1, output, size);
      size += line.bytes;
      at = line.next;
    }
    held = Buffer.from(bytes.subarray(at));
    if (held.length > MAX_LINE_BYTES) break;
    yield output.subarray(0, size);
  }
  if (held.length > 0) throw new FormatError('expected a line of base 85, found another one');
}

/** Writes whole groups of four bytes: any excess is overwritten, or cut off. */
function writeLine(bytes: Uint8Array, start: number, output: Buffer, size: number): void {
  for (let at = start, into = size; VALUES[bytes[at] ?? 0] !== NONE; at += 5, into += 4) {
    let value = 0;
    for (let digit = at; digit < at + 5; digit++) value = value * 85 + VALUES[bytes[digit]!]!;
    output.writeUInt32BE(value % 2 ** 32, into);
  }
}
