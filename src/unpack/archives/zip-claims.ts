/**
 * The competing claims of a zip about the data at one place. Tools that read forwards trust the local header (APPNOTE
 * 6.3.10, 4.3.7), others the central directory (4.3.12); some inflate whatever follows a header. Whatever any of them
 * would extract must be read.
 */
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import { inflateNext } from '../codecs/inflate.ts';
import { ChunkReader } from '../container/chunk-reader.ts';
import { FLAG, isEmpty, isMarked, type LocalHeader, type ZipRecord } from './zip-record.ts';

/** @returns one record or two, to be read in turn */
export async function claimsOf(
  source: ByteSource,
  header: LocalHeader,
  record: ZipRecord,
): Promise<readonly ZipRecord[]> {
  const local = { ...(await localClaim(source, header)), name: record.name };
  if (isEmpty(record)) return [isEmpty(local) || hasUnknownSize(local) ? record : local];
  return isOther(local, record) ? [record, withSizes(local, record)] : [record];
}

/**
 * Whether the two records name the file differently. Non-ASCII letters may be in two code pages (PKZIP for Windows), slashes may go
 * either way, and where the directory is encrypted (4.4.4, bit 13) the local name is masked.
 */
export function hasOtherName(local: ZipRecord, record: ZipRecord): boolean {
  if (Buffer.compare(local.rawName, record.rawName) === 0) return false;
  return (local.flags & FLAG.maskedHeader) === 0 && plainName(local.rawName) !== plainName(record.rawName);
}

function plainName(raw: Uint8Array): string {
  const ascii = Buffer.from(raw.filter((byte) => byte < 0x80)).toString('latin1');
  return ascii.replaceAll('\\', '/').toLowerCase();
}

/**
 * The local header. If its sizes and checksum are 0 but data follows all the same, the checksum is dropped, so that it is not taken
 * for an empty file.
 */
export async function localClaim(source: ByteSource, header: LocalHeader): Promise<LocalHeader> {
  const saysNothing = header.compressedSize === 0 && header.size === 0 && (header.crc32 ?? 0) === 0;
  if (!saysNothing || header.method === STORED) return header;
  const hasData = header.method === DEFLATED ? await inflatesAt(source, header.dataStart) : isPackedAt(source, header);
  return { ...header, crc32: hasData ? undefined : 0 };
}
const STORED = 0;
const DEFLATED = 8;

/** Whether reading by `local` yields anything that reading by `record` does not. */
function isOther(local: ZipRecord, record: ZipRecord): boolean {
  if (isEmpty(local)) return false;
  if (local.method !== record.method) return true;
  if (isMarked(record) && local.crc32 !== undefined)
    return !isMarked(local) || local.crc32 !== record.crc32 || local.size !== record.size;
  if (isMarked(record)) return !isMarked(local);
  return local.method === STORED && local.compressedSize !== 0 && local.compressedSize !== record.compressedSize;
}

/** Stored data has no end mark of its own. */
export function hasUnknownSize({ method, flags, compressedSize }: ZipRecord): boolean {
  return method === STORED && (flags & FLAG.hasDescriptor) !== 0 && compressedSize === 0;
}

/** `CRCq`, `CSIZ` and `USIZ` are placeholders of KZip (KDE), which fills them in later, but never when it rewrites a file (.kra). */
export function withoutMarks(local: LocalHeader): LocalHeader {
  if (local.method !== STORED || local.compressedSize !== CSIZ || local.size !== USIZ) return local;
  return { ...local, flags: local.flags | FLAG.hasDescriptor, crc32: undefined, compressedSize: 0, size: 0 };
}
const [CSIZ, USIZ] = [0x5a495343, 0x5a495355];

function withSizes(local: ZipRecord, { compressedSize, size }: ZipRecord): ZipRecord {
  return hasUnknownSize(local) ? { ...local, compressedSize, size } : local;
}

/**
 * Whether a deflate stream, valid or not, begins at `offset` and yields a byte. No record, and no descriptor of an
 * empty file, is one: it would be a stored block whose length and complement (RFC 1951, 3.2.4) do not match.
 */
async function inflatesAt(source: ByteSource, offset: number): Promise<boolean> {
  const reader = new ChunkReader(streamOf(source, offset, source.size, PROBE_BYTES));
  try {
    for await (const output of inflateNext(reader)) if (output.length > 0) return true;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  } finally {
    await reader.close();
  }
  return false;
}
const PROBE_BYTES = 4 << 10;

/** Whether a header with an unsupported method is followed by anything but a record or the descriptor of an empty file. */
function isPackedAt(source: ByteSource, { flags, dataStart }: LocalHeader): boolean {
  if ((flags & FLAG.hasDescriptor) === 0) return false;
  const next = Buffer.from(source.read(dataStart, Math.min(DESCRIPTOR_BYTES, source.size - dataStart)));
  return next.toString('latin1', 0, 2) !== 'PK' && next.some((byte) => byte !== 0);
}
const DESCRIPTOR_BYTES = 12;
