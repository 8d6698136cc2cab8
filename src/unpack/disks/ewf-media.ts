import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { adler32 } from '../checksums/adler32.ts';
import type { EwfNotes } from './ewf-notes.ts';
import { DESCRIPTOR_BYTES, type Section } from './ewf-sections.ts';

/*  volume, disk or data, little-endian, behind the descriptor: 94 bytes of the first version and of SMART, or 1052
 *  0   1  kind of media
 *  4   4  number of chunks, of all segments
 *  8   4  sectors of a chunk
 *  12  4  bytes of a sector
 *  16  8  number of sectors, of all segments; 4 bytes and zeros where it has 94
 *  .   4  Adler-32, at its end                                                          */
const TYPES = ['volume', 'disk', 'data'];
const FIELDS_BYTES = 24;
const MAX_BYTES = 1052;
const SUM_BYTES = 4;
/** 32,768 sectors, the most that EnCase offers, of 4 KiB. */
const MAX_CHUNK_BYTES = 128 << 20;

export interface Media {
  readonly chunkBytes: number;
  /** Size of the image, over all segments. */
  readonly bytes: number;
}

/** @returns undefined when no section states it: only the first segment of SMART has one */
export function readMedia(source: ByteSource, sections: readonly Section[], notes: EwfNotes): Media | undefined {
  let damagedOne: Media | undefined;
  for (const { type, start, end } of sections) {
    const length = end - start - DESCRIPTOR_BYTES;
    if (!TYPES.includes(type) || length < FIELDS_BYTES + SUM_BYTES) continue;
    const fields = Buffer.from(source.read(start + DESCRIPTOR_BYTES, Math.min(length, MAX_BYTES)));
    const sumAt = fields.length - SUM_BYTES;
    const isSound = fields.readUInt32LE(sumAt) === adler32(fields.subarray(0, sumAt));
    if (!isSound) notes.add(`expected the checksum of the section ${type}, found another one`, start);
    const media = mediaIn(fields);
    if (media === undefined)
      notes.add(`expected sizes of a chunk in the section ${type}, found impossible ones`, start);
    else if (isSound) return media;
    damagedOne ??= media;
  }
  return damagedOne;
}

function mediaIn(fields: Buffer): Media | undefined {
  const sectorBytes = fields.readUInt32LE(12);
  const chunkBytes = fields.readUInt32LE(8) * sectorBytes;
  if (chunkBytes === 0 || chunkBytes > MAX_CHUNK_BYTES) return undefined;
  return { chunkBytes, bytes: size64LE(fields, 16) * sectorBytes };
}
