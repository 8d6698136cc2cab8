/**
 * .NET programs in a single file: dotnet/designs, "Single-file Publish", and the source of the host (header.cpp,
 * file_entry.cpp), manifests of versions 1, 2 and 6. The host, an ELF, PE or Mach-O program, contains a signature, preceded by
 * the offset of the manifest. It can be anywhere in its data, so the program is searched for it (3.6 GB/s), unless it ends where
 * its own format ends, since the files would lie behind that. Packed files are entries, and so are stored ones that may
 * themselves be archives or packed. Stored assemblies, native libraries and settings are scanned as is.
 */
import type { Budget } from '../../bytes/budget.ts';
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { readDeflated } from '../codecs/deflated-entry.ts';
import { ClaimedBytes } from '../container/claimed-bytes.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { type BundledFile, readManifest } from './dotnet-manifest.ts';
import { hasBytesBehindElf, isElf } from './elf-sections.ts';
import { isThinMacho, MACHO_FIRST_BYTES } from './macho.ts';
import { hasBytesBehindPe, isPe, PE_HEAD_BYTES } from './pe-header.ts';

export const dotnetBundle: SourceContainer = {
  id: 'dotnet-bundle',
  title: '.NET single-file program',
  headBytes: PE_HEAD_BYTES,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: [0x7f, 0x4d, ...MACHO_FIRST_BYTES],
  sniff: (head) => isElf(head) || isPe(head) || isThinMacho(head),
  entries,
};

// SHA-256 of ".net core bundle" and a line feed.
const SIGNATURE = Buffer.from('8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae', 'hex');
/** Size of the manifest's offset, which precedes the signature. */
const OFFSET_BYTES = 8;
const SEARCH_BYTES = 1 << 20;
/** A program that makes single-file programs has the signature without an offset, perhaps more than once. */
const MAX_SIGNATURES = 64;

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const head = source.read(0, Math.min(PE_HEAD_BYTES, source.size));
  if (isElf(head) ? !hasBytesBehindElf(source) : isPe(head) && !hasBytesBehindPe(source)) return;
  let failure: FormatError | undefined;
  for (const manifestAt of manifestOffsets(source, budget)) {
    try {
      yield* readFiles(source, readManifest(source, manifestAt, budget));
      return;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      failure ??= error;
    }
  }
  if (failure !== undefined) throw failure;
}

/** The offset before each signature, except zero, which a host without a bundle has. */
function* manifestOffsets(source: ByteSource, budget: Budget): Generator<number> {
  const overlap = OFFSET_BYTES + SIGNATURE.length - 1;
  const buffer = Buffer.alloc(Math.min(SEARCH_BYTES, source.size));
  let found = 0;
  for (let start = 0; start + overlap < source.size; start += buffer.length - overlap) {
    budget.checkTime();
    const chunk = buffer.subarray(0, Math.min(buffer.length, source.size - start));
    source.readInto(chunk, start);
    for (let at = chunk.indexOf(SIGNATURE, OFFSET_BYTES); at >= 0; at = chunk.indexOf(SIGNATURE, at + 1)) {
      const manifestAt = size64LE(chunk, at - OFFSET_BYTES);
      if (manifestAt === 0) continue;
      yield manifestAt;
      if (++found === MAX_SIGNATURES) return;
    }
  }
}

async function* readFiles(source: ByteSource, files: Iterable<BundledFile>): AsyncGenerator<Entry | Trouble> {
  const claimed = new ClaimedBytes(source.size);
  let refused = 0;
  for (const file of files) {
    const end = Math.min(file.offset + (file.packedSize ?? file.size), source.size);
    if (claimed.areAll) refused++;
    else yield* readFile(source, file, end);
    claimed.add(Math.max(0, end - file.offset));
  }
  if (refused > 0)
    yield damaged(
      `expected files that do not overlap, found ${refused} after those that have all the bytes of the program`,
    );
}

async function* readFile(source: ByteSource, file: BundledFile, end: number): AsyncGenerator<Entry | Trouble> {
  const { name, offset, size, packedSize, kind } = file;
  if (packedSize !== undefined && end > offset) yield* readDeflated(source, { name, start: offset, end, size });
  else if (end > offset && (kind === 'unknown' || kind === 'symbols'))
    yield { name, open: () => streamOf(source, offset, end) };
  if (offset + (packedSize ?? size) > source.size)
    yield damaged(`expected the file before the end at ${source.size}`, name);
}
