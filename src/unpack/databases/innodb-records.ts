/** Records of an index page (storage/innobase/include/page0page.h, rem0rec.h). */

import { TYPES } from './innodb-space.ts';

/*  header of the page
 *  24  2  type
 *  40  2  where the heap of records ends
 *  42  2  records on the heap, with those that were deleted; the highest bit: compact ones
 *  44  2  first record that was deleted                                                        */
const [TYPE, HEAP_END, HEAP_COUNT, DELETED] = [24, 40, 42, 44];
const COMPACT = 0x8000;
/** Offset of the infimum record, and the first possible offset of user records. */
const PLACES = { compact: { lowest: 99, heap: 120 }, redundant: { lowest: 101, heap: 125 } };
const LOWEST = Buffer.from('infimum\0');

export interface InnodbRecords {
  readonly isCompact: boolean;
  /** Where the content of each begins, ascending. */
  readonly origins: readonly number[];
  /** First possible offset of a record, including what precedes its content. */
  readonly start: number;
  readonly end: number;
  /** The list of records, or that of deleted ones, is broken. */
  readonly isBroken: boolean;
}

/** Undefined where the page has none: it is packed, encrypted, or not part of an index. */
export function recordsOf(page: Uint8Array): InnodbRecords | undefined {
  const view = new DataView(page.buffer, page.byteOffset, page.length);
  const count = view.getUint16(HEAP_COUNT);
  const isCompact = (count & COMPACT) !== 0;
  const { lowest, heap } = isCompact ? PLACES.compact : PLACES.redundant;
  const end = view.getUint16(HEAP_END);
  // After an instant column drop, a note replaces that name (btr_set_instant).
  const isNamed =
    view.getUint16(TYPE) === TYPES.changed || LOWEST.equals(page.subarray(lowest, lowest + LOWEST.length));
  if (!isNamed || end > page.length) return undefined;
  const origins = new Set<number>();
  let isBroken = false;
  // The list of records, which ends with the supremum, and that of deleted ones.
  for (const first of [nextOf(view, lowest, isCompact), view.getUint16(DELETED)])
    for (let at = first; at >= heap; at = nextOf(view, at, isCompact)) {
      if (at >= end || origins.has(at) || origins.size > (count & ~COMPACT)) {
        isBroken = true;
        break;
      }
      origins.add(at);
    }
  return { isCompact, origins: [...origins].sort((one, other) => one - other), start: heap, end, isBroken };
}

/** Stored before the content; in compact records, as a distance. */
function nextOf(view: DataView, at: number, isCompact: boolean): number {
  const next = view.getUint16(at - 2);
  return isCompact && next !== 0 ? (at + next) & 0xffff & (view.byteLength - 1) : next;
}

/** Range of a value on the page. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/*  redundant record
 *  .   .  where each field ends, the first one last: a byte or two each; the highest bit: it is NULL
 *  -6  6  deleted, number on the heap, 10 bits at bit 1 of byte -4: fields, 1 bit: ends of one byte, next record
 *  0   .  fields                                                                                              */
const REDUNDANT_BYTES = 6;

/** Fields of a redundant record, which stores the end of each. */
export function redundantFields(page: Uint8Array, origin: number): readonly Span[] {
  const isShort = (page[origin - 3]! & 1) !== 0;
  const fields = (((page[origin - 4]! << 8) | page[origin - 3]!) >> 1) & 0x3ff;
  const spans: Span[] = [];
  let start = origin;
  for (let field = 1; field <= fields; field++) {
    const at = origin - REDUNDANT_BYTES - field * (isShort ? 1 : 2);
    if (at < 0) break;
    const stated = isShort ? page[at]! & 0x7f : ((page[at]! & 0x3f) << 8) | page[at + 1]!;
    const end = origin + stated;
    if (end < start || end > page.length) break;
    spans.push({ start, end });
    start = end;
  }
  return spans;
}
