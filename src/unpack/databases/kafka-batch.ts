/**
 * Headers of records in a Kafka log: a batch of version 2 (Kafka's documentation, "Record Batch"; DefaultRecordBatch.java), or a message
 * of version 0 or 1, which contains others if it is packed ("Old Message Format"; LegacyRecord.java).
 */
import { bufferOf } from '../container/magic.ts';

/*  batch or message, big-endian
 *  0   8  offset
 *  8   4  bytes behind this field
 *  12  4  version 2: epoch of the leader; before it: CRC-32 of all that follows
 *  16  1  version
 *  then of version 2:
 *  17  4  CRC-32C of all that follows
 *  21  2  attributes: 0 to 2 how it is packed, 3 kind of times, 4 transactional, 5 control, 6 horizon of deletion
 *  23  4  offset of the last record - that of the batch; records may be gone from it
 *  27  8  first time, 35 8 last time, in milliseconds; -1 none
 *  43  8  producer, 51 2 its epoch, 53 4 first sequence; -1 none
 *  57  4  number of records; these follow, packed together
 *  of versions 0 and 1:
 *  17  1  attributes: 0 to 2 how it is packed, 3 kind of times
 *  18  8  time, not in version 0
 *  .   4  bytes of the key, -1 none; the key
 *  .   4  bytes of the value, -1 none; the value, packed                                                          */
const SIZE_AT = 8;
const OLD_SUM_AT = 12;
const VERSION_AT = 16;
/** Up to and including the size. */
const FRAME_BYTES = 12;
const MIN_BYTES = 26;
const BATCH_BYTES = 61;
/** Enough to locate the value of a message: a packed one has no key. */
export const KAFKA_HEAD_BYTES = 4 << 10;
/** A minimal record: its length, attributes, differences of time and offset, lengths of key and value, number of headers. */
const MIN_RECORD_BYTES = 7;

export type KafkaCodec = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd';
const CODECS: readonly KafkaCodec[] = ['none', 'gzip', 'snappy', 'lz4', 'zstd'];

export interface KafkaBatch {
  /** 0 and 1: a message; if it is packed, its content is messages again. */
  readonly version: number;
  /** Total size, with all that precedes the size field. */
  readonly bytes: number;
  /** Undefined for a codec that Kafka does not have yet. */
  readonly codec: KafkaCodec | undefined;
  /** Offset in the batch of the packed data, which extends to the end. */
  readonly contentAt: number;
  readonly sum: number;
  /** Offset in the batch from which the checksum is computed. */
  readonly summedAt: number;
}

/** @param head KAFKA_HEAD_BYTES of it, or all there are. @returns undefined when no batch and no message can begin like this */
export function kafkaBatch(head: Uint8Array): KafkaBatch | undefined {
  if (head.length < MIN_BYTES || head[0] !== 0) return undefined;
  const fields = bufferOf(head);
  switch (fields[VERSION_AT]) {
    case 0:
    case 1:
      return oldMessage(fields);
    case 2:
      return batch(fields);
    default:
      return undefined;
  }
}

function batch(head: Buffer): KafkaBatch | undefined {
  if (head.length < BATCH_BYTES) return undefined;
  const bytes = FRAME_BYTES + head.readInt32BE(SIZE_AT);
  const [attributes, lastDelta, records] = [head.readUInt16BE(21), head.readInt32BE(23), head.readInt32BE(57)];
  const codec = attributes & 7;
  const maxRecords = codec === 0 ? (bytes - BATCH_BYTES) / MIN_RECORD_BYTES : lastDelta + 1;
  const isOne =
    bytes >= BATCH_BYTES &&
    attributes < 0x80 &&
    lastDelta >= 0 &&
    // When all records of a batch were removed, only its header remains (DefaultRecordBatch.writeEmptyHeader).
    (records > 0 || (records === 0 && bytes === BATCH_BYTES)) &&
    records <= Math.min(maxRecords, lastDelta + 1) &&
    [27, 35, 43].every((at) => isNumberOrNone(head, at)) &&
    head.readInt16BE(51) >= -1 &&
    head.readInt32BE(53) >= -1;
  if (!isOne) return undefined;
  const sum = { sum: head.readUInt32BE(17), summedAt: 21 };
  return { version: 2, bytes, codec: CODECS[codec], contentAt: BATCH_BYTES, ...sum };
}

/** Rejects 2^56 and above: that many milliseconds are two million years. */
function isNumberOrNone(head: Buffer, at: number): boolean {
  return head[at] === 0 || (head.readInt32BE(at) === -1 && head.readInt32BE(at + 4) === -1);
}

function oldMessage(head: Buffer): KafkaBatch | undefined {
  const bytes = FRAME_BYTES + head.readInt32BE(SIZE_AT);
  const [version, attributes] = [head[VERSION_AT]!, head[17]!];
  const keyAt = version === 0 ? 18 : 26;
  if (attributes > 0x0f || keyAt + 4 > head.length) return undefined;
  const keyEnd = keyAt + 4 + Math.max(0, head.readInt32BE(keyAt));
  if (keyEnd + 4 > head.length || !hasValue(head, keyEnd, bytes)) return undefined;
  const sum = { sum: head.readUInt32BE(OLD_SUM_AT), summedAt: VERSION_AT };
  return { version, bytes, codec: CODECS[attributes & 7], contentAt: keyEnd + 4, ...sum };
}

/** Whether the value behind the key takes up all the rest. */
function hasValue(head: Buffer, at: number, bytes: number): boolean {
  const valueBytes = head.readInt32BE(at);
  return valueBytes >= -1 && at + 4 + Math.max(0, valueBytes) === bytes;
}

/**
 * "Record": its length as a varint in zigzag, and attributes, of which none is in use.
 * @param content the first bytes of a batch of version 2 that is not packed @param bytes of all its records
 */
export function beginsRecord(content: Uint8Array, bytes: number): boolean {
  let [length, at] = [0, 0];
  do length += (content[at]! & 0x7f) * 2 ** (7 * at);
  while (content[at++]! >= 0x80 && at < MAX_VARINT_BYTES);
  return length % 2 === 0 && length / 2 >= MIN_RECORD_BYTES - 1 && at + length / 2 <= bytes && content[at] === 0;
}
const MAX_VARINT_BYTES = 5;
