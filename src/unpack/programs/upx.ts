/**
 * Programs that UPX has packed: recognised, not opened. UPX 4.2's source, packhead.cpp: a pack header with a checksum of its own
 * stands before the packed program, or behind it; in ELF there is the same magic number in the head as well (l_info in
 * p_unix.h). A program that only speaks of UPX, as UPX itself does, has no such header in its last bytes.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { type SourceContainer, TAIL_BYTES } from '../container/container.ts';
import { isElf } from './elf-sections.ts';
import { isThinMacho, MACHO_FIRST_BYTES } from './macho.ts';

const HEAD_BYTES = 4 << 10;
const MAGIC = Buffer.from('UPX!');

export const upx: SourceContainer = {
  id: 'upx',
  title: 'Program packed by UPX (recognised, not opened)',
  limits: 'a gap: unpack it with upx -d',
  headBytes: HEAD_BYTES,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: [0x7f, 0x4d, ...MACHO_FIRST_BYTES],
  sniff: (head) =>
    (isElf(head) || isThinMacho(head) || (head[0] === 0x4d && head[1] === 0x5a)) &&
    Buffer.from(head.buffer, head.byteOffset, Math.min(HEAD_BYTES, head.length)).includes(MAGIC),
  async *entries(source) {
    if (!isPacked(source)) return;
    const message = 'packed by UPX: only the packed bytes are scanned; unpack it with upx -d before the scan';
    yield { trouble: { code: 'unsupported', message } };
  },
};

function isPacked(source: ByteSource): boolean {
  const headBytes = Math.min(HEAD_BYTES, source.size);
  const tailBytes = Math.min(TAIL_BYTES, source.size);
  return hasPackHeader(source.read(0, headBytes)) || hasPackHeader(source.read(source.size - tailBytes, tailBytes));
}

function hasPackHeader(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = buffer.indexOf(MAGIC); at >= 0; at = buffer.indexOf(MAGIC, at + 1))
    if (isPackHeader(buffer.subarray(at))) return true;
  return false;
}

/** Bytes of the header, by format: DOS COM and SYS, DOS EXE, and all others. */
const SIZES = new Map([
  [1, 22],
  [2, 22],
  [3, 27],
  [7, 27],
]);
const USUAL_SIZE = 32;

/*  0  4  'UPX!'
 *  4  1  version: 10 and more in what UPX has written since 1998
 *  5  1  format, 1 DOS COM, 9 Win32 PE, 22 Linux x86-64 …
 *  6  1  method: 2 to 10 NRV, 14 LZMA, 15 deflate
 *  7  1  level, 1 to 10
 *  then sizes and checksums; the last byte is the sum of all behind the magic number, modulo 251 */
function isPackHeader(bytes: Buffer): boolean {
  const [version = 0, format = 0, method = 0, level = 0] = bytes.subarray(4, 8);
  const size = SIZES.get(format) ?? USUAL_SIZE;
  if (bytes.length < size || version < 10 || version > 0x7f || format === 0) return false;
  if (method < 2 || method > 15 || level === 0 || level > 10) return false;
  let sum = 0;
  for (let at = 4; at < size - 1; at++) sum += bytes[at]!;
  return sum % 251 === bytes[size - 1];
}
