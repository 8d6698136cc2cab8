/** Writes zips, true ones and every kind of lie. APPNOTE 6.3.10. Shares no code with what reads them. */
import { crc32, deflateRawSync } from 'node:zlib';
import { u16, u32, u64 } from './numbers.ts';

/** Fields of a local header or central record, as written. */
export interface ZipFields {
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly name: string | Uint8Array;
  readonly extra: Uint8Array;
  readonly version: number;
}

export interface ZipMember {
  readonly name: string | Uint8Array;
  readonly data?: Uint8Array | string;
  /** 8 unless told. */
  readonly method?: number;
  readonly flags?: number;
  /** What lies in the file instead of `data` packed by `method`. */
  readonly packed?: Uint8Array;
  /** What the local header says instead of the truth. */
  readonly local?: Partial<ZipFields>;
  /** What the central record says instead of the truth. */
  readonly central?: Partial<ZipFields> & { readonly offset?: number; readonly comment?: Uint8Array | string };
  /** Sizes and CRC stand behind the data and not in the local header. */
  readonly descriptor?: 'signed' | 'bare' | 'signed zip64' | 'bare zip64';
  readonly leaveOut?: 'central record' | 'local header';
  /** Bytes that stand before the local header. */
  readonly gap?: Uint8Array | string;
}

export interface ZipShape {
  readonly prefix?: Uint8Array | string;
  /** Offsets count the prefix. */
  readonly offsets?: 'adjusted' | 'unadjusted';
  readonly comment?: Uint8Array | string;
  readonly suffix?: Uint8Array | string;
  /** Bytes between the last entry and the central directory. */
  readonly beforeDirectory?: Uint8Array | string;
  /** Bytes behind the last central record. */
  readonly behindRecords?: Uint8Array | string;
  readonly zip64?: 'as needed' | 'always';
  readonly leaveOut?: 'end' | 'directory and end';
  /** What the end record says instead of the truth. */
  readonly end?: Partial<{ disk: number; count: number; directorySize: number; directoryOffset: number }>;
}

interface Placed {
  readonly member: ZipMember;
  readonly fields: ZipFields;
  readonly offset: number;
}

export function buildZip(members: readonly ZipMember[], shape: ZipShape = {}): Buffer {
  const out: Buffer[] = [bytesOf(shape.prefix)];
  let size = out[0]!.length;
  const push = (bytes: Buffer): void => {
    out.push(bytes);
    size += bytes.length;
  };
  const base = shape.offsets === 'unadjusted' ? size : 0;
  const placed: Placed[] = [];
  for (const member of members) {
    push(bytesOf(member.gap));
    const packed = packedOf(member);
    const fields = fieldsOf(member, packed);
    placed.push({ member, fields, offset: size - base });
    if (member.leaveOut !== 'local header') push(localHeader({ ...withoutSizes(member, fields), ...member.local }));
    push(packed);
    if (member.descriptor !== undefined) push(descriptor(member.descriptor, fields));
  }
  if (shape.leaveOut === 'directory and end') return Buffer.concat(out);
  push(bytesOf(shape.beforeDirectory));
  const directoryOffset = size - base;
  const named = placed.filter(({ member }) => member.leaveOut !== 'central record');
  for (const { member, fields, offset } of named) push(centralRecord({ ...fields, offset, ...member.central }));
  push(bytesOf(shape.behindRecords));
  if (shape.leaveOut === 'end') return Buffer.concat(out);
  const truth = { disk: 0, count: named.length, directorySize: size - base - directoryOffset, directoryOffset };
  const end = { ...truth, ...shape.end };
  if (shape.zip64 === 'always') push(zip64End(end, size - base));
  push(endRecord(end, bytesOf(shape.comment), shape.zip64));
  push(bytesOf(shape.suffix));
  return Buffer.concat(out);
}

function packedOf({ packed, data, method = 8 }: ZipMember): Buffer {
  if (packed !== undefined) return Buffer.from(packed);
  return method === 8 ? deflateRawSync(bytesOf(data)) : bytesOf(data);
}

function fieldsOf(member: ZipMember, packed: Buffer): ZipFields {
  const data = bytesOf(member.data);
  return {
    flags: (member.flags ?? 0) | (member.descriptor === undefined ? 0 : 8),
    method: member.method ?? 8,
    crc32: crc32(data),
    compressedSize: packed.length,
    size: data.length,
    name: member.name,
    extra: new Uint8Array(0),
    version: 20,
  };
}

function withoutSizes(member: ZipMember, fields: ZipFields): ZipFields {
  return member.descriptor === undefined ? fields : { ...fields, crc32: 0, compressedSize: 0, size: 0 };
}

function localHeader(fields: ZipFields): Buffer {
  const name = bytesOf(fields.name);
  return Buffer.concat([
    u32(0x04034b50),
    u16(fields.version),
    common(fields),
    u16(name.length),
    u16(fields.extra.length),
    name,
    fields.extra,
  ]);
}

/** flags, method, time, date, CRC-32, sizes: the same in both headers. */
function common(fields: ZipFields): Buffer {
  const { flags, method, crc32: sum, compressedSize, size } = fields;
  return Buffer.concat([u16(flags), u16(method), u16(0), u16(0x21), u32(sum), u32(compressedSize), u32(size)]);
}

function centralRecord(fields: ZipFields & { offset: number; comment?: Uint8Array | string }): Buffer {
  const name = bytesOf(fields.name);
  const comment = bytesOf(fields.comment);
  return Buffer.concat([
    u32(0x02014b50),
    u16(fields.version),
    u16(fields.version),
    common(fields),
    u16(name.length),
    u16(fields.extra.length),
    u16(comment.length),
    u16(0),
    u16(0),
    u32(0),
    u32(fields.offset),
    name,
    fields.extra,
    comment,
  ]);
}

function descriptor(kind: NonNullable<ZipMember['descriptor']>, fields: ZipFields): Buffer {
  const number = kind.endsWith('zip64') ? u64 : u32;
  const signature = kind.startsWith('signed') ? u32(0x08074b50) : Buffer.alloc(0);
  return Buffer.concat([signature, u32(fields.crc32), number(fields.compressedSize), number(fields.size)]);
}

type End = Required<NonNullable<ZipShape['end']>>;

function endRecord(end: End, comment: Buffer, zip64: ZipShape['zip64']): Buffer {
  const { disk, count, directorySize, directoryOffset } =
    zip64 === 'always' ? { disk: 0, count: 0xffff, directorySize: 0xffffffff, directoryOffset: 0xffffffff } : end;
  return Buffer.concat([
    u32(0x06054b50),
    u16(disk),
    u16(disk),
    u16(count & 0xffff),
    u16(count & 0xffff),
    u32(directorySize),
    u32(directoryOffset),
    u16(comment.length),
    comment,
  ]);
}

function zip64End({ disk, count, directorySize, directoryOffset }: End, offset: number): Buffer {
  const record = [u32(0x06064b50), u64(44), u16(45), u16(45), u32(disk), u32(disk), u64(count), u64(count)];
  const locator = [u32(0x07064b50), u32(0), u64(offset), u32(1)];
  return Buffer.concat([...record, u64(directorySize), u64(directoryOffset), ...locator]);
}

/** Extra field with its id and length. */
export function extraField(id: number, data: Uint8Array): Buffer {
  return Buffer.concat([u16(id), u16(data.length), data]);
}

function bytesOf(value: Uint8Array | string | undefined): Buffer {
  return typeof value === 'string' ? Buffer.from(value) : Buffer.from(value ?? []);
}
