/**
 * Code objects as marshal of CPython 3.7 to 3.15 writes them (Python/marshal.c, `w_complex_object` and `r_object`). Only what assignments
 * consist of is kept: short texts, and tuples of them.
 */
import { FormatError } from '../../model/errors.ts';

/** A text as `textOf` reads it, a tuple or list, bytes, a function, or undefined for anything else. */
export type Constant = number | readonly Constant[] | Uint8Array | Code | undefined;

export function isTuple(constant: Constant): constant is readonly Constant[] {
  return Array.isArray(constant);
}

export function isCode(constant: Constant): constant is Code {
  return typeof constant === 'object' && 'instructions' in constant;
}

export interface Code {
  /** How many arguments may be given without their names. */
  readonly parameters: number;
  readonly instructions: Uint8Array;
  readonly constants: readonly Constant[];
  /** Of globals and attributes. */
  readonly names: readonly Constant[];
  /** Of parameters and local variables, in that order. */
  readonly locals: readonly Constant[];
}

/*  A byte says what follows; with FLAG_REF, later objects may refer to this one by its number.
 *  c  code: five or six numbers, instructions, constants, names, locals …  z Z a A t u  texts of ( ) [  tuples and lists
 *  N F T S .  nothing follows     s  bytes   i I f g x y l  numbers        < > { }  sets and dictionaries  r  a reference
 *  :  slices: three objects                                                                                              */
const FLAG_REF = 0x80;
/** Longer texts are recognised by themselves, or not at all. */
const MAX_TEXT_BYTES = 1024;
/** Functions in functions, and tuples in tuples; marshal itself gives up at 2,000. */
const MAX_DEPTH = 200;
/**
 * A code object's numbers: arguments, keyword-only ones, locals (up to 3.10), stack size, flags; positional-only arguments from 3.8 on.
 */
const COUNTS = [5, 6];
const NUMBER_BYTES = 4;

const kind = (letter: string): number => letter.charCodeAt(0);
const [CODE, BYTES, END_OF_DICTIONARY] = [kind('c'), kind('s'), kind('0')];

/** Bytes before the kind of the instructions. */
const HEAD_BYTES = COUNTS.map((count) => 1 + count * NUMBER_BYTES);
/** Bytes that `beginsModule` looks at. */
export const MODULE_HEAD_BYTES = Math.max(...HEAD_BYTES) + 1;

/** Whether the code of a module begins here: it has no arguments, so its first three numbers are zero. */
export function beginsModule(bytes: Uint8Array, at: number): boolean {
  if ((bytes[at]! & ~FLAG_REF) !== CODE) return false;
  for (let index = at + 1; index <= at + 3 * NUMBER_BYTES; index++) if (bytes[index] !== 0) return false;
  return headBytes(bytes, at) !== undefined;
}

/** The instructions of the module that begins at `at` (`beginsModule`), or as many of them as there are. */
export function instructionsOf(bytes: Uint8Array, at: number): Uint8Array {
  const size = at + (headBytes(bytes, at) ?? 0) + 1;
  const from = size + NUMBER_BYTES;
  return from > bytes.length ? new Uint8Array(0) : bytes.subarray(from, from + numberAt(bytes, size));
}

/** Bytes of a code object before its instructions. In functions, the flags of 3.10 may look like those of 3.11. */
function headBytes(bytes: Uint8Array, module: number): number | undefined {
  return HEAD_BYTES.find((head) => (bytes[module + head]! & ~FLAG_REF) === BYTES);
}

/** @throws FormatError where the bytes end, or hold something that marshal does not write */
export class MarshalReader {
  readonly #bytes: Uint8Array;
  readonly #found: (code: Code) => void;
  readonly #references: Constant[] = [];
  readonly #headBytes: number;
  #at: number;
  #depth = 0;

  /**
   * @param at where the code of a module begins (`beginsModule`)
   * @param found is given each code object, inner ones first
   */
  constructor(bytes: Uint8Array, at: number, found: (code: Code) => void) {
    this.#bytes = bytes;
    this.#at = at;
    this.#headBytes = headBytes(bytes, at) ?? 0;
    this.#found = found;
  }

