/**
 * Headers of HTTP/2 (RFC 7541). A field is an index into a table, or a literal name and value, plain or in a Huffman code. The table
 * persists across blocks.
 */
import { FormatError } from '../../model/errors.ts';
import { fromHuffman } from './hpack-huffman.ts';

export interface Field {
  readonly name: string;
  /** One character a byte. */
  readonly value: string;
}

/** Appendix A, from 1 on. */
const STATIC = [
  ':authority|:method: GET|:method: POST|:path: /|:path: /index.html|:scheme: http|:scheme: https|:status: 200',
  ':status: 204|:status: 206|:status: 304|:status: 400|:status: 404|:status: 500|accept-charset',
  'accept-encoding: gzip, deflate|accept-language|accept-ranges|accept|access-control-allow-origin|age|allow',
  'authorization|cache-control|content-disposition|content-encoding|content-language|content-length',
  'content-location|content-range|content-type|cookie|date|etag|expect|expires|from|host|if-match|if-modified-since',
  'if-none-match|if-range|if-unmodified-since|last-modified|link|location|max-forwards|proxy-authenticate',
  'proxy-authorization|range|referer|refresh|retry-after|server|set-cookie|strict-transport-security',
  'transfer-encoding|user-agent|vary|via|www-authenticate',
]
  .flatMap((line) => line.split('|'))
  .map((field): Field => {
    const [, name, value] = /^(:?[^:]+)(?:: (.*))?$/.exec(field)!;
    return { name: name!, value: value ?? '' };
  });

/** Section 4.1: overhead of an entry in addition to its name and value. */
const ENTRY_BYTES = 32;
/** Default table size. */
const TABLE_BYTES = 4096;
/** More than any peer allows; memory is bounded by the size of the fields as they were received. */
const MAX_TABLE_BYTES = 1 << 22;

/**
 * Fields repeated from the table were reported when they were first received. Up to this many of their characters for each byte received
 * are repeated all the same, as context, several times what browsers save; after that only short ones. Otherwise one byte could expand to
 * 4 KiB or more: 900 KB to 3.5 GB, or each of many short connections to some MiB.
 */
const MAX_REPEATED_PER_BYTE = 32;
const SHORT = 64;

/* What begins a field (section 6):   1nnnnnnn  both of an entry
 *                                    01nnnnnn  a name of an entry, or 0 and a name; a value; becomes an entry
 *                                    001nnnnn  a new size of the table
 *                                    000xnnnn  as 01, and becomes none                                         */
const [INDEXED, ADDED, RESIZED] = [0x80, 0x40, 0x20];

/** State for one direction of a connection. */
export class HpackDecoder {
  /** Newest last. Evicted ones stay at the front until they are half of all, so that each entry is moved only once. */
  #entries: Field[] = [];
  #gone = 0;
  #bytes = 0;
  #maxBytes = TABLE_BYTES;
  /** Characters that may still be repeated from the table. */
  #mayRepeat = 0;

  /**
   * @param isCut the end of the block is missing: gives what there is of its last field
   * @throws FormatError after the readable fields; the rest of the connection cannot be read then
   */
  *fields(block: Uint8Array, isCut: boolean): Generator<Field> {
    const cursor = new Cursor(block, isCut);
    this.#mayRepeat += MAX_REPEATED_PER_BYTE * block.length;
    while (!cursor.isAtEnd) {
      const first = cursor.peek();
      if ((first & INDEXED) !== 0) {
        const index = cursor.number(7);
        if (cursor.isOver) return;
        const field = this.#entry(index);
        if (this.#isRepeated(field.name.length + field.value.length)) yield field;
      } else if ((first & (ADDED | RESIZED)) === RESIZED) {
        this.#maxBytes = Math.min(MAX_TABLE_BYTES, cursor.number(5));
        this.#evict();
      } else {
        const isAdded = (first & ADDED) !== 0;
        const index = cursor.number(isAdded ? 6 : 4);
        const name = index === 0 ? cursor.text() : this.#entry(index).name;
        const field = { name, value: cursor.text() };
        yield index === 0 || this.#isRepeated(name.length) ? field : { ...field, name: name.slice(-SHORT) };
        if (isAdded && !cursor.isOver) this.#add(field);
      }
    }
  }

  #isRepeated(characters: number): boolean {
    if (characters <= SHORT) return true;
    if (characters > this.#mayRepeat) return false;
    this.#mayRepeat -= characters;
    return true;
  }

  #entry(index: number): Field {
    const dynamic = this.#entries.length - (index - STATIC.length);
    const ofTable = dynamic < this.#gone ? undefined : this.#entries[dynamic];
    const entry = index <= STATIC.length ? STATIC[index - 1] : ofTable;
    if (entry === undefined) throw new FormatError(`the table of headers has no entry ${index}`);
    return entry;
  }

  #add(field: Field): void {
    this.#entries.push(field);
    this.#bytes += ENTRY_BYTES + field.name.length + field.value.length;
    this.#evict();
  }

  #evict(): void {
    for (; this.#bytes > this.#maxBytes && this.#gone < this.#entries.length; this.#gone++) {
      const { name, value } = this.#entries[this.#gone]!;
      this.#bytes -= ENTRY_BYTES + name.length + value.length;
    }
    if (2 * this.#gone < this.#entries.length) return;
    this.#entries = this.#entries.slice(this.#gone);
    this.#gone = 0;
  }
}

/** Reads a block sequentially. */
class Cursor {
  readonly #block: Uint8Array;
  readonly #isCut: boolean;
  #at = 0;
  /** The block ended within an item. */
  isOver = false;

  constructor(block: Uint8Array, isCut: boolean) {
    this.#block = block;
    this.#isCut = isCut;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#block.length;
  }

  peek(): number {
    return this.#block[this.#at]!;
  }

  /**
   * Section 5.1: the low bits of the first byte; if these are all ones, more bytes follow, seven bits each, least significant
   * first.
   */
  number(bits: number): number {
    const most = 2 ** bits - 1;
    let value = this.#next() & most;
    if (value < most) return value;
    for (let weight = 1; !this.isOver; weight *= 128) {
      const byte = this.#next();
      value += (byte & 127) * weight;
      // With zero bytes, the weight could grow without end.
      if (value >= MAX_NUMBER || weight > MAX_NUMBER)
        throw new FormatError('a number in a block of headers is larger than any block');
      if (byte < 128) break;
    }
    return value;
  }

  /** Section 5.2. */
  text(): string {
    const isPacked = ((this.#block[this.#at] ?? 0) & 0x80) !== 0;
    const length = this.number(7);
    const end = this.#at + length;
    if (end > this.#block.length) this.#end();
    const bytes = this.#block.subarray(this.#at, end);
    this.#at = Math.min(end, this.#block.length);
    if (isPacked) return fromHuffman(bytes, this.isOver);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  }

  #next(): number {
    if (this.isAtEnd) this.#end();
    return this.#block[this.#at++] ?? 0;
  }

  #end(): void {
    if (!this.#isCut) throw new FormatError('a block of headers ends inside a field');
    this.isOver = true;
  }
}

const MAX_NUMBER = 2 ** 28;
