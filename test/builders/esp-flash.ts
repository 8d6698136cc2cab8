/** Writes partition tables of ESP-IDF. Independent of src. */

export interface FlashPartition {
  readonly label: string;
  readonly type: readonly [type: number, subtype: number];
  readonly at: number;
  readonly size: number;
}

export function partitionTable(partitions: readonly FlashPartition[]): Buffer {
  const table = Buffer.alloc(4096, 0xff);
  for (const [index, { label, type, at, size }] of partitions.entries()) {
    const entry = table.subarray(32 * index, 32 * index + 32).fill(0);
    entry.writeUInt16BE(0xaa50);
    entry.set(type, 2);
    entry.writeUInt32LE(at, 4);
    entry.writeUInt32LE(size, 8);
    entry.write(label, 12);
  }
  return table;
}
