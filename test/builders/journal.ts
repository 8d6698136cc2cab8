/** Writes journals of systemd, true ones and lies: systemd.io/JOURNAL_FILE_FORMAT. Hashes and links are left zero. */

export interface JournalData {
  readonly payload: Uint8Array | string;
  /** 1 xz, 2 LZ4, 4 Zstandard. */
  readonly flags?: number;
  readonly type?: number;
  /** Instead of the true size of the object. */
  readonly size?: number;
  /** Bytes before the object. */
  readonly before?: Uint8Array;
}

export function buildJournal(
  objects: readonly JournalData[],
  { compact = false, blankBytes = 4096, suffix = '' }: { compact?: boolean; blankBytes?: number; suffix?: string } = {},
): Buffer {
  const header = Buffer.alloc(264);
  header.write('LPKSHHRH');
  header.writeUInt32LE(compact ? 16 : 0, 12);
  header.writeBigUInt64LE(264n, 88);
  const parts = [header];
  let at = header.length;
  for (const { payload, flags = 0, type = 1, size, before = new Uint8Array(0) } of objects) {
    const head = Buffer.alloc(compact ? 72 : 64);
    const bytes = Buffer.from(payload);
    at += before.length;
    header.writeBigUInt64LE(BigInt(at), 136);
    head[0] = type;
    head[1] = flags;
    head.writeBigUInt64LE(BigInt(size ?? head.length + bytes.length), 8);
    const length = head.length + bytes.length;
    parts.push(Buffer.from(before), head, bytes, Buffer.alloc(-length & 7));
    at += length + (-length & 7);
  }
  return Buffer.concat([...parts, Buffer.alloc(blankBytes), Buffer.from(suffix)]);
}

/** Size and an LZ4 block of one run of literals. @param size declared instead of the true one */
export function lz4Value(text: string, size = text.length): Buffer {
  const bytes = Buffer.from(text);
  const head = Buffer.alloc(8);
  head.writeBigUInt64LE(BigInt(size));
  const long = bytes.length - 15;
  const rest = long < 0 ? [] : [...Array.from({ length: Math.floor(long / 255) }, () => 255), long % 255];
  return Buffer.concat([head, Buffer.from([Math.min(15, bytes.length) << 4, ...rest]), bytes]);
}
