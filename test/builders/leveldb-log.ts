/** Writes write-ahead logs of LevelDB (doc/log_format.md) and of RocksDB (db/log_writer.cc). Independent of src. */
import { masked, varint } from './block-table.ts';
import { FieldWriter } from './field-writer.ts';

export const BLOCK_BYTES = 32_768;

/** Changes of LevelDB: a key gets a value, or is gone. */
export function batchOf(...pairs: readonly (readonly [key: string, value?: string])[]): Buffer {
  const out = new FieldWriter(true).u64(1).u32(pairs.length);
  for (const [key, value] of pairs) {
    out.u8(value === undefined ? 0 : 1);
    for (const text of value === undefined ? [key] : [key, value])
      out.bytes(Buffer.from(varint(Buffer.byteLength(text)))).text(text);
  }
  return out.finish();
}

/** One behind the other from the beginning of a block on. @param number of the log, where RocksDB writes over logs */
export function buildLog(records: readonly Uint8Array[], number?: number): Buffer {
  const out = new FieldWriter(true);
  const headBytes = number === undefined ? 7 : 11;
  for (const record of records) {
    let [done, isBegun] = [0, false];
    do {
      if (BLOCK_BYTES - (out.size % BLOCK_BYTES) < headBytes) out.alignTo(BLOCK_BYTES);
      const piece = record.subarray(done, done + BLOCK_BYTES - (out.size % BLOCK_BYTES) - headBytes);
      done += piece.length;
      const isLast = done === record.length;
      out.bytes(recordOf(isBegun ? (isLast ? 4 : 3) : isLast ? 1 : 2, piece, number));
      isBegun = true;
    } while (done < record.length);
  }
  return out.finish();
}

/** @param type without a number; of one with a number it is 4 more */
export function recordOf(type: number, content: Uint8Array, number?: number): Buffer {
  const summed = new FieldWriter(true).u8(number === undefined ? type : type + 4);
  if (number !== undefined) summed.u32(number);
  const bytes = summed.bytes(content).finish();
  return new FieldWriter(true).u32(masked(bytes)).u16(content.length).bytes(bytes).finish();
}
