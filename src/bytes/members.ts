/** An alphabet as a table with one entry for each byte value: 1 if the byte belongs to it. */
export type Members = Uint8Array;

const ALL = Buffer.from(Uint8Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1');
const known = new Map<string, Members>();

/**
 * Builds the table of an alphabet, or returns the one already built for the same pattern; callers must not write to it.
 * There are some two hundred patterns. Each matches all byte values in one call: V8 compiles a pattern that is run many
 * times, and that would cost 10 ms of every start.
 * @param pattern matches each single character of the alphabet, whatever is around it
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
