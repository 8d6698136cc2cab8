/** Extended attributes of XFS with values in blocks of their own ("XFS Algorithms & Data Structures", chapter 20); all others are plain. */
import { decodeUtf8OrLatin1 } from '../container/text.ts';

/* A leaf:  8  2  fbee, or with sums 3bee; behind its links, of 12 bytes or with sums 56:  0  2  entries; and behind 32 or 80 bytes of both, of each
 *  4  2  where it lies   6  1  flags: 1 its value is here;   there:  0  4  first block of the value   4  4  bytes   8  1  length of the name   9  n  name */
const LEAF = { magicAt: 8, plain: 0xfbee, withSum: 0x3bee } as const;
const LAYOUT = {
  plain: { countAt: 12, entriesAt: 32 },
  withSum: { countAt: 56, entriesAt: 80 },
} as const;
const ENTRY_BYTES = 8;
const IS_HERE = 0x1;
const NAME_AT = 9;
/** XFS_XATTR_SIZE_MAX */
const MAX_VALUE_BYTES = 64 << 10;

export interface Attribute {
  readonly name: string;
  readonly startBlock: number;
  readonly bytes: number;
}

/** @param block of an inode's attributes: of any kind, possibly a value */
export function* attributesElsewhere(block: Buffer): Generator<Attribute> {
  const magic = block.readUInt16BE(LEAF.magicAt);
  if (magic !== LEAF.plain && magic !== LEAF.withSum) return;
  const { countAt, entriesAt } = magic === LEAF.plain ? LAYOUT.plain : LAYOUT.withSum;
  const room = Math.floor((block.length - entriesAt) / ENTRY_BYTES);
  for (let index = 0; index < Math.min(block.readUInt16BE(countAt), room); index++) {
    const entry = entriesAt + index * ENTRY_BYTES;
    const at = block.readUInt16BE(entry + 4);
    if ((block[entry + 6]! & IS_HERE) !== 0 || at + NAME_AT > block.length) continue;
    const bytes = block.readUInt32BE(at + 4);
    if (bytes === 0 || bytes > MAX_VALUE_BYTES) continue;
    const name = decodeUtf8OrLatin1(block.subarray(at + NAME_AT, at + NAME_AT + block[at + NAME_AT - 1]!));
    yield { name, startBlock: block.readUInt32BE(at), bytes };
  }
}
