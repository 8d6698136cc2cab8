/**
 * The compiled script of an NSIS installer (exehead/fileform.h and fileform.c in its Source): everything that it runs, asks and writes
 * into the registry, with its texts. 7-Zip unpacks only the files.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { collectFirst } from '../../bytes/chunks.ts';
import { MemorySource } from '../../bytes/memory-source.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { USUAL_PROPERTIES, unpackLzma } from '../codecs/lzma-decoder.ts';
import { beginsNsisBzip2, unpackNsisBzip2 } from '../codecs/nsis-bzip2.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import type { Entry, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf } from '../container/magic.ts';
import { wholeEntry } from '../container/whole-entry.ts';
import { NSIS_HEAD_BYTES, nsisHeaderBytes } from './seven-zip-heads.ts';

const NAME = '[compiled script]';

/*  behind the head, where each file is packed by itself
 *  0  4  packed bytes of the script; the highest bit says that it is packed
 *  4     the script
 * where all is one stream, that begins at once, and unpacks to the size of the script (4), the script, and the files   */
const SIZE_BYTES = 4;
/** The highest byte of a size, as 7-Zip reads it: no script is 16 MiB long. */
const IS_PACKED = 0x80;
const PACKED_SIZE = 0xff_ffff;

/*  LZMA as NSIS writes it
 *  0  1  0 or 1, whether branches are filtered; only by versions that had the filter
 *  0  1  properties, 0x5d: the usual ones
 *  1  4  size of the dictionary
 *  5     data, whose first byte is 0   */
const LZMA_HEADER_BYTES = 5;
const MAX_FILTERED = 1;

/** Incompressible data grows a little: stored blocks of deflate by 5 bytes in 64 KiB, LZMA by a few bits in 100. */
const maxPackedBytes = (bytes: number): number => bytes + Math.ceil(bytes / 8);
/** A block of bzip2 is read whole, and may contain files behind the script; so may a stored block of deflate. */
const MAX_BLOCK_BYTES = 1 << 20;

export async function* nsisScript(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  budget.checkTime();
  const bytes = nsisHeaderBytes(source.read(0, NSIS_HEAD_BYTES));
  const room = source.size - NSIS_HEAD_BYTES;
  const packedBytes = Math.min(room, maxPackedBytes(SIZE_BYTES + bytes) + MAX_BLOCK_BYTES);
  const packed = bufferOf(source.read(NSIS_HEAD_BYTES, packedBytes));
  if (packed.length < SIZE_BYTES) return;
  const size = packed.readUInt32LE(0);
  const isAlone = lzmaHeaderBytes(packed) === undefined && size >>> 24 === IS_PACKED;
  let script: Uint8Array;
  if (size === bytes) script = packed.subarray(SIZE_BYTES, SIZE_BYTES + bytes);
  else if (isAlone) script = await unpack(packed.subarray(SIZE_BYTES, SIZE_BYTES + (size & PACKED_SIZE)), bytes);
  else script = (await unpack(packed, SIZE_BYTES + bytes)).subarray(SIZE_BYTES);
  if (script.length > 0) yield wholeEntry(NAME, script);
  if (script.length < bytes)
    yield damaged(`expected ${bytes} bytes of a compiled script, found ${script.length}`, NAME);
}

/** The first `bytes` bytes, or as many as there are. The packer is detected as 7-Zip does it (NsisIn.cpp). */
async function unpack(packed: Uint8Array, bytes: number): Promise<Uint8Array> {
  const lzmaHeader = lzmaHeaderBytes(packed);
  if (lzmaHeader === undefined && !beginsNsisBzip2(packed)) {
    // What precedes damage is kept, and reported as too short.
    const unpacked = inflateNext(new ChunkReader(streamOf(new MemorySource(packed))));
    return (await collectFirst(unpacked, bytes)).content.subarray(0, bytes);
  }
  const target = new Uint8Array(bytes);
  if (lzmaHeader === undefined) return target.subarray(0, unpackNsisBzip2(packed, target));
  const { size, end } = unpackLzma(packed.subarray(lzmaHeader), target, USUAL_PROPERTIES);
  // Where the data is cut off, the last byte was decoded from missing input.
  return target.subarray(0, end === 'cut' ? Math.max(0, size - 1) : size);
}

/** @returns undefined where no LZMA data begins */
function lzmaHeaderBytes(packed: Uint8Array): number | undefined {
  const before = packed[0]! <= MAX_FILTERED ? 1 : 0;
  const head = packed.subarray(before, before + LZMA_HEADER_BYTES + 1);
  const isLzma = head[0] === 0x5d && head[1] === 0 && head[2] === 0 && head[LZMA_HEADER_BYTES] === 0;
  return isLzma ? before + LZMA_HEADER_BYTES : undefined;
}
