/**
 * The packed source of an Office macro (MS-OVBA, section 2.4.1, "Compression and Decompression"): it follows the compiled form in a stream
 * of vbaProject.bin, .doc and .xls. The compiled form may be missing, and statements are not text in it. Found by how every module begins,
 * which is too short to be compressed: `Attribute VB_Name`.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { copyMatch } from '../codecs/copy-match.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { firstBytesOf, hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

/*  0  1  1, then chunks, little-endian:
 *  0  2  bits 0 to 11: bytes of the chunk less 3; 12 to 14: 3; 15: whether it is packed
 *  2  .  8 tokens behind a byte of flags, the lowest bit first: 0 a byte, 1 a copy of 2 bytes; or 4096 bytes as they are */
const HEADER_BYTES = 2;
const CHUNK_BYTES = 4096;
const SIZE_MASK = 0x0fff;
const SIGNATURE_MASK = 0x7000;
const SIGNATURE = 0x3000;
const IS_PACKED = 0x8000;
/** "Attribute ", with its flags byte before it. */
const MAGIC = magic('01 .. .. 00 41 74 74 72 69 62 75 74 00 65 20');
const NAME = 'source';

export const vbaSource: SourceContainer = {
  id: 'vba-source',
  title: 'Office macro source (vbaProject.bin, .doc, .xls)',
  isCodec: true,
  reads: 'source',
  headBytes: MAGIC.bytes.length,
  embeddedBy: [MAGIC],
  firstBytes: firstBytesOf([MAGIC]),
  sniff: (head) => hasMagic(head, MAGIC) && head[2]! >> 4 === (IS_PACKED | SIGNATURE) >> 12,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  let at = 1;
  let isSound = true;
  const open = async function* (): AsyncGenerator<Uint8Array> {
    for (let chunk = chunkAt(source, at); chunk !== undefined; chunk = chunkAt(source, at)) {
      budget.checkTime();
      yield chunk.bytes;
      at = chunk.end;
      isSound = chunk.isSound;
      // All chunks but the last are full.
      if (!isSound || chunk.bytes.length < CHUNK_BYTES) return;
    }
  };
  yield { name: NAME, open };
  if (!isSound) yield damaged(`expected a packed chunk that ends at byte ${at}; the readable part is scanned`, NAME);
  if (at < source.size) yield remainder('behind', () => streamOf(source, at), at);
}

interface Chunk {
  readonly bytes: Uint8Array;
  readonly end: number;
  readonly isSound: boolean;
}

/** @returns undefined where no chunk begins */
function chunkAt(source: ByteSource, at: number): Chunk | undefined {
  if (at + HEADER_BYTES > source.size) return undefined;
  const header = Buffer.from(source.read(at, HEADER_BYTES)).readUInt16LE(0);
  if ((header & SIGNATURE_MASK) !== SIGNATURE) return undefined;
  const start = at + HEADER_BYTES;
  const wanted = at + (header & SIZE_MASK) + 3;
  const end = Math.min(wanted, source.size);
  const data = source.read(start, end - start);
  if ((header & IS_PACKED) === 0) return { bytes: data, end, isSound: end === wanted };
  const { bytes, isSound } = unpack(data);
  return { bytes, end, isSound: isSound && end === wanted };
}

/** Section 2.4.1.3.19: the more output there is to copy from, the more of the 16 bits encode the distance. */
const MIN_DISTANCE_BITS = 4;
const COPY_BITS = 16;
const MIN_COPY_BYTES = 3;

function unpack(data: Uint8Array): { readonly bytes: Uint8Array; readonly isSound: boolean } {
  const target = new Uint8Array(CHUNK_BYTES);
  let to = 0;
  for (let at = 0; at < data.length; ) {
    const flags = data[at++]!;
    for (let bit = 0; bit < 8 && at < data.length; bit++) {
      if (to === CHUNK_BYTES) return { bytes: target, isSound: false };
      if (((flags >> bit) & 1) === 0) {
        target[to++] = data[at++]!;
        continue;
      }
      const lengthBits = COPY_BITS - Math.max(MIN_DISTANCE_BITS, 32 - Math.clz32(to - 1));
      const token = data[at]! | ((data[at + 1] ?? 0) << 8);
      const distance = (token >> lengthBits) + 1;
      const length = (token & ((1 << lengthBits) - 1)) + MIN_COPY_BYTES;
      at += 2;
      if (at > data.length || distance > to || to + length > CHUNK_BYTES)
        return { bytes: target.subarray(0, to), isSound: false };
      to = copyMatch(target, to, distance, length);
    }
  }
  return { bytes: target.subarray(0, to), isSound: true };
}
