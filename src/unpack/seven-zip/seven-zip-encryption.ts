/**
 * Whether a 7z archive encrypts its names (7zFormat.txt of the LZMA SDK). Without the password 7-Zip decrypts the header to noise:
 * usually it says so, but now and then it aborts as if the archive were damaged.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';

const START_HEADER_BYTES = 32;
const ENCODED_HEADER = 0x17;
/** 7zAES, "Methods.txt" of the LZMA SDK. */
const AES = Buffer.from('06f10701', 'hex');
/** A packed header says only where it lies and which methods packed it. */
const MAX_HEADER_BYTES = 4096;

/* 12  8  offset of the header, from the end of these 32 bytes on
 * 20  8  its size                                                  */
export function hasEncryptedNames(source: ByteSource): boolean {
  if (source.size < START_HEADER_BYTES) return false;
  const start = Buffer.from(source.read(0, START_HEADER_BYTES));
  const [offset, size] = [12, 20].map((at) => size64LE(start, at));
  const at = START_HEADER_BYTES + offset!;
  if (size === 0 || size! > MAX_HEADER_BYTES || at + size! > source.size) return false;
  const header = Buffer.from(source.read(at, size!));
  return header[0] === ENCODED_HEADER && header.includes(AES);
}
