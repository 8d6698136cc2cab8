import type { ByteSource } from '../../bytes/byte-source.ts';
import { isZero } from '../../bytes/zeros.ts';
import type { Entry } from './container.ts';

/** Names for entries that the archive itself does not name: bytes that belong to no file, and bytes that describe files. */
export const REMAINDER = {
  before: '[before the archive]',
  between: '[between entries]',
  behind: '[behind the archive]',
  /** Entry headers, with everything that can hide in them: extra fields, link targets, owner names, comments, padding. */
  headers: '[headers]',
  directory: '[central directory]',
  /** The raw bytes of an archive that could not be read to its end. */
  all: '[all bytes]',
} as const;

/**
 * An entry of bytes that belong to no file of the archive, or that describe files.
 * @param startsAt for bytes after the archive: where they begin in the container's input
 */
export function remainder(
  kind: keyof typeof REMAINDER,
  open: () => AsyncIterable<Uint8Array>,
  startsAt?: number,
): Entry {
  return { name: REMAINDER[kind], open, isRemainder: true, ...(startsAt !== undefined && { startsAt }) };
}

/** Whether the bytes from `start` to `end` are few and all zero: padding without content. */
export function isPadding(source: ByteSource, start: number, end: number): boolean {
  return end - start <= MAX_PADDING_BYTES && isZero(source.read(start, end - start));
}
const MAX_PADDING_BYTES = 64 << 10;
