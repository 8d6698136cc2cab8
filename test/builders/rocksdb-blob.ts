/** Writes values of RocksDB that lie apart from its tables (db/blob/blob_log_format.h). Independent of src. */
import { masked } from './block-table.ts';
import { FieldWriter } from './field-writer.ts';

export interface BuiltBlob {
  readonly key?: string;
  /** As it lies in the file. */
  readonly value: Uint8Array;
  /** What its head says. */
  readonly keyBytes?: number;
  readonly valueBytes?: number;
  readonly hasWrongHeadSum?: boolean;
  readonly hasWrongSum?: boolean;
}

export interface BuiltBlobs {
  readonly blobs: readonly BuiltBlob[];
  readonly kind?: number;
  readonly version?: number;
  readonly hasFooter?: boolean;
}

export function buildBlobs({ blobs, kind = 0, version = 1, hasFooter = true }: BuiltBlobs): Buffer {
  const header = new FieldWriter(true).u32(MAGIC).u32(version).u32(0).u8(0).u8(kind).u64(0).u64(0).finish();
  const parts = [header, ...blobs.flatMap(record)];
  if (hasFooter) parts.push(summed(new FieldWriter(true).u32(MAGIC).u64(blobs.length).u64(0).u64(0).finish()));
  return Buffer.concat(parts);
}
const MAGIC = 0x00248f37;

function record(blob: BuiltBlob): Buffer[] {
  const { key = 'key', value, keyBytes = key.length, valueBytes = value.length } = blob;
  const content = Buffer.concat([Buffer.from(key), value]);
  const head = new FieldWriter(true).u64(keyBytes).u64(valueBytes).u64(0).finish();
  return [summed(head, blob.hasWrongHeadSum), summed(content, blob.hasWrongSum).subarray(-4), content];
}

function summed(bytes: Buffer, isWrong = false): Buffer {
  return Buffer.concat([bytes, new FieldWriter(true).u32(isWrong ? 0x2b0bb1e5 : masked(bytes)).finish()]);
}
