/** Element types of HDF5 datasets (specification, section IV.A.2.d), to find the strings in them, which are stored back to back. */
import type { Range } from '../container/coverage.ts';
import type { Fields } from './hdf5-file.ts';

export interface ElementType {
  readonly bytes: number;
  /** Ranges in each element. */
  readonly strings: readonly Range[];
}

const CLASS = { time: 2, string: 3, opaque: 5, compound: 6, reference: 7, enumeration: 8, list: 9, array: 10 } as const;
/** Sizes of number types: fixed point, floating point, bits. */
const NUMBER_BYTES: Readonly<Record<number, number>> = { 0: 4, 1: 12, 4: 4 };
/**
 * Shorter strings get no lines of their own: single characters as elements, as in NetCDF, and anything that is no secret that a
 * rule recognises by itself.
 */
const MIN_STRING_BYTES = 8;
const [MAX_STRINGS, MAX_LEVELS] = [4096, 16];
const PADDING_BYTES = 8;

/*  0  1  bits 0 to 3: class; 4 to 7: version
 *  1  3  bits of the class
 *  4  4  bytes of an element
 *  8  .  what the class has                  */
/** @returns undefined for an unknown type, or one without strings */
export function elementType(fields: Fields): ElementType | undefined {
  const strings: Range[] = [];
  const bytes = readType(fields, 0, strings, MAX_LEVELS);
  return bytes === undefined || strings.length === 0 ? undefined : { bytes, strings };
}

/** @param start offset in an element @returns its size */
function readType(fields: Fields, start: number, strings: Range[], levels: number): number | undefined {
  const first = fields.number(1);
  const [kind, version, bits] = [first & 0x0f, first >> 4, fields.number(3)];
  const bytes = fields.number(4);
  if (levels === 0 || strings.length > MAX_STRINGS) return undefined;
  const inner = (at: number): number | undefined => readType(fields, at, strings, levels - 1);
  if (NUMBER_BYTES[kind] !== undefined) fields.skip(NUMBER_BYTES[kind]);
  else if (kind === CLASS.time) fields.skip(2);
  else if (kind === CLASS.opaque) fields.skip(bits & 0xff);
  else if (kind === CLASS.list) inner(start);
  else if (kind === CLASS.string) {
    if (bytes >= MIN_STRING_BYTES) strings.push({ start, end: start + bytes });
  } else if (kind === CLASS.array) {
    const count = fields.number(1);
    if (version < 3) fields.skip(3);
    fields.skip(4 * count * (version < 3 ? 2 : 1));
    repeat(strings, strings.length, inner(start), start + bytes);
  } else if (kind === CLASS.enumeration) {
    const base = inner(start);
    for (let index = 0; index < (bits & 0xffff); index++) skipName(fields, version);
    fields.skip((bits & 0xffff) * (base ?? 0));
  } else if (kind === CLASS.compound) {
    for (let index = 0; index < (bits & 0xffff); index++)
      if (!readMember(fields, { version, bytes, start }, strings, levels)) return undefined;
  } else if (kind !== CLASS.reference) return undefined;
  return bytes;
}

/*  member of a compound: its name, to a multiple of 8 before version 3; where it begins, in 4 bytes, or as many as the largest needs;
 *  in version 1 1 dimensions, 3 zero, 8 of no consequence, 4 each of four dimensions; its type */
function readMember(
  fields: Fields,
  { version, bytes, start }: { readonly version: number; readonly bytes: number; readonly start: number },
  strings: Range[],
  levels: number,
): boolean {
  skipName(fields, version);
  const at = start + fields.number(version < 3 ? 4 : (Math.floor(Math.log2(Math.max(1, bytes))) >> 3) + 1);
  let count = 1;
  if (version === 1) {
    const dimensions = fields.number(1);
    fields.skip(11);
    for (let index = 0; index < 4; index++) {
      const size = fields.number(4);
      if (index < dimensions) count *= size;
    }
  }
  const known = strings.length;
  const memberBytes = readType(fields, at, strings, levels - 1);
  if (memberBytes !== undefined && count > 1) repeat(strings, known, memberBytes, at + count * memberBytes);
  return memberBytes !== undefined;
}

/** Repeats the strings from index `from` on, found in one of several consecutive items, for all of them. */
function repeat(strings: Range[], from: number, bytes: number | undefined, end: number): void {
  const [first, ...rest] = strings.slice(from);
  if (first === undefined || !bytes) return;
  for (let by = bytes; first.end + by <= end && strings.length <= MAX_STRINGS; by += bytes)
    for (const one of [first, ...rest]) strings.push({ start: one.start + by, end: one.end + by });
}

function skipName(fields: Fields, version: number): void {
  let length = 1;
  while (fields.number(1) !== 0) length++;
  if (version < 3) fields.skip((PADDING_BYTES - (length % PADDING_BYTES)) % PADDING_BYTES);
}
