import { CELL_BYTES, type Sign, type Signs } from '../../model/sign.ts';

/** Where they are dense, looking is faster than asking memchr. */
const MOST_LOOKED = 16;

/**
 * The next place from `from` on where `lead` stands, with its sign where signs are known, or near one; -1 when there is none.
 */
export function nextLead(
  bytes: Uint8Array,
  { lead, sign }: { readonly lead: number; readonly sign: Sign },
  from: number,
  signs: Signs | undefined,
): number {
  if (signs === undefined) {
    const near = Math.min(bytes.length, from + MOST_LOOKED);
    for (let at = from; at < near; at++) if (bytes[at] === lead) return at;
    return Buffer.prototype.indexOf.call(bytes, lead, near);
  }
  for (let at = from; ; ) {
    // The sign stands in the cell of the byte behind the lead.
    const cell = signs.next(sign, at + 1);
    if (cell < 0) return -1;
    const stop = Math.min(cell + CELL_BYTES - 1, bytes.length);
    for (at = Math.max(at, cell - 1); at < stop; at++) if (bytes[at] === lead) return at;
    if (stop === bytes.length) return -1;
  }
}
