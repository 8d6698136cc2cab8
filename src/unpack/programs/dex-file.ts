/**
 * DEX files of Android ("Dalvik executable format", versions 035 to 041): texts, names of fields and methods, static values of classes, and
 * the code of methods with the names of local variables. All numbers are little-endian, and places are those in the file.
 */
import { FormatError } from '../../model/errors.ts';
import { bufferOf } from '../container/magic.ts';
import { DexCursor } from './dex-cursor.ts';
import { type OnLocal, readLocals } from './dex-locals.ts';
import { MAX_TEXT_BYTES } from './program-settings.ts';

/*  56  8  texts       72  8  types of methods    88  8  methods
 *  64  8  types       80  8  fields              96  8  classes: of each how many there are, and where they are listed */
const [TEXTS, TYPES, PROTOTYPES, FIELDS, METHODS, CLASSES] = [56, 64, 72, 80, 88, 96];
/** Instructions refer to types, fields and methods by 16 bits, and each is defined once. */
const MAX_DEFINED = 0x1_0000;
const VALUE_OF_TEXT = 0x17;
/** Lists and annotations, which no static field has; null and a boolean, without bytes. */
const [VALUE_OF_LIST, VALUE_OF_ANNOTATION, NULL] = [0x1c, 0x1d, 0x1e];
const CODE_HEAD_BYTES = 16;

/** Names are in Latin-1. */
export interface CalledMethod {
  /** `java/util/Map` */
  readonly owner: string;
  readonly name: string;
  /** What it returns, then what it takes, a letter each: `VLJ` returns nothing, and takes an object and a long. */
  readonly shorty: string;
}

export interface DexMethod {
  readonly code: Buffer;
  readLocals(onLocal: OnLocal): void;
}

