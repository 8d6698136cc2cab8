import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import type { Anchor } from '../model/anchor.ts';
import { DIGEST_BYTES, digestOf } from './choices.ts';

/** What planning ends with. */
export interface Tables {
  /** The kernel's tables as they lie in its memory from PAIRS on; shared, not copied, between workers. Not to be written. */
  readonly tables: Uint8Array;
  /** Most hits that one check, a step of the scan, can give. */
  readonly mostHitsPerCheck: number;
}

const COUNT_BYTES = 4;

/** Base64 of Brotli, whose output is the same on every processor, of: digest of the anchors; most hits a check, 4 bytes; the tables. */
export function writeTables({ tables, mostHitsPerCheck }: Tables, anchors: readonly Anchor[]): string {
  const count = Buffer.alloc(COUNT_BYTES);
  count.writeUInt32LE(mostHitsPerCheck);
  return brotliCompressSync(Buffer.concat([digestOf(anchors), count, tables])).toString('base64');
}

/** @returns undefined when they are of other anchors */
export function readTables(text: string, anchors: readonly Anchor[]): Tables | undefined {
  if (text === '') return undefined;
  const bytes = brotliDecompressSync(Buffer.from(text, 'base64'));
  if (!bytes.subarray(0, DIGEST_BYTES).equals(digestOf(anchors))) return undefined;
  const start = DIGEST_BYTES + COUNT_BYTES;
  const tables = new Uint8Array(new SharedArrayBuffer(bytes.length - start));
  tables.set(bytes.subarray(start));
  return { tables, mostHitsPerCheck: bytes.readUInt32LE(DIGEST_BYTES) };
}
