import { unpackBlock } from './packed-block.ts';
import { CHECKSUM_BYTES, MAX_BLOCK_BYTES, parseFrameHeader } from './zstd-frame.ts';

/** RFC 8878, section 5: a dictionary with entropy tables of its own, 37 a4 30 ec. */
const TRAINED_MAGIC = Buffer.from('37a430ec', 'hex');
/*  a frame of a single segment whose content size has 4 bytes, no checksum */
const HEADER = Buffer.from('28b52ffda0', 'hex');
const BLOCK_HEADER_BYTES = 3;
/** The dictionary is copied for each frame. RocksDB is usually configured to make some of 16 KiB. */
const MAX_DICTIONARY_BYTES = 1 << 20;

/**
 * Unpacks a frame that refers to a raw-content dictionary. The dictionary is put in front of it as uncompressed blocks, so that
 * any decoder can read it.
 * @param bytes of unpacked data
 * @returns undefined when it cannot be unpacked. Unsupported: the dictionary is a trained one, whose tables no frame can contain,
 * or has more than 1 MiB
 */
export async function zstdBehindDictionary(
  frame: Uint8Array,
  bytes: number,
  dictionary: Uint8Array,
): Promise<Uint8Array | 'unsupported' | undefined> {
  const isTrained = Buffer.compare(dictionary.subarray(0, TRAINED_MAGIC.length), TRAINED_MAGIC) === 0;
  if (isTrained || dictionary.length > MAX_DICTIONARY_BYTES) return 'unsupported';
  const header = parseFrameHeader(frame);
  if (header === undefined || header.dictionaryId !== 0) return undefined;
  const size = Buffer.alloc(4);
  size.writeUInt32LE(dictionary.length + bytes);
  const parts: Uint8Array[] = [HEADER, size];
  for (let at = 0; at < dictionary.length; at += MAX_BLOCK_BYTES) {
    const content = dictionary.subarray(at, at + MAX_BLOCK_BYTES);
    const blockHeader = Buffer.alloc(BLOCK_HEADER_BYTES);
    blockHeader.writeUIntLE(content.length << 3, 0, BLOCK_HEADER_BYTES);
    parts.push(blockHeader, content);
  }
  parts.push(frame.subarray(header.headerBytes, frame.length - (header.hasChecksum ? CHECKSUM_BYTES : 0)));
  const content = await unpackBlock('zstd', Buffer.concat(parts), dictionary.length + bytes);
  return content?.subarray(dictionary.length);
}
