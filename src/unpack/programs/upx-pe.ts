/**
 * Windows programs packed with UPX (pefile.cpp of its source): one block behind the pack header contains the sections as they are in
 * memory.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { adler32 } from '../checksums/adler32.ts';
import { isPe } from './pe-header.ts';
import { isUpxMethod, MAX_BLOCK_BYTES, MAX_PACKED_BYTES, unpackUpx } from './upx-block.ts';
import { undoFilter } from './upx-filter.ts';
import type { PackHeader } from './upx-header.ts';

export interface UpxPe {
  /** @throws FormatError after yielding what could be unpacked */
  image(): AsyncGenerator<Uint8Array>;
}

/** @returns undefined where it is truncated, or too long to be held */
export function readUpxPe(source: ByteSource, header: PackHeader): UpxPe | undefined {
  const { end: at, packedBytes, contentBytes: bytes, method, contentSum, filter } = header;
  if (
    !isUpxMethod(method) ||
    packedBytes === 0 ||
    bytes === 0 ||
    bytes > MAX_BLOCK_BYTES ||
    packedBytes > MAX_PACKED_BYTES ||
    at + packedBytes > source.size
  )
    return undefined;
  return {
    async *image() {
      const block = { at, packedBytes, bytes, method, filter: { id: 0, mark: 0 } };
      const content = unpackUpx(source, block, new Uint8Array(bytes));
      const isSound = content.length === bytes && adler32(content) === contentSum;
      const code = isSound ? codeIn(content) : undefined;
      if (code !== undefined) undoFilter(code, filter);
      yield content;
      if (!isSound)
        throw new FormatError(`expected ${bytes} bytes that UPX has packed at byte ${at}, found them damaged`);
    },
  };
}

/** By the names of its sections, which remain when its pack header is gone. @param head of a program, as much as there is */
export function hasUpxSections(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  if (!isPe(head) || bytes.length < 64) return false;
  const headerAt = bytes.readUInt32LE(60);
  if (headerAt + 24 > bytes.length) return false;
  const first = headerAt + 24 + bytes.readUInt16LE(headerAt + 20);
  return bytes.toString('latin1', first, first + 4) === 'UPX0';
}

/*  the last four bytes: where the header that the program had begins; behind it its sections
 *   0  4  'PE\0\0'
 *  20  2  bytes of the optional header, which begins at 24
 *  28  4  bytes of the code
 *  44  4  where the code begins in memory
 *  12  4  of a section: where it begins in memory; the first one begins with the image          */
const SECTION_ADDRESS_AT = 12;

function codeIn(image: Uint8Array): Uint8Array | undefined {
  const view = new DataView(image.buffer, image.byteOffset, image.length);
  const word = (at: number): number => (at >= 0 && at + 4 <= image.length ? view.getUint32(at, true) : 0);
  const headerAt = word(image.length - 4);
  if (word(headerAt) !== 0x4550) return undefined;
  const sectionsAt = headerAt + 24 + (word(headerAt + 20) & 0xffff);
  const start = word(headerAt + 44) - word(sectionsAt + SECTION_ADDRESS_AT);
  const end = start + word(headerAt + 28);
  return start >= 0 && end <= image.length ? image.subarray(start, end) : undefined;
}
