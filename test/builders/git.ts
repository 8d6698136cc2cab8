/** Writes git packs, loose objects and bundles, true ones and lies. gitformat-pack, gitformat-bundle. */
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { u32be } from './numbers.ts';

const TYPES = { commit: 1, tree: 2, blob: 3, tag: 4 } as const;

export interface PackRecord {
  readonly type?: keyof typeof TYPES;
  /** Of a delta: the number of the record that is its base, or an id. */
  readonly base?: number | string;
  readonly data: Uint8Array | string;
  /** Declared instead of the true size. */
  readonly size?: number;
  /** Instead of the Adler-32. */
  readonly sum?: number;
}

export function gitId(type: string, data: Uint8Array | string, hash = 'sha1'): string {
  return createHash(hash).update(`${type} ${data.length}\0`).update(data).digest('hex');
}

export function buildPack(
  records: readonly PackRecord[],
  {
    count = records.length,
    version = 2,
    hash = 'sha1',
    suffix = '',
  }: { count?: number; version?: number; hash?: 'sha1' | 'sha256'; suffix?: string | Uint8Array } = {},
): Buffer {
  const out: Buffer[] = [Buffer.concat([Buffer.from('PACK'), u32be(version), u32be(count)])];
  const offsets: number[] = [];
  let at = 12;
  for (const record of records) {
    offsets.push(at);
    const bytes = packRecord(record, at, offsets);
    at += bytes.length;
    out.push(bytes);
  }
  const body = Buffer.concat(out);
  return Buffer.concat([body, createHash(hash).update(body).digest(), Buffer.from(suffix)]);
}

function packRecord({ type, base, data, size, sum }: PackRecord, at: number, offsets: readonly number[]): Buffer {
  const bytes = Buffer.from(data);
  const packed = deflateSync(bytes);
  if (sum !== undefined) packed.writeUInt32BE(sum, packed.length - 4);
  const kind = type === undefined ? (typeof base === 'number' ? 6 : 7) : TYPES[type];
  const head = [recordHead(kind, size ?? bytes.length)];
  if (typeof base === 'number') head.push(distance(at - offsets[base]!));
  else if (base !== undefined) head.push(Buffer.from(base, 'hex'));
  return Buffer.concat([...head, packed]);
}

function recordHead(kind: number, size: number): Buffer {
  const bytes = [(kind << 4) | (size & 15)];
  for (let rest = Math.floor(size / 16); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1]! |= 0x80;
    bytes.push(rest % 128);
  }
  return Buffer.from(bytes);
}

function distance(value: number): Buffer {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift(0x80 | (--rest & 0x7f));
  return Buffer.from(bytes);
}

/** `copy`: bytes of the base; a text is new. */
export function buildDelta(
  baseBytes: number,
  parts: readonly (string | { readonly copy: readonly [offset: number, size: number] })[],
  resultBytes?: number,
): Buffer {
  let total = 0;
  const instructions = parts.map((part) => {
    total += typeof part === 'string' ? part.length : part.copy[1];
    if (typeof part === 'string') return Buffer.concat([Buffer.from([part.length]), Buffer.from(part)]);
    const [offset, size] = part.copy;
    const fields = [offset, offset >> 8, offset >> 16, offset >> 24, size, size >> 8, size >> 16];
    return Buffer.from([0xff, ...fields.map((field) => field & 0xff)]);
  });
  return Buffer.concat([varint(baseBytes), varint(resultBytes ?? total), ...instructions]);
}

function varint(value: number): Buffer {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    bytes[bytes.length - 1]! |= 0x80;
    bytes.push(rest % 128);
  }
  return Buffer.from(bytes);
}

export function looseObject(type: string, data: Uint8Array | string, size = data.length): Buffer {
  return deflateSync(Buffer.concat([Buffer.from(`${type} ${size}\0`), Buffer.from(data)]), { level: 1 });
}

export function buildBundle(lines: readonly string[], pack: Uint8Array, version = 2): Buffer {
  const header = [`# v${version} git bundle`, ...lines, '', ''].join('\n');
  return Buffer.concat([Buffer.from(header), pack]);
}
