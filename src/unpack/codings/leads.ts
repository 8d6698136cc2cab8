import { CELL_BYTES, type Sign, type Signs } from '../../model/sign.ts';

/** Where leads are dense, a plain loop is faster than memchr. */
const MAX_LOOKED = 16;

/** The next place from `from` on where `lead` stands, with its sign nearby if signs are known; -1 when there is none. */
export function nextLead(
  bytes: Uint8Array,
  { lead, sign }: { readonly lead: number; readonly sign: Sign },
  from: number,
  signs: Signs | undefined,
): number {
  if (signs === undefined) {
    const near = Math.min(bytes.length, from + MAX_LOOKED);
    for (let at = from; at < near; at++) if (bytes[at] === lead) return at;
    return Buffer.prototype.indexOf.call(bytes, lead, near);
  }
  for (let at = from; ; ) {
    // The sign is set in the cell of the byte after the lead.
    const cell = signs.next(sign, at + 1);
    if (cell < 0) return -1;
    const stop = Math.min(cell + CELL_BYTES - 1, bytes.length);
    for (at = Math.max(at, cell - 1); at < stop; at++) if (bytes[at] === lead) return at;
    if (stop === bytes.length) return -1;
  }
}
