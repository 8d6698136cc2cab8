import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';

/** What planning ends with. */
export interface Tables {
  /** The kernel's tables as they lie in its memory from PAIRS on; shared, not copied, between workers. Not to be written. */
  readonly tables: Uint8Array;
  /** Most hits that one check, a step of the scan, can give. */
  readonly mostHitsPerCheck: number;
}

const COUNT_BYTES = 4;

/** Base64 of, in Brotli, whose output is the same on every processor: most hits a check, 4 bytes, and the tables. */
export function writeTables({ tables, mostHitsPerCheck }: Tables): string {
  const count = Buffer.alloc(COUNT_BYTES);
  count.writeUInt32LE(mostHitsPerCheck);
  return brotliCompressSync(Buffer.concat([count, tables])).toString('base64');
}

/** @param text what `writeTables` gave */
export function readTables(text: string): Tables {
  const bytes = brotliDecompressSync(Buffer.from(text, 'base64'));
  const tables = new Uint8Array(new SharedArrayBuffer(bytes.length - COUNT_BYTES));
  tables.set(bytes.subarray(COUNT_BYTES));
  return { tables, mostHitsPerCheck: bytes.readUInt32LE(0) };
}
