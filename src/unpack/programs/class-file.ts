/**
 * Class files of Java (JVMS, chapter 4): the pool of constants, fields with a constant value, and the code of methods with the names of
 * local variables. Other attributes are passed on.
 */
import { FormatError } from '../../model/errors.ts';
import { bufferOf } from '../container/magic.ts';

/** The kinds of constants (4.4), with their bytes after the kind. */
const [UTF_8, STRING] = [1, 8];
const BYTES_OF: readonly (number | undefined)[] = [
  ...[undefined, undefined, undefined, 4, 4, 8, 8, 2, 2, 4, 4, 4, 4],
  ...[undefined, undefined, 3, 2, 4, 4, 2, 2],
];
/** A long and a double take two numbers. */
const [LONG, DOUBLE] = [5, 6];
const POOL_AT = 8;

/** "code_length must be less than 65536" (4.7.3). */
const MAX_CODE_BYTES = 0xffff;
/** Longer names and types are read as empty ones. */
const MAX_WORD_BYTES = 1024;

/** Names and types, in Latin-1. */
export interface Member {
  readonly owner: string;
  readonly name: string;
  readonly type: string;
}

export interface Method {
  readonly code: Uint8Array;
  /** Name of the local variable that begins to have a value at `from` in the code, in a slot. */
  local(slot: number, from: number): string | undefined;
}

interface Reader {
  readonly onConstant: (name: string, text: Uint8Array) => void;
  readonly onMethod: (method: Method) => void;
  /** @param field that it belongs to; empty for those of a method or the class */
  readonly onAttribute: (kind: string, start: number, end: number, field: string) => void;
}

/** Constants by number; what a damaged file refers to and does not have is undefined. */
export class ClassFile {
  readonly #bytes: Buffer;
  readonly #places: number[] = [];
  readonly #afterPool: number;
  /** By number: code may call the same method 20,000 times. */
  readonly #words = new Map<number, string>();

  /** @throws FormatError if the pool is cut off or has constants of an unknown kind */
  constructor(bytes: Uint8Array) {
    this.#bytes = bufferOf(bytes);
    const count = this.#number(POOL_AT);
    let at = POOL_AT + 2;
    for (let index = 1; index < count; index++) {
      const kind = this.#bytes[at];
      const size = kind === UTF_8 ? 2 + this.#number(at + 1) : BYTES_OF[kind ?? 0];
      if (size === undefined || at + size >= bytes.length)
        throw new FormatError('expected a constant of a class of Java');
      this.#places[index] = at;
      if (kind === LONG || kind === DOUBLE) index++;
      at += 1 + size;
    }
    this.#afterPool = at;
  }

  /** Of a string in a program, whose constant refers to that of its text. */
  string(index: number): Uint8Array | undefined {
    const at = this.#at(index);
    return this.#bytes[at] === STRING ? this.text(this.#number(at + 1)) : undefined;
  }

  /** A field or a method that code refers to. */
  member(index: number): Member {
    const at = this.#at(index);
    const nameAndType = this.#at(this.#number(at + 3));
    return {
      owner: this.word(this.#number(this.#at(this.#number(at + 1)) + 1)),
      name: this.word(this.#number(nameAndType + 1)),
      type: this.word(this.#number(nameAndType + 3)),
    };
  }

  /**
   * Field by field, then method by method, then the class itself.
   * @throws FormatError where the file, or an attribute, ends within one: so no byte is read twice, whatever sizes say
   */
  readMembers({ onConstant, onMethod, onAttribute }: Reader): void {
    // access flags, this class, its superclass, and a list of interfaces
    let at = this.#afterPool + 8 + 2 * this.#number(this.#afterPool + 6);
    for (const isMethod of [false, true]) {
      let members = this.#number(at);
      at += 2;
      for (; members > 0; members--) {
        const name = this.word(this.#number(at + 2));
        at = this.#readAttributes(at + 6, this.#bytes.length, (kind, start, end) => {
          if (isMethod && kind === 'Code') onMethod(this.#method(start, end));
          onAttribute(kind, start, end, isMethod ? '' : name);
          if (isMethod || kind !== 'ConstantValue') return;
          const text = this.string(this.#number(start));
          if (text !== undefined) onConstant(name, text);
        });
      }
    }
    this.#readAttributes(at, this.#bytes.length, (kind, start, end) => onAttribute(kind, start, end, ''));
  }

  /*  0  2  max_stack     8  .  code, then 8 bytes for each of a list of handlers
   *  2  2  max_locals    .  .  attributes
   *  4  4  code_length                                                   */
  #method(start: number, end: number): Method {
    const length = this.#long(start + 4);
    const codeEnd = start + 8 + length;
    if (length > MAX_CODE_BYTES || codeEnd > end) throw new FormatError('expected code of at most 65,535 bytes');
    const locals = new Map<number, number>();
    this.#readAttributes(codeEnd + 2 + 8 * this.#number(codeEnd), end, (kind, at, tableEnd) => {
      if (kind !== 'LocalVariableTable') return;
      for (let left = this.#number(at), row = at + 2; left > 0 && row + 10 <= tableEnd; left--, row += 10)
        locals.set(placeOf(this.#number(row + 8), this.#number(row)), this.#number(row + 4));
    });
    return {
      code: this.#bytes.subarray(start + 8, codeEnd),
      local: (slot, from) => {
        const name = locals.get(placeOf(slot, from));
        return name === undefined ? undefined : this.word(name);
      },
    };
  }

  /** @returns where they end, at most at `limit` */
  #readAttributes(
    start: number,
    limit: number,
    onAttribute: (kind: string, start: number, end: number) => void,
  ): number {
    let at = start + 2;
    for (let left = this.#number(start); left > 0; left--) {
      const end = at + 6 + this.#long(at + 2);
      if (end > limit) throw new FormatError('an attribute of a class of Java ends early');
      onAttribute(this.word(this.#number(at)), at + 6, end);
      at = end;
    }
    return at;
  }

  /** @returns its bytes; undefined if the number is not that of a text */
  text(index: number): Uint8Array | undefined {
    const at = this.#at(index);
    if (this.#bytes[at] !== UTF_8) return undefined;
    return this.#bytes.subarray(at + 3, at + 3 + this.#number(at + 1));
  }

  /** A name or a type. */
  word(index: number): string {
    const known = this.#words.get(index);
    if (known !== undefined) return known;
    const text = this.text(index);
    const word = text === undefined || text.length > MAX_WORD_BYTES ? '' : bufferOf(text).toString('latin1');
    this.#words.set(index, word);
    return word;
  }

  /** @param at in the file */
  byte(at: number): number {
    return this.#bytes[at] ?? 0;
  }

  /** The beginning of the file stands for a constant that is not there. */
  #at(index: number): number {
    return this.#places[index] ?? 0;
  }

  #number(at: number): number {
    if (at + 2 > this.#bytes.length) throw new FormatError('a class of Java ends early');
    return this.#bytes.readUInt16BE(at);
  }

  #long(at: number): number {
    if (at + 4 > this.#bytes.length) throw new FormatError('a class of Java ends early');
    return this.#bytes.readUInt32BE(at);
  }
}

function placeOf(slot: number, from: number): number {
  return (from << 16) | slot;
}
