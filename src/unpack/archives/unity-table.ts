/** Head and table of a Unity bundle: see unity-fs.ts. */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64BE } from '../../bytes/size64.ts';
import { unpackLoneLz4Block } from '../codecs/lz4-block.ts';
import { lzmaProperties, unpackLzma } from '../codecs/lzma-decoder.ts';
import { bufferOf, magic } from '../container/magic.ts';

/** "UnityFS" and a zero. */
export const UNITY_FS = magic('55 6e 69 74 79 46 53 00');
/** Upper bound on the head: numbers, and two version strings. */
export const MAX_HEAD_BYTES = 256;

/** How blocks and the table may be packed. */
export const METHOD = { stored: 0, lzma: 1, lz4: 2, lz4hc: 3 } as const;
const METHOD_MASK = 0x3f;
const IS_TABLE_AT_END = 0x80;
const IS_PADDED = 0x200;
/** Flags of Unity's editions for China: the first one that seals blocks, and its successor. */
const IS_SEALED = 0x1400;
const ALIGNMENT = 16;

/*  head, big-endian
 *  0  8  "UnityFS" and a zero
 *  8  4  version of the form, 6 to 8
 * 12  n  version of the player, version of Unity: each with a zero behind
 *  .  8  bytes of all of it
 *  .  4  bytes of the table, packed, 4 unpacked
 *  .  4  flags: bits 0 to 5 how the table is packed, 7 it stands at the end, 9 what stands behind it begins at a multiple of 16
 * From version 7 on, and in some of version 6 (2019.4), the head ends at a multiple of 16.                           */
export interface UnityHead {
  /** Where it ends; unaligned and aligned to 16, since only the table can tell which applies. */
  readonly ends: readonly number[];
  readonly bundleBytes: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly flags: number;
}

/** @param bytes from the beginning; MAX_HEAD_BYTES, or all there are */
export function readHead(bytes: Uint8Array): UnityHead | undefined {
  const head = bufferOf(bytes);
  const player = stringAt(head, 12);
  const engine = player && stringAt(head, player.end);
  if (engine === undefined || !/^\d{1,4}\.[\w.]*$/.test(engine.text) || engine.end + 20 > head.length) return undefined;
  const version = head.readUInt32BE(8);
  const end = engine.end + 20;
  const aligned = end + padding(end);
  const [bundleBytes, packedBytes] = [size64BE(head, engine.end), head.readUInt32BE(engine.end + 8)];
  const [unpackedBytes, flags] = [head.readUInt32BE(engine.end + 12), head.readUInt32BE(engine.end + 16)];
  if (version < 6 || version > 8) return undefined;
  return { ends: version >= 7 ? [aligned] : [end, aligned], bundleBytes, packedBytes, unpackedBytes, flags };
}

export const isSealed = ({ flags }: UnityHead): boolean => (flags & IS_SEALED) !== 0;

function stringAt(bytes: Buffer, at: number): { readonly text: string; readonly end: number } | undefined {
  const end = bytes.indexOf(0, at);
  return end < 0 ? undefined : { text: bytes.toString('latin1', at, end), end: end + 1 };
}

const padding = (at: number): number => (ALIGNMENT - (at % ALIGNMENT)) % ALIGNMENT;

export interface UnityBlock {
  readonly method: number;
  readonly start: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
}

/** A range of the concatenated content of the blocks. */
export interface UnityFile {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface UnityTable {
  /** The unpacked table. */
  readonly bytes: Uint8Array;
  readonly blocks: readonly UnityBlock[];
  readonly files: readonly UnityFile[];
  /** The end of the last block. */
  readonly end: number;
}

/** A table entry of 10 bytes usually describes 128 KiB; in memory, it takes some 60 bytes. */
const MAX_TABLE_BYTES = 8 << 20;

/** Undefined when it is not where the head says, not packed as the head says, or invalid. */
export function readTable(source: ByteSource, head: UnityHead): UnityTable | undefined {
  const { packedBytes, unpackedBytes, flags, bundleBytes } = head;
  if (packedBytes > MAX_TABLE_BYTES || unpackedBytes > MAX_TABLE_BYTES || isSealed(head)) return undefined;
  for (const end of head.ends) {
    const isAtEnd = (flags & IS_TABLE_AT_END) !== 0;
    const start = isAtEnd ? Math.min(bundleBytes, source.size) - packedBytes : end;
    if (start < end || start + packedBytes > source.size) continue;
    const bytes = unpackTable(source.read(start, packedBytes), unpackedBytes, flags & METHOD_MASK);
    const blocksAt = isAtEnd ? end : start + packedBytes;
    const table = bytes && parseTable(bytes, blocksAt + (flags & IS_PADDED ? padding(blocksAt) : 0));
    if (table === undefined) continue;
    return isAtEnd ? { ...table, end: Math.max(table.end, start + packedBytes) } : table;
  }
  return undefined;
}

function unpackTable(packed: Uint8Array, bytes: number, method: number): Uint8Array | undefined {
  if (method === METHOD.stored) return packed.length === bytes ? packed : undefined;
  if (method === METHOD.lzma) {
    const properties = lzmaProperties(packed[0] ?? 0xff);
    const target = new Uint8Array(bytes);
    const unpacked = properties && unpackLzma(packed.subarray(LZMA_HEAD_BYTES), target, properties);
    return unpacked?.size === bytes ? target : undefined;
  }
  if (method !== METHOD.lz4 && method !== METHOD.lz4hc) return undefined;
  const unpacked = unpackLoneLz4Block(packed, bytes);
  return unpacked.isDamaged || unpacked.bytes.length !== bytes ? undefined : unpacked.bytes;
}

/** Properties, and the size of the dictionary. */
export const LZMA_HEAD_BYTES = 5;

/*  table, big-endian
 *  0  16  a hash, mostly zeros
 * 16   4  blocks: each 4 bytes unpacked, 4 packed, 2 flags, of which bits 0 to 5 say how it is packed
 *  .   4  files: each 8 bytes where it begins, 8 bytes of it, 4 flags, its name and a zero          */
const BLOCK_BYTES = 10;
const FILE_BYTES = 20;

function parseTable(table: Uint8Array, blocksAt: number): UnityTable | undefined {
  const bytes = bufferOf(table);
  if (bytes.length < 24) return undefined;
  const blockCount = bytes.readUInt32BE(16);
  const filesAt = 20 + blockCount * BLOCK_BYTES;
  if (filesAt + 4 > bytes.length) return undefined;
  const blocks: UnityBlock[] = [];
  let end = blocksAt;
  for (let at = 20; at < filesAt; at += BLOCK_BYTES) {
    const packedBytes = bytes.readUInt32BE(at + 4);
    const method = bytes.readUInt16BE(at + 8) & METHOD_MASK;
    blocks.push({ method, start: end, packedBytes, unpackedBytes: bytes.readUInt32BE(at) });
    end += packedBytes;
  }
  const files: UnityFile[] = [];
  let at = filesAt + 4;
  for (let left = bytes.readUInt32BE(filesAt); left > 0; left--) {
    const name = at + FILE_BYTES < bytes.length ? stringAt(bytes, at + FILE_BYTES) : undefined;
    if (name === undefined) return undefined;
    const start = size64BE(bytes, at);
    files.push({
      name: bytes.toString('utf8', at + FILE_BYTES, name.end - 1),
      start,
      end: start + size64BE(bytes, at + 8),
    });
    at = name.end;
  }
  // If the head is assumed to end too early, zeros before the table parse as an empty table.
  return at === bytes.length ? { bytes: table, blocks, files, end } : undefined;
}
