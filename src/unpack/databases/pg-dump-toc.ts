/**
 * The part of a pg_dump archive before the data (pg_backup_archiver.c, ReadHead and ReadToc): a header, and a list of the database's
 * objects. Only items with data matter, and where the list ends; each version has added fields.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { decodeUtf8OrLatin1 } from '../container/text.ts';

/*  0  5  "PGDMP"
 *  5  3  version: 1, 11 to 16 (PostgreSQL 8.4 to 18), 0
 *  8  1  bytes of a number, without its sign: 4
 *  9  1  bytes of an offset
 * 10  1  format: 1 one file, 3 a list beside files (toc.dat) */
export const HEAD_BYTES = 11;
const MAGIC = Buffer.from('PGDMP');
const ONE_FILE = 1;
const NUMBER_BYTES = 4;
const MAX_OFFSET_BYTES = 8;
const [FIRST_VERSION, LAST_VERSION] = [11, 16];

export function isOneFile(head: Uint8Array): boolean {
  return head.length >= HEAD_BYTES && MAGIC.equals(head.subarray(0, MAGIC.length)) && head[10] === ONE_FILE;
}

/** Whether the layout of its list is supported. */
export function isKnown(head: Uint8Array): boolean {
  const [major, minor, , numberBytes, offsetBytes] = head.subarray(MAGIC.length);
  const isVersion = major === 1 && minor! >= FIRST_VERSION && minor! <= LAST_VERSION;
  return isVersion && numberBytes === NUMBER_BYTES && offsetBytes! <= MAX_OFFSET_BYTES;
}

export function versionOf(head: Uint8Array): string {
  return head.subarray(MAGIC.length, MAGIC.length + 2).join('.');
}

/** Reads numbers and strings, up to the end of the source. Beyond it, this and every later value is undefined. */
export class DumpReader {
  at: number;
  readonly #source: ByteSource;

  constructor(source: ByteSource, at: number) {
    this.#source = source;
    this.at = at;
  }

  byte(): number | undefined {
    return this.at < this.#source.size ? this.#source.read(this.at++, 1)[0] : undefined;
  }

  /** A sign byte, not 0 if negative, then 4 bytes, little-endian. */
  number(): number | undefined {
    if (this.at + 1 + NUMBER_BYTES > this.#source.size) return undefined;
    const bytes = this.#source.read(this.at, 1 + NUMBER_BYTES);
    const value = new DataView(bytes.buffer, bytes.byteOffset).getUint32(1, true);
    this.at += bytes.length;
    return bytes[0] === 0 ? value : -value;
  }

  /** Skips a string, whose length is −1 where there is none. @returns its first bytes; undefined where it is cut off */
  string(): { readonly isThere: boolean; readonly text: string } | undefined {
    const length = this.number();
    if (length === undefined || this.at + length > this.#source.size) return undefined;
    const text = decodeUtf8OrLatin1(this.#source.read(this.at, Math.min(Math.max(length, 0), MAX_NAME_BYTES)));
    this.at += Math.max(length, 0);
    return { isThere: length >= 0, text };
  }

  /** Skips that many values. @returns whether all are there */
  pass(kind: 'number' | 'string', count: number): boolean {
    for (let index = 0; index < count; index++) if (this[kind]() === undefined) return false;
    return true;
  }
}
/** PostgreSQL's limit is 63; expressions may take the place of names. */
const MAX_NAME_BYTES = 128;
/** Limit on names kept, to bound memory; data of later items is named by number. */
const MAX_NAMES = 1 << 16;

export type DumpCodec = 'zlib' | 'lz4' | 'zstd';

export interface Contents {
  /** Codec of the data; undefined: none, or an unknown one. */
  readonly codec: DumpCodec | undefined;
  /** Where the data begins. */
  readonly end: number;
  /** Number of data blocks, one for each item with data. */
  readonly blocks: number;
  /** Schema and name of the items with data, by number. */
  readonly names: ReadonlyMap<number, string>;
}

/** compress_io.h, pg_compress_algorithm. */
const CODECS: readonly (DumpCodec | undefined)[] = [undefined, 'zlib', 'lz4', 'zstd'];

/** Undefined: cut off, or invalid. */
export function readContents(source: ByteSource, budget: Budget): Contents | undefined {
  const [version, , , offsetBytes] = source.read(6, 4) as unknown as [number, number, number, number];
  const reader = new DumpReader(source, HEAD_BYTES);
  // Compression: before 15, a zlib level, with 0 for none.
  const packing = version >= 15 ? reader.byte() : reader.number();
  if (packing === undefined) return undefined;
  const codec = version >= 15 ? CODECS[packing] : packing === 0 ? undefined : 'zlib';
  // Creation time, database and versions.
  if (!reader.pass('number', 7) || !reader.pass('string', 3)) return undefined;
  const count = reader.number();
  if (count === undefined) return undefined;
  const names = new Map<number, string>();
  let blocks = 0;
  for (let index = 0; index < count; index++) {
    budget.checkTime();
    const item = readItem(reader, version, budget);
    if (item === undefined) return undefined;
    reader.at += 1 + offsetBytes;
    if (!item.hasData) continue;
    blocks++;
    if (names.size < MAX_NAMES) names.set(item.id, item.name);
  }
  return reader.at <= source.size ? { codec, end: reader.at, blocks, names } : undefined;
}

/* number  its number; whether it has data
 * string  two of the catalog; name; kind
 * number  section
 * string  how to make it, to drop it, to fill it; schema; table space; from 14 on how it is stored
 * number  from 16 on: kind of relation
 * string  owner; a word; numbers of what it needs, as many as there are, and none
 * offset  of the data: a byte, and the offset                                                     */
function readItem(
  reader: DumpReader,
  version: number,
  budget: Budget,
): { readonly id: number; readonly hasData: boolean; readonly name: string } | undefined {
  const [id, hasData] = [reader.number(), reader.number()];
  if (!reader.pass('string', 2)) return undefined;
  const name = reader.string();
  if (!reader.pass('string', 1) || !reader.pass('number', 1) || !reader.pass('string', 3)) return undefined;
  const schema = reader.string();
  if (!reader.pass('string', version >= 14 ? 2 : 1) || !reader.pass('number', version >= 16 ? 1 : 0)) return undefined;
  if (!reader.pass('string', 2)) return undefined;
  let needed = reader.string();
  for (let count = 1; needed?.isThere === true; count++) {
    if ((count & 0xfff) === 0) budget.checkTime();
    needed = reader.string();
  }
  if (needed === undefined || name === undefined || schema === undefined) return undefined;
  const full = schema.text === '' ? name.text : `${schema.text}.${name.text}`;
  return { id: id!, hasData: hasData === 1, name: full };
}
