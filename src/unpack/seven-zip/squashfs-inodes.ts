/**
 * Whether 7-Zip reached all inodes of a SquashFS: the root may point to another folder, or a listing may be cut short, and 7-Zip does not
 * notice.
 */
import type { Budget } from '../../bytes/budget.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { Extracted } from './seven-zip-format.ts';

/*  0  4  magic number; "sqsh" and "qshs" of a big-endian one    4  4  inodes, the root too  */
const BIG_ENDIAN = /^(sqsh|qshs)/;
const ROOT = 1;

/** @returns a description of the problem. Hard links only add to the count of files, so fewer items than inodes means loss */
export function lostInodes(source: ByteSource, _: Budget, { items }: Extracted): string | undefined {
  const head = Buffer.from(source.read(0, 8));
  const inodes = BIG_ENDIAN.test(head.toString('latin1', 0, 4)) ? head.readUInt32BE(4) : head.readUInt32LE(4);
  if (items + ROOT >= inodes) return undefined;
  return `expected ${inodes} inodes in a SquashFS, found a root and ${items} files and folders in it; what else there is was not unpacked: unpack it (unsquashfs) before the scan`;
}
