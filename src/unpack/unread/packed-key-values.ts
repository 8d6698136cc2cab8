/**
 * Key-value stores whose header says that values are packed, usually with raw deflate, which has no magic number: Tokyo Cabinet
 * (tchdb.c), Kyoto Cabinet (kchashdb.h) and QDBM (villa.c). Unpacked ones are opened: `stores/cabinets.ts`.
 */
import type { StreamContainer } from '../container/container.ts';
import { firstBytesOf, hasMagic, type Magic, magic } from '../container/magic.ts';
import { notOpenedYet } from './not-opened.ts';

interface Store {
  readonly id: string;
  readonly title: string;
  readonly magics: readonly Magic[];
  /** Offset of the flags byte. */
  readonly flagsAt: number;
  /** Flags that must all be set. */
  readonly needs: number;
  /** Flags of which any one means that something is packed. */
  readonly packs: number;
}

const STORES: readonly Store[] = [
  {
    // 1 large, 2 deflate, 4 bzip2, which is found by its magic number, 8 TCBS, 10 a codec of the program's own.
    ...{ id: 'tokyo-cabinet', title: 'database of Tokyo Cabinet, packed', flagsAt: 36, needs: 0, packs: 0x1a },
    magics: [magic('54 6f 4b 79 4f 20 43 61 42 69 4e 65 54 0a')],
  },
  {
    // What made it stands at 4; at 8 the kind: 30 a hash, 31 a tree; flags: 4 packed.
    ...{ id: 'kyoto-cabinet', title: 'database of Kyoto Cabinet, packed', flagsAt: 11, needs: 0, packs: 4 },
    magics: [magic('4b 43 0a 00 .. .. .. .. 30'), magic('4b 43 0a 00 .. .. .. .. 31')],
  },
  {
    // 1 a tree (Villa), and of that: 2 zlib, 4 LZO, 8 bzip2, which is found. Those of other kinds are the program's own.
    ...{ id: 'qdbm', title: 'database of QDBM, packed', flagsAt: 16, needs: 1, packs: 0x06 },
    magics: [magic('5b 64 65 70 6f 74 5d 0a 0c 00 00 00')],
  },
];

/** They open and read nothing. Their bytes are scanned all the same. */
export const packedKeyValues: readonly StreamContainer[] = STORES.map(
  ({ id, title, magics, flagsAt, needs, packs }) => ({
    id,
    title: `${title} (recognised, not opened)`,
    reads: 'stream',
    headBytes: flagsAt + 1,
    firstBytes: firstBytesOf(magics),
    sniff: (head) => {
      const flags = head[flagsAt] ?? 0;
      return magics.some((one) => hasMagic(head, one)) && (flags & needs) === needs && (flags & packs) !== 0;
    },
    entries: () => notOpenedYet(title),
  }),
);
