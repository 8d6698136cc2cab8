/** A zlib stream (RFC 1950) inside a file that is scanned as it lies in any case: sections of programs, names of profiles. */
import type { ByteSource } from '../bytes/byte-source.ts';
import { streamOf } from '../bytes/byte-source.ts';
import { ChunkReader } from './chunk-reader.ts';
import type { Entry, Trouble } from './container.ts';
import { inflateNext, inflateWhole } from './inflate.ts';

const HEADER_BYTES = 2;
const CHECK_BYTES = 4;
const READ_BYTES = 64 << 10;
/** Packed data up to this size is read and inflated at once. */
const SMALL_BYTES = 1 << 20;
const SMALL_OUTPUT_BYTES = 16 << 20;

/*  0  1  CMF: low 4 bits 8 = deflate, high 4 bits at most 7: window of 2^(n + 8) bytes
 *  1  1  FLG: bit 5 = a dictionary is needed; CMF * 256 + FLG is a multiple of 31       */
export function isZlib(head: Uint8Array): boolean {
  const [cmf = 0, flg = 0] = head;
  return (cmf & 0x0f) === 8 && cmf >> 4 <= 7 && (cmf * 256 + flg) % 31 === 0;
}

/** Where a zlib stream lies, and what is said about it. */
export interface ZlibExtent {
  readonly name: string;
  readonly start: number;
  /** Exclusive; inside the source. */
  readonly end: number;
  /** Of the unpacked bytes, as declared: checked, never trusted. */
  readonly size?: number;
}

/** Yields the unpacked bytes as an entry, then what does not fit them. */
export async function* readZlib(source: ByteSource, extent: ZlibExtent): AsyncGenerator<Entry | Trouble> {
  const { name, start, end, size } = extent;
  const head = source.read(start, Math.min(HEADER_BYTES, end - start));
  if (!isZlib(head)) {
    yield { name, trouble: { code: 'damaged', message: 'expected a zlib stream, found other bytes' } };
    return;
  }
  if (((head[1] ?? 0) & 0x20) !== 0) {
    const message = 'the zlib stream needs a dictionary that is not here; only the packed bytes are scanned';
    yield { name, trouble: { code: 'unsupported', message } };
    return;
  }
  const data = new ZlibData(source, extent);
  yield { name, open: () => data.read(), whole: () => data.whole() };
  const wrong = data.wrong(size);
  if (wrong !== undefined) yield { name, trouble: { code: 'damaged', message: wrong } };
}

/*  0  4  'ZLIB'
 *  4  8  unpacked size, big endian in every file
 * 12  n  zlib stream                              */
/**
 * A section `.zdebug_*` (`__zdebug_*` in Mach-O), as GNU tools once and Go's linker today pack debug information. Without that
 * header it is plain, and gives nothing: the name alone packs no section.
 */
export async function* readZdebug(
  source: ByteSource,
  { name, start, end }: Omit<ZlibExtent, 'size'>,
): AsyncGenerator<Entry | Trouble> {
  const header = Buffer.from(source.read(start, Math.min(12, end - start)));
  if (header.length < 12 || header.toString('latin1', 0, 4) !== 'ZLIB') return;
  yield* readZlib(source, { name, start: start + 12, end, size: Number(header.readBigUInt64BE(4)) });
}

class ZlibData {
  readonly #source: ByteSource;
  readonly #start: number;
  readonly #end: number;
  readonly #expectedBytes: number;
  #size = 0;
  #sum = 1;
  /** Behind the deflate stream, when all of it was read. */
  #dataEnd: number | undefined;

  constructor(source: ByteSource, { start, end, size }: ZlibExtent) {
    this.#source = source;
    this.#start = start + HEADER_BYTES;
    this.#end = end;
    this.#expectedBytes = size ?? (end - start) * 4;
  }

  /** All of it, when it is small and sound as deflate. */
  whole(): Uint8Array | undefined {
    if (this.#end - this.#start > SMALL_BYTES) return undefined;
    const packed = this.#source.read(this.#start, this.#end - this.#start);
    const whole = inflateWhole(packed, SMALL_OUTPUT_BYTES, this.#expectedBytes);
    if (typeof whole === 'string') return undefined;
    this.#count(whole.output);
    this.#dataEnd = this.#start + whole.consumed;
    return whole.output;
  }

  async *read(): AsyncGenerator<Uint8Array> {
    const reader = new ChunkReader(streamOf(this.#source, this.#start, this.#end, READ_BYTES));
    try {
      for await (const chunk of inflateNext(reader)) {
        this.#count(chunk);
        yield chunk;
      }
      this.#dataEnd = this.#start + reader.position;
    } finally {
      await reader.close();
    }
  }

  /** What does not fit bytes that were read to their end, in words. */
  wrong(size: number | undefined): string | undefined {
    if (this.#dataEnd === undefined) return undefined;
    if (size !== undefined && this.#size !== size) return `expected ${size} unpacked bytes, found ${this.#size}`;
    if (this.#end - this.#dataEnd < CHECK_BYTES) return 'the zlib stream is cut off in its checksum';
    const check = Buffer.from(this.#source.read(this.#dataEnd, CHECK_BYTES)).readUInt32BE(0);
    return check === this.#sum ? undefined : 'the Adler-32 does not fit the data, which is scanned as it is';
  }

  #count(chunk: Uint8Array): void {
    this.#size += chunk.length;
    this.#sum = adler32(chunk, this.#sum);
  }
}

const ADLER_BASE = 65521;
/** So many bytes can be added up before the sums pass 2^31 (zlib has 5552 for 2^32). */
const ADLER_RUN_BYTES = 3800;

/** RFC 1950, section 9. @param sum of the bytes before, 1 at the beginning */
function adler32(bytes: Uint8Array, sum: number): number {
  let low = sum & 0xffff;
  let high = sum >>> 16;
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(at + ADLER_RUN_BYTES, bytes.length);
    for (; at < end; at++) {
      low += bytes[at]!;
      high += low;
    }
    low %= ADLER_BASE;
    high %= ADLER_BASE;
  }
  return ((high << 16) | low) >>> 0;
}
