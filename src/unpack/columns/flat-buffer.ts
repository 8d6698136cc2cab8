/** A table of a FlatBuffer (flatbuffers.dev, "FlatBuffers Internals"). Access outside of the buffer throws a RangeError. */
import { size64At } from '../../bytes/size64.ts';

/* Of a table:  0  4  how far before it its list of fields lies
 * of the list: 0  2  its bytes; 4  2  where each field lies in the table, 0 for one that has its default */
export class FlatTable {
  readonly view: DataView;
  readonly #at: number;

  /** @param at offset in the buffer; default: the root table */
  constructor(view: DataView, at: number = view.getUint32(0, true)) {
    this.view = view;
    this.#at = at;
  }

  byte(field: number): number {
    const at = this.#field(field);
    return at === undefined ? 0 : this.view.getUint8(at);
  }

  short(field: number): number {
    const at = this.#field(field);
    return at === undefined ? 0 : this.view.getInt16(at, true);
  }

  long(field: number): number {
    const at = this.#field(field);
    return at === undefined ? 0 : size64At(this.view, at, true);
  }

  table(field: number): FlatTable | undefined {
    const at = this.#field(field);
    return at === undefined ? undefined : new FlatTable(this.view, at + this.view.getUint32(at, true));
  }

  /** Offsets of the elements of a list. @param bytes of each */
  structs(field: number, bytes: number): number[] {
    const at = this.#field(field);
    if (at === undefined) return [];
    const list = at + this.view.getUint32(at, true);
    const count = this.view.getUint32(list, true);
    if (list + 4 + count * bytes > this.view.byteLength) throw new RangeError('a list that is longer than the buffer');
    return Array.from({ length: count }, (_, index) => list + 4 + index * bytes);
  }

  tables(field: number): FlatTable[] {
    return this.structs(field, 4).map((at) => new FlatTable(this.view, at + this.view.getUint32(at, true)));
  }

  #field(field: number): number | undefined {
    const list = this.#at - this.view.getInt32(this.#at, true);
    if (4 + 2 * field >= this.view.getUint16(list, true)) return undefined;
    const offset = this.view.getUint16(list + 4 + 2 * field, true);
    return offset === 0 ? undefined : this.#at + offset;
  }
}