  read(): Constant {
    const byte = this.#bytes[this.#take(1)]!;
    const reference = byte < FLAG_REF ? -1 : this.#references.push(undefined) - 1;
    if (++this.#depth > MAX_DEPTH) throw this.#damaged(`at most ${MAX_DEPTH} objects in one another, found more`);
    const constant = this.#content(byte & ~FLAG_REF);
    this.#depth--;
    if (reference >= 0) this.#references[reference] = constant;
    return constant;
  }

  #content(kind: number): Constant {
    switch (String.fromCharCode(kind)) {
      case 'z':
      case 'Z':
        return this.#text(this.#bytes[this.#take(1)]!);
      case 'a':
      case 'A':
      case 't':
      case 'u':
        return this.#text(this.#number());
      case 'r':
        return this.#references[this.#number()];
      case ')':
        return this.#sequence(this.#bytes[this.#take(1)]!);
      case '(':
      case '[':
      case '<':
      case '>':
        return this.#sequence(this.#number());
      case ':':
        return this.#sequence(3) && undefined;
      case '{':
      case '}':
        while (this.#bytes[this.#at] !== END_OF_DICTIONARY) this.read();
        return this.#skip(1);
      case 'c':
        return this.#code();
      case '0':
      case 'N':
      case 'F':
      case 'T':
      case 'S':
      case '.':
        return undefined;
      case 'i':
        return this.#skip(4);
      case 'I':
      case 'g':
        return this.#skip(8);
      case 'y':
        return this.#skip(16);
      case 's':
        return this.#slice(this.#number());
      case 'l':
        return this.#skip(2 * Math.abs(this.#number() | 0));
      case 'x':
        this.#skip(this.#bytes[this.#take(1)]!);
        return this.#skip(this.#bytes[this.#take(1)]!);
      case 'f':
        return this.#skip(this.#bytes[this.#take(1)]!);
      default:
        throw this.#damaged(`a kind of object, found 0x${kind.toString(16)}`);
    }
  }

  #code(): Code {
    const parameters = this.#number();
    this.#skip(this.#headBytes - 1 - NUMBER_BYTES);
    const instructions = this.read();
    if (!(instructions instanceof Uint8Array)) throw this.#damaged('the instructions of a code object, found none');
    const [constants, names, locals] = [this.#tuple(), this.#tuple(), this.#tuple()];
    // Up to 3.10: free variables, cell variables, file, name, first line, lines. From 3.11 on: kinds of locals, file, name, qualified
    // name, first line, lines, exceptions.
    const isOld = Array.isArray(this.read());
    for (let index = 0; index < 3; index++) this.read();
    this.#skip(NUMBER_BYTES);
    for (let table = 0; table < (isOld ? 1 : 2); table++) this.read();
    const code = { parameters, instructions, constants, names, locals };
    this.#found(code);
    return code;
  }

  #tuple(): readonly Constant[] {
    const tuple = this.read();
    if (!isTuple(tuple)) throw this.#damaged('a tuple of a code object, found something else');
    return tuple;
  }

  #sequence(count: number): readonly Constant[] {
    // Each takes a byte at least.
    if (count > this.#bytes.length - this.#at) throw this.#damaged(`${count} objects, found the end`);
    const items: Constant[] = [];
    for (let index = 0; index < count; index++) items.push(this.read());
    return items;
  }

  #text(length: number): Constant {
    const from = this.#take(length);
    return length > MAX_TEXT_BYTES ? undefined : from * (MAX_TEXT_BYTES + 1) + length;
  }

  #number(): number {
    return numberAt(this.#bytes, this.#take(NUMBER_BYTES));
  }

  #slice(length: number): Uint8Array {
    const from = this.#take(length);
    return this.#bytes.subarray(from, from + length);
  }

  #skip(length: number): undefined {
    this.#take(length);
    return undefined;
  }

  /** @returns where the next `length` bytes begin */
  #take(length: number): number {
    const from = this.#at;
    if (from + length > this.#bytes.length) throw this.#damaged(`${length} bytes more, found the end`);
    this.#at = from + length;
    return from;
  }

  #damaged(expected: string): FormatError {
    return new FormatError(`bytecode of Python, byte ${this.#at}: expected ${expected}; its bytes are scanned as is`);
  }
}

function numberAt(bytes: Uint8Array, at: number): number {
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}

/** The bytes of a text, which is kept as where it is and how long. */
export function textOf(bytes: Uint8Array, text: number): Uint8Array {
  const from = Math.floor(text / (MAX_TEXT_BYTES + 1));
  return bytes.subarray(from, from + (text % (MAX_TEXT_BYTES + 1)));
}
