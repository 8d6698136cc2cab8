/**
 * Corrects false damage reports of 7-Zip: a sound image that it rejects, or one with a feature that it does not know. Each format is
 * recognised by its own head, and checked only when 7-Zip has reported a fault.
 */
import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, Trouble } from '../container/container.ts';

export interface Misjudged {
  /** Whether the image is complete, although 7-Zip says that it ends too early. */
  isWhole?(source: ByteSource): boolean;
  /** A description of the feature that 7-Zip does not read. */
  notRead?(source: ByteSource): string | undefined;
}

/** Filters false damage from `items`, and what was handed on only because of it. */
export async function* withoutMisjudged(
  items: AsyncIterable<Entry | Trouble>,
  source: ByteSource,
  { isWhole, notRead }: Misjudged,
): AsyncGenerator<Entry | Trouble> {
  let isExcused = false;
  let isReported = false;
  try {
    for await (const item of items) {
      if (!('trouble' in item)) {
        if (!(isExcused && item.isRemainder)) yield item;
      } else if (item.trouble.code !== 'damaged') yield item;
      else if (item.name === undefined && ENDS_EARLY.test(item.trouble.message) && isWhole?.(source) === true)
        isExcused = true;
      else {
        const message = notRead?.(source);
        if (message === undefined) yield item;
        else if (!isReported) yield { trouble: { code: 'unsupported', message } };
        isReported ||= message !== undefined;
      }
    }
  } catch (error) {
    const isDamage = error instanceof FormatError && error.code === 'damaged';
    const message = isDamage ? notRead?.(source) : undefined;
    if (message === undefined) throw error;
    throw new FormatError(message, 'unsupported');
  }
}
const ENDS_EARLY = /Unexpected end of archive/;

/* Inside Macintosh: Devices, chapter 3, big-endian; blocks of the map, from 512 on:
 *  4  4  blocks of the map    8  4  first block of the partition    12  4  blocks of it
 * The first block of the disk tells how many blocks it has: xorriso writes machine code there (45 52 02 00 eb 02 ff ff), so that one sector
 * is a boot sector as well, and 7-Zip waits for eight thousand million of them. */
/** Whether all partitions of an Apple Partition Map lie in `source`. */
export function hasAllPartitions(source: ByteSource): boolean {
  const first = Buffer.from(source.read(MAP_BLOCK_BYTES, MAP_BLOCK_BYTES));
  const blocks = first.readUInt32BE(4);
  if (MAP_BLOCK_BYTES * (1 + blocks) > source.size || blocks > MAX_MAP_BLOCKS) return false;
  const blockBytes = Buffer.from(source.read(2, 2)).readUInt16BE(0);
  if (blockBytes !== MAP_BLOCK_BYTES) return false;
  const map = Buffer.from(source.read(MAP_BLOCK_BYTES, MAP_BLOCK_BYTES * blocks));
  for (let at = 0; at < map.length; at += MAP_BLOCK_BYTES)
    if (MAP_BLOCK_BYTES * (map.readUInt32BE(at + 8) + map.readUInt32BE(at + 12)) > source.size) return false;
  return true;
}
const MAP_BLOCK_BYTES = 512;
const MAX_MAP_BLOCKS = 4096;

/* Boot sector of NTFS:  11  2  bytes a sector; 7-Zip looks for the sums of records at each 512 bytes' end only where that is 512 */
export function unreadNtfs(source: ByteSource): string | undefined {
  const sector = Buffer.from(source.read(11, 2)).readUInt16LE(0);
  return sector === 512 ? undefined : notReadOf(`NTFS with sectors of ${sector} bytes`);
}

/* Anchor of UDF (ECMA-167, 3/7.2 and 3/10.2), in block 256:
 *  0  2  tag: 2    4  1  sum of the other bytes of the tag    12  4  where it lies: 256 */
/** 7-Zip searches for it at blocks of 512 and 2048 bytes. */
export function unreadUdf(source: ByteSource): string | undefined {
  for (const blockBytes of [1024, 4096, 8192]) {
    const at = 256 * blockBytes;
    if (at + 16 > source.size) continue;
    const tag = Buffer.from(source.read(at, 16));
    const sum = tag.reduce((all, byte, index) => (index === 4 ? all : all + byte), 0) & 0xff;
    if (tag.readUInt16LE(0) === 2 && tag.readUInt32LE(12) === 256 && tag[4] === sum)
      return notReadOf(`UDF with blocks of ${blockBytes} bytes`);
  }
  return undefined;
}

/* Header of WIM:  40  2  number of this part    42  2  parts */
export function unreadWim(source: ByteSource): string | undefined {
  const header = Buffer.from(source.read(0, Math.min(source.size, 44)));
  if (header.length < 44 || header.readUInt16LE(42) < 2) return undefined;
  return `this is part ${header.readUInt16LE(40)} of ${header.readUInt16LE(42)} of a WIM: the others cannot be read here; put them together (wimlib-imagex join) to have all of it scanned`;
}

function notReadOf(what: string): string {
  return `${what}: 7-Zip does not read this; its bytes are scanned as is`;
}
