/**
 * HDF5 (HDF5 File Format Specification, version 3.0), and formats based on it: NetCDF-4, MATLAB 7.3, Keras, pandas. Datasets whose chunks
 * pass filters are unpacked, each an entry; everything else is plain in the file. Variable-length strings are adjacent in heaps, and
 * fixed-length ones in datasets: they come one a line.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { sliceOf } from '../../bytes/joined-source.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { hasMagic, occurrencesIn } from '../container/magic.ts';
import { Hdf5File, HEAD_BYTES, readSuperblock, SIGNATURE } from './hdf5-file.ts';
import { GlobalHeaps } from './hdf5-heaps.ts';
import { ObjectWalk } from './hdf5-objects.ts';

/** Anything shorter is the signature in a list of signatures, decoded. */
const MIN_BYTES = 48;
const NAME = 'global heap';
const SIGNATURE_BYTES = Buffer.from(SIGNATURE.bytes);

export const hdf5: SourceContainer = {
  id: 'hdf5',
  title: 'HDF5 (NetCDF-4, MATLAB 7.3, Keras): datasets with filters, and strings, one per line',
  limits:
    'filters other than deflate, shuffle, Fletcher-32, LZF, Blosc, LZ4 and Zstandard; chunks above 128 MiB; datasets that no group references any more',
  reads: 'source',
  keepsLeaf: 'searched',
  headBytes: HEAD_BYTES,
  firstBytes: [SIGNATURE.bytes[0]!],
  // MATLAB writes 512 bytes of text before it, and others any amount.
  embeddedBy: [SIGNATURE],
  sniff: (head) => head.length >= MIN_BYTES && hasMagic(head, SIGNATURE),
  sniffEmbedded: (bytes) => {
    const superblock = readSuperblock(bytes.subarray(0, HEAD_BYTES));
    return superblock?.isSumRight === true && superblock.root < superblock.end;
  },
  entries: (source, budget) => entries(source, budget, source.size),
  entriesInside: (source, budget) => entries(source, budget, endInside(source, budget)),
};

/**
 * Heaps are searched for, and those of the next file are found in that one: 4 MiB of a file of 9 KiB took 12 s. One that is cut, or lies
 * about its end, ends where the next one begins.
 */
function endInside(source: ByteSource, budget: Budget): number {
  const end = superblockOf(source)?.end ?? source.size;
  if (end <= source.size) return end;
  for (const at of occurrencesIn(source, SIGNATURE_BYTES, budget)) if (at > 0) return at;
  return source.size;
}

/** @param heapsEnd where the last heap ends at the latest */
async function* entries(source: ByteSource, budget: Budget, heapsEnd: number): AsyncGenerator<Entry | Trouble> {
  const superblock = superblockOf(source);
  const searched = sliceOf(source, 0, Math.min(heapsEnd, source.size));
  const heaps = new GlobalHeaps(searched, superblock?.lengthBytes ?? 8, budget);
  const items = itemsOf(source, superblock, budget);
  const first = await items.next();
  if (first.done && heaps.isEmpty) return;
  yield { name: NAME, open: () => heaps.lines() };
  if (heaps.broken > 0)
    yield damaged(`heaps whose objects cannot be read: ${heaps.broken}; they are scanned as is`, NAME);
  if (first.done) return;
  yield first.value;
  yield* items;
}

function superblockOf(source: ByteSource): ReturnType<typeof readSuperblock> {
  return readSuperblock(source.read(0, Math.min(HEAD_BYTES, source.size)));
}

async function* itemsOf(
  source: ByteSource,
  superblock: ReturnType<typeof readSuperblock>,
  budget: Budget,
): AsyncGenerator<Entry | Trouble, undefined> {
  if (superblock === undefined) {
    const message = 'the superblock of HDF5 is damaged or of a version that is not known; what is packed is not read';
    yield { trouble: { code: 'unsupported', message } };
    return;
  }
  if (source.size < superblock.end)
    yield damaged(`expected ${superblock.end} bytes, found ${source.size}: the file was cut`);
  if (superblock.isOneOfMany) {
    const message =
      'the file is one of several, which keysieve cannot join; copy it into one before the scan (h5repack)';
    yield { trouble: { code: 'unsupported', message } };
  }
  const file = new Hdf5File(source, superblock, budget);
  yield* new ObjectWalk(file).items();
  const wrongSums = file.wrongSums + (superblock.isSumRight ? 0 : 1);
  if (wrongSums > 0) yield damaged(`structures of HDF5 whose sum is wrong: ${wrongSums}; they were read anyway`);
}
