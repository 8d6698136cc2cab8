/** Writes HPROF heap dumps ("HPROF Agent", binary format) for tests. Independent of src. */
import { FieldWriter } from './field-writer.ts';

export interface HprofRecord {
  readonly tag: number;
  readonly bytes: Uint8Array;
  /** The length to write, when it is not the true one. */
  readonly saidLength?: number;
}

export function hprof(version: string, idBytes: number, records: readonly HprofRecord[]): Buffer {
  const writer = new FieldWriter(false).text(`JAVA PROFILE ${version}\0`).u32(idBytes).u64(0x018f00000000n);
  for (const { tag, bytes, saidLength } of records) {
    writer
      .u8(tag)
      .u32(0)
      .u32(saidLength ?? bytes.length)
      .bytes(bytes);
  }
  return writer.finish();
}

/** UTF8 record: a string with its id. */
export function stringRecord(idBytes: 4 | 8, id: number, text: string): HprofRecord {
  return { tag: 1, bytes: new FieldWriter(false).word(id, idBytes).text(text).finish() };
}

/** Sub-record GC_PRIM_ARRAY_DUMP of bytes. */
export function byteArray(idBytes: 4 | 8, id: number, bytes: Uint8Array): Buffer {
  return new FieldWriter(false).u8(0x23).word(id, idBytes).u32(1).u32(bytes.length).u8(8).bytes(bytes).finish();
}

/** Sub-record GC_PRIM_ARRAY_DUMP of ints: here of a BigInteger's magnitude, big-endian. */
export function intArray(idBytes: 4 | 8, id: number, magnitude: Uint8Array): Buffer {
  const count = magnitude.length / 4;
  return new FieldWriter(false).u8(0x23).word(id, idBytes).u32(1).u32(count).u8(10).bytes(magnitude).finish();
}
