// Where things lie in the kernel's memory. Read by the AssemblyScript modules beside it and by the host (plan, open-kernel),
// so it holds nothing but numbers. Constants, because the compiler folds them into the address of each load.

/** 65536 entries of 8 bytes, one a byte pair (little-endian): u32 buckets whose windows may start with it, u32 … may end. */
export const PAIRS = 0x40000;
/** One bit a hash of the folded window: is there an anchor with such a window at all? */
export const WINDOW_BITS = 0xc0000;
/**
 * Hashes of all four bytes are below FIRST_THREE, then come those of the first three bytes, then those of the last three. So many that
 * 20,000 windows take few of them: a window that no anchor has is seldom looked for.
 */
export const HASHES = 0x40000;
export const FIRST_THREE = 0x20000;
export const LAST_THREE = 0x30000;
/** Bits that a product of 32 bits loses to be a hash. */
export const FOUR_SHIFT = 15;
export const THREE_SHIFT = 16;
/** u32 for each 64 hashes: how many hashes below them an anchor has. That many entries stand before the first one of theirs. */
export const RANKS = 0xc8000;
/** u32: 1 where some anchor has a window of zeros, so that zeros cannot be skipped. */
export const ZEROS_MATCH = 0xcc000;
/** u32: where the bytes of the first anchor from the ninth on lie; those of the others follow, see REST_BYTES. */
export const RESTS_AT = 0xcc004;
/**
 * u32: where for each hash that an anchor has, in their order, stands what its anchors have beside their windows, at two distances:
 *   0  1  a distance, 1  1  another one
 *   4  4  for the first, a bit for each of the lowest five bits that a byte there may have, 8  4  for the second
 */
export const NEIGHBOURS_AT = 0xcc008;
export const NEIGHBOUR_BYTES = 12;
/** Added to a distance, which counts from where the window starts. */
export const NEIGHBOUR_REACH = 32;
/** End of the tables of fixed size. Entries follow: of each hash one, in the order of the hashes, then what else has a hash of theirs. */
export const ENTRIES = 0xcc040;
export const ENTRY_BYTES = 32;
/** Of each anchor, twice: its bytes, and bits of its letters. */
export const REST_BYTES = 24;

/** Scratch below the tables: the queues for one stride. A queue holds at most one item a place and two being written. */
export const STRIDE_BYTES = 0x4000;
/** AES: the S-box, and a schedule's words, 60 at most. */
export const SBOX = 0x400;
export const WORDS = 0x500;
export const SCHEDULE_HIT_BYTES = 40;
/** Survey of memory: bytes repeated in each of 18 words; masks. */
export const REPEATS = 0xc00;
export const MASKS = 0xc20;
/** Signs of codings: 15 vectors of tables and masks; pairs in each vector of 128 bytes; members by two bytes, for two classes. */
export const SIGN_TABLES = 0xd00;
export const SIGN_PAIRS = 0xe00;
export const SIGN_PACKS = 0xe80;
/** Words: five vectors of tables; heads of formats, u32 mask and u32 value each, and a 0; values of digits, in a queue's place. */
export const SIGN_WORDS = 0xf00;
export const SIGN_HEADS = 0x80;
export const SIGN_HEADS_END = 0x400;
export const SIGN_DIGITS = 0x3000;
export const BLOCK_QUEUE = 0x1000;
export const WINDOW_QUEUE = 0x3000;
export const CHECK_QUEUE = 0xc000;
