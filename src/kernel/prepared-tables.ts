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
const DIGEST_CHARACTERS = 4 * Math.ceil(DIGEST_BYTES / 3);

/** Base64 of: digest of the anchors; then, in Brotli, whose output is the same on every processor, most hits a check, 4 bytes, and the tables. */
export function writeTables({ tables, mostHitsPerCheck }: Tables, anchors: readonly Anchor[]): string {
  const count = Buffer.alloc(COUNT_BYTES);
  count.writeUInt32LE(mostHitsPerCheck);
  const packed = brotliCompressSync(Buffer.concat([count, tables]));
  return Buffer.concat([digestOf(anchors), packed]).toString('base64');
}

/** @returns undefined when they are of other anchors */
export function tablesFor(text: string, anchors: readonly Anchor[]): Tables | undefined {
  const digest = Buffer.from(text.slice(0, DIGEST_CHARACTERS), 'base64').subarray(0, DIGEST_BYTES);
  return digest.equals(digestOf(anchors)) ? readTables(text) : undefined;
}

/** @param text what `writeTables` gave */
export function readTables(text: string): Tables {
  const prepared = Buffer.from(text, 'base64');
  const bytes = brotliDecompressSync(prepared.subarray(DIGEST_BYTES));
  const tables = new Uint8Array(new SharedArrayBuffer(bytes.length - COUNT_BYTES));
  tables.set(bytes.subarray(COUNT_BYTES));
  return { tables, mostHitsPerCheck: bytes.readUInt32LE(0) };
}
