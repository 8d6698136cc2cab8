import type { ByteSource } from '../../bytes/byte-source.ts';
import { FormatError } from '../../model/errors.ts';

const WINDOW_BYTES = 256 << 10;
/** It starts small: a MiB may have 20,000 heads of bitcode, of each of which little can be read. */
const FIRST_WINDOW_BYTES = 512;
/** Window bytes after the read position: a number of 32 bits may span five bytes, which are read as a word and one more. */
const READ_BYTES = 8;

/** Reads bits of a source, least significant bit of a byte first, as in LLVM's bitstreams. */
export class BitReader {
  /** In bits. */
  readonly end: number;
  readonly #source: ByteSource;
  /** Bytes read ahead, zero-filled after the end of the source. */
  #window: Uint8Array;
  #words: DataView;
  /** Offset in the source of the first byte of the window. */
  #start: number;
  /** Position in the window, in bits: kept small, since V8 adds and shifts small integers fast. */
  #at = 0;
  #limit = 0;
  /** Bytes read so far, including what was read ahead. */
  readBytes = 0;

  constructor(source: ByteSource, start: number, end: number) {
    this.#source = source;
    this.#window = new Uint8Array(Math.min(FIRST_WINDOW_BYTES, source.size) + READ_BYTES);
    this.#words = new DataView(this.#window.buffer);
    this.#start = start;
    this.end = 8 * end;
  }

  /** In bits. */
  get position(): number {
    return 8 * this.#start + this.#at;
  }

  set position(bit: number) {
    const at = bit - 8 * this.#start;
    if (at >= 0 && at <= this.#limit) this.#at = at;
    else {
      this.#start = Math.floor(bit / 8);
      this.#at = bit % 8;
      this.#limit = 0;
    }
  }

  /** @param width 0 to 32. @throws FormatError at the end */
  read(width: number): number {
    if (width === 0) return 0;
    if (this.#at + width > this.#limit) this.#fill(width);
    const at = this.#at;
    this.#at = at + width;
    const shift = at & 7;
    let bits = this.#words.getUint32(at >>> 3, true) >>> shift;
    if (shift + width > 32) bits |= this.#window[(at >>> 3) + 4]! << (32 - shift);
    return width === 32 ? bits >>> 0 : bits & ((1 << width) - 1);
  }

  /** Skips to the next multiple of 32 bits. */
  align(): void {
    this.position = Math.ceil(this.position / 32) * 32;
  }

  #fill(width: number): void {
    if (this.position + width > this.end) throw new FormatError(`the bitstream is cut off at byte ${this.end / 8}`);
    this.#start += this.#at >>> 3;
    this.#at &= 7;
    if (this.readBytes > 0) this.#grow();
    const length = Math.min(this.#window.length - READ_BYTES, this.#source.size - this.#start);
    this.#source.readInto(this.#window.subarray(0, length), this.#start);
    this.readBytes += length;
    this.#window.fill(0, length, length + READ_BYTES);
    this.#limit = Math.min(8 * length, this.end - 8 * this.#start);
  }

  #grow(): void {
    const bytes = Math.min(4 * this.#window.length, WINDOW_BYTES, this.#source.size) + READ_BYTES;
    if (bytes <= this.#window.length) return;
    this.#window = new Uint8Array(bytes);
    this.#words = new DataView(this.#window.buffer);
  }
}
