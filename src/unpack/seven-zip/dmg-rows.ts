/**
 * Whether the rows of an Apple disk image name the same packed bytes again and again (UDIF; there is no specification, the names are those of
 * libdmg-hfsplus, `dmg/dmg.h`). `hdiutil` writes each block once, and zeros as rows without any bytes.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { bufferOf } from '../container/magic.ts';

/* Trailer of 512 bytes, big-endian:
 *  24  8  where the packed bytes begin
 * 216  8  where the property list is; 224  8  its bytes
 * Table of a partition, in base64 in the list:
 *   0  4  "mish"
 *  24  8  where its packed bytes begin, behind the beginning of all
 * 200  4  rows
 * 204     rows of 40 bytes:
 *          0  4  kind      8  8  first sector    16  8  sectors
 *         24  8  offset   32  8  packed bytes   */
const TRAILER_BYTES = 512;
const LIST_AT = 216;
const ROWS_AT = 204;
const ROW_BYTES = 40;
const SECTOR_BYTES = 512;
/** A row of usual images has 512 sectors or more and takes 60 bytes here: enough for 16 GiB, even at one row of 256 KiB each. */
const MAX_LIST_BYTES = 4 << 20;
const TABLE = /<data>\s*(bWlza[A-Za-z0-9+/=\s]*)<\/data>/g;

/** How much may come out of bytes that earlier rows have named: as much as 7-Zip may read of a small archive (`seven-zip/sharing-limit.ts`). */
const MAX_REPEATED_BYTES = 512 << 20;

/** @returns a description of the problem */
export function repeatedDmgRows(source: ByteSource): string | undefined {
  let left = MAX_REPEATED_BYTES;
  const seen = new Set<string>();
  for (const table of tablesOf(source)) {
    const base = table.readBigUInt64BE(24);
    const end = Math.min(table.length, ROWS_AT + ROW_BYTES * table.readUInt32BE(200));
    for (let at = ROWS_AT; at + ROW_BYTES <= end; at += ROW_BYTES) {
      const bytes = table.readBigUInt64BE(at + 32);
      if (bytes === 0n) continue;
      const place = `${base + table.readBigUInt64BE(at + 24)}`;
      if (seen.has(place)) left -= SECTOR_BYTES * Number(table.readBigUInt64BE(at + 16));
      seen.add(place);
      if (left < 0)
        return `expected rows with bytes of their own in an Apple disk image, found some with the same packed bytes, of more than ${MAX_REPEATED_BYTES} bytes unpacked`;
    }
  }
  return undefined;
}

function* tablesOf(source: ByteSource): Generator<Buffer> {
  if (source.size < TRAILER_BYTES) return;
  const trailer = bufferOf(source.read(source.size - TRAILER_BYTES, TRAILER_BYTES));
  const [start, bytes] = [LIST_AT, LIST_AT + 8].map((at) => Number(trailer.readBigUInt64BE(at)));
  if (bytes! > MAX_LIST_BYTES || start! + bytes! > source.size) return;
  const list = bufferOf(source.read(start!, bytes!)).toString('latin1');
  for (const [, base64] of list.matchAll(TABLE)) {
    const table = Buffer.from(base64!, 'base64');
    if (table.length >= ROWS_AT) yield table;
  }
}
