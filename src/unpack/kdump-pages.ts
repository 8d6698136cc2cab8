import type { ByteSource } from '../bytes/byte-source.ts';
import { ReadAheadSource } from '../bytes/read-ahead-source.ts';
import { zstdDecoder } from './choose-zstd-decoder.ts';
import { Coverage } from './coverage.ts';
import { inflateWhole } from './inflate.ts';
import type { KdumpHeader } from './kdump-header.ts';
import { unpackLzoBlock } from './lzo-block.ts';
import { unpackSnappyBlock } from './snappy-block.ts';
import { SpooledPieces } from './spooled-pieces.ts';
import type { ZstdDecoder } from './zstd-decoder.ts';
import { parseFrameHeader } from './zstd-frame.ts';

/*  page_desc, diskdump_mod.h
 *  0   8  where the page lies in the file
 *  8   4  bytes there
 *  12  4  flags: how it is packed
 *  16  8  flags of the page in the kernel  */
const DESCRIPTOR_BYTES = 24;
const STORED = 0;
const ZLIB = 1;
const LZO = 2;
const SNAPPY = 4;
const ZSTD = 0x20;
/** RFC 1950, section 2.2: two bytes before the data of deflate. */
const ZLIB_HEADER_BYTES = 2;

/** The pages of a dump, in order. Call `close` when done. */
export class KdumpPages {
  /** Pages whose descriptor or bytes are behind the end of the file, and those that cannot be unpacked. */
  cutPages = 0;
  damagedPages = 0;
  /** The packed bytes of those, as they lie. */
  readonly refused = new SpooledPieces('between');
  /** What of the file the pages are. */
  readonly coverage = new Coverage();
  readonly #source: ByteSource;
  readonly #descriptors: ByteSource;
  readonly #header: KdumpHeader;
  readonly #zeros: Uint8Array;
  readonly #room: Uint8Array;
  #descriptorAt: number;
  /** All pages of zeros are one in the file. */
  #latest: { readonly offset: number; readonly page: Uint8Array } | undefined;

  constructor(source: ByteSource, header: KdumpHeader) {
    this.#source = new ReadAheadSource(source);
    this.#descriptors = new ReadAheadSource(source);
    this.#header = header;
    this.#descriptorAt = header.descriptorsAt;
    this.#zeros = new Uint8Array(header.pageBytes);
    this.#room = new Uint8Array(header.pageBytes);
  }

  /** Where the descriptors of the pages that were read end. */
  get endOfDescriptors(): number {
    return this.#descriptorAt;
  }

  /** The next page: `pageBytes` bytes, good until the next call; zeros where it cannot be had. */
  async next(): Promise<Uint8Array> {
    const at = this.#descriptorAt;
    this.#descriptorAt += DESCRIPTOR_BYTES;
    if (at + DESCRIPTOR_BYTES > this.#source.size) return this.#cut();
    const bytes = this.#descriptors.read(at, DESCRIPTOR_BYTES);
    const fields = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const { isLittleEndian, pageBytes } = this.#header;
    const offset = Number(fields.getBigUint64(0, isLittleEndian));
    const size = fields.getUint32(8, isLittleEndian);
    if (this.#latest?.offset === offset) return this.#latest.page;
    if (size > pageBytes || offset + size > this.#source.size) return this.#cut();
    const packed = this.#source.read(offset, size);
    this.coverage.add(offset, offset + size);
    const page = await this.#unpack(packed, fields.getUint32(12, isLittleEndian));
    if (page === undefined) return this.#refuse(packed);
    this.#latest = { offset, page };
    return page;
  }

  close(): void {
    this.refused.close();
  }

  #cut(): Uint8Array {
    this.cutPages++;
    return this.#zeros;
  }

  #refuse(packed: Uint8Array): Uint8Array {
    this.damagedPages++;
    this.refused.begin();
    this.refused.add(packed);
    return this.#zeros;
  }

  async #unpack(packed: Uint8Array, method: number): Promise<Uint8Array | undefined> {
    const { pageBytes } = this.#header;
    const isWhole = (end: number): Uint8Array | undefined => (end === pageBytes ? this.#room : undefined);
    switch (method) {
      case STORED:
        return packed.length === pageBytes ? packed : undefined;
      case ZLIB: {
        const found = inflateWhole(packed.subarray(ZLIB_HEADER_BYTES), pageBytes, pageBytes);
        return typeof found !== 'string' && found.output.length === pageBytes ? found.output : undefined;
      }
      case LZO:
        return isWhole(unpackLzoBlock(packed, this.#room));
      case SNAPPY:
        return isWhole(unpackSnappyBlock(packed, this.#room));
      case ZSTD:
        return unpackZstd(await zstdDecoder(), packed, pageBytes);
      default:
        return undefined;
    }
  }
}

async function unpackZstd(zstd: ZstdDecoder, packed: Uint8Array, pageBytes: number): Promise<Uint8Array | undefined> {
  const header = parseFrameHeader(packed);
  // A frame that is made in one call has the window of its content.
  if (header === undefined || header.windowBytes > pageBytes) return undefined;
  if (zstd.decodeFrame !== undefined) {
    const page = zstd.decodeFrame(packed, pageBytes);
    return page?.length === pageBytes ? page : undefined;
  }
  const page = new Uint8Array(pageBytes);
  const decoder = zstd.openFrame(pageBytes);
  let end = 0;
  try {
    for await (const output of decoder.write(packed)) {
      if (end + output.length > pageBytes) return undefined;
      page.set(output, end);
      end += output.length;
    }
  } finally {
    decoder.close();
  }
  return end === pageBytes ? page : undefined;
}
