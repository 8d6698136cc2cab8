/** The head of a Firebird backup (src/burp/burp.h, backup.epp, split/spit.h of FirebirdSQL/firebird). */
import { bufferOf } from '../container/magic.ts';

/*  head                                               part of a backup that is split, before what it holds
 *  0  1  0, a head                                    0   16  'InterBase/gbak, '
 *  1  .  attributes, 0 behind the last: 1 which,      16  84  when, which of how many, name, in words
 *        1 bytes of its value, its value             100      the head, of the first part; of others what goes on         */
const SPLIT = Buffer.from('InterBase/gbak, ');
const SPLIT_BYTES = 100;
/** The first attribute is always the version of the format, 1 to 12 so far. */
const FORMAT = Buffer.from([0, 2, 4]);
const LAST_FORMAT = 32;
/** Other numeric attributes follow: 4 packed, 5 or 6 portable. */
const SECOND = [4, 5, 6, 10];
export const HEAD_BYTES = SPLIT_BYTES + 16;
/** The head contains two file names and a date. */
export const MAX_HEAD_BYTES = 2048;
export const FIRST_BYTES = [FORMAT[0]!, SPLIT[0]!];
const ATTRIBUTES = { packed: 4, zipped: 10, hash: 11, crypt: 12 } as const;

export interface BackupHead {
  /** Where the content begins. */
  readonly end: number;
  readonly isPacked: boolean;
  readonly isEncrypted: boolean;
  /** The head of a zipped backup, without the attribute that says so. */
  readonly unzipped: Uint8Array | undefined;
}

export function isBackup(head: Uint8Array): boolean {
  return isSplit(head) || beginsHead(head, 0);
}

function isSplit(head: Uint8Array): boolean {
  return bufferOf(head).indexOf(SPLIT) === 0 && bufferOf(head).indexOf('file No.') > 0;
}

function beginsHead(head: Uint8Array, at: number): boolean {
  const [format, upper, second] = [head[at + 3] ?? 0, head.subarray(at + 4, at + 7), head[at + 7] ?? 0];
  return (
    FORMAT.every((byte, index) => head[at + index] === byte) &&
    format > 0 &&
    format <= LAST_FORMAT &&
    upper.every((byte) => byte === 0) &&
    SECOND.includes(second) &&
    head[at + 8] === 4
  );
}

/** @param head up to MAX_HEAD_BYTES of the file */
export function backupHead(head: Uint8Array): BackupHead {
  const start = isSplit(head) ? SPLIT_BYTES : 0;
  // A later part states nothing; gbak packs by default.
  if (!beginsHead(head, start)) return { end: start, isPacked: true, isEncrypted: false, unzipped: undefined };
  const has = new Set<number>();
  const kept: Uint8Array[] = [FORMAT.subarray(0, 1)];
  let at = start + 1;
  while (at + 1 < head.length && head[at] !== 0) {
    const next = at + 2 + head[at + 1]!;
    has.add(head[at]!);
    if (head[at] !== ATTRIBUTES.zipped) kept.push(head.subarray(at, next));
    at = next;
  }
  return {
    end: Math.min(at + 1, head.length),
    isPacked: has.has(ATTRIBUTES.packed),
    isEncrypted: has.has(ATTRIBUTES.crypt) || has.has(ATTRIBUTES.hash),
    unzipped: has.has(ATTRIBUTES.zipped) ? Buffer.concat([...kept, Uint8Array.of(0)]) : undefined,
  };
}
