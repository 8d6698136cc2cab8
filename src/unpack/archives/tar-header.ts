/**
 * One header block of tar. POSIX.1-1988 ustar and POSIX.1-2001 pax interchange format; GNU tar's own format ("Basic Tar
 * Format" in its manual); v7, which has no magic number and is recognised by its checksum.
 */
import { decodeUtf8OrLatin1 } from '../container/text.ts';

export const BLOCK_BYTES = 512;

export interface TarHeader {
  readonly name: string;
  /** Bytes of data that follow; undefined when the field is negative, absurd or unreadable. */
  readonly size: number | undefined;
  /** One ASCII character; '0' for the NUL of v7. */
  readonly type: string;
  /** GNU old sparse: more blocks of the sparse map follow. */
  readonly hasMoreSparse: boolean;
  readonly continued?: TarContinued;
}

/**
 * GNU multi-volume: the file that a volume begins in the middle of, and the offset in it; the part before that is in
 * another volume.
 */
export interface TarContinued {
  readonly offset: number;
  readonly name?: string | undefined;
}

/*    0  100  name
 *  100    8  mode
 *  108    8  uid
 *  116    8  gid
 *  124   12  size
 *  136   12  mtime
 *  148    8  checksum: sum of all bytes of the block, with these eight taken as spaces
 *  156    1  typeflag
 *  157  100  linkname
 *  257    8  magic and version: "ustar\0" "00", GNU "ustar  \0"
 *  265   32  uname
 *  297   32  gname
 *  345  155  prefix (ustar); GNU has times, the offset in a file that a volume goes on with (369 12), and its sparse map here
 *  482    1  isextended (GNU sparse)                                  */

/** @param block BLOCK_BYTES long, with a valid checksum */
export function parseTarHeader(block: Uint8Array): TarHeader {
  const name = textField(block, 0, 100);
  const prefix = hasMagic(block, USTAR) ? textField(block, 345, 155) : '';
  const type = block[156] === 0 ? '0' : String.fromCharCode(block[156]!);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: numberField(block, 124, 12),
    type,
    hasMoreSparse: type === 'S' && block[482] !== 0,
    ...(type === 'M' && { continued: { offset: numberField(block, 369, 12) ?? 0 } }),
  };
}

/** The target of a hard or symbolic link, as stored in the block. */
export function tarLinkTarget(block: Uint8Array): string {
  return textField(block, 157, 100);
}

/** Whether the checksum matches. Old tars summed signed bytes, so that sum is accepted too. A block of zeros is no header. */
export function isTarHeader(block: Uint8Array): boolean {
  const expected = octal(block, 148, 8);
  if (expected === undefined || block.length < BLOCK_BYTES) return false;
  let sum = 8 * 0x20;
  let negatives = 0;
  for (let at = 0; at < BLOCK_BYTES; at++) {
    if (at === 148) at = 156;
    sum += block[at]!;
    negatives += block[at]! >> 7;
  }
  return expected === sum || expected === sum - 256 * negatives;
}

/**
 * For the first block of a file, which chance must not turn into a tar: requires the magic number, or the checksum and
 * plausible fields.
 */
export function looksLikeTar(head: Uint8Array): boolean {
  if (head.length < BLOCK_BYTES) return false;
  if (hasTarMagic(head)) return true;
  return head[0] !== 0 && isTarHeader(head) && V7_NUMBERS.every(([at, length]) => isOctalField(head, at, length));
}

export function hasTarMagic(block: Uint8Array): boolean {
  return hasMagic(block, USTAR) || hasMagic(block, GNU);
}
const USTAR = [0x75, 0x73, 0x74, 0x61, 0x72, 0, 0x30, 0x30];
const GNU = [0x75, 0x73, 0x74, 0x61, 0x72, 0x20, 0x20, 0];
/** mode, uid, gid, size, mtime */
const V7_NUMBERS = [
  [100, 8],
  [108, 8],
  [116, 8],
  [124, 12],
  [136, 12],
] as const;

function hasMagic(block: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => block[257 + index] === byte);
}

function textField(block: Uint8Array, at: number, length: number): string {
  const field = block.subarray(at, at + length);
  const end = field.indexOf(0);
  return decodeUtf8OrLatin1(end < 0 ? field : field.subarray(0, end));
}

/** Octal digits, or base-256 when the first bit is set (GNU, star): then big-endian two's complement. */
export function numberField(block: Uint8Array, at: number, length: number): number | undefined {
  const first = block[at]!;
  if ((first & 0x80) === 0) return octal(block, at, length) ?? (isZeroOrSpace(block, at, length) ? 0 : undefined);
  if ((first & 0x40) !== 0) return undefined;
  let value = first & 0x3f;
  for (let i = at + 1; i < at + length; i++) value = value * 256 + block[i]!;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Spaces, digits, then the end, a space or a zero; the rest is ignored, as in GNU tar. Undefined without digits. */
function octal(block: Uint8Array, start: number, length: number): number | undefined {
  const end = start + length;
  let at = start;
  while (at < end && block[at] === 0x20) at++;
  const firstDigit = at;
  let value = 0;
  for (; at < end && block[at]! >= 0x30 && block[at]! <= 0x37; at++) value = value * 8 + block[at]! - 0x30;
  return at > firstDigit && (at === end || isZeroOrSpace(block, at, 1)) ? value : undefined;
}

function isOctalField(block: Uint8Array, at: number, length: number): boolean {
  return octal(block, at, length) !== undefined || isZeroOrSpace(block, at, length);
}

function isZeroOrSpace(block: Uint8Array, at: number, length: number): boolean {
  for (let i = at; i < at + length; i++) if (block[i] !== 0 && block[i] !== 0x20) return false;
  return true;
}
