import type { ByteCursor } from './byte-cursor.ts';

/*
 * How attribute values are encoded: DWARF 5, section 7.5.6, table 7.6, and what gcc and clang wrote before it. 32-bit
 * DWARF only.
 */

export interface FormContext {
  readonly version: number;
  readonly addressSize: number;
  /** Value of the attribute when it is stored in the abbreviation (implicit_const). */
  readonly implicit: number;
}

/** A number (constant, flag, reference, offset into a string section), bytes, or inline text. */
export type FormValue = number | Buffer | string;

const INDIRECT = 0x16;
const IMPLICIT_CONST = 0x21;

/** Sizes in bytes of numbers of a fixed size, by form. */
const FIXED: Readonly<Record<number, number>> = {
  ...{ 5: 2, 6: 4, 7: 8, 11: 1, 12: 1, 14: 4, 17: 1, 18: 2, 19: 4, 20: 8, 23: 4, 28: 4, 29: 4, 31: 4, 32: 8, 36: 8 },
  // strx1 to strx4, addrx1 to addrx4; GNU: alternative files.
  ...{ 37: 1, 38: 2, 39: 3, 40: 4, 41: 1, 42: 2, 43: 3, 44: 4, 7968: 4, 7969: 4 },
};
/** udata, ref_udata, strx, addrx, loclistx, rnglistx; GNU: addr_index, str_index. sdata has the same length. */
const LEB = new Set([13, 15, 21, 26, 27, 34, 35, 0x1f01, 0x1f02]);
/** Blocks preceded by their length, which has 2, 4 or 1 bytes, or is LEB128 (0 here: block, exprloc). */
const BLOCKS: Readonly<Record<number, number>> = { 3: 2, 4: 4, 10: 1, 9: 0, 24: 0 };

/** Reads one value. @throws RangeError for an unknown form, since nothing after it can be located */
export function readForm(cursor: ByteCursor, form: number, context: FormContext): FormValue {
  const fixed = FIXED[form];
  if (fixed !== undefined) return cursor.unsigned(fixed);
  if (LEB.has(form)) return cursor.uleb();
  const lengthSize = BLOCKS[form];
  if (lengthSize !== undefined)
    return readBytes(cursor, lengthSize === 0 ? cursor.uleb() : cursor.unsigned(lengthSize));
  switch (form) {
    case 1: // addr
      return cursor.unsigned(context.addressSize);
    case 8: // string
      return cursor.text();
    case 16: // ref_addr: of the size of an address in version 2
      return cursor.unsigned(context.version === 2 ? context.addressSize : 4);
    case 25: // flag_present
      return 1;
    case 30: // data16
      return readBytes(cursor, 16);
    case IMPLICIT_CONST:
      return context.implicit;
    case INDIRECT:
      return readForm(cursor, cursor.uleb(), context);
    default:
      throw new RangeError(`form ${form}`);
  }
}

function readBytes(cursor: ByteCursor, length: number): Buffer {
  const start = cursor.at;
  cursor.skip(length);
  return cursor.bytes.subarray(start, start + length);
}
