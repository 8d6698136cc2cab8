/** Pages as they are laid out in memory, without a header: objects that point at one another. Independent of src. */
import type { SeededRandom } from '../support/seeded-random.ts';

export const PAGE_BYTES = 4096;

/** Addresses that systems give: of heaps and libraries of programs, and of the kernels of Linux and Windows. */
export const BASES = {
  'a program of Linux': 0x55d0_1234_0000n,
  'a library of Linux': 0x7f3a_2000_0000n,
  'a program on arm64': 0xaaaa_d123_0000n,
  'a heap of macOS': 0x6000_0123_0000n,
  'the kernel of Linux': 0xffff_8881_0234_0000n,
  'the kernel of Windows': 0xffff_f801_5678_0000n,
} as const;

/** @param share of the words that are pointers; the others are small numbers, text and zeros */
export function pagesOfObjects(random: SeededRandom, pages: number, base: bigint, share = 0.3): Buffer {
  const bytes = Buffer.alloc(pages * PAGE_BYTES);
  for (let at = 0; at < bytes.length; at += 8) {
    if (random.int(1000) < 1000 * share) bytes.writeBigUInt64LE(base + BigInt(8 * random.int(1 << 17)), at);
    else if (random.int(3) === 0) bytes.write(random.text(7, 'abcdefghijklmnop'), at);
    else bytes.writeUInt32LE(random.int(4000), at);
  }
  return bytes;
}
