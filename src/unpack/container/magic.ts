import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';

/** Bytes at a fixed place in every file of a format. */
export interface Magic {
  /** From the beginning of the file. */
  readonly offset: number;
  /** One number a byte; -1 is a wildcard. */
  readonly bytes: readonly number[];
}

/** @param text bytes in hex with spaces between them, `..` for any byte: `52 61 72 21 1a 07 ..` */
export function magic(text: string, offset = 0): Magic {
  return { offset, bytes: text.split(' ').map((byte) => (byte === '..' ? -1 : Number.parseInt(byte, 16))) };
}

export function hasMagic(head: Uint8Array, { offset, bytes }: Magic): boolean {
  if (head.length < offset + bytes.length) return false;
  for (let index = 0; index < bytes.length; index++)
    if (bytes[index]! >= 0 && head[offset + index] !== bytes[index]) return false;
  return true;
}

/** `hasMagic` for any of many, of which few have the same first byte. None may begin with a wildcard, or after offset 0. */
export function anyMagic(magics: readonly Magic[]): (head: Uint8Array) => boolean {
  const byFirst = new Map<number, Magic[]>();
  for (const one of magics) byFirst.set(one.bytes[0]!, [...(byFirst.get(one.bytes[0]!) ?? []), one]);
  return (head) => byFirst.get(head[0] ?? -1)?.some((one) => hasMagic(head, one)) ?? false;
}

/** The possible first bytes of what begins as one of `magics`; undefined when any byte is possible. */
export function firstBytesOf(magics: readonly Magic[]): readonly number[] | undefined {
  const bytes = magics.map((one) => (one.offset === 0 ? one.bytes[0]! : -1));
  return bytes.includes(-1) ? undefined : bytes;
}

/** An offset in a head, and the values that the byte there may have. */
export interface Mark {
  readonly at: number;
  readonly bytes: readonly number[];
}

/** The first byte of `magics`, and its offset; undefined when it can be any, or when their offsets differ. */
export function markOf(magics: readonly Magic[]): Mark | undefined {
  const [at, ...others] = new Set(magics.map(({ offset }) => offset));
  const bytes = magics.map((one) => one.bytes[0]!);
  return at === undefined || others.length > 0 || bytes.includes(-1) ? undefined : { at, bytes };
}

/** Bytes that must be available to compare all of `magics`. */
export function magicReach(magics: readonly Magic[]): number {
  return Math.max(...magics.map(({ offset, bytes }) => offset + bytes.length));
}

const SEARCH_BYTES = 1 << 20;

/** Offsets at which `pattern` occurs in `source`, from `start` on. */
export function* occurrencesIn(source: ByteSource, pattern: Buffer, budget: Budget, start = 0): Generator<number> {
  for (let at = start; at < source.size; at += SEARCH_BYTES) {
    budget.checkTime();
    const bytes = source.read(at, Math.min(SEARCH_BYTES + pattern.length - 1, source.size - at));
    for (const found of occurrences(bytes, pattern, 0, bytes.length)) yield at + found;
  }
}

/** Offsets at which `pattern` occurs, beginning in [start, end) of `bytes`. */
export function* occurrences(bytes: Uint8Array, pattern: Buffer, start: number, end: number): Generator<number> {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = all.indexOf(pattern, start); at >= 0 && at < end; at = all.indexOf(pattern, at + 1)) yield at;
}

/** Each of these formats is asked about every file, so a head that is a Buffer already gets no second view. */
export const bufferOf = (head: Uint8Array): Buffer =>
  Buffer.isBuffer(head) ? head : Buffer.from(head.buffer, head.byteOffset, head.length);

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
