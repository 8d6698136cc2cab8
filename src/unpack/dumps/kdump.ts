/**
 * Dump of a Linux kernel, written by kdump through makedumpfile (its IMPLEMENTATION and diskdump_mod.h), or by QEMU:
 * individually packed pages of physical memory, also in the flattened form. They come out as a LiME image, in which addresses
 * keep their meaning; pages that the dump omits are omitted there too.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import type { Range } from '../container/coverage.ts';
import { damaged } from '../container/damaged.ts';
import { isPadding, remainder } from '../container/remainder.ts';
import { FLATTENED_MAGIC, FlattenedDump } from './flattened-dump.ts';
import { type FrameRun, frameRuns, isKdump, type KdumpHeader, readKdumpHeader } from './kdump-header.ts';
import { KdumpPages } from './kdump-pages.ts';
import { limeHeader, MEMORY_NAME } from './lime-image.ts';

export const kdump: SourceContainer = {
  id: 'kdump',
  title: 'kdump and makedumpfile dump of a Linux kernel (zlib, LZO, Snappy, Zstandard; flattened)',
  reads: 'source',
  headBytes: FLATTENED_MAGIC.length,
  firstBytes: [...Buffer.from('KDm')],
  sniff: (head) => isKdump(head) || isFlattened(head),
  entries,
};

function isFlattened(head: Uint8Array): boolean {
  return Buffer.compare(head.subarray(0, FLATTENED_MAGIC.length), FLATTENED_MAGIC) === 0;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  if (!isFlattened(source.read(0, Math.min(FLATTENED_MAGIC.length, source.size)))) {
    yield* dumpEntries(source, budget);
    return;
  }
  const dump = new FlattenedDump(source, budget);
  if (!dump.isWhole)
    yield damaged(
      `expected a record of the flattened dump, or its end, at offset ${dump.end}; what comes before is read`,
    );
  yield* dumpEntries(dump, budget);
  if (!isPadding(source, dump.end, source.size)) yield remainder('behind', () => streamOf(source, dump.end), dump.end);
}

async function* dumpEntries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const header = readKdumpHeader(source);
  yield remainder('headers', () => streamOf(source, 0, header.bitmap.start));
  const pages = new KdumpPages(source, header);
  let isRead = false;
  try {
    const open = async function* (): AsyncGenerator<Uint8Array> {
      yield* limeImage(frameRuns(source, header), { header, pages, budget });
      isRead = true;
    };
    yield { name: MEMORY_NAME, open };
    const { cutPages, damagedPages } = pages;
    if (cutPages > 0)
      yield damaged(`${cutPages} pages are beyond the end of the dump; they are read as zeros`, MEMORY_NAME);
    if (damagedPages > 0)
      yield damaged(
        `${damagedPages} pages cannot be unpacked; they are read as zeros, and their bytes are scanned as is`,
        MEMORY_NAME,
      );
    yield* pages.refused.entries();
    if (isRead) yield* others(source, header, pages);
  } finally {
    pages.close();
  }
}

/** Bytes of no page: eraseinfo, and anything added by others. */
function* others(
  source: ByteSource,
  { descriptorsAt }: KdumpHeader,
  { coverage, endOfDescriptors }: KdumpPages,
): Generator<Entry> {
  coverage.add(0, Math.max(descriptorsAt, endOfDescriptors));
  let left = MAX_HOLES;
  for (const { start, end } of coverage.survey(source.size).holes) {
    if (isPadding(source, start, end)) continue;
    const hole: Range = left-- > 1 ? { start, end } : { start, end: source.size };
    yield remainder(hole.end === source.size ? 'behind' : 'between', () => streamOf(source, hole.start, hole.end));
    if (left === 0) return;
  }
}
const MAX_HOLES = 1000;

const PIECE_BYTES = 256 << 10;

async function* limeImage(
  runs: Iterable<FrameRun>,
  { header, pages, budget }: { readonly header: KdumpHeader; readonly pages: KdumpPages; readonly budget: Budget },
): AsyncGenerator<Uint8Array> {
  const { pageBytes } = header;
  for (const { first, count } of runs) {
    yield limeHeader(BigInt(first) * BigInt(pageBytes), BigInt(count) * BigInt(pageBytes));
    for (let left = count; left > 0; ) {
      budget.checkTime();
      const number = Math.min(left, PIECE_BYTES / pageBytes);
      const piece = new Uint8Array(number * pageBytes);
      for (let index = 0; index < number; index++) piece.set(await pages.next(), index * pageBytes);
      yield piece;
      left -= number;
    }
  }
}
