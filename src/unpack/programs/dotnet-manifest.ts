import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { size64LE } from '../../bytes/size64.ts';
import { FormatError } from '../../model/errors.ts';

export interface BundledFile {
  readonly name: string;
  readonly offset: number;
  /** Unpacked size. */
  readonly size: number;
  /** Absent when stored. */
  readonly packedSize?: number;
  readonly kind: 'unknown' | 'assembly' | 'native library' | 'dependencies' | 'settings' | 'symbols';
}

const KINDS = ['unknown', 'assembly', 'native library', 'dependencies', 'settings', 'symbols'] as const;
/** A hundred thousand files, with names. */
const MAX_MANIFEST_BYTES = 16 << 20;
/** The host rejects longer paths. */
const MAX_NAME_BYTES = 64 << 10;

/*  0  4  major version: 1 (.NET Core 3), 2 (.NET 5), 6 (.NET 6 and later)
 *  4  4  minor version: 0
 *  8  4  number of files
 * 12  n  text: an id
 * from version 2 on:
 *     8  offset of deps.json; 8: its size; 8: offset of runtimeconfig.json; 8: its size; 8: flags
 * then for each file:
 *     8  offset
 *     8  size
 *     8  packed size, or 0; from version 6 on
 *     1  kind
 *     n  text: its path
 * A text is its length in UTF-8, 7 bits a byte, the lowest first, and that many bytes.              */
/** @throws FormatError when there is no manifest, or when it ends too early, after the files that could be read */
export function* readManifest(source: ByteSource, start: number, budget: Budget): Generator<BundledFile> {
  const length = Math.min(MAX_MANIFEST_BYTES, source.size - start);
  if (length < 12)
    throw new FormatError(`expected a .NET bundle manifest at offset ${start}, but the file ends before`);
  const reader = new ManifestReader(source.read(start, length));
  const [major, minor, count] = [reader.u32(), reader.u32(), reader.u32()];
  if (major === 0 || major > 6 || minor > 0xffff || count === 0)
    throw new FormatError(
      `expected a .NET bundle manifest of version 1 to 6 at offset ${start}, found version ${major}`,
    );
  reader.text();
  if (major >= 2) reader.skip(40);
  for (let index = 0; index < count; index++) {
    if (index % 1024 === 0) budget.checkTime();
    const [offset, size] = [reader.size64(), reader.size64()];
    const packedSize = major >= 6 ? reader.size64() : 0;
    const kind = KINDS[reader.u8()] ?? 'unknown';
    yield { name: reader.text(), offset, size, kind, ...(packedSize !== 0 && { packedSize }) };
  }
}

class ManifestReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  u8(): number {
    return this.#bytes[this.#take(1)]!;
  }

  u32(): number {
    return this.#bytes.readUInt32LE(this.#take(4));
  }

  size64(): number {
    return size64LE(this.#bytes, this.#take(8));
  }

  text(): string {
    let length = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.u8();
      length |= (byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    if (length > MAX_NAME_BYTES)
      throw new FormatError(`expected a path of at most ${MAX_NAME_BYTES} bytes, found ${length}`);
    const start = this.#take(length);
    return this.#bytes.toString('utf8', start, start + length);
  }

  skip(length: number): void {
    this.#take(length);
  }

  /** @returns where the next `length` bytes begin */
  #take(length: number): number {
    const start = this.#at;
    if (start + length > this.#bytes.length) throw new FormatError('the .NET bundle manifest is cut off, or too large');
    this.#at += length;
    return start;
  }
}
