// Layout of the kernel's memory. Read by the AssemblyScript modules beside this one and by the host (plan,
// open-kernel), so it contains only numbers. They are constants so that the compiler folds them into the address of
// each load.

/**
 * 65536 entries of 8 bytes, one for each byte pair (little-endian): u32 set of buckets with a window that may start
 * with it, u32 set of those with one that may end with it.
 */
export const PAIRS = 0x40000;
/** One bit for each hash of a folded window: whether any anchor has a window with that hash. */
export const WINDOW_BITS = 0xc0000;
/**
 * Number of hashes. Those of all four bytes are below FIRST_THREE, followed by those of the first three bytes, then
 * those of the last three. There are so many that 20,000 windows use only a few: a window that no anchor has is rarely
 * looked up.
 */
export const HASHES = 0x40000;
export const FIRST_THREE = 0x20000;
export const LAST_THREE = 0x30000;
/** How far a 32-bit product is shifted right to give a hash. */
export const FOUR_SHIFT = 15;
export const THREE_SHIFT = 16;
/** u32 for each 64 hashes: how many smaller hashes are in use. The entry of their first one has that index. */
export const RANKS = 0xc8000;
/** u32: 1 if some anchor has a window of zeros, so that zeros cannot be skipped. */
export const ZEROS_MATCH = 0xcc000;
/**
 * u32: address of the rest of the first anchor (its bytes from the ninth on); those of the others follow, see
 * REST_BYTES.
 */
export const RESTS_AT = 0xcc004;
/**
 * u32: address of the neighbour table. For each hash in use, in order, it says which bytes its anchors have beside
 * their windows, at two distances:
 *   0  1  first distance
 *   1  1  second distance
 *   4  4  at the first distance: set of the values that the byte's lowest five bits may have
 *   8  4  the same at the second distance
 */
export const NEIGHBOURS_AT = 0xcc008;
export const NEIGHBOUR_BYTES = 12;
/** Added to a distance, which counts from the start of the window, so that it is stored unsigned. */
export const NEIGHBOUR_REACH = 32;
/**
 * End of the tables of fixed size. Entries follow: first one for each hash in use, in order of the hashes, then the
 * further entries of these hashes.
 */
export const ENTRIES = 0xcc040;
export const ENTRY_BYTES = 32;
/** For each anchor two such parts: the rest of its bytes, and the letter bits of these. */
export const REST_BYTES = 24;

/**
 * Scratch memory below the tables: the queues for one stride. A queue holds at most one item per position, plus two
 * being written.
 */
export const STRIDE_BYTES = 0x4000;
/** AES: the S-box, and the words of one schedule, at most 60. */
export const SBOX = 0x400;
export const WORDS = 0x500;
export const SCHEDULE_HIT_BYTES = 40;
/** Memory survey: repeated bytes of each of 18 words; masks. */
export const REPEATS = 0xc00;
export const MASKS = 0xc20;
/**
 * Signs of codings: 16 vectors of tables and masks; for each of 128 bytes, the kinds of pairs that end there; for each of
 * two classes, which of these bytes are members, two bytes packed into one.
 */
export const SIGN_TABLES = 0xd00;
export const SIGN_PAIRS = 0xe00;
export const SIGN_PACKS = 0xe80;
/**
 * Words: five vectors of tables; heads of formats, each a u32 mask and a u32 value, ended by a 0; values of digits,
 * which overlap a queue.
 */
export const SIGN_WORDS = 0xf00;
export const SIGN_HEADS = 0x80;
export const SIGN_HEADS_END = 0x400;
export const SIGN_DIGITS = 0x3000;
export const BLOCK_QUEUE = 0x1000;
export const WINDOW_QUEUE = 0x3000;
export const CHECK_QUEUE = 0xc000;
