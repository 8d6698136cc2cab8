/** Which bytes belong to an alphabet: 1 for a member, one entry a byte. */
export type Members = Uint8Array;

const ALL = Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1');
const known = new Map<string, Members>();

/**
 * The same table for the same pattern; not to be written to. There are two hundred: all bytes are matched in one go, since a pattern
 * that is asked byte by byte is compiled (10 ms of a start).
 * @param pattern one character that belongs to the alphabet matches it, whatever stands around
 */
export function membersOf(pattern: RegExp): Members {
  const name = String(pattern);
  let members = known.get(name);
  if (members === undefined) {
    members = new Uint8Array(256);
    for (const { index } of ALL.matchAll(new RegExp(pattern, `g${pattern.flags}`))) members[index] = 1;
    known.set(name, members);
  }
  return members;
}
