/** Writes .NET single-file bundles (dotnet/designs, "Single-file Publish"; Bundler and Manifest of HostModel) for tests. Independent of src. */
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { FieldWriter } from './field-writer.ts';

export interface BundleFile {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** 0 unknown, 1 assembly, 2 native library, 3 deps.json, 4 runtimeconfig.json, 5 symbols. */
  readonly type: number;
  /** Stored otherwise; only in version 6. */
  readonly packed?: boolean;
  /** As the manifest says. */
  readonly size?: number | bigint;
  readonly offset?: number | bigint;
}

export interface BundleStyle {
  readonly version?: 1 | 2 | 6;
  /** Number of files that the manifest tells of. */
  readonly count?: number;
  /** Between the signature and the files. */
  readonly hostTail?: Uint8Array | string;
}

/** What the host holds: the file says how one makes it. */
export const BUNDLE_SIGNATURE = createHash('sha256').update('.net core bundle\n').digest();

/** @param host a program */
export function buildBundle(
  host: Uint8Array,
  files: readonly BundleFile[],
  { version = 6, count = files.length, hostTail = '' }: BundleStyle = {},
): Buffer {
  const marker = Buffer.concat([Buffer.alloc(8), BUNDLE_SIGNATURE]);
  const writer = new FieldWriter(true).bytes(host);
  const markerAt = writer.size;
  writer.bytes(marker).bytes(Buffer.from(hostTail as string));
  const placed = files.map((file) => {
    const data = Buffer.from(file.data as string);
    const packed = file.packed ? deflateRawSync(data) : data;
    writer.alignTo(file.type === 1 ? 16 : 1);
    const at = writer.size;
    writer.bytes(packed);
    return { ...file, at, length: data.length, packedLength: file.packed ? packed.length : 0 };
  });
  const manifestAt = writer.size;
  writer.u32(version).u32(0).u32(count);
  text(writer, 'an id of a bundle');
  if (version >= 2) writer.u64(0).u64(0).u64(0).u64(0).u64(0);
  for (const { name, type, at, length, packedLength, size = length, offset = at } of placed) {
    writer.u64(offset).u64(size);
    if (version >= 6) writer.u64(packedLength);
    writer.u8(type);
    text(writer, name);
  }
  const bytes = writer.finish();
  bytes.writeBigUInt64LE(BigInt(manifestAt), markerAt);
  return bytes;
}

/** As BinaryWriter of .NET writes it. */
function text(writer: FieldWriter, value: string): void {
  let length = Buffer.byteLength(value);
  for (; length >= 0x80; length >>>= 7) writer.u8((length & 0x7f) | 0x80);
  writer.u8(length).text(value);
}
