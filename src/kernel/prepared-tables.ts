import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** What planning ends with. */
export interface Tables {
  /** The kernel's tables as they lie in its memory from PAIRS on; shared, not copied, between workers. Not to be written. */
  readonly tables: Uint8Array;
  /** Most hits that one check, a step of the scan, can give. */
  readonly mostHitsPerCheck: number;
}

const COUNT_BYTES = 4;
const QUICK_QUALITY = 4;

/**
 * Base64 of, in Brotli, whose output is the same on every processor: most hits a check, 4 bytes, and the tables.
 * @param isQuick for once: packed worse, in a tenth of the time
 */
export function writeTables({ tables, mostHitsPerCheck }: Tables, isQuick: boolean): string {
  const count = Buffer.alloc(COUNT_BYTES);
  count.writeUInt32LE(mostHitsPerCheck);
  const quality = isQuick ? QUICK_QUALITY : constants.BROTLI_MAX_QUALITY;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  return brotliCompressSync(Buffer.concat([count, tables]), { params }).toString('base64');
}

/** @param text what `writeTables` gave */
export function readTables(text: string): Tables {
  const bytes = brotliDecompressSync(Buffer.from(text, 'base64'));
  const tables = new Uint8Array(new SharedArrayBuffer(bytes.length - COUNT_BYTES));
  tables.set(bytes.subarray(COUNT_BYTES));
  return { tables, mostHitsPerCheck: bytes.readUInt32LE(0) };
}
