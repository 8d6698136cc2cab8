import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

/** The result of planning. */
export interface Tables {
  /**
   * The kernel's tables, as they are in its memory from PAIRS on. Shared with workers, not copied; must not be written.
   */
  readonly tables: Uint8Array;
  /** Most hits that a single check can give. */
  readonly maxHitsPerCheck: number;
}

const COUNT_BYTES = 4;
const QUICK_QUALITY = 4;

/**
 * Serializes as base64 of Brotli, whose output is the same on every processor: most hits per check in 4 bytes, then the
 * tables.
 * @param isQuick for a single use: compressed less, in a tenth of the time
 */
export function writeTables({ tables, maxHitsPerCheck }: Tables, isQuick: boolean): string {
  const count = Buffer.alloc(COUNT_BYTES);
  count.writeUInt32LE(maxHitsPerCheck);
  const quality = isQuick ? QUICK_QUALITY : constants.BROTLI_MAX_QUALITY;
  const params = { [constants.BROTLI_PARAM_QUALITY]: quality };
  return brotliCompressSync(Buffer.concat([count, tables]), { params }).toString('base64');
}

/** @param text result of `writeTables` */
export function readTables(text: string): Tables {
  const bytes = brotliDecompressSync(Buffer.from(text, 'base64'));
  const tables = new Uint8Array(new SharedArrayBuffer(bytes.length - COUNT_BYTES));
  tables.set(bytes.subarray(COUNT_BYTES));
  return { tables, maxHitsPerCheck: bytes.readUInt32LE(0) };
}
