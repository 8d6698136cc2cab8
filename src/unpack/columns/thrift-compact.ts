/**
 * Reader for the compact protocol of Apache Thrift (apache/thrift, doc/specs/thrift-compact-protocol.md), which encodes Parquet's
 * metadata. Nothing is allocated for a size before that many bytes are there.
 */
import { FormatError } from '../../model/errors.ts';
import { zigzag } from '../codecs/small-numbers.ts';

/*  field of a struct
 *  0  1  bits 4 to 7: its id less that of the field before; 0: the id follows, zigzag; bits 0 to 3: type; a byte 00 ends the struct
 *  list, set
 *  0  1  bits 4 to 7: how many; 15: the number follows; bits 0 to 3: type
 *  map
 *  0  .  how many; if any, 1 byte: types of keys (bits 4 to 7) and values
 *  Numbers have 7 bits a byte, the lowest first; those with a sign are zigzag.                                              */
export const THRIFT = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
  uuid: 13,
} as const;

export interface ThriftField {
  readonly id: number;
  readonly type: number;
}

/** Whether it is an integer field worth keeping: metadata has no higher field ids. */
export function isNumber({ id, type }: ThriftField): boolean {
  return (type === THRIFT.i32 || type === THRIFT.i64) && id > 0 && id <= MAX_FIELDS;
}
const MAX_FIELDS = 16;

/** Parquet's metadata nests five structs. */
const MAX_DEPTH = 32;
const MAX_NUMBER_BYTES = 10;
/** Keyed by type, for elements of a list. */
const FIXED_BYTES = new Map<number, number>([
  [THRIFT.true, 1],
  [THRIFT.false, 1],
  [THRIFT.byte, 1],
  [THRIFT.double, 8],
  [THRIFT.uuid, 16],
]);

/** Every method throws FormatError where the bytes end too early, or are invalid. */
export class ThriftReader {
  /** Read position. */
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The fields of a struct, up to its end. The caller reads all of a value or nothing of it; an unread value is skipped. */
  *fields(): Generator<ThriftField> {
    let id = 0;
    for (let head = this.byte(); head !== 0; head = this.byte()) {
      const type = head & 0x0f;
      id = head >>> 4 === 0 ? this.int() : id + (head >>> 4);
      const start = this.at;
      yield { id, type };
      if (this.at === start) this.#skip(type, false, 0);
    }
  }

  /** The elements of a list, each of which must be read. @returns the stated count */
  *list(elementType: number): Generator<number> {
    const { type, count } = this.#listHead();
    if (count > 0 && type !== elementType)
      throw new FormatError(`expected a list of type ${elementType}, found ${type}`);
    for (let index = 0; index < count; index++) yield index;
  }

  byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new FormatError('what describes the data ends too early');
    return byte;
  }

  /** Signed; inexact beyond 53 bits. */
  int(): number {
    return zigzag(this.#unsigned());
  }

  /** A view. */
  binary(): Uint8Array {
    const length = this.#unsigned();
    const start = this.at;
    this.#pass(length);
    return this.#bytes.subarray(start, this.at);
  }

  #unsigned(): number {
    let value = 0;
    for (let index = 0; index < MAX_NUMBER_BYTES; index++) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return value;
    }
    throw new FormatError('a number without end');
  }

  #pass(bytes: number): void {
    if (bytes > this.#bytes.length - this.at) {
      this.at = this.#bytes.length;
      throw new FormatError('what describes the data ends too early');
    }
    this.at += bytes;
  }

  #listHead(): { readonly type: number; readonly count: number } {
    const head = this.byte();
    const count = head >>> 4 === 15 ? this.#unsigned() : head >>> 4;
    // Each element takes at least a byte.
    if (count > this.#bytes.length - this.at) this.#pass(count);
    return { type: head & 0x0f, count };
  }

  #skip(type: number, isElement: boolean, depth: number): void {
    if (depth > MAX_DEPTH) throw new FormatError('too many structs in one another');
    const bytes = FIXED_BYTES.get(type);
    // For a boolean field, the type is the value.
    if (bytes !== undefined) this.#pass(type <= THRIFT.false && !isElement ? 0 : bytes);
    else if (type >= THRIFT.i16 && type <= THRIFT.i64) this.#unsigned();
    else if (type === THRIFT.binary) this.binary();
    else if (type === THRIFT.list || type === THRIFT.set) {
      const { type: inner, count } = this.#listHead();
      for (let index = 0; index < count; index++) this.#skip(inner, true, depth + 1);
    } else if (type === THRIFT.map) this.#skipMap(depth);
    else if (type === THRIFT.struct) this.#skipStruct(depth);
    else throw new FormatError(`expected a type of Thrift, found ${type}`);
  }

  #skipMap(depth: number): void {
    const count = this.#unsigned();
    if (count > this.#bytes.length - this.at) this.#pass(count);
    const types = count > 0 ? this.byte() : 0;
    for (let index = 0; index < count; index++) {
      this.#skip(types >>> 4, true, depth + 1);
      this.#skip(types & 0x0f, true, depth + 1);
    }
  }

  #skipStruct(depth: number): void {
    for (let head = this.byte(); head !== 0; head = this.byte()) {
      if (head >>> 4 === 0) this.#unsigned();
      this.#skip(head & 0x0f, false, depth + 1);
    }
  }
}
