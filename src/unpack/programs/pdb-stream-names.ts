/* The PDB stream (LLVM's documentation, "The PDB Info (aka the PDB Stream)"):
 *  0 28  version, signature, age, GUID
 * 28  4  bytes of names
 * 32  n  names, each with a zero behind it
 * then the table (documentation, "The PDB Serialized Hash Table Format"):
 *     4  entries; 4: capacity
 *     4  words of the bit vector of places that are taken, and these words; the same of those that are deleted
 *     8  for each entry where its name begins, and the number of its stream                                     */

const NAMES_AT = 28;
const MAX_NAME_BYTES = 1024;

/** Keyed by stream number. Invalid data gives fewer names, or none: they only help a human reader. */
export function pdbStreamNames(bytes: Buffer): ReadonlyMap<number, string> {
  const byNumber = new Map<number, string>();
  const u32 = (at: number): number => (at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0);
  const names = bytes.subarray(NAMES_AT + 4, NAMES_AT + 4 + u32(NAMES_AT));
  const table = NAMES_AT + 4 + u32(NAMES_AT);
  const count = u32(table);
  const deleted = table + 12 + 4 * u32(table + 8);
  let at = deleted + 4 + 4 * u32(deleted);
  for (let index = 0; index < count && at + 8 <= bytes.length; index++, at += 8) {
    const rest = names.subarray(u32(at), u32(at) + MAX_NAME_BYTES);
    const end = rest.indexOf(0);
    if (end > 0) byNumber.set(u32(at + 4), rest.toString('utf8', 0, end));
  }
  return byNumber;
}
