/**
 * Members of a Linux software RAID whose superblock precedes the data (`mdp_superblock_1` in include/uapi/linux/raid/md_p.h). Those with a
 * superblock behind the data (versions 0.90 and 1.0) begin with their content.
 */
import { type ByteSource, streamOf } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';
import type { Entry, SourceContainer, Trouble } from '../container/container.ts';
import { damaged } from '../container/damaged.ts';
import { bufferOf, hasMagic, type Magic, magic, magicReach } from '../container/magic.ts';
import { remainder } from '../container/remainder.ts';

/* Superblock, little-endian: at 0 in version 1.1, at 4096 in 1.2.
 *   0  4  magic    4  4  version = 1    8  4  features: 2 it is being rebuilt    72  4  level, signed    80  8  sectors that are in use
 *  92  4  disks  128  8  sector of the data   136  8  sectors of the data   160  4  its number   216  4  sum   220  4  roles
 * 256     of each number its role, 2 bytes: from fffd on it has no data                                                          */
const MAGIC = 'fc 4e 2b a9 01 00 00 00';
const MAGICS: readonly Magic[] = [magic(MAGIC), magic(MAGIC, 4096)];
const HEADER_BYTES = 256;
const SECTOR_BYTES = 512;
const SUM_AT = 216;
const REBUILT = 2;
const NO_DATA = 0xfffd;
/** MD_SB_BYTES minus the header, at two bytes each. */
const MAX_ROLES = 1920;
/** Levels in which a single disk holds its content in order. */
const [LINEAR, STRIPED, MIRRORED] = [-1, 0, 1];
const LEVELS: ReadonlyMap<number, string> = new Map([
  [LINEAR, 'linear'],
  [-4, 'multipath'],
]);

interface Member {
  readonly level: number;
  readonly disks: number;
  readonly start: number;
  readonly end: number;
  readonly hasData: boolean;
  readonly isRebuilt: boolean;
  readonly isSound: boolean;
}

export const mdRaid: SourceContainer = {
  id: 'md-raid',
  title: 'Linux software RAID (mdadm), versions 1.1 and 1.2: mirrored',
  limits: 'levels other than RAID 1, unless there is only one disk',
  headBytes: magicReach(MAGICS),
  reads: 'source',
  sniff: (head) => MAGICS.some((one) => hasMagic(head, one)),
  entries,
};

async function* entries(source: ByteSource): AsyncGenerator<Entry | Trouble> {
  const member = readMember(source);
  const { level, disks, start, end, hasData, isRebuilt, isSound } = member;
  if (hasData && level !== MIRRORED && !(disks === 1 && (level === LINEAR || level === STRIPED)))
    throw new FormatError(
      `one of ${disks} disks of a software RAID of Linux, ${LEVELS.get(level) ?? `level ${level}`}, of which it holds a part, and which is scanned as is; put the array together (mdadm --assemble) and scan that`,
      'unsupported',
    );
  if (!isSound) yield damaged('the superblock of the array is damaged; what it tells was read as far as it goes');
  if (isRebuilt) {
    const message = 'this disk of the array was being rebuilt: what had not been copied yet is on the others only';
    yield { trouble: { code: 'unsupported', message } };
  }
  const dataStart = hasData ? Math.min(start, source.size) : source.size;
  const dataEnd = Math.max(dataStart, Math.min(end, source.size));
  if (hasData) yield { name: 'data', open: () => streamOf(source, dataStart, dataEnd) };
  if (hasData && end > source.size)
    yield damaged(`expected data of the array up to byte ${end}, found an end of the disk at ${source.size}`, 'data');
  yield remainder('before', () => streamOf(source, 0, dataStart));
  if (dataEnd < source.size) yield remainder('behind', () => streamOf(source, dataEnd), dataEnd);
}

/** @throws FormatError where data would begin before the superblock ends */
function readMember(source: ByteSource): Member {
  const head = bufferOf(source.read(0, Math.min(magicReach(MAGICS), source.size)));
  const at = MAGICS.find((one) => hasMagic(head, one))!.offset;
  const header = bufferOf(source.read(at, Math.min(HEADER_BYTES + 2 * MAX_ROLES, source.size - at)));
  if (header.length < HEADER_BYTES)
    throw new FormatError('expected a superblock of a software RAID, found a part of one');
  const [roles, number] = [header.readUInt32LE(220), header.readUInt32LE(160)];
  const end = HEADER_BYTES + 2 * roles;
  const sectors = (offset: number): number => SECTOR_BYTES * size64LE(header, offset);
  const start = sectors(128);
  if (start < at + HEADER_BYTES)
    throw new FormatError('expected the data of a software RAID after its superblock, found it before');
  return {
    level: header.readInt32LE(72),
    disks: header.readUInt32LE(92),
    start,
    end: start + (sectors(80) === 0 ? sectors(136) : Math.min(sectors(80), sectors(136))),
    hasData:
      number >= roles ||
      HEADER_BYTES + 2 * number + 2 > header.length ||
      header.readUInt16LE(HEADER_BYTES + 2 * number) < NO_DATA,
    isRebuilt: (header.readUInt32LE(8) & REBUILT) !== 0,
    isSound: end <= header.length && sumOf(header.subarray(0, end)) === header.readUInt32LE(SUM_AT),
  };
}

/** Sum of 32-bit words, except the checksum itself, with the carry added. */
function sumOf(header: Buffer): number {
  let sum = 0;
  for (let at = 0; at + 4 <= header.length; at += 4) if (at !== SUM_AT) sum += header.readUInt32LE(at);
  if (header.length % 4 === 2) sum += header.readUInt16LE(header.length - 2);
  return ((sum % 2 ** 32) + Math.floor(sum / 2 ** 32)) % 2 ** 32;
}
