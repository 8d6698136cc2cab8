import type { ByteSource } from '../../bytes/byte-source.ts';
import { ReadAheadSource } from '../../bytes/read-ahead-source.ts';
import { size64At } from '../../bytes/size64.ts';
import { type BlockMethod, unpackBlock } from '../codecs/packed-block.ts';
import { Coverage } from '../container/coverage.ts';
import { SpooledPieces } from '../container/spooled-pieces.ts';
import type { KdumpHeader } from './kdump-header.ts';

/*  page_desc, diskdump_mod.h
 *  0   8  where the page lies in the file
 *  8   4  bytes there
 *  12  4  flags: how it is packed
 *  16  8  flags of the page in the kernel  */
const DESCRIPTOR_BYTES = 24;
const METHODS = new Map<number, BlockMethod>([
  [0, 'stored'],
  [1, 'zlib'],
  [2, 'lzo'],
  [4, 'snappy'],
  [0x20, 'zstd'],
]);

/** The pages of a dump, in order. Call `close` when done. */
export class KdumpPages {
  /** Count of pages whose descriptor or bytes are beyond the end of the file, or that cannot be unpacked. */
  cutPages = 0;
  damagedPages = 0;
  /** The packed bytes of those. */
  readonly refused = new SpooledPieces('between');
  /** The ranges of the file that pages take. */
  readonly coverage = new Coverage();
  readonly #source: ByteSource;
  readonly #descriptors: ByteSource;
  readonly #header: KdumpHeader;
  readonly #zeros: Uint8Array;
  #descriptorAt: number;
  /** All pages of zeros share one page in the file. */
  #latest: { readonly offset: number; readonly page: Uint8Array } | undefined;

  constructor(source: ByteSource, header: KdumpHeader) {
    this.#source = new ReadAheadSource(source);
    this.#descriptors = new ReadAheadSource(source);
    this.#header = header;
    this.#descriptorAt = header.descriptorsAt;
    this.#zeros = new Uint8Array(header.pageBytes);
  }

  /** End of the descriptors read so far. */
  get endOfDescriptors(): number {
    return this.#descriptorAt;
  }

  /** The next page: `pageBytes` bytes, valid until the next call; zeros where it cannot be read. */
  async next(): Promise<Uint8Array> {
    const at = this.#descriptorAt;
    this.#descriptorAt += DESCRIPTOR_BYTES;
    if (at + DESCRIPTOR_BYTES > this.#source.size) return this.#cut();
    const bytes = this.#descriptors.read(at, DESCRIPTOR_BYTES);
    const fields = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const { isLittleEndian, pageBytes } = this.#header;
    const offset = size64At(fields, 0, isLittleEndian);
    const size = fields.getUint32(8, isLittleEndian);
    if (this.#latest?.offset === offset) return this.#latest.page;
    if (size > pageBytes || offset + size > this.#source.size) return this.#cut();
    const packed = this.#source.read(offset, size);
    this.coverage.add(offset, offset + size);
    const method = METHODS.get(fields.getUint32(12, isLittleEndian));
    const page = method && (await unpackBlock(method, packed, pageBytes));
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
}
