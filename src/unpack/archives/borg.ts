/**
 * Segments of a Borg 1 repository (data/0/1 …; borg/repository.py, `LoggedIO`): a sequence of objects, each packed on its own, by
 * default with LZ4 (borg/compress.pyx), which then has no magic number. Objects sealed with a Borg key (borg/crypto/key.py) are a gap.
 * An object is a piece of a file, of about 2 MiB: where a large file is cut cannot be known here.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import { isZero } from '../../bytes/zeros.ts';
import { unpackLoneLz4Block } from '../codecs/lz4-block.ts';
import { isZlibHead } from '../codecs/zlib-head.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, StreamContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { wholeEntry } from '../container/whole-entry.ts';

/** "BORG_SEG" */
const MAGIC = magic('42 4f 52 47 5f 53 45 47');

/*  record, little-endian
 *   0   4  CRC-32 of what follows
 *   4   4  bytes of all of it
 *   8   1  0 an object, 1 one is deleted, 2 all before is written
 *   9  32  id, of the first two
 *  41   n  object: 1 byte, the kind of key, then what is sealed or packed                    */
const HEADER_BYTES = 9;
const TAG_AT = MAGIC.bytes.length + 8;
const [PUT, COMMIT] = [0, 2];
const OBJECT_AT = 41;

export const borg: StreamContainer = {
  id: 'borg',
  title: 'Borg repository segment (data/…)',
  limits: 'encrypted repositories; Borg 2; files of several chunks come as their chunks',
  reads: 'stream',
  headBytes: MAGIC.bytes.length + HEADER_BYTES,
  firstBytes: firstBytesOf([MAGIC]),
  // In a text that begins so, the byte behind checksum and size is no tag.
  sniff: (head) => head.length >= MAGIC.bytes.length + HEADER_BYTES && hasMagic(head, MAGIC) && head[TAG_AT]! <= COMMIT,
  entries,
};

/** MAX_OBJECT_SIZE of borg/constants.py. */
const MAX_RECORD_BYTES = 20 << 20;
/** Key types that seal nothing: none, and those that only sign (`authenticated-blake2`, `authenticated`). */
const OPEN_KEYS: readonly number[] = [2, 6, 7];

async function* entries(chunks: AsyncIterable<Uint8Array>, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const reader = new ChunkReader(chunks);
  let [sealed, wrong] = [0, 0];
  try {
    if (!hasMagic(await reader.take(MAGIC.bytes.length), MAGIC)) throw reader.endError('expected a segment of Borg');
    for (let record = await nextRecord(reader); record !== undefined; record = await nextRecord(reader)) {
      budget.checkTime();
      const isSound = crc32(record.subarray(4)) === record.readUInt32LE(0);
      if (record.length <= OBJECT_AT) {
        if (!isSound) wrong++;
        continue;
      }
      const name = `object ${record.toString('hex', HEADER_BYTES, OBJECT_AT)}`;
      const object = record.subarray(OBJECT_AT);
      const isOpen = OPEN_KEYS.includes(object[0]!);
      if (!isOpen) sealed++;
      const { content, isWhole } = isOpen ? unpacked(object.subarray(1)) : { content: object, isWhole: true };
      yield wholeEntry(name, content);
      if (!isWhole) yield wholeEntry(`${name} as is`, object);
      // Only the tag of an object is followed by a key type.
      if (!isWhole || !isSound || record[HEADER_BYTES - 1] !== PUT) wrong++;
    }
    yield* troubles(sealed, wrong);
    const { position } = reader;
    if ((await reader.peek(1)).length > 0) {
      if (!reader.failed)
        yield damaged(`expected a whole record of Borg at byte ${position}; the bytes there are scanned as is`);
      yield remainder('behind', () => reader.rest(), position);
    }
    reader.throwIfFailed();
  } finally {
    await reader.close();
  }
}

function* troubles(sealed: number, wrong: number): Generator<Trouble> {
  if (sealed > 0) {
    const message = `objects of Borg that are encrypted: ${sealed}; decrypt them before the scan (borg extract), or leave them out with exclude`;
    yield { trouble: { code: 'encrypted', message } };
  }
  if (wrong > 0) yield damaged(`records of Borg that are damaged: ${wrong}; the readable part is scanned`);
}

/** The whole next record, if there is one. */
async function nextRecord(reader: ChunkReader): Promise<Buffer | undefined> {
  const header = bufferOf(await reader.peek(HEADER_BYTES));
  if (header.length < HEADER_BYTES || header[HEADER_BYTES - 1]! > COMMIT) return undefined;
  const bytes = header.readUInt32LE(4);
  if (bytes < HEADER_BYTES || bytes > MAX_RECORD_BYTES) return undefined;
  const record = await reader.peek(bytes);
  if (record.length < bytes) return undefined;
  // Copied, because nobody may change what an entry keeps.
  return Buffer.from(await reader.take(bytes));
}

/*  0  2  how it is packed: 00 00 not, 01 00 LZ4, 02 00 xz, 03 00 Zstandard, 04 00 packed as follows, and padded; else zlib, whose own they are
 *  2  n  packed; of 04 00: 4 bytes its size, then the same once more, and the padding                                    */
const METHOD_BYTES = 2;
const [STORED, LZ4, XZ, ZSTD, PADDED] = [0, 1, 2, 3, 4];
const XZ_MAGIC = magic('fd 37 7a 58 5a 00');
const ZSTD_MAGIC = magic('28 b5 2f fd');

/** Content with a magic number of its own is opened by that; without it, it is damaged. */
function unpacked(object: Buffer): { readonly content: Uint8Array; readonly isWhole: boolean } {
  const inner = object[0] === PADDED && object[1] === 0 ? object.subarray(METHOD_BYTES + 4) : object;
  if (inner.length <= METHOD_BYTES) return { content: inner, isWhole: true };
  const end = inner === object ? object.length : object.readUInt32LE(METHOD_BYTES);
  const packed = inner.subarray(METHOD_BYTES, end);
  const { content, isWhole } = unpackedBy(inner.readUInt16LE(0), packed, inner);
  return { content, isWhole: isWhole && (content === inner || isZero(inner.subarray(end))) };
}

/** @param whole the object, including its method */
function unpackedBy(method: number, packed: Uint8Array, whole: Uint8Array): { content: Uint8Array; isWhole: boolean } {
  if (method === LZ4) return unpackedLz4(packed);
  if (method === STORED) return { content: packed, isWhole: true };
  if (method === XZ) return { content: packed, isWhole: hasMagic(packed, XZ_MAGIC) };
  if (method === ZSTD) return { content: packed, isWhole: hasMagic(packed, ZSTD_MAGIC) };
  return { content: whole, isWhole: isZlibHead(whole) };
}

/** The unpacked size is not stored: like Borg, tries larger ones until it fits. */
function unpackedLz4(block: Uint8Array): { readonly content: Uint8Array; readonly isWhole: boolean } {
  for (let most = 4 * block.length; ; most *= 4) {
    const { bytes, isDamaged } = unpackLoneLz4Block(block, Math.min(most, MAX_RECORD_BYTES));
    if (!isDamaged || bytes.length < most || most >= MAX_RECORD_BYTES) return { content: bytes, isWhole: !isDamaged };
  }
}
