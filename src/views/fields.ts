import type { ByteSource } from '../bytes/byte-source.ts';
import { assertInside } from '../bytes/memory-source.ts';
import { size64At } from '../bytes/size64.ts';

/** Large enough for a page of table entries, small enough to make jumping through a file cheap. */
const WINDOW_BYTES = 16 << 10;
const DECODER = new TextDecoder();

/** Reads fields of a file through a small window. Every read outside the file throws FormatError. */
export class Fields {
  readonly source: ByteSource;
  readonly littleEndian: boolean;
  readonly #window: Uint8Array;
  readonly #view: DataView;
  #start = 0;
  #filled = 0;

  constructor(source: ByteSource, littleEndian: boolean) {
    this.source = source;
    this.littleEndian = littleEndian;
    this.#window = new Uint8Array(Math.min(WINDOW_BYTES, source.size));
    this.#view = new DataView(this.#window.buffer);
  }

  get size(): number {
    return this.source.size;
  }

  u8(at: number): number {
    return this.#view.getUint8(this.#reach(at, 1));
  }

  u16(at: number): number {
    return this.#view.getUint16(this.#reach(at, 2), this.littleEndian);
  }

  u32(at: number): number {
    return this.#view.getUint32(this.#reach(at, 4), this.littleEndian);
  }

  /** For addresses, which are values and not sizes. */
  u64(at: number): bigint {
    return this.#view.getBigUint64(this.#reach(at, 8), this.littleEndian);
  }

  /** For sizes, counts and file offsets; see `size64At`. */
  size64(at: number): number {
    return size64At(this.#view, this.#reach(at, 8), this.littleEndian);
  }

  /** UTF-8 up to the first NUL, or all of `length`, which callers keep at or below 16 KiB. */
  text(at: number, length: number): string {
    return DECODER.decode(this.#textBytes(at, length));
  }

  /** Bytes before the first NUL, or `length` if there is none. */
  textLength(at: number, length: number): number {
    return this.#textBytes(at, length).length;
  }

  /**
   * UTF-16 in the byte order of the file.
   * @param byteLength at most 16 KiB
   */
  utf16(at: number, byteLength: number): string {
    const start = this.#reach(at, byteLength);
    const decoder = new TextDecoder(this.littleEndian ? 'utf-16le' : 'utf-16be');
    return decoder.decode(this.#window.subarray(start, start + byteLength));
  }

  #textBytes(at: number, length: number): Uint8Array {
    const start = this.#reach(at, length);
    const bytes = this.#window.subarray(start, start + length);
    const nul = bytes.indexOf(0);
    return nul === -1 ? bytes : bytes.subarray(0, nul);
  }

  /** @returns the index of `at` in the window, which then has `length` bytes from there */
  #reach(at: number, length: number): number {
    if (at >= this.#start && at + length <= this.#start + this.#filled) return at - this.#start;
    assertInside(at, length, this.size);
    assertInside(0, length, this.#window.length);
    this.#filled = 0;
    const count = Math.min(this.#window.length, this.size - at);
    this.source.readInto(this.#window.subarray(0, count), at);
    this.#start = at;
    this.#filled = count;
    return 0;
  }
}
