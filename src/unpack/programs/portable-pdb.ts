/**
 * Portable PDBs of .NET: sources that a compiler embedded are packed in the blob heap (dotnet/runtime, "Portable PDB v1.0",
 * "Embedded Source"; ECMA-335, II.24.2). A blob is taken for one when it holds a size and a deflate stream that unpacks to
 * exactly that size; the tables that identify sources, and their names, are not read. Everything else is plain.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { FormatError } from '../../model/errors.ts';
import { readDeflated } from '../codecs/deflated-entry.ts';
import { inflateWhole, turnAfterDamage } from '../codecs/inflate.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';

export const portablePdb: SourceContainer = {
  id: 'portable-pdb',
  title: '.NET Portable PDB (embedded sources)',
  limits: 'names of the sources',
  headBytes: 16,
  reads: 'source',
  keepsLeaf: 'searched',
  firstBytes: [0x42],
  sniff: isMetadata,
  entries,
};

const MAX_VERSION_BYTES = 255;
const MAX_STREAMS = 64;
/** Deflate expands one byte to at most 1032. */
const MAX_RATIO = 1032;
/** The size, and a stream with more than a few letters. */
const MIN_SOURCE_BYTES = 4 + 8;
/** Up to this size, packed and unpacked, a blob is tried in one call. */
const SMALL_BYTES = 1 << 20;
const SMALL_OUTPUT_BYTES = 16 << 20;

/*  0  4  'BSJB'
 *  4  2  major version: 1
 *  6  2  minor version: 1
 *  8  4  reserved: 0
 * 12  4  length of the version string, a multiple of 4, at most 255
 * 16  n  version string: 'PDB v1.0'
 *     2  flags
 *     2  number of streams; then for each
 *  0  4  offset from the beginning
 *  4  4  size
 *  8  n  name, filled with zeros to a multiple of 4                 */
function isMetadata(head: Uint8Array): boolean {
  if (head.length < 16) return false;
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.length);
  return bytes.toString('latin1', 0, 4) === 'BSJB' && bytes.readUInt32LE(12) <= MAX_VERSION_BYTES;
}

async function* entries(source: ByteSource, budget: Budget): AsyncGenerator<Entry | Trouble> {
  const { start, end } = blobHeap(source);
  if (end > source.size) yield damaged(`expected blobs up to offset ${end}, but the file ends before`);
  for (const blob of blobs(new ReadAheadSource(source), start, Math.min(end, source.size), budget)) {
    const size = embeddedSize(source, blob);
    if (size === undefined) {
      await turnAfterDamage();
      continue;
    }
    const name = `embedded source at ${blob.start}`;
    yield* readDeflated(source, { name, start: blob.start + 4, end: blob.end, size });
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Declared range of the stream `#Blob`. */
function blobHeap(source: ByteSource): Range {
  const head = Buffer.from(source.read(0, Math.min(source.size, 16 + MAX_VERSION_BYTES + 4 + MAX_STREAMS * 40)));
  let at = 16 + head.readUInt32LE(12);
  const count = at + 4 <= head.length ? head.readUInt16LE(at + 2) : 0;
  at += 4;
  for (let index = 0; index < Math.min(count, MAX_STREAMS) && at + 12 <= head.length; index++) {
    const [start, size] = [head.readUInt32LE(at), head.readUInt32LE(at + 4)];
    const nameEnd = head.indexOf(0, at + 8);
    if (nameEnd < 0) break;
    if (head.toString('latin1', at + 8, nameEnd) === '#Blob') return { start, end: start + size };
    at += 8 + 4 * (Math.floor((nameEnd - at - 8) / 4) + 1);
  }
  throw new FormatError('expected the metadata of .NET to have a stream #Blob, found none');
}

/* The length of a blob (ECMA-335, II.24.2.4): 0xxxxxxx; 10xxxxxx and a byte; 110xxxxx and three bytes. */
function* blobs(source: ByteSource, start: number, end: number, budget: Budget): Generator<Range> {
  let at = start;
  for (let count = 0; at < end; count++) {
    if (count % 1024 === 0) budget.checkTime();
    const [first = 0, second = 0, third = 0, fourth = 0] = source.read(at, Math.min(4, end - at));
    let headBytes = 1;
    let length = first;
    if (first >= 0xc0) {
      headBytes = 4;
      length = ((first & 0x1f) << 24) | (second << 16) | (third << 8) | fourth;
    } else if (first >= 0x80) {
      headBytes = 2;
      length = ((first & 0x3f) << 8) | second;
    }
    const blobStart = at + headBytes;
    at = blobStart + length;
    if (length >= MIN_SOURCE_BYTES && at <= end) yield { start: blobStart, end: at };
    else if (at > end) throw new FormatError(`expected a blob of ${length} bytes at offset ${blobStart}, found fewer`);
  }
}

/** The unpacked size of an embedded source; undefined for any other blob. */
function embeddedSize(source: ByteSource, { start, end }: Range): number | undefined {
  const size = Buffer.from(source.read(start, 4)).readInt32LE(0);
  const packedBytes = end - start - 4;
  if (size <= 0 || size > packedBytes * MAX_RATIO) return undefined;
  if (packedBytes > SMALL_BYTES || size > SMALL_OUTPUT_BYTES) return size;
  const whole = inflateWhole(source.read(start + 4, packedBytes), size, size);
  return typeof whole !== 'string' && whole.output.length === size && whole.consumed === packedBytes ? size : undefined;
}
