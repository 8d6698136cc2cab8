/**
 * Values of an R package (.rdb: `sysdata`, `Rdata` and the like; `R_compress3` and `R_decompress3` of R's src/main/serialize.c) packed
 * with headerless LZMA2, as with `R CMD INSTALL --data-compress=xz`, `LazyDataCompression: xz`, and in R's own datasets. They are
 * contiguous. Values packed with zlib or bzip2 are recognised as such where they lie.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { USUAL_PROPERTIES, unpackLzma } from '../codecs/lzma-decoder.ts';
import { beginsLzma2, type Lzma2Extent, measureLzma2, usualChunk, xzAround } from '../codecs/xz-wrap.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf } from '../container/magic.ts';
import { wholeEntry } from '../container/whole-entry.ts';

/*  0  4  bytes of the value, big-endian
 *  4  1  'Z': LZMA2; '0': as it is, since it cannot be made smaller
 *  5  .  data                                                       */
const HEADER_BYTES = 5;
const PACKED = 0x5a;
const STORED = 0x30;
/** The first value has less than 128 MiB. */
const FIRST_BYTES = [0, 1, 2, 3, 4, 5, 6, 7];
/** A stored value is small: within the head, another value follows it. */
const HEAD_BYTES = 4096;
/** 8 MiB in LZMA2's encoding: `lzma_lzma_preset(&opt_lzma, 6)`. */
const DICTIONARY = 22;

export const rLazyLoad: SourceContainer = {
  id: 'r-lazy-load',
  title: 'R package values (.rdb), packed with LZMA2',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: FIRST_BYTES,
  sniff: isLazyLoad,
  entries,
};

/** The first packed value must begin as liblzma writes it, and its first chunk must not be longer than the value. */
function isLazyLoad(head: Uint8Array): boolean {
  const bytes = bufferOf(head);
  if (!FIRST_BYTES.includes(bytes[0] ?? -1)) return false;
  let at = 0;
  while (at + HEADER_BYTES < bytes.length && bytes[at + 4] === STORED) at += HEADER_BYTES + bytes.readUInt32BE(at);
  if (at + HEADER_BYTES >= bytes.length || bytes[at + 4] !== PACKED) return false;
  const chunk = usualChunk(bytes.subarray(at + HEADER_BYTES));
  return chunk !== undefined && chunk.unpackedBytes <= bytes.readUInt32BE(at);
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const ahead = new ReadAheadSource(source);
  const room = new Room();
  for (let at = 0; at < source.size; ) {
    budget.checkTime();
    const head = Buffer.from(ahead.read(at, Math.min(HEADER_BYTES + 1, source.size - at)));
    const bytes = head.length < HEADER_BYTES ? 0 : head.readUInt32BE(0);
    const start = at + HEADER_BYTES;
    const name = `value@${at}`;
    if (head[4] === STORED && start + bytes <= source.size) at = start + bytes;
    else if (head[4] === PACKED && beginsLzma2(DICTIONARY, head[HEADER_BYTES] ?? 0)) {
      const extent = measureLzma2(ahead, start, () => budget.checkTime());
      yield* value(source, name, start, extent, room);
      if (extent.isCut || extent.unpackedBytes !== bytes) {
        yield damaged(`expected ${bytes} bytes packed with LZMA2, found ${extent.unpackedBytes}`, name);
        if (extent.isCut) return;
      }
      at = extent.end;
    } else return yield damaged(`expected a value of R at byte ${at}; what follows is scanned as is`);
  }
}

/** Most are one chunk, of 2 MiB at most, and unpacked here in one call; others come as an xz file. */
function* value(
  source: ByteSource,
  name: string,
  start: number,
  extent: Lzma2Extent,
  room: Room,
): Generator<Entry | Trouble> {
  const data = source.read(start, Math.min(LONE_BYTES, extent.end - start));
  const chunk = usualChunk(data);
  if (chunk?.unpackedBytes !== extent.unpackedBytes || extent.isCut) {
    const { before, behind } = xzAround(extent, extent.end - start, DICTIONARY);
    const open = async function* (): AsyncGenerator<Uint8Array> {
      yield before;
      yield* streamOf(source, start, extent.end);
      yield behind;
    };
    return yield { name: `${name}.xz`, open };
  }
  const target = room.of(chunk.unpackedBytes);
  const { size, end } = unpackLzma(data.subarray(chunk.start, chunk.end), target, USUAL_PROPERTIES);
  yield wholeEntry(name, target.slice(0, size));
  if (end !== 'full' || size < target.length) yield damaged(`expected ${target.length} bytes, found ${size}`, name);
}
/** The header of a chunk, its largest content, and the end mark. */
const LONE_BYTES = 6 + (64 << 10) + 1;

/** Memory for one value after another: damaged ones claim 2 MiB in a dozen bytes, and 256 KiB of them took 9 s to allocate. */
class Room {
  #bytes = new Uint8Array(0);

  /** @returns bytes of any content, valid until the next call */
  of(size: number): Uint8Array {
    if (size > this.#bytes.length) this.#bytes = new Uint8Array(size);
    return this.#bytes.subarray(0, size);
  }
}