/** What a damaged file refers to and does not have is undefined or empty. */
export class DexFile {
  readonly #bytes: Buffer;
  readonly #fields = new Map<number, string>();
  readonly #methods = new Map<number, CalledMethod>();
  /** Methods share code that is the same, and lines of source text: what was read is not read again. */
  readonly #wasRead = new Set<number>();
  /** Code and what is known of its lines do not overlap. */
  #left: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bufferOf(bytes);
    this.#left = bytes.length;
  }

  /** In UTF-8, but for characters beyond 16 bits; undefined if it is too long for a setting. */
  text(index: number): Buffer | undefined {
    const row = this.#row(TEXTS, 4, index);
    if (row === undefined) return undefined;
    const cursor = new DexCursor(this.#bytes, this.#long(row));
    cursor.number();
    const most = this.#bytes.subarray(cursor.at, cursor.at + MAX_TEXT_BYTES + 1);
    const end = most.indexOf(0);
    return end < 0 ? undefined : most.subarray(0, end);
  }

  name(index: number): string {
    return this.text(index)?.toString('latin1') ?? '';
  }

  field(index: number): string {
    return keptIn(this.#fields, index, () => {
      const row = this.#row(FIELDS, 8, index);
      return row === undefined ? '' : this.name(this.#long(row + 4));
    });
  }

  method(index: number): CalledMethod {
    return keptIn(this.#methods, index, () => {
      const row = this.#row(METHODS, 8, index);
      if (row === undefined) return NO_METHOD;
      const type = this.#row(TYPES, 4, this.#bytes.readUInt16LE(row));
      const prototype = this.#row(PROTOTYPES, 12, this.#bytes.readUInt16LE(row + 2));
      return {
        owner: type === undefined ? '' : this.name(this.#long(type)).slice(1, -1),
        name: this.name(this.#long(row + 4)),
        shorty: prototype === undefined ? '' : this.name(this.#long(prototype)),
      };
    });
  }

  /*  24  4  where its members are       28  4  where the values of its static fields are */
  /**
   * @param onConstant with the numbers of a field and of its text
   * @throws FormatError where a part ends behind the file, or parts claim more than there is
   */
  readClasses(onConstant: (field: number, text: number) => void, onMethod: (method: DexMethod) => void): void {
    const count = this.#long(CLASSES);
    if (count > MAX_DEFINED) throw new FormatError('more classes than a DEX file has');
    let left = 2 * MAX_DEFINED;
    for (let index = 0; index < count; index++) {
      const row = this.#row(CLASSES, 32, index);
      if (row === undefined) throw new FormatError('expected a class of a DEX file');
      const [members, values] = [this.#long(row + 24), this.#long(row + 28)];
      if (members === 0) continue;
      const { count: ofMembers, fields, codes } = this.#readMembers(members, left);
      left -= ofMembers;
      if (values !== 0) this.#readValues(values, fields, onConstant);
      for (const at of codes) if (at !== 0 && !this.#wasRead.has(at)) onMethod(this.#method(at));
    }
  }

  /**
   * Four counts: of static fields and others, of methods called directly and others. Then each: how far its number is from the one before,
   * its flags, and of a method the place of its code.
   */
  #readMembers(start: number, most: number): { count: number; fields: number[]; codes: number[] } {
    const cursor = new DexCursor(this.#bytes, start);
    const counts = Array.from({ length: 4 }, () => cursor.number());
    const count = counts.reduce((sum, one) => sum + one);
    if (count > most) throw new FormatError('more members than a DEX file has');
    const [fields, codes]: [number[], number[]] = [[], []];
    for (const [kind, size] of counts.entries())
      for (let left = size, index = 0; left > 0; left--) {
        index += cursor.number();
        cursor.number();
        if (kind === 0) fields.push(index);
        else if (kind > 1) codes.push(cursor.number());
      }
    return { count, fields, codes };
  }

  /** In the order of the fields, without zeros at the end. Each has its type in the low bits of a byte, and above them its size less one. */
  #readValues(start: number, fields: readonly number[], onConstant: (field: number, text: number) => void): void {
    const cursor = new DexCursor(this.#bytes, start);
    const count = cursor.number();
    for (const field of fields.slice(0, count)) {
      const head = cursor.byte();
      const type = head & 0x1f;
      if (type === VALUE_OF_LIST || type === VALUE_OF_ANNOTATION) return;
      const size = type >= NULL ? 0 : 1 + (head >> 5);
      if (cursor.at + size > this.#bytes.length) throw new FormatError('a value in a DEX file ends early');
      if (type === VALUE_OF_TEXT) onConstant(field, this.#bytes.readUIntLE(cursor.at, Math.min(4, size)));
      cursor.at += size;
    }
  }

  /*  8  4  where lines and local variables are     12  4  pairs of bytes of code     16  .  code */
  #method(at: number): DexMethod {
    const [start, lines] = [at + CODE_HEAD_BYTES, this.#long(at + 8)];
    const end = start + 2 * this.#long(at + 12);
    if (end > this.#bytes.length) throw new FormatError('code of a DEX file ends early');
    this.#wasRead.add(at);
    this.#spend(end - at);
    return {
      code: this.#bytes.subarray(start, end),
      readLocals: (onLocal) => {
        if (lines === 0 || this.#wasRead.has(lines)) return;
        this.#wasRead.add(lines);
        const cursor = new DexCursor(this.#bytes.subarray(0, lines + this.#left), lines);
        readLocals(cursor, onLocal);
        this.#spend(cursor.at - lines);
      },
    };
  }

  #spend(bytes: number): void {
    this.#left -= bytes;
    if (this.#left < 0) throw new FormatError('expected parts of a DEX file that do not overlap');
  }

  #row(table: number, rowBytes: number, index: number): number | undefined {
    const at = this.#long(table + 4) + rowBytes * index;
    return index < this.#long(table) && at + rowBytes <= this.#bytes.length ? at : undefined;
  }

  #long(at: number): number {
    if (at + 4 > this.#bytes.length) throw new FormatError('a DEX file ends early');
    return this.#bytes.readUInt32LE(at);
  }
}

const NO_METHOD: CalledMethod = { owner: '', name: '', shorty: '' };

function keptIn<T>(known: Map<number, T>, index: number, make: () => T): T {
  let value = known.get(index);
  if (value === undefined) {
    value = make();
    known.set(index, value);
  }
  return value;
}
