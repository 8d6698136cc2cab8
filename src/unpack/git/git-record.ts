/** One object as it is in a git pack: gitformat-pack, "Pack entries". */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { adler32 } from '../checksums/adler32.ts';
import { inflateWhole } from '../codecs/inflate.ts';
import { startsZlib } from '../codecs/zlib-format.ts';

export type GitType = 'commit' | 'tree' | 'blob' | 'tag';

export interface GitRecord {
  readonly offset: number;
  /** Undefined for a delta. */
  readonly type: GitType | undefined;
  /** Unpacked size, as declared. */
  readonly size: number;
  /** Base of a delta: its offset or its id. */
  readonly base?: { readonly offset: number } | { readonly id: string };
  /** Start of the zlib stream. */
  readonly dataStart: number;
}

const TYPES: readonly (GitType | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag'];
const OFS_DELTA = 6;
const REF_DELTA = 7;
const SHA1_BYTES = 20;
const SHA256_BYTES = 32;
const HEAD_BYTES = 10 + SHA256_BYTES + 2;

/* n  bits 4 to 6 of the first byte: type; its low 4 bits and 7 bits a byte from then on, low ones first: size
 * n  OFS_DELTA: how far before this record the base begins; 7 bits a byte, high ones first, one is added before each shift
 *    REF_DELTA: 20 (SHA-1) or 32 (SHA-256) bytes: id of the base
 * n  zlib stream                                                                                                            */
/** @returns undefined when there is nothing like one */
export function readGitRecord(source: ByteSource, offset: number): GitRecord | undefined {
  const head = source.read(offset, Math.max(0, Math.min(HEAD_BYTES, source.size - offset)));
  const kind = (head[0] ?? 0) >> 4;
  let size = (head[0] ?? 0) & 0x0f;
  let at = 1;
  for (let scale = 16; (head[at - 1] ?? 0) >= 0x80; at++, scale *= 128) {
    if (at > 7) return undefined;
    size += ((head[at] ?? 0) & 0x7f) * scale;
  }
  const type = TYPES[kind & 7];
  if (type !== undefined) return startsZlib(head, at) ? { offset, type, size, dataStart: offset + at } : undefined;
  if ((kind & 7) === OFS_DELTA) return ofsDelta(head, at, offset, size);
  if ((kind & 7) !== REF_DELTA) return undefined;
  // The pack does not say which hash its ids are; but a zlib stream must follow the id.
  const idBytes = [SHA1_BYTES, SHA256_BYTES].find((length) => startsZlib(head, at + length));
  if (idBytes === undefined) return undefined;
  const id = Buffer.from(head.subarray(at, at + idBytes)).toString('hex');
  return { offset, type: undefined, size, base: { id }, dataStart: offset + at + idBytes };
}

function ofsDelta(head: Uint8Array, start: number, offset: number, size: number): GitRecord | undefined {
  let at = start;
  let distance = (head[at] ?? 0) & 0x7f;
  while ((head[at++] ?? 0) >= 0x80) {
    if (at - start > 7) return undefined;
    distance = (distance + 1) * 128 + ((head[at] ?? 0) & 0x7f);
  }
  if (distance === 0 || distance > offset || !startsZlib(head, at)) return undefined;
  return { offset, type: undefined, size, base: { offset: offset - distance }, dataStart: offset + at };
}

export interface GitData {
  readonly bytes: Uint8Array;
  /** Offset behind the zlib stream. */
  readonly end: number;
}

/**
 * Unpacks the data of a record in one go; the caller bounds its size.
 * @returns 'damaged' also when the size or the Adler-32 does not match
 */
export function readGitData(source: ByteSource, { dataStart, size }: GitRecord): GitData | 'damaged' {
  const start = dataStart + 2;
  const read = (length: number): Uint8Array => source.read(start, Math.max(0, Math.min(length, source.size - start)));
  // Most objects shrink to less than half; any other is read again, with deflate's largest possible size.
  const first = inflateWhole(read((size >> 1) + 512), size + 1, size);
  const inflated = first === 'unfinished' ? inflateWhole(read(size + (size >> 10) + 1024), size + 1, size) : first;
  if (typeof inflated === 'string' || inflated.output.length !== size) return 'damaged';
  const sumAt = start + inflated.consumed;
  if (sumAt + 4 > source.size) return 'damaged';
  if (Buffer.from(source.read(sumAt, 4)).readUInt32BE(0) !== adler32(inflated.output)) return 'damaged';
  return { bytes: inflated.output, end: sumAt + 4 };
}
