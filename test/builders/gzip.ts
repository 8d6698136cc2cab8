/** Writes gzip members, true ones and every kind of lie. RFC 1952. */
import { crc32, deflateRawSync } from 'node:zlib';
import { u16, u32 } from './numbers.ts';

export interface GzipMember {
  readonly data: Uint8Array | string;
  readonly name?: string | Uint8Array;
  readonly comment?: string;
  readonly extra?: Uint8Array;
  readonly headerCrc?: 'present';
  /** What stands in the trailer instead of the truth. */
  readonly crc32?: number;
  readonly size?: number;
  /** Instead of `data`, deflated. */
  readonly packed?: Uint8Array;
}

export function gzipMember(member: GzipMember): Buffer {
  const data = Buffer.from(member.data);
  const { name, comment, extra } = member;
  const flags =
    (member.headerCrc === undefined ? 0 : 2) |
    (extra === undefined ? 0 : 4) |
    (name === undefined ? 0 : 8) |
    (comment === undefined ? 0 : 16);
  const header = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3]),
    ...(extra === undefined ? [] : [u16(extra.length), extra]),
    ...(name === undefined ? [] : [Buffer.from(name), Buffer.alloc(1)]),
    ...(comment === undefined ? [] : [Buffer.from(`${comment}\0`, 'latin1')]),
  ]);
  const headerCrc = member.headerCrc === undefined ? [] : [u16(crc32(header) & 0xffff)];
  const packed = member.packed ?? deflateRawSync(data);
  const trailer = [u32(member.crc32 ?? crc32(data)), u32(member.size ?? data.length)];
  return Buffer.concat([header, ...headerCrc, packed, ...trailer]);
}

export function buildGzip(members: readonly GzipMember[], suffix: Uint8Array | string = ''): Buffer {
  return Buffer.concat([...members.map(gzipMember), Buffer.from(suffix)]);
}
