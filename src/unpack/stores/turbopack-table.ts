/**
 * A table of Turbopack's cache (turbo-persistence of Next.js 16; 00000001.sst and so on below .next/cache/turbopack): blocks of keys and
 * values, each packed with LZ4 or Zstandard, or stored, followed by a table of their ends. It has no magic number; it is recognised by
 * its name and that table.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { unpackLoneLz4Block } from '../codecs/lz4-block.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { hasMagic, magic } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';
import { wholeEntry } from '../container/whole-entry.ts';

/*  block, big-endian
 *  0  4  unpacked bytes; 0: as it is
 *  4  4  CRC-32 of the data
 *  8  .  data: a frame of Zstandard, or a block of LZ4
 *  table: 4 bytes for each block, where it ends           */
const HEADER_BYTES = 8;
const POINTER_BYTES = 4;
const ZSTD = magic('28 b5 2f fd');
const NAME = /(?:^|[/\\])[0-9]{8}\.sst$/;
/**
 * Limit on what is held in memory, packed and unpacked. Blocks of Next.js 16.4 have some 8 KiB; a larger value has one
 * of its own.
 */
const MAX_BLOCK_BYTES = 64 << 20;

export const turbopackTable: SourceContainer = {
  id: 'turbopack-table',
  title: 'Turbopack cache table (.sst)',
  limits: 'blocks above 64 MiB',
  reads: 'source',
  headBytes: HEADER_BYTES,
  firstBytes: [],
  sniff: () => false,
  // The first block has less than 16 MiB. A RocksDB table may have such a name, and is recognised by its end.
  yieldsToEnd: true,
  sniffName: (name, head) => NAME.test(name) && head.length >= HEADER_BYTES && head[0] === 0,
  entries,
};

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const table = tableStart(source);
  if (table === undefined)
    throw new FormatError('expected a table of where blocks end, found none; the bytes are scanned as is');
  let at = 0;
  for (let pointer = table; pointer < source.size; pointer += POINTER_BYTES) {
    budget.checkTime();
    const end = numberAt(source, pointer);
    if (end - at < HEADER_BYTES || table < end) {
      yield damaged(`expected a block at byte ${at}, found none; what follows is scanned as is`);
      return yield remainder('behind', () => streamOf(source, at), at);
    }
    yield* block(source, at, end);
    at = end;
  }
}

/** The last block ends where the table begins. */
function tableStart(source: ByteSource): number | undefined {
  if (source.size < HEADER_BYTES + POINTER_BYTES) return undefined;
  const start = numberAt(source, source.size - POINTER_BYTES);
  const bytes = source.size - start;
  return start >= HEADER_BYTES && bytes > 0 && bytes % POINTER_BYTES === 0 ? start : undefined;
}

function numberAt(source: ByteSource, at: number): number {
  return Buffer.from(source.read(at, POINTER_BYTES)).readUInt32BE(0);
}

function* block(source: ByteSource, at: number, end: number): Generator<Entry | Trouble> {
  const [name, start] = [`block@${at}`, at + HEADER_BYTES];
  const [unpackedBytes, sum] = [numberAt(source, at), numberAt(source, at + POINTER_BYTES)];
  if (Math.max(unpackedBytes, end - start) > MAX_BLOCK_BYTES) {
    const message = `the block has more than ${MAX_BLOCK_BYTES} bytes; it is scanned as is`;
    yield { name, trouble: { code: 'unsupported', message } };
    return yield { name, open: () => streamOf(source, start, end) };
  }
  const data = source.read(start, end - start);
  if (crc32(data) !== sum) yield damaged('the CRC-32 does not fit the data; the readable part is scanned', name);
  if (unpackedBytes === 0 || hasMagic(data, ZSTD)) return yield wholeEntry(name, Uint8Array.from(data));
  const { bytes, isDamaged } = unpackLoneLz4Block(data, unpackedBytes);
  yield wholeEntry(name, bytes);
  if (isDamaged || bytes.length !== unpackedBytes)
    yield damaged(`expected ${unpackedBytes} bytes packed with LZ4, found ${bytes.length}`, name);
}
