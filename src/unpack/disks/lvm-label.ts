/** Locates LVM2's metadata on a physical volume (lib/format_text/layout.h, lib/label/label.c and lib/misc/crc.c of LVM2). Little-endian. */
import { crc32 } from 'node:zlib';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import { bufferOf, hasMagic, type Magic, magic } from '../container/magic.ts';
import { latin1 } from '../container/text.ts';

/* Label, in one of the first four sectors:
 *   0  8  "LABELONE"    8  8  its sector    16  4  sum of what follows in the sector    20  4  where the header begins, from here
 *  24  8  "LVM2 001"
 * Header of the volume:
 *   0 32  its id        32  8  bytes of the device
 *  40     areas of data, and behind them areas of metadata: each list of  0  8  start  8  8  bytes, up to one that starts at 0   */
export const SECTOR_BYTES = 512;
const LABEL_SECTORS = 4;
export const LABELS_BYTES = LABEL_SECTORS * SECTOR_BYTES;
const LABELS: readonly Magic[] = Array.from({ length: LABEL_SECTORS }, (_, sector) =>
  magic(`4c 41 42 45 4c 4f 4e 45 ${'.. '.repeat(16)}4c 56 4d 32 20 30 30 31`, sector * SECTOR_BYTES),
);
const ID_BYTES = 32;
const AREAS_AT = 40;
const PLACE_BYTES = 16;

/* Area of metadata:
 *   0  4  sum of what follows in the sector     4 16  magic    20  4  version = 1    24  8  start    32  8  bytes
 *  40     places of texts, the first one in force:  0  8  offset in the area  8  8  bytes  16  4  sum  20  4  bit 0: not in use
 * What does not fit before the end of the area goes on behind its header.                                                      */
const AREA_MAGIC = magic('20 4c 56 4d 32 20 78 5b 35 41 25 72 30 4e 2a 3e', 4);
const IGNORED = 1;
/** A thousand volumes take half a mebibyte. */
const MAX_TEXT_BYTES = 4 << 20;

interface Place {
  readonly start: number;
  readonly bytes: number;
}

export interface LvmLabel {
  /** Without the hyphens that it has in texts. */
  readonly id: string;
  /** Size of the device, if a valid label states it. */
  readonly bytes: number;
  readonly areas: readonly Place[];
  readonly isSound: boolean;
}

export interface LvmText {
  /** Empty where the volume is in no group. */
  readonly text: string;
  readonly isSound: boolean;
}

export function hasLvmLabel(head: Uint8Array): boolean {
  for (const label of LABELS) if (hasMagic(head, label)) return true;
  return false;
}

/** CRC-32 with LVM's own initial value, and no final inversion. */
function lvmSum(bytes: Uint8Array): number {
  return ~crc32(bytes, ~0xf597a6cf >>> 0) >>> 0;
}

/** @throws FormatError when its sector holds no header */
export function readLvmLabel(source: ByteSource): LvmLabel {
  const head = bufferOf(source.read(0, Math.min(LABELS_BYTES, source.size)));
  const at = LABELS.find((label) => hasMagic(head, label))!.offset;
  const sector = head.subarray(at, at + SECTOR_BYTES);
  const start = sector.length < SECTOR_BYTES ? SECTOR_BYTES : sector.readUInt32LE(20);
  if (start + AREAS_AT > SECTOR_BYTES)
    throw new FormatError('expected a label of LVM with the header of the volume in its sector, found none');
  const header = sector.subarray(start);
  const isSound = lvmSum(sector.subarray(20)) === sector.readUInt32LE(16);
  const data = placesAt(header, AREAS_AT);
  const bytes = isSound ? size64LE(header, ID_BYTES) : 0;
  return { id: latin1(header.subarray(0, ID_BYTES)), bytes, areas: placesAt(header, data.end).places, isSound };
}

/** @returns `end` of the list */
function placesAt(header: Buffer, start: number): { readonly places: readonly Place[]; readonly end: number } {
  const places: Place[] = [];
  let at = start;
  for (; at + PLACE_BYTES <= header.length; at += PLACE_BYTES) {
    const place = { start: size64LE(header, at), bytes: size64LE(header, at + 8) };
    if (place.start === 0) break;
    places.push(place);
  }
  return { places, end: at + PLACE_BYTES };
}

/** The group's text in an area; undefined where the area is not in use, or unreadable. */
export function readLvmText(source: ByteSource, { start, bytes }: Place): LvmText | undefined {
  if (start + SECTOR_BYTES > source.size) return undefined;
  const header = bufferOf(source.read(start, SECTOR_BYTES));
  if (!hasMagic(header, AREA_MAGIC)) return undefined;
  const [at, textBytes, flags] = [size64LE(header, 40), size64LE(header, 48), header.readUInt32LE(60)];
  const isHeaderSound = lvmSum(header.subarray(4)) === header.readUInt32LE(0);
  if ((flags & IGNORED) !== 0) return undefined;
  if (at === 0 && isHeaderSound) return { text: '', isSound: true };
  if (at < SECTOR_BYTES || at >= bytes || textBytes === 0 || textBytes > MAX_TEXT_BYTES) return undefined;
  const firstBytes = Math.min(textBytes, bytes - at);
  const restBytes = textBytes - firstBytes;
  if (start + at + firstBytes > source.size || start + SECTOR_BYTES + restBytes > source.size) return undefined;
  const text = Buffer.concat([source.read(start + at, firstBytes), source.read(start + SECTOR_BYTES, restBytes)]);
  return { text: latin1(text), isSound: isHeaderSound && lvmSum(text) === header.readUInt32LE(56) };
}
